import { decodeChannels } from './decode-channels.js';
import { decodeMessage } from './decode-message.js';
import { decodeResource, readId, readOuterId } from './decode-session.js';
import type { Dialect } from './dialects/dialect.js';
import { MAX_MESSAGES, MAX_NAME, MAX_SERVER_MESSAGE, MAX_SESSIONS } from './limits.js';
import type { Message } from './message.js';
import type { DecodeProblem, Notification, SessionNotification } from './notification.js';
import { decodeList, isProblem, problem } from './problem.js';
import { isRecord, readText } from './read.js';
import type { Unread, Writable } from './read.js';
import type { SessionUpdate } from './session.js';

/** Sessions of a collection that could be read, and why others could not. */
export interface DecodedSessions {
  readonly sessions: readonly SessionUpdate[];
  readonly rejected: readonly DecodeProblem[];
}

/** Entries of a log that could be read, and why others could not. */
export interface DecodedMessages {
  readonly messages: readonly Message[];
  readonly rejected: readonly DecodeProblem[];
}

export { decodeChannels } from './decode-channels.js';
export { decodeQueues, decodeUser, decodeUsers } from './decode-user.js';
export { isProblem } from './problem.js';

const MESSAGE_LOG = 'MessageLogUpdated';
/** And the same with `V2`. @see AgentStateControlNotReady */
const CHANNELS = 'ChannelStateChangeMessage';

/**
 * What one notification means. Total: takes anything, never throws, and answers with a problem when the value cannot be read. It judges by the
 * session or the log entries that are there, and by `messageType` only where that is not enough (quirks 5 and 9).
 * @see ChatMessageType, AsynchronousEvents
 */
export function decodeNotification(dialect: Dialect, data: unknown): Notification | DecodeProblem {
  if (!isRecord(data)) return problem('not-an-object', '');
  const messageType = readText(data['messageType'] ?? data['messageTypeName'], MAX_NAME)?.trim() ?? '';
  if (messageType === MESSAGE_LOG) return decodeLog(dialect, data);
  const own = dialect.stateTypes.includes(messageType);
  const key = resourceKey(dialect, data, own);
  if (key !== undefined) return decodeState(dialect, data, data[key] as Unread, key);
  // The oldest shape: the session's fields stand in the notification itself. @see InteractionsNotifications
  if (own) return decodeState(dialect, data, data, '');
  if (messageType.startsWith(CHANNELS)) return { kind: 'channels', ...decodeChannels(data) };
  return { kind: 'other', messageType };
}

/** The sessions of a collection read in any documented form: in full, as uris only, or a bare resource. @see ReturnValues, SMSResources */
export function decodeSessions(dialect: Dialect, body: unknown): DecodedSessions {
  let place = '';
  let list: unknown = body;
  if (isRecord(body)) {
    const keys = [...dialect.resourceKeys.map((key) => `${key}s`), 'uris'];
    place = keys.find((key) => Array.isArray(body[key])) ?? '';
    list = place ? body[place] : [body];
  }
  const { records, rejected } = decodeList(Array.isArray(list) ? list : [list], MAX_SESSIONS, place, (value) =>
    decodeSession(dialect, place === 'uris' ? { uri: value } : value),
  );
  return { sessions: records, rejected };
}

/** One session, bare or under its name. @see ReturnValues */
export function decodeSession(dialect: Dialect, body: unknown): SessionUpdate | DecodeProblem {
  if (!isRecord(body)) return problem('not-an-object', '');
  const key = resourceKey(dialect, body, true);
  return key === undefined
    ? decodeResource(dialect, body, '')
    : decodeResource(dialect, body[key] as Unread, key, body);
}

/** The entries of a log that was read. @see SMSGetMessages */
export function decodeMessages(body: unknown): DecodedMessages {
  const list = isRecord(body) ? body['messages'] : body;
  if (!Array.isArray(list)) return { messages: [], rejected: [problem('bad-message', 'messages')] };
  const { records, rejected } = decodeList(list, MAX_MESSAGES, 'messages', decodeMessage);
  return { messages: records, rejected };
}

function decodeState(
  dialect: Dialect,
  data: Unread,
  resource: Unread,
  path: string,
): SessionNotification | DecodeProblem {
  const session = decodeResource(dialect, resource, path, data);
  if (isProblem(session)) return session;
  const notification: Writable<SessionNotification> = {
    kind: 'session',
    notificationType: readText(data['notificationType'], MAX_NAME)?.trim() ?? 'StatusChange',
    session,
  };
  const referenceId = readText(data['referenceId'], MAX_NAME);
  if (referenceId !== undefined) notification.referenceId = referenceId;
  const errorMessage = readText(data['errorMessage'], MAX_SERVER_MESSAGE);
  if (errorMessage !== undefined) notification.errorMessage = errorMessage;
  return notification;
}

/** All dialects name their log alike: whose it is, the uri's key says. */
function decodeLog(dialect: Dialect, data: Unread): Notification | DecodeProblem {
  let sessionId = readOuterId(dialect, data);
  if (sessionId === undefined) {
    for (const key in data) if (/(?:Uri|Path)$/.test(key)) return { kind: 'other', messageType: MESSAGE_LOG };
    sessionId = readId(data);
  }
  if (!sessionId) return problem(sessionId === undefined ? 'no-session' : 'bad-id', dialect.uriKeys[0] ?? '');
  const { messages, rejected } = decodeMessages(data);
  return { kind: 'messages', sessionId, messages, rejected };
}

/** The first key that holds a session; a stray one counts only where the value is known to be this dialect's. */
function resourceKey(dialect: Dialect, data: Unread, own: boolean): string | undefined {
  for (const key of dialect.resourceKeys) if (isRecord(data[key])) return key;
  return own ? dialect.strayKeys.find((key) => isRecord(data[key])) : undefined;
}

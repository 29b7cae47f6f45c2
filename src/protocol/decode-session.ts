import type { Capability } from './capability.js';
import { decodeParticipant } from './decode-message.js';
import type { Dialect } from './dialects/dialect.js';
import { idFromUri, isId } from './id.js';
import { MAX_CAPABILITIES, MAX_NAME, MAX_NESTING, MAX_PARTICIPANTS, MAX_TEXT, MAX_USER_DATA_KEYS } from './limits.js';
import type { DecodeProblem } from './notification.js';
import type { Participant } from './participant.js';
import { problem } from './problem.js';
import { capped, isRecord, readText } from './read.js';
import type { Unread, Writable } from './read.js';
import type { SessionUpdate, UserDataValue } from './session.js';
import { readTime } from './timestamp.js';
import { readSupervisorMode } from './visibility.js';

/** What a session's resource says, and nothing that it does not say. `around` may hold the uri of a resource without an id. */
export function decodeResource(
  dialect: Dialect,
  resource: Unread,
  path: string,
  around?: Unread,
): SessionUpdate | DecodeProblem {
  const id = readId(resource) ?? (around && readOuterId(dialect, around));
  if (!id) return problem(id === undefined ? 'no-session' : 'bad-id', path ? `${path}.id` : 'id');
  const session: Writable<SessionUpdate> = { id };
  let dropped = 0;

  const status = readText(resource['state'], MAX_NAME);
  if (status !== undefined) session.status = status;

  const offered: unknown = resource['capabilities'];
  if (Array.isArray(offered)) {
    const capabilities: Capability[] = [];
    for (const name of offered.slice(0, MAX_CAPABILITIES) as unknown[]) {
      const known = dialect.aliases.get(name as string);
      if (known !== undefined) capabilities.push(...known);
      else if (typeof name === 'string') capabilities.push(capped(name, MAX_NAME));
      else dropped++;
    }
    session.capabilities = capabilities;
    dropped += Math.max(0, offered.length - MAX_CAPABILITIES);
  }

  const present: unknown = resource['participants'];
  if (Array.isArray(present)) {
    const participants: Participant[] = [];
    for (const value of present.slice(0, MAX_PARTICIPANTS)) {
      const participant = decodeParticipant(value);
      if (participant?.participantId) participants.push(participant);
    }
    session.participants = participants;
    dropped += present.length - participants.length;
  }

  const attached = resource['userData'];
  if (isRecord(attached)) {
    const userData = new Map<string, UserDataValue>();
    const keys = Object.keys(attached);
    for (const key of keys.slice(0, MAX_USER_DATA_KEYS)) {
      const value = readValue(attached[key]);
      if (value !== undefined && key.length <= MAX_NAME) userData.set(key, value);
    }
    session.userData = userData;
    dropped += keys.length - userData.size;
  }

  const receivedAt = readTime(resource['receivedDate'], resource['receivedDate']);
  if (receivedAt !== undefined) session.receivedAt = receivedAt;
  const chatType = readText(resource['chatType'], MAX_NAME);
  if (chatType !== undefined) session.chatType = chatType;
  const supervisorMode = readSupervisorMode(resource['supervisorMode']);
  if (supervisorMode !== undefined) session.supervisorMode = supervisorMode;
  if (dropped > 0) session.dropped = dropped;
  return session;
}

/** The id in a notification that holds no session; '' when what should hold it does not, `undefined` when nothing should. */
export function readOuterId(dialect: Dialect, data: Unread): string | undefined {
  for (const key of dialect.uriKeys) {
    const uri = data[key];
    if (uri != null) return idFromUri(uri) ?? '';
  }
  return undefined;
}

/** The id of a resource by its `id`, or else its uri or path; '' and `undefined` as above. */
export function readId(resource: Unread): string | undefined {
  const id = resource['id'];
  if (id != null) {
    const text = readText(id, MAX_NAME);
    return isId(text) ? text : '';
  }
  const uri = resource['uri'] ?? resource['path'];
  return uri == null ? undefined : (idFromUri(uri) ?? '');
}

/** Attached data is flat; whatever else comes is kept as its JSON, so that nothing is lost (quirk 26). */
function readValue(value: unknown): UserDataValue | undefined {
  if (typeof value === 'string') return capped(value, MAX_TEXT);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  try {
    return isShallow(value, MAX_NESTING) ? capped(JSON.stringify(value), MAX_TEXT) : undefined;
  } catch {
    // Nothing that JSON could have brought.
    return undefined;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}

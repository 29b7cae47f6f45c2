import type { JsonObject, JsonValue } from '../protocol/json.js';
import type { Dialect } from '../protocol/dialects/dialect.js';
import { encode, listSessions, readChannels, readMe, readMessages } from '../protocol/encode.js';
import type { Message } from '../protocol/message.js';
import type { Participant } from '../protocol/participant.js';
import { given } from '../protocol/read.js';
import type { WireRequest } from '../protocol/wire.js';
import { isEnded } from '../state/selectors.js';
import type { SessionState } from '../state/session-state.js';
import type { EntryBody, KnownOperation } from './format.js';
import type { WorkspaceView } from './recorded-workspace.js';
import type { Writer } from './writer.js';

/** Whether nothing is under way that the state does not show: a recording that begins now can be replayed exactly. */
export function isQuiet({ state, session }: WorkspaceView, dialect: Dialect, requests: number): boolean {
  const { connection, sessionIds, monitoring } = state;
  if (connection.phase === 'idle') return true;
  return (
    connection.phase === 'live' &&
    requests === 0 &&
    monitoring.every(({ phase }) => phase === 'armed') &&
    sessionIds.every((id) => {
      const { operations, typing, log, status } = session(id).state;
      const isSettled = operations.every(({ phase }) => phase === 'confirmed' || phase === 'failed');
      // A hole that is known can be told by a reading alone.
      const isWhole = log.gaps.length === 0 && (log.size === log.lastIndex || isRead(dialect, status));
      return isSettled && typing.length === 0 && isWhole;
    })
  );
}

/**
 * How things stand, told as a line that opens now and is caught up with: requests with the answers that would make this state, then what the wire does
 * not tell. So a replay from here needs nothing but the one pipeline.
 */
export function baseEntries(workspace: WorkspaceView, dialect: Dialect, write: Writer): readonly EntryBody[] {
  const { state } = workspace;
  if (state.connection.phase === 'idle') return [];
  const sessions = state.sessionIds.map((id) => workspace.session(id).state);
  const entries: EntryBody[] = [
    { k: 'act', act: 'connect' },
    { k: 'status', state: 'open', generation: 1 },
  ];
  let n = 0;
  const ask = (request: WireRequest, body: JsonObject): void => {
    n--;
    const { method, body: asked } = request;
    entries.push(
      { k: 'request', n, method, ...write.path(request), ...(asked && { body: write.json(asked) }) },
      { k: 'answer', n, status: 200, body: write.json({ statusCode: 0, ...body }) },
    );
  };
  const tell = (data: JsonObject): void => {
    entries.push({ k: 'message', data: write.json(data) });
  };
  const [resourceKey = 'session'] = dialect.resourceKeys;
  if (state.me) ask(readMe(), { user: { ...state.me } });
  ask(listSessions(dialect), { [`${resourceKey}s`]: sessions.map((session) => resource(session)) });
  for (const { id, status, log } of sessions) {
    const messages = [...log].map(wireMessage);
    if (isRead(dialect, status)) ask(readMessages(dialect, id, 1), { messages });
    else {
      if (status !== 'Invited') ask(encode(dialect, { operation: 'RequestHistory', sessionId: id, params: {} }), {});
      tell({ messageType: 'MessageLogUpdated', [dialect.uriKeys[0] ?? 'uri']: id, messages });
    }
  }
  ask(readChannels(), { channels: state.channels.map(({ channel, state }) => ({ channel, state })) });
  for (const { id, status = '' } of sessions.filter(isEnded)) {
    tell({ messageType: dialect.stateTypes[0] ?? '', [resourceKey]: { id, state: status } });
  }
  for (const { userId, mode, scope } of state.monitoring) {
    const path = `/users/${userId}/channels/${dialect.channel}`;
    entries.push({ k: 'act', act: 'monitor', args: write.args({ params: { userId, mode, scope } }) });
    ask({ method: 'POST', path, body: { operationName: mode } }, {});
  }
  for (const session of sessions) {
    entries.push({
      k: 'known',
      session: write.lens.id(session.id),
      seen: session.seenIndex,
      ...(session.stale && { stale: true }),
      operations: session.operations.map((record) => knownOperation(record, write)),
    });
  }
  if (state.selectedId !== undefined) {
    entries.push({ k: 'act', act: 'select', args: write.args({ sessionId: state.selectedId }) });
  }
  return entries;
}

/** Whether a session's log is read when everything is caught up with: an invitation shows none, and some servers tell it by notifications. */
function isRead({ history }: Dialect, status: SessionState['status']): boolean {
  return history === 'read' && status !== 'Invited';
}

/** A session as a list would show it; an ended one as it was before, for no list shows it any more. */
function resource(session: SessionState): JsonObject {
  const { id, status, capabilities, participants, userData, receivedAt, chatType, supervisorMode } = session;
  return given({
    id,
    state: isEnded(session) ? 'Chatting' : status,
    capabilities: [...capabilities],
    participants: participants.map(wireParticipant),
    userData: Object.fromEntries(userData),
    receivedDate: receivedAt,
    chatType,
    supervisorMode,
  });
}

function wireParticipant({ participantId, nickname, type, userId, visibility }: Participant): JsonObject {
  return given({ participantId, nickname, type, uri: userId, visibility });
}

function wireMessage(message: Message): JsonObject {
  const { index, type, from, visibility, time, text, url, noticeText } = message;
  const sender = from && wireParticipant(from);
  return given({ index, type, from: sender, visibility, timestampSeconds: time, text, url, noticeText });
}

function knownOperation(record: SessionState['operations'][number], write: Writer): KnownOperation {
  const { operation, phase, afterIndex, error, text, audience, confirmedBy } = record;
  const said: JsonValue | undefined = text === undefined ? undefined : fieldOf(write.args({ text }), 'text');
  return given({ operation, phase, afterIndex, code: error?.code, text: said, audience, confirmedBy });
}

function fieldOf(value: JsonValue, name: string): JsonValue | undefined {
  return (value as JsonObject)[name];
}

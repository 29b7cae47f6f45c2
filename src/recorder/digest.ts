import type { JsonValue } from '../protocol/json.js';
import type { UserDataValue } from '../protocol/session.js';
import type { SessionState } from '../state/session-state.js';
import type { WorkspaceView } from './recorded-workspace.js';
import { sipHash, type HashKey } from './siphash.js';

/** How a recording's view of ids, words, texts and times differs from what the state holds. */
export interface Lens {
  readonly id: (text: string) => string;
  readonly word: (text: string) => string;
  readonly text: (text: string) => JsonValue;
  /** A value of attached data. */
  readonly datum: (key: string, value: UserDataValue) => JsonValue;
  readonly time: (time: number) => number;
}

/** How things stand, as one digest of everything and one of each part: `workspace`, and each session by its id as recorded. */
export interface StateDigest {
  readonly digest: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** Any key will do: what is compared was taken apart before. */
const KEY: HashKey = [0n, 0n];

/**
 * The state as people would be shown it, but for the selection (whoever replays looks where they like), the clock's "as of", and the counters of what
 * could not be read, which are for diagnosis.
 */
export function digestOf(workspace: WorkspaceView, lens: Lens): StateDigest {
  const { sessionIds } = workspace.state;
  const parts = [
    ['workspace', workspaceView(workspace, lens)],
    ...sessionIds.map((id) => [lens.id(id), sessionView(workspace.session(id).state, lens)] as const),
  ] as const;
  const digests = parts.map(([name, view]) => [name, sipHash(KEY, JSON.stringify(view))] as const);
  return { digest: sipHash(KEY, JSON.stringify(digests)), parts: Object.fromEntries(digests) };
}

function workspaceView({ state }: WorkspaceView, lens: Lens): JsonValue {
  const { connection, me, sessionIds, monitoring, channels } = state;
  return {
    phase: connection.phase,
    code: connection.error?.code,
    me: me && { id: lens.id(me.id), roles: me.roles.map((role) => lens.word(role)) },
    sessions: sessionIds.map((id) => lens.id(id)),
    monitoring: monitoring.map(({ userId, mode, scope, phase }) => [lens.id(userId), mode, scope, phase]),
    channels: channels.map(({ channel, state }) => [lens.word(channel), lens.word(state)]),
  };
}

function sessionView(state: SessionState, lens: Lens): JsonValue {
  const { id, text } = lens;
  const word = (said: string | undefined): string | undefined => said && lens.word(said);
  const time = (at: number | undefined): number | undefined => at && lens.time(at);
  return {
    status: word(state.status),
    capabilities: [...state.capabilities].map((each) => lens.word(each)).sort(),
    participants: state.participants.map(({ participantId, type, userId, visibility, nickname }) => [
      id(participantId),
      word(type) ?? null,
      userId === undefined ? null : id(userId),
      word(visibility) ?? null,
      text(nickname),
    ]),
    userData: [...state.userData].map(([key, value]) => [id(key), lens.datum(key, value)]),
    receivedAt: time(state.receivedAt),
    chatType: word(state.chatType),
    supervisorMode: word(state.supervisorMode),
    log: [...state.log].map((message) => ({
      index: message.index,
      type: word(message.type),
      from: message.from && id(message.from.participantId),
      fromVisibility: word(message.from?.visibility),
      visibility: word(message.visibility),
      time: time(message.time),
      texts: [message.text, message.url, message.noticeText].map((said) => (said === undefined ? null : text(said))),
    })),
    gaps: state.log.gaps.map(({ from, to }) => [from, to]),
    typing: state.typing.map(({ participant, audience, index }) => [id(participant.participantId), audience, index]),
    operations: state.operations.map((record) => ({
      operation: record.operation,
      phase: record.phase,
      code: record.error?.code,
      text: record.text === undefined ? null : text(record.text),
      audience: record.audience,
      confirmedBy: record.confirmedBy,
    })),
    seen: state.seenIndex,
    unread: state.unread,
    lastLine: state.lastLine?.index,
    stale: state.stale,
  };
}

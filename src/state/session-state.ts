import type { Capability } from '../protocol/capability.js';
import type { GwsError } from '../protocol/gws-error.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { Message } from '../protocol/message.js';
import type { Participant } from '../protocol/participant.js';
import type { SessionStatus, UserData, UserDataValue } from '../protocol/session.js';
import type { SupervisorMode } from '../protocol/visibility.js';
import type { Audience } from './audience.js';
import type { MessageLog } from './message-log.js';

/**
 * Life of one thing asked of the server. `sending` the POST is under way · `acked` accepted with statusCode 0, effect not seen yet ·
 * `confirmed` its effect was seen · `failed` refused, or an Error notification came; its own entry in the log still confirms it · `unknown` it may or may not have happened.
 */
export type OperationPhase = 'sending' | 'acked' | 'confirmed' | 'failed' | 'unknown';

/** One operation in flight or just ended; elements show it beside the control that caused it. */
export interface OperationRecord {
  /** Ours, unique in the page; also sent as `X-Operation-Id`. */
  readonly id: string;
  readonly operation: OperationName;
  readonly phase: OperationPhase;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The server's correlation id, once the answer gave one. */
  readonly referenceId?: string;
  readonly error?: GwsError;
  /** What is being sent, for operations that write into the log: shown as a pending row until the log holds it. */
  readonly text?: string;
  /** Who will read `text`. */
  readonly audience?: Audience;
  /** Highest index of the log when the operation started: its own message must come after it. */
  readonly afterIndex: number;
  /** Index of the log entry that confirmed it. */
  readonly confirmedBy?: number;
  /**
   * Attached data that will show its effect, as key and value (`expectationOf`). No value: the key is gone; no key: any key, the default one is the
   * server's secret. Without it, any change of the attached data counts.
   */
  readonly expect?: readonly (readonly [key: string | undefined, value: UserDataValue | undefined])[];
  /** How the session stood when it started, against which its effect is judged; filled in by the reducer. */
  readonly before?: Pick<SessionState, 'status' | 'participants' | 'userData' | 'references'>;
}

/** A notification that named a request, kept because the answer that tells whose it was may come after it. */
export interface Reference {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Raw server text of an `Error` notification, perhaps empty; without it, the request took effect. */
  readonly error?: string;
}

/** Who is typing, and who may know. */
export interface Typing {
  readonly participant: Participant;
  readonly audience: Audience;
  /** Milliseconds since the epoch; a notice older than ten seconds is over. */
  readonly since: number;
  /** Index of the log entry that said so; later entries of the same participant end it. */
  readonly index: number;
  /** What is being typed, when the server previews it. */
  readonly preview?: string;
}

/** Everything we know of one session, as one immutable value. */
export interface SessionState {
  readonly id: string;
  /** The signed-in user through whose eyes this session is seen. */
  readonly userId: string;
  /** `undefined` until the server said it. */
  readonly status: SessionStatus | undefined;
  readonly capabilities: ReadonlySet<Capability>;
  /** In the server's order, keyed by participantId. */
  readonly participants: readonly Participant[];
  readonly userData: UserData;
  readonly receivedAt: number | undefined;
  readonly chatType: string | undefined;
  /** The mode of the invitation; the mode in force is our own participant's visibility (`modeOf`). */
  readonly supervisorMode: SupervisorMode | undefined;
  readonly log: MessageLog;
  readonly typing: readonly Typing[];
  readonly operations: readonly OperationRecord[];
  /** Highest index that the person has seen. */
  readonly seenIndex: number;
  /** When the last news came, in milliseconds since the epoch: "as of" while the line is down. */
  readonly asOf: number;
  /** True from the loss of the line until the snapshot after it is merged. */
  readonly stale: boolean;
  /** Lines of others after `seenIndex`; read it with `unreadOf`. */
  readonly unread: number;
  /** The line with the highest index; read it with `lastLineOf`. */
  readonly lastLine: Message | undefined;
  /** Internal: what recent notifications said about requests, newest last, bounded. */
  readonly references: readonly Reference[];
  /** Internal: indexes of log entries that confirmed operations, so that equal texts are told apart; bounded. */
  readonly claims: readonly number[];
}

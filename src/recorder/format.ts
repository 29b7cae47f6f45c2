import type { GwsErrorCode } from '../protocol/gws-error.js';
import type { JsonObject, JsonValue } from '../protocol/json.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { WireRequest } from '../protocol/wire.js';
import type { Timings } from '../session/environment.js';
import type { Audience } from '../state/audience.js';
import type { OperationPhase } from '../state/session-state.js';
import type { TransportState } from '../transport/transport.js';

/** First field of every recording. */
export const FORMAT = 'sms-session-elements/recording';
/** Version of the format that is written; readers refuse any other. */
export const VERSION = 1;

/** `structure`: ids as hashes, texts as lengths. `full`: everything but what signs somebody in. */
export type RecordedContent = 'structure' | 'full';

/** First line of a recording. */
export interface RecordingHeader {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly content: RecordedContent;
  /** Name of the dialect that was spoken. */
  readonly dialect: string;
  readonly autoStart: boolean;
  readonly timings: Timings;
  /** Milliseconds since the epoch; only in full content. */
  readonly startedAt?: number;
  /** How many entries the ring dropped before the first one here. */
  readonly dropped: number;
  /** False when it begins in the middle of something: a replay may then end in another state. */
  readonly exact: boolean;
}

/** What every entry has. */
interface Place {
  /** Number of the entry in its recording, from 1; 0 for those that tell how things stood at the beginning. */
  readonly i: number;
  /** Milliseconds since the start. */
  readonly t: number;
  /** It came in the same breath as the input before it. */
  readonly also?: true;
}

/** The line changed. */
export interface StatusEntry {
  readonly k: 'status';
  readonly state: TransportState;
  readonly generation: number;
  readonly code?: GwsErrorCode;
  readonly retryIn?: number;
}
/** A notification came. */
export interface MessageEntry {
  readonly k: 'message';
  readonly data: JsonValue;
}
/** A request left. `path` has `{}` for each of `ids`. */
export interface RequestEntry {
  readonly k: 'request';
  readonly n: number;
  readonly method: WireRequest['method'];
  readonly path: string;
  readonly ids: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}
/** The request of that number was answered. */
export interface AnswerEntry {
  readonly k: 'answer';
  readonly n: number;
  readonly status: number;
  readonly body?: JsonValue;
  readonly retryAfter?: number;
}
/** The request of that number had no usable answer. */
export interface FailureEntry {
  readonly k: 'failure';
  readonly n: number;
  readonly code: GwsErrorCode;
  readonly outcomeUnknown?: true;
  readonly retryAfter?: number;
}
/** A person or the host did something: a method of the workspace or of a session, with its arguments by name. */
export interface ActEntry {
  readonly k: 'act';
  readonly act: string;
  readonly session?: string;
  readonly args?: JsonValue;
}
/** A timer of the controllers fired; it was set after the input of number `since`. */
export interface TimerEntry {
  readonly k: 'timer';
  readonly since: number;
  readonly ms: number;
  /** Nobody was looking. */
  readonly hidden?: true;
}
/** Something that elements and hosts were told; for readers alone. */
export interface EventEntry {
  readonly k: 'event';
  readonly event: string;
  readonly session?: string;
  readonly what: JsonObject;
}
/** How far a session had been seen, and which operations were remembered, when the recording began. */
export interface KnownEntry {
  readonly k: 'known';
  readonly session: string;
  readonly seen: number;
  /** What is shown may be old. */
  readonly stale?: true;
  readonly operations: readonly KnownOperation[];
}
/** An operation that was remembered. */
export interface KnownOperation {
  readonly operation: OperationName;
  readonly phase: OperationPhase;
  readonly afterIndex: number;
  readonly code?: GwsErrorCode;
  readonly text?: JsonValue;
  readonly audience?: Audience;
  readonly confirmedBy?: number;
}
/** Last line: how things stood in the end, as digests of the whole and of its parts. */
export interface EndEntry {
  readonly k: 'end';
  readonly digest: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** What an entry says. */
export type EntryBody =
  | StatusEntry
  | MessageEntry
  | RequestEntry
  | AnswerEntry
  | FailureEntry
  | ActEntry
  | TimerEntry
  | EventEntry
  | KnownEntry
  | EndEntry;
/** One line of a recording after the header. */
export type RecordingEntry = Place & EntryBody;

/** The kinds that something came of; the others only tell what came. */
export const INPUTS: ReadonlySet<EntryBody['k']> = new Set([
  'status',
  'message',
  'answer',
  'failure',
  'act',
  'timer',
  'known',
]);

import { GwsError, type GwsErrorCode } from '../protocol/gws-error.js';
import { isRecord } from '../protocol/read.js';
import { MAX_BODY } from './exchange.js';
import type { TransportState } from './transport.js';

/** Raised whenever tabs of another version could misread each other; part of the names, so that they never meet. */
export const SHARED_VERSION = 1;

/** Who leads, and since when: of two leaders the one that outranks the other stays. */
export interface Rank {
  /** Random, one per transport. */
  readonly from: string;
  /** Grows with each election. */
  readonly term: number;
}

/** How the leader's line stands. Said after each change, when asked, and now and then. */
export interface Report extends Rank {
  readonly type: 'report';
  /** Grows with each change of the line. */
  readonly change: number;
  /** Grows when notifications may have been missed. */
  readonly generation: number;
  /** Number of the last notification passed on. */
  readonly seq: number;
  readonly state: Extract<TransportState, 'connecting' | 'open' | 'broken' | 'stopped'>;
  readonly code?: GwsErrorCode;
  readonly retryIn?: number;
}

/** One notification, as JSON text: whoever reads it meets the same parser as on the wire. */
export interface Copy extends Rank {
  readonly type: 'copy';
  readonly seq: number;
  readonly channel: string;
  readonly text: string;
}

/** What tabs say to each other. `ask`: who leads? With `probe`: and look after the line. `bye`: the leader leaves. */
export type SharedMessage =
  | Report
  | Copy
  | { readonly type: 'ask'; readonly from: string; readonly probe: boolean }
  | ({ readonly type: 'bye' } & Rank);

const MAX_NAME = 256;
const MAX_WAIT = 300_000;
const STATES: readonly unknown[] = ['connecting', 'open', 'broken', 'stopped'] satisfies readonly Report['state'][];
/** What a line may break or stop for; anything else is told as `unavailable`. */
const CODES: readonly unknown[] = [
  'network',
  'timeout',
  'bad-answer',
  'rate-limited',
  'forbidden',
  'unavailable',
] satisfies readonly GwsErrorCode[];

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_NAME;
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER / 2;

/** Anything from the channel, as a message of ours; `undefined` for what is none. Never throws. */
export const readShared = (value: unknown): SharedMessage | undefined => {
  if (!isRecord(value) || value['v'] !== SHARED_VERSION) return undefined;
  const { type, from, term, seq, generation, change, state, code, retryIn, channel, text, probe } = value;
  if (!isName(from)) return undefined;
  if (type === 'ask') return { type, from, probe: probe === true };
  if (!isCount(term)) return undefined;
  if (type === 'bye') return { type, from, term };
  if (!isCount(seq)) return undefined;
  if (type === 'copy') {
    const isWhole = isName(channel) && typeof text === 'string' && text.length <= MAX_BODY;
    return isWhole ? { type, from, term, seq, channel, text } : undefined;
  }
  if (type !== 'report' || !isCount(generation) || !isCount(change) || !STATES.includes(state)) return undefined;
  return {
    type,
    from,
    term,
    seq,
    generation,
    change,
    state: state as Report['state'],
    ...(code !== undefined && { code: CODES.includes(code) ? (code as GwsErrorCode) : 'unavailable' }),
    ...(typeof retryIn === 'number' && retryIn >= 0 && { retryIn: Math.min(retryIn, MAX_WAIT) }),
  };
};

/** Whether the first stays where both lead. */
export const outranks = (one: Rank, other: Rank): boolean =>
  one.term > other.term || (one.term === other.term && one.from < other.from);

/** What a report says besides the state. */
export const detailOf = ({ code, retryIn }: Report): { readonly error?: GwsError; readonly retryIn?: number } => ({
  ...(code !== undefined && { error: new GwsError(code) }),
  ...(retryIn !== undefined && { retryIn }),
});

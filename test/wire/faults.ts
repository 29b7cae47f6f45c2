import type { Chance } from './random.js';

/** What can happen to one request and its answer on their way. `executed`: the server got the request all the same. */
export type Fault =
  /** The connection ends before the server hears anything: politely (FIN) or not (RST). */
  | { readonly kind: 'cut-before'; readonly reset: boolean }
  /** The server acts; the connection ends without one byte of the answer. On a reused connection, browsers then send the request again. */
  | { readonly kind: 'cut-after'; readonly reset: boolean }
  /** The connection ends within the answer, after this share of its bytes. */
  | { readonly kind: 'cut-within'; readonly share: number; readonly reset: boolean }
  /** Milliseconds on the way there and on the way back. */
  | { readonly kind: 'latency'; readonly there: number; readonly back: number }
  /** The answer comes in so many pieces, that many milliseconds apart. */
  | { readonly kind: 'slices'; readonly pieces: number; readonly pause: number }
  /** The answer comes at so many bytes per millisecond. */
  | { readonly kind: 'bandwidth'; readonly rate: number }
  /** A gateway answers in place of the server, which may have acted before. */
  | { readonly kind: 'status'; readonly status: number; readonly executed: boolean }
  | { readonly kind: 'html'; readonly executed: boolean }
  /** A gateway sends the request twice, and passes on the second answer. */
  | { readonly kind: 'request-twice' }
  /** The same answer twice on one connection. */
  | { readonly kind: 'answer-twice' }
  /** Nothing comes any more, and nobody says so. */
  | { readonly kind: 'silence'; readonly executed: boolean };

/** What a fault is counted as. */
export function nameOf(fault: Fault): string {
  const parts = [
    fault.kind,
    ...('reset' in fault ? [fault.reset ? 'by RST' : 'by FIN'] : []),
    ...('status' in fault ? [String(fault.status)] : []),
    ...('executed' in fault ? [fault.executed ? 'after the server acted' : 'instead'] : []),
  ];
  return parts.join(' ');
}

/** How often what happens, per exchange; the cuts are 15 %. Polls and REST requests alike. */
const CUTS: readonly (readonly [Fault['kind'], number])[] = [
  ['cut-before', 0.05],
  ['cut-after', 0.06],
  ['cut-within', 0.04],
];
const OTHERS: readonly (readonly [Fault['kind'], number])[] = [
  ['latency', 0.06],
  ['slices', 0.03],
  ['bandwidth', 0.02],
  ['status', 0.02],
  ['html', 0.01],
  ['request-twice', 0.015],
  ['answer-twice', 0.01],
  ['silence', 0.003],
];
const STATUSES = [500, 502, 503, 429] as const;

/** Which requests are spared a page of HTML: two in a row say, rightly, that the login has expired. */
const PROOF_OF_LOGIN = /\/me$/;

/** Who says 429 did not pass anything on. */
function gatewayStatus(chance: Chance): Fault {
  const status = STATUSES[chance.whole(0, 3)] ?? 500;
  return { kind: 'status', status, executed: chance.next() < 0.4 && status !== 429 };
}

/** The fault that befalls the next exchange; `undefined` for none. `cuts` alone for what stock clients are measured with. */
export function chooseFault(chance: Chance, path: string, cutsOnly: boolean): Fault | undefined {
  const kind = chance.pick(cutsOnly ? CUTS : [...CUTS, ...OTHERS]);
  const reset = chance.next() < 0.4;
  switch (kind) {
    case 'cut-before':
    case 'cut-after':
      return { kind, reset };
    case 'cut-within':
      return { kind, share: chance.next(), reset };
    case 'latency':
      return { kind, there: chance.whole(0, 60), back: chance.whole(0, 60) };
    case 'slices':
      return { kind, pieces: chance.whole(2, 12), pause: chance.whole(0, 8) };
    case 'bandwidth':
      return { kind, rate: chance.whole(4, 64) };
    case 'status':
      return gatewayStatus(chance);
    case 'html':
      return PROOF_OF_LOGIN.test(path) ? undefined : { kind, executed: chance.next() < 0.4 };
    case 'silence':
      return { kind, executed: chance.next() < 0.5 };
    case 'request-twice':
    case 'answer-twice':
      return { kind };
    case undefined:
      return undefined;
  }
}

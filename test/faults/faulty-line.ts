import { GwsError } from '../../src/protocol/gws-error.js';
import type { WireAnswer, WireRequest } from '../../src/protocol/wire.js';
import type {
  RequestOptions,
  Transport,
  TransportFrame,
  TransportListener,
  TransportState,
  TransportStatus,
} from '../../src/transport/transport.js';

/** How an answer gets lost: nothing comes back, or something comes that GWS did not say. */
export type Loss = 'network' | 'timeout' | 'bad-answer' | 'gateway';

const LOSSES: readonly Loss[] = ['network', 'timeout', 'bad-answer', 'gateway'];

/** One request on its way. */
export interface Travelling {
  readonly request: WireRequest;
  readonly operation: string | undefined;
  readonly operationId: string | undefined;
  readonly resolve: (answer: WireAnswer) => void;
  readonly reject: (error: GwsError) => void;
}

/** What a line needs of the world behind it. */
export interface FarEnd {
  execute(request: WireRequest, operationId: string | undefined): WireAnswer;
  /** A request leaves the page. */
  sent(travelling: Travelling): void;
  /** A notification comes into the page. */
  arrives(frame: TransportFrame): void;
}

/**
 * One user's line, on which everything waits until the schedule lets it through, spoils it or loses it: requests before they are executed, answers
 * after, notifications in the order in which they were made.
 */
export class FaultyLine implements Transport {
  status: TransportStatus = { state: 'idle', generation: 0 };
  /** Sent, not executed. */
  readonly requests: Travelling[] = [];
  /** Executed, not answered. */
  readonly answers: { readonly to: Travelling; readonly answer: WireAnswer }[] = [];
  /** Made, not delivered. */
  frames: TransportFrame[] = [];
  /** Delivered first and lately, for late copies: an invitation is mostly among the first. */
  readonly #delivered: TransportFrame[] = [];
  /** The server remembers this line's subscription: what happens while it is down is kept for it. */
  subscribed = false;
  readonly #far: FarEnd;
  #listener: TransportListener = {};

  constructor(far: FarEnd) {
    this.#far = far;
  }

  connect(): void {
    if (!['open', 'connecting'].includes(this.status.state)) this.#become('connecting');
  }

  probe(): void {
    // The schedule decides when the line comes back.
  }

  disconnect(): Promise<void> {
    this.#become('stopped');
    return Promise.resolve();
  }

  listen(listener: TransportListener): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = {};
    };
  }

  request(request: WireRequest, { operationId }: RequestOptions = {}): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const operation = (request.body as { operationName?: string } | undefined)?.operationName;
      const travelling: Travelling = { request, operation, operationId, resolve, reject };
      this.#far.sent(travelling);
      this.requests.push(travelling);
    });
  }

  /** The engine tells this line's user something. */
  offer(frame: TransportFrame): void {
    if (this.subscribed) this.frames.push(frame);
  }

  execute(pick: number): void {
    const to = taken(this.requests, pick);
    if (to !== undefined) this.answers.push({ to, answer: this.#far.execute(to.request, to.operationId) });
  }

  answer(pick: number): void {
    const next = taken(this.answers, pick);
    next?.to.resolve(next.answer);
  }

  /** Something goes wrong with a request that was not executed, or with the answer to one that was. */
  lose(where: 'before' | 'after', pick: number): void {
    const lost = where === 'before' ? taken(this.requests, pick) : taken(this.answers, pick)?.to;
    if (lost !== undefined) spoil(lost, LOSSES[(pick >> 2) % LOSSES.length] ?? 'network');
  }

  deliver(pick: number): void {
    if (this.status.state !== 'open') return;
    const frame = taken(this.frames, pick);
    if (frame === undefined) return;
    this.#delivered.push(frame);
    if (this.#delivered.length > 12) this.#delivered.splice(4, 1);
    this.#far.arrives(frame);
    this.#listener.message?.(frame);
  }

  /** A copy of what came before comes again. */
  repeat(pick: number): void {
    const frame = this.#delivered[pick % Math.max(1, this.#delivered.length)];
    if (frame !== undefined && this.status.state === 'open') this.#listener.message?.(frame);
  }

  drop(pick: number): void {
    taken(this.frames, pick);
  }

  /** The line is down; the server keeps what it has for us. */
  break(state: TransportState = 'broken'): void {
    if (this.status.state === 'open') this.#become(state);
  }

  /** The server forgot us: what it had for us is gone. */
  forget(): void {
    this.subscribed = false;
    this.frames = [];
  }

  /** The line is open again, with the same subscription or, where that is gone, a new one. */
  open(): void {
    const isNew = !this.subscribed;
    if (this.status.state === 'open' && !isNew) return;
    this.subscribed = true;
    this.#become('open', this.status.generation + (isNew ? 1 : 0));
  }

  #become(state: TransportState, generation = this.status.generation): void {
    this.status = { state, generation };
    this.#listener.status?.(this.status);
  }
}

function taken<T>(from: T[], pick: number): T | undefined {
  return from.splice(pick % Math.max(1, from.length), 1)[0];
}

function spoil({ operation, resolve, reject }: Travelling, loss: Loss): void {
  if (loss === 'gateway') resolve({ status: 503, body: undefined, retryAfter: 1_000 });
  else reject(new GwsError(loss, operation === undefined ? {} : { outcomeUnknown: true }));
}

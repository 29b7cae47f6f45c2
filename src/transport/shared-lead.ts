import type { Environment } from './environment.js';
import type { Rank, Report, SharedMessage } from './shared-message.js';
import type { Transport, TransportFrame, TransportStatus } from './transport.js';

/** What leading needs. */
export interface LeadOptions {
  readonly line: Transport;
  readonly rank: Rank;
  readonly environment: Environment;
  readonly heartbeat: number;
  readonly post: (message: SharedMessage) => void;
}

/** What leading tells the tab that leads. */
export interface LeadEvents {
  /** Asks the server who we are, and calls back if that is who we were. A later question voids an earlier one. */
  readonly prove: (proven: () => void) => void;
  /** The line is open; `anew` when notifications may have been missed. */
  readonly open: (anew: boolean) => void;
  /** Any other change of the line. */
  readonly status: (status: TransportStatus) => void;
  readonly frame: (frame: TransportFrame) => void;
}

/** Notifications held while nobody knows whether the line goes on; with more, everything is read again instead. */
const MAX_HELD = 1_000;
/** At most one look after the line in this time, in milliseconds, however many tabs ask. */
const MIN_LOOK = 1_000;

/**
 * A line while it serves several tabs. After each handshake nothing is passed on before the server said again whose line it is: somebody else may have
 * signed in with the same cookies.
 */
export class Lead {
  readonly rank: Rank;
  readonly #options: LeadOptions;
  readonly #line: Transport;
  readonly #events: LeadEvents;
  readonly #unlisten: () => void;
  /** The line's generation that is known to be ours. */
  #proven = -1;
  #held: TransportFrame[] = [];
  #said: Pick<Report, 'state' | 'code' | 'retryIn'> = { state: 'connecting' };
  #saidAt = 0;
  #change = 0;
  #generation = 0;
  #seq = 0;
  #lookedAt = -Infinity;
  #timer: unknown;

  constructor(options: LeadOptions, events: LeadEvents) {
    this.rank = options.rank;
    this.#options = options;
    this.#line = options.line;
    this.#events = events;
    this.#unlisten = this.#line.listen({
      message: (frame) => this.#onFrame(frame),
      status: (status) => this.#onStatus(status),
    });
  }

  /** Takes over: tells everybody, and starts the line, which may be open already. */
  begin(): void {
    this.#beat();
    if (this.#line.status.state === 'open') this.#onStatus(this.#line.status);
    else this.#line.connect();
  }

  /** Ends it politely; resolves when the line is ended. */
  end(): Promise<void> {
    this.#options.environment.clearTimeout(this.#timer);
    this.#options.post({ type: 'bye', ...this.rank });
    this.#unlisten();
    return this.#line.disconnect();
  }

  /** Says how things stand. With `probe` it looks after the line too. */
  answer(probe: boolean): void {
    this.#report();
    const now = this.#options.environment.now();
    if (!probe || now - this.#lookedAt < MIN_LOOK) return;
    this.#lookedAt = now;
    this.#line.probe();
  }

  /** Tells the other tabs of a change. */
  pass({ state, error, retryIn }: Pick<TransportStatus, 'state' | 'error' | 'retryIn'>): void {
    // The next election, or nobody, has to say what these mean for others.
    if (state === 'idle' || state === 'auth-required') return;
    this.#said = { state, ...(error && { code: error.code }), ...(retryIn !== undefined && { retryIn }) };
    this.#saidAt = this.#options.environment.now();
    this.#change++;
    this.#report();
  }

  #beat(): void {
    const { environment, heartbeat } = this.#options;
    this.#report();
    this.#timer = environment.setTimeout(() => this.#beat(), heartbeat);
  }

  #report(): void {
    const { retryIn, ...said } = this.#said;
    const passed = this.#options.environment.now() - this.#saidAt;
    this.#options.post({
      type: 'report',
      ...this.rank,
      ...said,
      ...(retryIn !== undefined && { retryIn: Math.max(0, retryIn - passed) }),
      change: this.#change,
      generation: this.#generation,
      seq: this.#seq,
    });
  }

  #onStatus(status: TransportStatus): void {
    if (status.state !== 'open') {
      this.pass(status);
      this.#events.status(status);
      return;
    }
    const held = this.#held;
    this.#held = [];
    if (status.generation === this.#proven) {
      this.#open(false);
      for (const frame of held) this.#relay(frame);
      return;
    }
    this.#events.prove(() => {
      this.#proven = status.generation;
      this.#generation++;
      this.#open(true);
    });
  }

  #open(anew: boolean): void {
    this.pass({ state: 'open' });
    this.#events.open(anew);
  }

  #onFrame(frame: TransportFrame): void {
    const { state, generation } = this.#line.status;
    // What came before the proof is part of what is read after it.
    if (generation !== this.#proven) return;
    if (state === 'open') this.#relay(frame);
    // A handshake may be under way that is somebody else's: the next `open` tells.
    else if (this.#held.push(frame) > MAX_HELD) this.#proven = -1;
  }

  #relay(frame: TransportFrame): void {
    const { channel, data } = frame;
    this.#options.post({ type: 'copy', ...this.rank, seq: ++this.#seq, channel, text: JSON.stringify(data) });
    this.#events.frame(frame);
  }
}

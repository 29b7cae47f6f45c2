import type {
  Transport,
  TransportFrame,
  TransportListener,
  TransportState,
  TransportStatus,
} from '../../../src/transport/transport.js';

/** Remembers what a transport told, and lets a test wait for it. */
export class Recorder implements TransportListener {
  readonly statuses: TransportStatus[] = [];
  readonly frames: TransportFrame[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(transport: Transport) {
    transport.listen(this);
  }

  get states(): TransportState[] {
    return this.statuses.map(({ state }) => state);
  }

  message(frame: TransportFrame): void {
    this.frames.push(frame);
    this.#wake();
  }

  status(status: TransportStatus): void {
    this.statuses.push(status);
    this.#wake();
  }

  /** Resolves as soon as `done` holds; rejects after `patience` milliseconds with what was told until then. */
  until(done: () => boolean, patience = 5_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`not within ${patience} ms; told: ${JSON.stringify(this.statuses)}`));
      }, patience);
      const check = (): void => {
        if (!done()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Resolves with the next status of that state, from status number `from` on. */
  async state(state: TransportState, from = 0, patience = 5_000): Promise<TransportStatus> {
    const find = (): TransportStatus | undefined => this.statuses.slice(from).find((status) => status.state === state);
    await this.until(() => find() !== undefined, patience);
    return find()!;
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }
}

import type { WireAnswer, WireRequest } from '../../protocol/wire.js';
import type {
  RequestOptions,
  Transport,
  TransportFrame,
  TransportListener,
  TransportState,
  TransportStatus,
} from '../../transport/transport.js';

/** What a twin transport needs of the sandbox it belongs to. */
export interface TwinLine {
  /** Answers a request of this transport's user. */
  readonly answer: (request: WireRequest, operationId: string | undefined) => WireAnswer;
  /** Called when the line opens and closes, so that notifications are routed. */
  readonly attach: (transport: TwinTransport) => void;
  readonly detach: (transport: TwinTransport) => void;
}

/** How long a lost line of the twin stays down, in milliseconds: long enough to be seen, short enough for a story. */
export const OUTAGE = 300;

/**
 * One user's line to the sandbox inside the page. As over HTTP, answers and notifications arrive in later tasks, notifications that come while
 * the line is down are lost, and each return of the line has a new generation.
 */
export class TwinTransport implements Transport {
  readonly #line: TwinLine;
  readonly #listeners = new Set<TransportListener>();
  #status: TransportStatus = { state: 'idle', generation: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(line: TwinLine) {
    this.#line = line;
  }

  get status(): TransportStatus {
    return this.#status;
  }

  connect(): void {
    const { state } = this.#status;
    if (state !== 'idle' && state !== 'stopped') return;
    this.#set('connecting');
    this.#openIn(0);
  }

  probe(): void {
    if (this.#status.state === 'broken') this.#openIn(0);
  }

  disconnect(): Promise<void> {
    clearTimeout(this.#timer);
    this.#line.detach(this);
    if (this.#status.state !== 'idle') this.#set('stopped');
    return Promise.resolve();
  }

  request(request: WireRequest, options: RequestOptions = {}): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const { signal, operationId } = options;
      const abort = (): void => {
        clearTimeout(timer);
        reject(
          signal?.reason instanceof Error ? signal.reason : new DOMException('The request was aborted', 'AbortError'),
        );
      };
      if (signal?.aborted === true) {
        reject(
          signal.reason instanceof Error ? signal.reason : new DOMException('The request was aborted', 'AbortError'),
        );
        return;
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve(copy(this.#line.answer(copy(request), operationId)));
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  listen(listener: TransportListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A notification for this user; the sandbox calls it in its own task. */
  receive(frame: TransportFrame): void {
    if (this.#status.state !== 'open') return;
    const own = copy(frame);
    this.#tell((listener) => listener.message?.(own));
  }

  /** The line is cut (a fault); it comes back by itself. */
  lose(): void {
    if (this.#status.state !== 'open') return;
    this.#line.detach(this);
    this.#set('broken', OUTAGE);
    this.#openIn(OUTAGE);
  }

  #openIn(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#line.attach(this);
      this.#status = { state: 'open', generation: this.#status.generation + 1 };
      this.#tell((listener) => listener.status?.(this.#status));
    }, delay);
  }

  #set(state: TransportState, retryIn?: number): void {
    this.#status = { state, generation: this.#status.generation, ...(retryIn !== undefined && { retryIn }) };
    this.#tell((listener) => listener.status?.(this.#status));
  }

  #tell(call: (listener: TransportListener) => void): void {
    for (const listener of [...this.#listeners]) {
      try {
        call(listener);
      } catch (error) {
        // As over the network: a listener's failure is its own, and must be visible in the console of the page.
        reportError(error);
      }
    }
  }
}

/** What crosses the line is a copy, as JSON over HTTP is: neither side can reach into the other. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

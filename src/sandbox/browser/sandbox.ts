import type { WireAnswer, WireRequest } from '../../protocol/wire.js';
import type { Transport } from '../../transport/transport.js';
import type { Delivery, Engine } from '../engine/contract.js';
import { createEngine } from '../engine/engine.js';
import type { PhoneView } from '../engine/phone.js';
import { TwinTransport } from './twin-transport.js';

/** How the sandbox inside a page is started. */
export interface PageSandboxOptions {
  /** Same seed, same world. Default 1. */
  readonly seed?: number;
  /** Milliseconds after which an unanswered invitation is withdrawn; 0, the default, never. */
  readonly offerTimeout?: number;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** The sandbox inside a page: the same engine as the server, reached through the transport port. */
export interface PageSandbox {
  /** A line for one of the sandbox's users (`agent1` … `supervisor2`). Throws a RangeError for anybody else. */
  transportFor(userName: string): Transport;
  /** The world outside GWS: the same requests as the server's `/sandbox/…`. */
  control(request: WireRequest): WireAnswer;
  /** The customer's side of chats: `/chats…`, as below the server's API. @see CustomerChatResource */
  customer(request: WireRequest): WireAnswer;
  /** A customer's text message to the contact centre. */
  text(from: string, text: string, to?: string): void;
  /** What a customer's phone shows now. */
  phone(number: string): PhoneView;
  /** Calls `listener` after anything happened in the world; for phones, which GWS does not notify. */
  onChange(listener: () => void): () => void;
  /** Ends every line and timer. */
  close(): void;
}

/** Starts a sandbox inside this page (or worker, or Node): no server, no network. */
export function createSandbox(options: PageSandboxOptions = {}): PageSandbox {
  return new EnginePage(options);
}

const BASE_URI = 'http://sandbox.invalid/api/v2';
const TICK = 250;

class EnginePage implements PageSandbox {
  readonly #engine: Engine;
  readonly #lines = new Map<string, Set<TwinTransport>>();
  readonly #all = new Set<TwinTransport>();
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #ticker: ReturnType<typeof setInterval>;

  constructor({ seed, offerTimeout, now = Date.now }: PageSandboxOptions) {
    this.#engine = createEngine({
      now,
      baseUri: BASE_URI,
      ...(seed !== undefined && { seed }),
      ...(offerTimeout !== undefined && { offerTimeout }),
      sink: {
        deliver: (delivery) => this.#deliver(delivery),
        expireSessions: (userId) => this.#lose(userId),
        restart: () => this.#lose(undefined),
      },
    });
    this.#ticker = setInterval(() => this.#engine.tick(), TICK);
  }

  transportFor(userName: string): Transport {
    const userId = this.#engine.authenticate(userName, 'password');
    if (userId === undefined) throw new RangeError(`The sandbox has no user "${userName}"`);
    const transport = new TwinTransport({
      answer: (request, operationId) => {
        const answer = this.#answer(() =>
          this.#engine.request({ ...request, userId, ...(operationId !== undefined && { operationId }) }),
        );
        return answer;
      },
      attach: (line) => this.#linesOf(userId).add(line),
      detach: (line) => this.#linesOf(userId).delete(line),
    });
    this.#all.add(transport);
    return transport;
  }

  control(request: WireRequest): WireAnswer {
    return this.#answer(() => this.#engine.control(request));
  }

  customer(request: WireRequest): WireAnswer {
    return this.#answer(() => this.#engine.customer(request));
  }

  text(from: string, text: string, to?: string): void {
    this.control({ method: 'POST', path: '/sandbox/sms', body: { from, text, ...(to !== undefined && { to }) } });
  }

  phone(number: string): PhoneView {
    return this.#engine.control({ method: 'GET', path: `/sandbox/sms/${encodeURIComponent(number)}` })
      .body as unknown as PhoneView;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#ticker);
    for (const timer of this.#timers) clearTimeout(timer);
    for (const line of this.#all) void line.disconnect();
    this.#listeners.clear();
  }

  #answer(
    call: () => {
      readonly status: number;
      readonly body: WireAnswer['body'];
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): WireAnswer {
    const { status, body, headers } = call();
    for (const listener of [...this.#listeners]) listener();
    const seconds = Number(headers?.['Retry-After']);
    return { status, body, ...(seconds > 0 && { retryAfter: seconds * 1000 }) };
  }

  #deliver({ userId, channel, data, delay }: Delivery): void {
    // A task of its own, as a notification over the network would have; same delay, same order.
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      for (const line of [...this.#linesOf(userId)]) line.receive({ channel, data });
    }, delay);
    this.#timers.add(timer);
  }

  #lose(userId: string | undefined): void {
    const lost = userId === undefined ? [...this.#all] : [...this.#linesOf(userId)];
    for (const line of lost) line.lose();
  }

  #linesOf(userId: string): Set<TwinTransport> {
    let lines = this.#lines.get(userId);
    if (lines === undefined) this.#lines.set(userId, (lines = new Set()));
    return lines;
  }
}

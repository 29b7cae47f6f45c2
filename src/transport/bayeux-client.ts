import { AckExtension, CometD, type Message } from 'cometd';
import { tame } from './bayeux-guard.js';
import type { FailedMessage, Failure } from './cometd-internals.js';
import type { Environment, Timing } from './environment.js';
import { GuardedLongPolling } from './guarded-long-polling.js';
import type { RestClient } from './rest-client.js';

/** Where Bayeux lives, below the API base. */
export const NOTIFICATIONS = '/notifications';

/** What a client needs. */
export interface BayeuxOptions {
  readonly rest: RestClient;
  readonly environment: Environment;
  readonly timing: Timing;
  readonly websocket: boolean;
}

/**
 * One CometD instance under control: silent, on our timers and our transport, with our backoff, and mute once it is closed. A closed one is never
 * used again.
 */
export class BayeuxClient extends CometD {
  readonly #options: BayeuxOptions;
  readonly #failed: (message: FailedMessage, failure: Failure) => number | undefined;
  readonly #polling: GuardedLongPolling;
  readonly #timers = new Set<unknown>();
  #closed = false;
  #planning = false;
  #planned: (() => void) | undefined;

  /**
   * `failed` hears of each failed handshake and poll, may change what is done next, and answers with the milliseconds to wait before; undefined
   * when it closed the client instead.
   */
  constructor(options: BayeuxOptions, failed: (message: FailedMessage, failure: Failure) => number | undefined) {
    super();
    const { rest, environment, timing, websocket } = options;
    this.#options = options;
    this.#failed = failed;
    this.#polling = new GuardedLongPolling(rest, environment, timing);
    // JSONP would run script from the server.
    this.unregisterTransport('callback-polling');
    this.unregisterTransport('long-polling');
    if (!websocket) this.unregisterTransport('websocket');
    this.registerTransport('long-polling', this.#polling);
    this.registerExtension('ack', new AckExtension());
    this.configure({
      url: NOTIFICATIONS,
      urls: { websocket: rest.url(NOTIFICATIONS).href },
      // Its worker is made from a blob, which a strict policy forbids: all timers would stand still without a word.
      useWorkerScheduler: false,
      maxNetworkDelay: timing.maxNetworkDelay,
    });
  }

  /** Does now what was planned for later; false when nothing was, because it is under way. */
  hurry(): boolean {
    const planned = this.#planned;
    planned?.();
    return planned !== undefined;
  }

  /** Replaces the poll under way by a fresh one. */
  renew(): void {
    this.#polling.renew();
  }

  /** Ends everything without another word. */
  close(): void {
    this.#closed = true;
    this.getTransport()?.abort();
    this.#polling.abort();
    for (const timer of this.#timers) this.clearTimeout(timer);
  }

  override receive(message: Message): void {
    if (!this.#closed) super.receive(tame(message, this.#options.timing));
  }

  override onTransportFailure(message: FailedMessage, failure: Failure, handler: (failure: Failure) => void): void {
    if (this.#closed) return;
    super.onTransportFailure(message, failure, () => {
      const delay = this.#failed(message, failure);
      if (delay === undefined) return;
      failure.delay = delay;
      this.#planning = true;
      handler(failure);
      this.#planning = false;
    });
  }

  override setTimeout(run: () => void, delay: number): unknown {
    const once = (): void => {
      this.clearTimeout(timer);
      if (this.#planned === once) this.#planned = undefined;
      run();
    };
    const timer = this.#options.environment.setTimeout(once, delay);
    this.#timers.add(timer);
    if (this.#planning) this.#planned = once;
    return timer;
  }

  override clearTimeout(timer: unknown): void {
    this.#timers.delete(timer);
    this.#options.environment.clearTimeout(timer);
  }

  // CometD prints whole messages, which hold what people wrote.
  _debug(): void {}
  _info(): void {}
  _warn(): void {}
}

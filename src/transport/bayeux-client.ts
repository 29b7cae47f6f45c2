import { AckExtension, CometD, type Message } from 'cometd';
import { isMeta, tame } from './bayeux-guard.js';
import type { FailedMessage, Failure } from './cometd-internals.js';
import type { Environment, Timing } from './environment.js';
import { GuardedLongPolling } from './guarded-long-polling.js';
import type { RestClient } from './rest-client.js';

/** Where Bayeux lives, below the API base. */
export const NOTIFICATIONS = '/notifications';

/** What a client tells its channel. Never called after `close`. */
export interface BayeuxEvents {
  /** A handshake succeeded: time to subscribe. */
  handshake(message: Message): void;
  /** A poll came back well. */
  connect(): void;
  /** The server ended the session of its own accord. */
  dismissed(): void;
  /** Something arrived for us. */
  data(message: Message): void;
  /** Handshake or poll failed. Answers with the milliseconds to wait, or undefined when the client is closed instead. */
  failed(message: FailedMessage, failure: Failure): number | undefined;
}

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
  readonly #environment: Environment;
  readonly #timing: Timing;
  readonly #events: BayeuxEvents;
  readonly #polling: GuardedLongPolling;
  readonly #timers = new Set<unknown>();
  #closed = false;
  #planning = false;
  #planned: (() => void) | undefined;

  constructor({ rest, environment, timing, websocket }: BayeuxOptions, events: BayeuxEvents) {
    super();
    this.#environment = environment;
    this.#timing = timing;
    this.#events = events;
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
      logLevel: 'warn',
      maxNetworkDelay: timing.maxNetworkDelay,
    });
    this.addListener('/meta/handshake', (message) => {
      if (message.successful === true) events.handshake(message);
    });
    this.addListener('/meta/connect', (message) => {
      if (message.successful === true) events.connect();
    });
    this.addListener('/meta/disconnect', () => events.dismissed());
    this.addListener('/**', (message) => {
      if (!isMeta(message)) events.data(message);
    });
  }

  /** Does now what was planned for later. */
  hurry(): void {
    this.#planned?.();
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
    this.#planned = undefined;
    for (const timer of this.#timers) this.clearTimeout(timer);
  }

  override receive(message: Message): void {
    if (!this.#closed) super.receive(tame(message, this.#timing));
  }

  override onTransportFailure(message: FailedMessage, failure: Failure, handler: (failure: Failure) => void): void {
    if (this.#closed) return;
    super.onTransportFailure(message, failure, () => {
      const delay = this.#events.failed(message, failure);
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
    const timer = this.#environment.setTimeout(once, delay);
    this.#timers.add(timer);
    if (this.#planning) this.#planned = once;
    return timer;
  }

  override clearTimeout(timer: unknown): void {
    this.#timers.delete(timer);
    this.#environment.clearTimeout(timer);
  }

  // CometD prints whole messages, which hold what people wrote.
  _debug(): void {}
  _info(): void {}
  _warn(): void {}
}

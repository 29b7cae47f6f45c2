import type { Message } from 'cometd';
import { GwsError } from '../protocol/gws-error.js';
import { BayeuxClient, NOTIFICATIONS, type BayeuxOptions } from './bayeux-client.js';
import { CONNECT, isMeta } from './bayeux-guard.js';
import type { FailedMessage, Failure } from './cometd-internals.js';
import type { TransportFrame, TransportState, TransportStatus } from './transport.js';
import { Watchdog } from './watchdog.js';

/** What a channel needs besides what its clients need. */
export interface ChannelOptions extends BayeuxOptions {
  readonly topics: readonly string[];
}

/** Where a channel tells what comes. */
export interface ChannelEvents {
  readonly message: (frame: TransportFrame) => void;
  readonly status: (status: TransportStatus) => void;
}

/** Handshakes granted without one session that works: then cookies are blocked, or nodes do not know each other's sessions. */
const MAX_HANDSHAKES = 5;
/** Part of the longest backoff over which the clients of a server that started anew come back: 18 of 30 seconds. */
const SPREAD = 0.6;
/** Milliseconds for a goodbye that nobody waits for. */
const GOODBYE = 2_000;

/**
 * The line for notifications: keeps a `BayeuxClient` going, replaces it when it goes silent, and says how things stand.
 * @see AsynchronousEvents
 */
export class BayeuxChannel {
  readonly #options: ChannelOptions;
  readonly #events: ChannelEvents;
  readonly #watchdog: Watchdog;
  #status: TransportStatus = { state: 'idle', generation: 0 };
  #client: BayeuxClient | undefined;
  /** Until the next client starts, while none lives. */
  #timer: unknown;
  /** Topics not yet acknowledged. */
  #due = 0;
  #polling = false;
  /** Whether notifications may have been missed since the last generation. */
  #missed = false;
  /** Whether somebody here, or our own absence, is the reason to look after the line: then nobody else comes at the same moment. */
  #alone = false;
  #acknowledges = false;
  #failures = 0;
  #handshakes = 0;

  constructor(options: ChannelOptions, events: ChannelEvents) {
    this.#options = options;
    this.#events = events;
    this.#watchdog = new Watchdog(options.environment, () => this.#replace(new GwsError('timeout')));
  }

  get status(): TransportStatus {
    return this.#status;
  }

  connect(): void {
    const { state } = this.#status;
    if (state === 'connecting' || state === 'open') return;
    if (state === 'broken') {
      this.probe(false);
      return;
    }
    this.#failures = this.#handshakes = 0;
    this.#start();
  }

  /** Looks after the line at once. `slept` says that a poll under way may have died unnoticed. */
  probe(slept: boolean): void {
    this.#alone = true;
    this.#watchdog.check();
    const client = this.#client;
    if (this.#status.state !== 'open') {
      if (this.#timer !== undefined) this.#start();
      else if (client?.hurry() === false) client.renew();
    } else if (slept) {
      this.#missed = true;
      client?.renew();
    } else if (!this.#missed) {
      this.#options.rest.touch().catch(() => {
        if (client === this.#client) client?.renew();
      });
    }
  }

  /** Ends the line, whatever it does. `auth-required` when the server does not accept us, `stopped` when it or the host wants no more. */
  end(state: 'stopped' | 'auth-required', error?: GwsError): Promise<void> {
    const goodbye = this.#drop(error === undefined);
    if (error !== undefined) this.#say(state, { error });
    else if (this.#status.state !== 'idle') this.#say(state);
    return goodbye;
  }

  #start(): void {
    const client = new BayeuxClient(this.#options, (message, failure) => this.#onFailure(message, failure));
    this.#cancelStart();
    this.#client = client;
    client.addListener('/meta/handshake', (message) => {
      if (message.successful === true) this.#onHandshake(client, message);
    });
    client.addListener('/meta/subscribe', (message) => {
      if (client === this.#client) this.#onSubscribe(message);
    });
    client.addListener(CONNECT, ({ successful }) => {
      if (successful !== true) return;
      // The first poll of a series is answered at once and proves little: a server that then fails again is not asked ever faster.
      if (this.#polling) this.#failures = 0;
      this.#polling = true;
      this.#onLife();
    });
    client.addListener('/meta/disconnect', () => void this.end('stopped', new GwsError('unavailable')));
    client.addListener('/**', (message) => {
      if (!isMeta(message)) this.#events.message({ channel: message.channel, data: message.data as unknown });
    });
    if (this.#status.state !== 'broken') this.#say('connecting');
    this.#watch();
    client.handshake();
  }

  #cancelStart(): void {
    this.#options.environment.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Closes the client, politely by letting the server forget it; resolves when that is done or did not work. */
  async #drop(politely: boolean): Promise<void> {
    const client = this.#client;
    const clientId = client?.getClientId();
    this.#client = undefined;
    this.#polling = false;
    this.#watchdog.stop();
    this.#cancelStart();
    client?.close();
    if (!politely || typeof clientId !== 'string') return;
    const goodbye = {
      method: 'POST',
      path: `${NOTIFICATIONS}/disconnect`,
      body: [{ channel: '/meta/disconnect', id: 'bye', clientId }],
      timeout: GOODBYE,
      keepalive: true,
    } as const;
    await this.#options.rest.send(goodbye).catch(() => undefined);
  }

  /** Drops the client and starts another one after a while. */
  #replace(error: GwsError): void {
    if (this.#givesUp(error)) return;
    void this.#drop(true);
    this.#timer = this.#options.environment.setTimeout(() => this.#start(), this.#fail(error));
  }

  #onHandshake(client: BayeuxClient, { ext }: Message): void {
    const ack = (ext as { ack?: boolean | { enabled?: boolean } | null } | null | undefined)?.ack;
    this.#acknowledges = ack === true || (typeof ack === 'object' && ack?.enabled === true);
    this.#handshakes++;
    this.#missed = true;
    const { topics } = this.#options;
    this.#due = topics.length;
    client.batch(() => topics.forEach((topic) => client.subscribe(topic, () => undefined)));
    this.#watch();
  }

  #onSubscribe(reply: FailedMessage): void {
    if (reply.successful === true) {
      this.#due--;
      this.#onLife();
      return;
    }
    const error = errorOf(reply);
    if (reply.failure !== undefined || error.code === 'unavailable') this.#replace(error);
    else void this.end(error.code === 'forbidden' ? 'stopped' : 'auth-required', error);
  }

  #onLife(): void {
    if (this.#watchdog.overdue) this.#missed = true;
    this.#watch();
    if (this.#due > 0 || !this.#polling) return;
    this.#alone = false;
    this.#handshakes = 0;
    if (this.#status.state === 'open' && !this.#missed) return;
    const generation = this.#status.generation + (this.#missed ? 1 : 0);
    this.#missed = false;
    this.#say('open', { generation });
  }

  /** CometD's question after a failed handshake or poll: how long to wait? Undefined when there is nothing to wait for. */
  #onFailure(message: FailedMessage, failure: Failure): number | undefined {
    const error = errorOf(message);
    const { httpStatus = 0 } = error.detail;
    this.#polling = false;
    if (this.#watchdog.overdue) this.#alone = true;
    // We cancelled the poll ourselves, to have a fresh one.
    if (error.code === 'canceled') {
      this.#watch();
      return 0;
    }
    if (failure.action === 'none') {
      void this.end(error.code === 'unavailable' ? 'stopped' : 'auth-required', error);
      return undefined;
    }
    // Some servers say "unknown client" with a bare HTTP status; some answers come again and again, being kept until acknowledged.
    if ((httpStatus >= 400 && httpStatus < 429) || (error.code === 'bad-answer' && this.#failures > 0)) {
      failure.action = 'handshake';
    }
    if (failure.action !== 'handshake') return this.#fail(error);
    if (this.#givesUp(error)) return undefined;
    // One line that is forgotten out of the blue is its own affair; when it broke before that, the server started anew, for everybody. Whoever was
    // away, or is waited for, makes no crowd: it comes back at once.
    if (message.channel !== CONNECT || this.#handshakes > 0) return this.#fail(error);
    return this.#fail(error, this.#alone ? 0 : this.#status.state === 'broken' ? SPREAD : undefined);
  }

  /**
   * Says that the line is broken, and for how long we wait: at random up to a limit that doubles, so that many clients do not come at once. When a
   * server has forgotten us, the limit is a part of the longest one.
   */
  #fail(error: GwsError, part?: number): number {
    const { environment, timing } = this.#options;
    const doubled = Math.min(timing.maxBackoff, timing.backoff * 2 ** this.#failures++);
    const limit = part === undefined ? doubled : timing.maxBackoff * part;
    const retryIn = environment.random() * limit + (error.detail.retryAfter ?? 0);
    if (!this.#acknowledges) this.#missed = true;
    this.#say('broken', { error, retryIn });
    if (this.#client !== undefined) this.#watch(retryIn);
    return retryIn;
  }

  /** Ends the line when handshakes are granted again and again, and nothing after them. */
  #givesUp({ detail }: GwsError): boolean {
    const { serverMessage, httpStatus = Infinity } = detail;
    // Only what the server said counts, not what the network did.
    if (this.#handshakes < MAX_HANDSHAKES || (serverMessage === undefined && httpStatus > 428)) return false;
    void this.end('auth-required', new GwsError('auth-required', detail));
    return true;
  }

  #watch(delay = 0): void {
    const { timing } = this.#options;
    const { timeout = 0, interval = 0 } = this.#client?.getAdvice() ?? {};
    this.#watchdog.expect(delay + interval + timeout + timing.maxNetworkDelay + timing.slack);
  }

  #say(state: TransportState, more?: Partial<TransportStatus>): void {
    this.#status = { state, generation: this.#status.generation, ...more };
    this.#events.status(this.#status);
  }
}

const errorOf = ({ failure, error = '' }: FailedMessage): GwsError =>
  failure?.error instanceof GwsError
    ? failure.error
    : new GwsError(error.startsWith('401') ? 'auth-required' : error.startsWith('403') ? 'forbidden' : 'unavailable', {
        serverMessage: error,
      });

import type { Message } from 'cometd';
import { GwsError } from '../protocol/gws-error.js';
import { BayeuxClient, NOTIFICATIONS, type BayeuxOptions } from './bayeux-client.js';
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
  #subscribed = false;
  #polling = false;
  /** Whether notifications may have been missed since the last generation. */
  #missed = false;
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
    const client = this.#client;
    if (slept) this.#missed = true;
    this.#watchdog.check();
    if (this.#status.state !== 'open') {
      if (this.#timer !== undefined) this.#start();
      else client?.hurry();
    } else if (slept) {
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
    if (this.#status.state !== 'idle' || error !== undefined) this.#say(state, error);
    return goodbye;
  }

  #start(): void {
    this.#cancelStart();
    const client = new BayeuxClient(this.#options, {
      handshake: (message) => this.#onHandshake(client, message),
      connect: () => {
        // The first poll of a series is answered at once and proves little: a server that then fails again is not asked ever faster.
        if (this.#polling) this.#failures = 0;
        this.#polling = true;
        this.#onLife();
      },
      dismissed: () => void this.end('stopped', new GwsError('unavailable')),
      data: ({ channel, data }) => this.#events.message({ channel, data: data as unknown }),
      failed: (message, failure) => this.#onFailure(message, failure),
    });
    this.#client = client;
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
    this.#watchdog.stop();
    this.#client = undefined;
    this.#subscribed = this.#polling = false;
    client?.close();
    this.#cancelStart();
    if (!politely || typeof clientId !== 'string') return;
    const { rest, timing } = this.#options;
    await rest
      .send({
        method: 'POST',
        path: `${NOTIFICATIONS}/disconnect`,
        body: [{ channel: '/meta/disconnect', id: 'bye', clientId }],
        timeout: Math.min(GOODBYE, timing.maxNetworkDelay),
        keepalive: true,
      })
      .catch(() => undefined);
  }

  /** Drops the client and starts another one after a while. */
  #replace(error: GwsError): void {
    if (this.#givesUp(error)) return;
    void this.#drop(true);
    this.#missed = true;
    const delay = this.#delay(error);
    this.#timer = this.#options.environment.setTimeout(() => this.#start(), delay);
    this.#say('broken', error, delay);
  }

  #onHandshake(client: BayeuxClient, { ext }: Message): void {
    const ack = (ext as { ack?: boolean | { enabled?: boolean } | null } | null | undefined)?.ack;
    this.#acknowledges = ack === true || (typeof ack === 'object' && ack?.enabled === true);
    this.#handshakes++;
    this.#missed = true;
    this.#subscribed = false;
    let due = this.#options.topics.length;
    client.batch(() => {
      for (const topic of this.#options.topics) {
        client.subscribe(
          topic,
          () => undefined,
          (reply) => {
            if (client !== this.#client) return;
            if (reply.successful !== true) this.#onRefusedTopic(reply);
            else if (--due === 0) {
              this.#subscribed = true;
              this.#onLife();
            }
          },
        );
      }
    });
    this.#watch();
  }

  #onRefusedTopic(reply: FailedMessage): void {
    const error = errorOf(reply);
    if (reply.failure === undefined && error.code !== 'unavailable') {
      void this.end(error.code === 'forbidden' ? 'stopped' : 'auth-required', error);
    } else this.#replace(error);
  }

  #onLife(): void {
    if (this.#watchdog.overdue) this.#missed = true;
    this.#watch();
    if (!this.#subscribed || !this.#polling) return;
    this.#handshakes = 0;
    if (this.#status.state === 'open' && !this.#missed) return;
    const generation = this.#status.generation + (this.#missed ? 1 : 0);
    this.#missed = false;
    this.#set({ state: 'open', generation });
  }

  #onFailure(message: FailedMessage, failure: Failure): number | undefined {
    const error = errorOf(message);
    this.#polling = false;
    // We cancelled the poll ourselves, to have a fresh one.
    if (error.code === 'canceled') return this.#watch();
    const { httpStatus = 0 } = error.detail;
    // Some servers say "unknown client" with a bare HTTP status; some answers would come again and again, being kept until acknowledged.
    if (
      failure.action === 'retry' &&
      ((httpStatus >= 400 && httpStatus < 429) || (error.code === 'bad-answer' && this.#failures > 0))
    ) {
      failure.action = 'handshake';
    }
    if (failure.action === 'none') {
      void this.end(error.code === 'auth-required' || error.code === 'forbidden' ? 'auth-required' : 'stopped', error);
      return undefined;
    }
    if (failure.action === 'handshake' && this.#givesUp(error)) return undefined;
    if (!this.#acknowledges) this.#missed = true;
    const delay = this.#delay(error);
    this.#say('broken', error, delay);
    this.#watch(delay);
    return delay;
  }

  #delay({ detail }: GwsError): number {
    const { environment, timing } = this.#options;
    const limit = Math.min(timing.maxBackoff, timing.backoff * 2 ** this.#failures++);
    return environment.random() * limit + (detail.retryAfter ?? 0);
  }

  /** Ends the line when handshakes are granted again and again, and nothing after them. */
  #givesUp({ detail }: GwsError): boolean {
    const { serverMessage, httpStatus = Infinity } = detail;
    // Only what the server said counts, not what the network did.
    if (this.#handshakes < MAX_HANDSHAKES || (serverMessage === undefined && httpStatus > 428)) return false;
    void this.end('auth-required', new GwsError('auth-required', detail));
    return true;
  }

  #watch(delay = 0): number {
    const { timing } = this.#options;
    const { timeout = 0, interval = 0 } = this.#client?.getAdvice() ?? {};
    this.#watchdog.expect(delay + interval + timeout + timing.maxNetworkDelay + timing.slack);
    return 0;
  }

  #say(state: TransportState, error?: GwsError, retryIn?: number): void {
    const { generation } = this.#status;
    this.#set({ state, generation, ...(error && { error }), ...(retryIn !== undefined && { retryIn }) });
  }

  #set(status: TransportStatus): void {
    this.#status = status;
    this.#events.status(status);
  }
}

const errorOf = ({ failure, error }: FailedMessage): GwsError => {
  if (failure?.error instanceof GwsError) return failure.error;
  const [, code] = /^(40[13])\b/.exec(error ?? '') ?? [];
  return new GwsError(code === '401' ? 'auth-required' : code === '403' ? 'forbidden' : 'unavailable', {
    serverMessage: error ?? '',
  });
};

import { createRequire } from 'node:module';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as CometDModule from 'cometd-nodejs-server';
import type { CometDServer, ServerChannel, ServerSession } from 'cometd-nodejs-server';
import type { JsonObject, JsonValue } from '../../protocol/json.js';
import type { Delivery } from '../engine/contract.js';
import { ReplySlot } from './reply-slot.js';

// The Bayeux server is CommonJS without named exports that an ES module could see.
const require = createRequire(import.meta.url);
const { createCometDServer } = require('cometd-nodejs-server') as typeof CometDModule;
const { AcknowledgedMessagesExtension } = require('cometd-nodejs-server/ack-extension') as {
  AcknowledgedMessagesExtension: new () => object;
};

/** Undelivered messages a Bayeux session may pile up before it is forgotten and its client has to resync. */
const MAX_QUEUE = 1000;
const MAX_SESSIONS = 1000;
const MAX_MESSAGES_PER_REQUEST = 100;
/** Milliseconds: longer than this no client may ask for a poll to be parked, or to be remembered without one. */
const MAX_ADVICE = 600_000;

/** How the Bayeux side behaves. */
export interface BayeuxOptions {
  /** Milliseconds that a poll is parked. Default 20000, as GWS advises. */
  readonly timeout?: number;
  /** Milliseconds without a poll after which a Bayeux session is forgotten. Default 15000. */
  readonly maxInterval?: number;
  /** Whether the acknowledge extension is offered. Default true; whether a real GWS has it is not documented. */
  readonly ack?: boolean;
}

interface Client {
  readonly userId: string;
  readonly session: ServerSession;
  queued: number;
}

/** CometD behind a policy: who may handshake, nobody publishes, everybody hears only their own `/v2/me` channels. */
export class Bayeux {
  readonly #options: BayeuxOptions;
  #server: CometDServer;
  readonly #clients = new Map<string, Client>();
  /** The poll that each client has parked, with the id of its connect message. */
  readonly #parked = new Map<string, { readonly slot: ReplySlot; readonly messageId: JsonValue | undefined }>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: BayeuxOptions = {}) {
    this.#options = options;
    this.#server = this.#start();
  }

  /** Handles one POST of an authenticated user. `messages` is the parsed body. */
  handle(request: IncomingMessage, response: ServerResponse, messages: JsonValue | undefined, userId: string): void {
    const batch = Array.isArray(messages) ? (messages as readonly JsonValue[]) : [messages ?? null];
    if (batch.length > MAX_MESSAGES_PER_REQUEST || !batch.every(isBayeuxMessage) || !mayTravelTogether(batch)) {
      response.statusCode = 400;
      response.end();
      return;
    }
    const slot = new ReplySlot(response);
    // A client id belongs to the user who made it. For anybody else it does not exist: the server answers 402.
    const own = batch.map((message) => (this.#mayUse(message, userId) ? message : { ...message, clientId: 'unknown' }));
    const first = own[0];
    if (first?.channel === '/meta/connect' && typeof first.clientId === 'string')
      this.#park(first.clientId, slot, first.id, response);
    // Only the random client id counts; otherwise pages whose cookies are blocked would handshake for ever.
    request.headers.cookie = 'BAYEUX_BROWSER=sandbox';
    // Read by the policy within this very call: the Bayeux server's own context object is shared by all requests.
    this.#handshaking = userId;
    try {
      this.#server.handle(Object.assign(request, { body: own }), slot);
    } catch {
      slot.statusCode = 400;
      slot.end();
    } finally {
      this.#handshaking = undefined;
    }
  }

  /** Hands a notification to every Bayeux session of its user that subscribed to the channel. */
  deliver({ userId, channel, data, delay }: Delivery): void {
    if (delay > 0) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.deliver({ userId, channel, data, delay: 0 });
      }, delay);
      this.#timers.add(timer);
      return;
    }
    for (const client of this.#clients.values()) {
      if (
        client.userId === userId &&
        client.session.subscriptions.some((subscription) => covers(subscription.name, channel))
      ) {
        client.session.deliver(null, channel, data);
      }
    }
  }

  /** Forgets the Bayeux sessions of a user, or of all: parked polls answer `402` now, others on their next connect. */
  expire(userId: string | undefined): void {
    for (const [clientId, client] of [...this.#clients]) {
      if (userId === undefined || client.userId === userId) this.#forget(clientId, client);
    }
  }

  /** Loses every Bayeux session without a word, as a restart does; the caller cuts the connections. */
  restart(): void {
    this.close();
    this.#server = this.#start();
  }

  /** Ends everything that could keep the process alive. Clients learn nothing: a server that stops does not say good-bye. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    for (const { slot } of this.#parked.values()) slot.abandon();
    for (const { session } of this.#clients.values()) session.disconnect();
    this.#clients.clear();
    this.#parked.clear();
    this.#server.close();
  }

  /** Bayeux sessions alive, for tests and diagnosis. */
  get size(): number {
    return this.#clients.size;
  }

  #handshaking: string | undefined;

  #start(): CometDServer {
    const server = createCometDServer({
      timeout: this.#options.timeout ?? 20_000,
      maxInterval: this.#options.maxInterval ?? 15_000,
      maxSessionsPerBrowser: -1,
    });
    if (this.#options.ack !== false) server.addExtension(new AcknowledgedMessagesExtension());
    server.policy = {
      canHandshake: (session, _message, callback) => {
        const userId = this.#handshaking;
        const allowed = userId !== undefined && this.#clients.size < MAX_SESSIONS;
        if (allowed) this.#admit(userId, session);
        callback(undefined, allowed);
      },
      canCreate: (_session, _message, channelName, callback) => callback(undefined, isOwnChannel(channelName)),
      canSubscribe: (_session, _message, channel: ServerChannel, callback) =>
        callback(undefined, isOwnChannel(channel.name)),
      canPublish: (_session, _message, _channel, callback) => callback(undefined, false),
    };
    return server;
  }

  #admit(userId: string, session: ServerSession): void {
    const client: Client = { userId, session, queued: 0 };
    this.#clients.set(session.id, client);
    session.addListener('removed', () => this.#clients.delete(session.id));
    session.addListener('queueOffer', () => {
      client.queued += 1;
      if (client.queued > MAX_QUEUE) this.#forget(session.id, client);
    });
    session.addListener('queueDrain', () => {
      client.queued = 0;
    });
  }

  #mayUse(message: BayeuxMessage, userId: string): boolean {
    return typeof message.clientId !== 'string' || this.#clients.get(message.clientId)?.userId === userId;
  }

  #park(clientId: string, slot: ReplySlot, messageId: JsonValue | undefined, response: ServerResponse): void {
    const poll = { slot, messageId };
    this.#parked.set(clientId, poll);
    response.on('close', () => {
      if (this.#parked.get(clientId) === poll) this.#parked.delete(clientId);
    });
  }

  #forget(clientId: string, client: Client): void {
    this.#clients.delete(clientId);
    const poll = this.#parked.get(clientId);
    this.#parked.delete(clientId);
    poll?.slot.setHeader('Content-Type', 'application/json');
    poll?.slot.end(
      JSON.stringify([
        {
          channel: '/meta/connect',
          ...(poll.messageId !== undefined && { id: poll.messageId }),
          successful: false,
          error: '402::Unknown client',
          advice: { interval: 0, reconnect: 'handshake' },
        },
      ]),
    );
    client.session.disconnect();
  }
}

interface BayeuxMessage extends JsonObject {
  readonly channel: string;
}

/** Only what the Bayeux server can read without throwing. */
function isBayeuxMessage(value: JsonValue): value is BayeuxMessage {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { channel, subscription, advice } = value as JsonObject;
  const subscriptions = Array.isArray(subscription) ? (subscription as readonly JsonValue[]) : [subscription ?? '/'];
  return (
    typeof channel === 'string' &&
    channel.startsWith('/') &&
    channel.length > 1 &&
    subscriptions.every((name) => typeof name === 'string' && name.startsWith('/')) &&
    (advice === undefined || isAdvice(advice))
  );
}

/** The Bayeux server believes a client's times: with one that is no number a session would never expire. */
function isAdvice(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { timeout = 0, interval = 0 } = value as JsonObject;
  return [timeout, interval].every((time) => typeof time === 'number' && time >= 0 && time <= MAX_ADVICE);
}

/** Nobody knows yet for whom messages beside a handshake would be; the Bayeux server breaks off with 500. */
function mayTravelTogether(batch: readonly BayeuxMessage[]): boolean {
  return batch.length === 1 || (batch.length > 0 && !batch.some(({ channel }) => channel === '/meta/handshake'));
}

/** One's own channels and wildcards below them; never `/**` or another tree. */
function isOwnChannel(name: string): boolean {
  return name === '/v2/me' || name.startsWith('/v2/me/');
}

/** Whether a subscription reaches a channel: `*` one segment, `**` any number. */
function covers(subscription: string, channel: string): boolean {
  if (subscription.endsWith('/**')) return channel.startsWith(subscription.slice(0, -2));
  if (!subscription.endsWith('/*')) return subscription === channel;
  const prefix = subscription.slice(0, -1);
  return channel.startsWith(prefix) && !channel.slice(prefix.length).includes('/');
}

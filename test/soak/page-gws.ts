import type { JsonObject } from '../../src/protocol/json.js';
import type { Delivery, Engine } from '../../src/sandbox/engine/contract.js';
import { createEngine } from '../../src/sandbox/engine/engine.js';
import type { VirtualClock } from '../support/virtual-clock.js';

interface BayeuxClient {
  readonly id: string;
  queue: JsonObject[];
  /** The poll that waits, and how it is answered. */
  answer: ((messages: readonly JsonObject[]) => void) | undefined;
}

const API = '/api/v2';
/** Milliseconds: the way to the server or back, and how long a poll is parked. */
const WAY = 5;
const POLL = 20_000;
const HANDSHAKE = { reconnect: 'handshake', interval: 0 };

/**
 * The sandbox's engine behind a `fetch`: REST with CSRF and bearer tokens, and Bayeux with one subscription to all that is the user's. On a virtual
 * clock, so that days pass in minutes.
 */
export class PageGws {
  readonly engine: Engine;
  readonly #clock: VirtualClock;
  #userId = '';
  readonly #clients = new Map<string, BayeuxClient>();
  readonly #waiting = new Set<() => void>();
  #made = 0;
  /** Only requests with this token are let in. */
  token = 'token 0';
  #csrf = 'csrf 0';
  /** Nothing comes through. */
  down = false;
  /** Notifications handed to clients, and handshakes. */
  delivered = 0;
  handshakes = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
    this.engine = createEngine({
      now: clock.now,
      baseUri: `http://gws.test${API}`,
      sink: {
        deliver: (delivery) => this.#deliver(delivery),
        expireSessions: () => this.forget(),
        restart: () => this.forget(),
      },
    });
  }

  signIn(userName: string): void {
    this.#userId = this.engine.authenticate(userName, 'password') ?? '';
  }

  /** Tokens from before are worth nothing. */
  renewTokens(): void {
    this.token = `token ${++this.#made}`;
    this.#csrf = `csrf ${this.#made}`;
  }

  /** Every Bayeux session is forgotten; parked polls hear of it. */
  forget(): void {
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    for (const { answer } of clients) answer?.([{ channel: '/meta/connect', ...unknown() }]);
  }

  /** The line is cut, or whole again. */
  cut(down: boolean): void {
    this.down = down;
    if (down) for (const fail of [...this.#waiting]) fail();
  }

  readonly fetch: typeof globalThis.fetch = (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { signal } = init;
      const leave = (): void => {
        this.#waiting.delete(fail);
        signal?.removeEventListener('abort', fail);
      };
      const fail = (): void => {
        leave();
        reject(new TypeError('Failed to fetch'));
      };
      signal?.addEventListener('abort', fail);
      this.#waiting.add(fail);
      this.#clock.after(WAY, () => {
        if (this.down) fail();
        if (!this.#waiting.has(fail)) return;
        this.#serve(new URL(input as string, 'http://gws.test'), init, (response) => {
          if (!this.#waiting.has(fail)) return;
          leave();
          resolve(response);
        });
      });
    });

  #serve(url: URL, init: RequestInit, respond: (response: Response) => void): void {
    const headers = new Headers(init.headers);
    const answer = (body: unknown, status = 200, more: Record<string, string> = {}): void =>
      respond(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...more } }));
    if (headers.get('authorization') !== `Bearer ${this.token}`) {
      answer({ statusCode: 20, statusMessage: 'Access denied' }, 401);
      return;
    }
    const path = url.pathname.slice(API.length);
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as JsonObject) : undefined;
    if (path.startsWith('/notifications')) {
      this.#bayeux(body as unknown as readonly JsonObject[], answer);
      return;
    }
    const method = (init.method ?? 'GET') as 'GET' | 'POST';
    if (method === 'POST' && headers.get('x-csrf-token') !== this.#csrf) {
      respond(new Response('Missing or invalid Csrf token', { status: 403 }));
      return;
    }
    const query = Object.fromEntries(url.searchParams);
    const told = this.engine.request({ method, path, query, userId: this.#userId, ...(body && { body }) });
    answer(told.body, told.status, { 'X-CSRF-HEADER': 'X-CSRF-TOKEN', 'X-CSRF-TOKEN': this.#csrf, ...told.headers });
  }

  #bayeux(messages: readonly JsonObject[], answer: (body: unknown) => void): void {
    const [first = {}] = messages;
    const { id, channel } = first;
    const client = this.#clients.get(first['clientId'] as string);
    const reply = { id: id ?? '', channel: channel ?? '', successful: true };
    if (channel === '/meta/handshake') {
      const clientId = `client ${++this.handshakes}`;
      this.#clients.set(clientId, { id: clientId, queue: [], answer: undefined });
      const advice = { reconnect: 'retry', timeout: POLL, interval: 0 };
      answer([{ ...reply, clientId, version: '1.0', supportedConnectionTypes: ['long-polling'], advice }]);
    } else if (client === undefined) {
      answer(messages.map((each) => ({ id: each['id'], channel: each['channel'], ...unknown() })));
    } else if (channel === '/meta/connect') {
      let stop = (): void => undefined;
      client.answer = (more) => {
        client.answer = undefined;
        stop();
        const all = client.queue;
        client.queue = [];
        answer([...all, ...(more.length > 0 ? more.map((each) => ({ id, ...each })) : [reply])]);
      };
      if (client.queue.length > 0) client.answer([]);
      else stop = this.#clock.after(POLL, () => client.answer?.([]));
    } else {
      if (channel === '/meta/disconnect') this.#clients.delete(client.id);
      answer(messages.map((each) => ({ ...reply, id: each['id'], channel: each['channel'], ...said(each) })));
    }
  }

  #deliver({ userId, channel, data, delay }: Delivery): void {
    if (userId !== this.#userId) return;
    this.#clock.after(delay, () => {
      for (const client of this.#clients.values()) {
        this.delivered++;
        client.queue.push({ channel, data });
        client.answer?.([]);
      }
    });
  }
}

const unknown = (): JsonObject => ({ successful: false, error: '402::session_unknown', advice: HANDSHAKE });

const said = ({ subscription }: JsonObject): JsonObject => (subscription === undefined ? {} : { subscription });

import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireRequest } from '../../protocol/wire.js';
import type { Delivery, Engine, EngineAnswer } from '../engine/contract.js';
import { Bayeux } from './bayeux.js';
import type { BayeuxOptions } from './bayeux.js';
import { DemoPages } from './demo-pages.js';
import { passGate } from './gate.js';
import { answer, readBody, refusal, wireRequest } from './http-api.js';
import { HttpSessions } from './http-sessions.js';
import { takeIn } from './read-json.js';

/** Below the origin, where the REST API is. */
export const API = '/api/v2';
const NOTIFICATIONS = `${API}/notifications`;
/** The customer's own API needs no agent: its requests carry an API key, which the sandbox does not check. @see CustomerChatResource */
const CUSTOMER = `${API}/chats`;
const CONTROL = '/sandbox';
const HOST = '127.0.0.1';
/** A request that has not come in whole after this many milliseconds is cut: slow uploads must not pile up. */
const REQUEST_TIMEOUT = 30_000;

/** The one world behind all front ends. */
export interface Backstage {
  readonly engine: Engine;
  /** The world outside GWS, and the front ends themselves. */
  control(request: WireRequest): EngineAnswer | Promise<EngineAnswer>;
}

/** How a front end is made. */
export interface FrontEndOptions {
  readonly allowOrigins: readonly string[];
  /** Origin of a balancer in front. */
  readonly publicOrigin: string | undefined;
  readonly bayeux: BayeuxOptions | undefined;
}

/**
 * One node of the cluster: a port with HTTP sessions, CSRF tokens and Bayeux sessions of its own, which no other node knows. The world is shared. A
 * node that is ended and started again remembers nobody.
 */
export class FrontEnd {
  readonly #options: FrontEndOptions;
  readonly #backstage: Backstage;
  readonly #bayeux: Bayeux;
  readonly #pages = new DemoPages();
  #httpSessions!: HttpSessions;
  #http: Server | undefined;
  #port = 0;
  /** Starting and ending, one after the other. */
  #change: Promise<unknown> = Promise.resolve();

  constructor(options: FrontEndOptions, backstage: Backstage) {
    this.#options = options;
    this.#backstage = backstage;
    this.#bayeux = new Bayeux(options.bayeux);
  }

  /** Kept while it is down. */
  get port(): number {
    return this.#port;
  }

  /** `http://127.0.0.1:{port}` */
  get url(): string {
    return `http://${HOST}:${this.#port}`;
  }

  /** Whether it takes connections. */
  get up(): boolean {
    return this.#http !== undefined;
  }

  /** Bayeux sessions alive on this node. */
  get sessions(): number {
    return this.#bayeux.size;
  }

  /** Listens; on its old port when it was up before. Rejects when the port is taken. */
  start(port = this.#port): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#http !== undefined) return;
      const http = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
        this.#serve(request, response).catch(() => response.destroy());
      });
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, HOST, resolve);
      });
      this.#httpSessions = new HttpSessions((userName, password) =>
        this.#backstage.engine.authenticate(userName, password),
      );
      this.#port = (http.address() as AddressInfo).port;
      this.#http = http;
    });
  }

  /** Dies as a node does: connections are cut in mid-word, sessions forgotten, and nobody takes the port. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      const http = this.#http;
      if (http === undefined) return;
      this.#http = undefined;
      this.#bayeux.restart();
      await new Promise((resolve) => {
        http.close(resolve);
        http.closeAllConnections();
      });
    });
  }

  /** Ends it for good: nothing is left that keeps the process alive. */
  async close(): Promise<void> {
    await this.stop();
    this.#bayeux.close();
  }

  /** Hands a notification to its user's Bayeux sessions on this node. */
  deliver(delivery: Delivery): void {
    this.#bayeux.deliver(delivery);
  }

  /** Forgets the Bayeux sessions of a user, or of all. */
  expire(userId: string | undefined): void {
    this.#bayeux.expire(userId);
  }

  /** Drops every connection and Bayeux session, and goes on at once. */
  drop(): void {
    this.#bayeux.restart();
    // After the answer that asked for it is on its way.
    setImmediate(() => this.#http?.closeAllConnections());
  }

  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#change.then(change);
    this.#change = done.catch(() => undefined);
    return done;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { allowOrigins, publicOrigin } = this.#options;
    void takeIn(request);
    if (!passGate(request, response, { port: () => this.#port, allowOrigins, publicOrigin })) return;
    const target = request.url ?? '/';
    if (!URL.canParse(target, this.url)) {
      answer(response, { status: 400, body: refusal(10, 'Malformed request target') });
      return;
    }
    const url = new URL(target, this.url);
    const { pathname } = url;
    if (isBelow(pathname, API)) await this.#serveApi(request, response, url);
    else if (isBelow(pathname, CONTROL)) await this.#control(request, response, url);
    else await this.#servePage(request, response, url);
  }

  async #servePage(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const signIn = this.#pages.signInOf(url);
    if (signIn !== undefined) {
      this.#httpSessions.begin(request, response, this.#backstage.engine.authenticate(signIn, 'password'));
    }
    await this.#pages.serve(request, response, url.pathname);
  }

  async #control(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const wire = await wireRequest(request, response, url, url.pathname);
    if (wire !== undefined) answer(response, await this.#backstage.control(wire));
  }

  async #serveApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { engine } = this.#backstage;
    const { pathname } = url;
    const path = pathname.slice(API.length);
    if (isBelow(pathname, CUSTOMER)) {
      const wire = await wireRequest(request, response, url, path);
      if (wire !== undefined) answer(response, engine.customer(wire));
      return;
    }
    const userId = this.#httpSessions.userOf(request);
    if (userId === undefined) {
      answer(response, { status: 401, body: refusal(20, 'Access denied') });
      return;
    }
    if (isBelow(pathname, NOTIFICATIONS)) {
      const body = await readBody(request, response);
      if (body !== undefined) this.#bayeux.handle(request, response, body.value, userId);
      return;
    }
    if (request.method === 'GET') {
      this.#httpSessions.begin(request, response, userId);
    } else if (!this.#httpSessions.hasCsrfToken(request)) {
      // Words and type as GWS answers it. @see CSRFProtection
      response.statusCode = 403;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.end('Missing or invalid Csrf token');
      return;
    }
    const wire = await wireRequest(request, response, url, path);
    if (wire === undefined) return;
    const operationId = request.headers['x-operation-id'];
    const own = { ...wire, userId, ...(typeof operationId === 'string' && { operationId }) };
    answer(response, engine.request(own));
  }
}

/** Whether a path is an address or lies below it. */
function isBelow(path: string, address: string): boolean {
  return path === address || path.startsWith(`${address}/`);
}

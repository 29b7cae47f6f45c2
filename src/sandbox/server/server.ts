import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject, JsonValue } from '../../protocol/json.js';
import type { WireRequest } from '../../protocol/wire.js';
import type { Engine, EngineAnswer } from '../engine/contract.js';
import { createEngine } from '../engine/engine.js';
import { Bayeux } from './bayeux.js';
import type { BayeuxOptions } from './bayeux.js';
import { DemoPages } from './demo-pages.js';
import { passGate } from './gate.js';
import { HttpSessions } from './http-sessions.js';
import { readJson } from './read-json.js';

const API = '/api/v2';
const NOTIFICATIONS = `${API}/notifications`;
/** The customer's own API needs no agent: its requests carry an API key, which the sandbox does not check. @see CustomerChatResource */
const CUSTOMER = `${API}/chats`;
const CONTROL = '/sandbox';
const HOST = '127.0.0.1';

/** How a sandbox is started. */
export interface SandboxOptions {
  /** TCP port on 127.0.0.1; 0 takes any free one. Default 8090. */
  readonly port?: number;
  /** Same seed, same world. Default 1. */
  readonly seed?: number;
  /** Milliseconds after which an unanswered invitation is withdrawn; 0, the default, never. */
  readonly offerTimeout?: number;
  /** Origins that may call besides the sandbox's own. */
  readonly allowOrigins?: readonly string[];
  readonly bayeux?: BayeuxOptions;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:{port}` */
  readonly url: string;
  readonly port: number;
  /** Ends it: connections, timers, Bayeux sessions. */
  close(): Promise<void>;
}

/** Starts a sandbox on loopback. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = new SandboxServer(options);
  await sandbox.listen(options.port ?? 8090);
  return sandbox;
}

class SandboxServer implements Sandbox {
  readonly #options: SandboxOptions;
  readonly #http: Server;
  readonly #bayeux: Bayeux;
  readonly #pages = new DemoPages();
  #engine!: Engine;
  #httpSessions!: HttpSessions;
  #ticker: NodeJS.Timeout | undefined;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#bayeux = new Bayeux(options.bayeux);
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://${HOST}:${this.port}`;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, HOST, resolve);
    });
    this.#engine = createEngine({
      ...(this.#options.seed !== undefined && { seed: this.#options.seed }),
      ...(this.#options.offerTimeout !== undefined && { offerTimeout: this.#options.offerTimeout }),
      now: () => Date.now(),
      baseUri: this.url + API,
      sink: {
        deliver: (delivery) => this.#bayeux.deliver(delivery),
        expireSessions: (userId) => this.#bayeux.expire(userId),
        restart: () => {
          this.#bayeux.restart();
          // After the answer that asked for it is on its way.
          setImmediate(() => this.#http.closeAllConnections());
        },
      },
    });
    this.#httpSessions = new HttpSessions((userName, password) => this.#engine.authenticate(userName, password));
    this.#ticker = setInterval(() => this.#engine.tick(), 250);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticker);
    this.#bayeux.close();
    await new Promise((resolve) => {
      this.#http.close(resolve);
      this.#http.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gate = { port: () => this.port, allowOrigins: this.#options.allowOrigins ?? [] };
    if (!passGate(request, response, gate)) return;
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
      this.#httpSessions.begin(request, response, this.#engine.authenticate(signIn, 'password'));
    }
    await this.#pages.serve(request, response, url.pathname);
  }

  async #control(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const wire = await wireRequest(request, response, url, url.pathname);
    if (wire !== undefined) answer(response, this.#engine.control(wire));
  }

  async #serveApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname } = url;
    const path = pathname.slice(API.length);
    if (isBelow(pathname, CUSTOMER)) {
      const wire = await wireRequest(request, response, url, path);
      if (wire !== undefined) answer(response, this.#engine.customer(wire));
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
    answer(response, this.#engine.request(own));
  }
}

/** The request as the engine reads it, or `undefined` when it was refused here. */
async function wireRequest(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  path: string,
): Promise<WireRequest | undefined> {
  const { method } = request;
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT' && method !== 'DELETE') {
    answer(response, { status: 405, body: refusal(10, 'Method is not supported') });
    return undefined;
  }
  const body = await readBody(request, response);
  if (body === undefined) return undefined;
  if (body.value === undefined) return { method, path, query: Object.fromEntries(url.searchParams) };
  if (typeof body.value !== 'object' || body.value === null || Array.isArray(body.value)) {
    answer(response, { status: 400, body: refusal(10, 'Request body is not a JSON object') });
    return undefined;
  }
  return { method, path, query: Object.fromEntries(url.searchParams), body: body.value as JsonObject };
}

async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ readonly value: JsonValue | undefined } | undefined> {
  const hasBody = request.method === 'POST' || request.method === 'PUT' || request.method === 'DELETE';
  if (!hasBody) return { value: undefined };
  const type = request.headers['content-type'] ?? '';
  const body = await readJson(request);
  if (!body.ok) {
    response.setHeader('Connection', 'close');
    answer(response, { status: body.status, body: refusal(10, body.reason) });
    return undefined;
  }
  // A form of another site can post, but not as JSON.
  if (body.value !== undefined && !/^application\/json\b|^text\/json\b/i.test(type)) {
    answer(response, { status: 415, body: refusal(10, 'Content-Type must be application/json') });
    return undefined;
  }
  return body;
}

/** Whether a path is an address or lies below it. */
function isBelow(path: string, address: string): boolean {
  return path === address || path.startsWith(`${address}/`);
}

function answer(response: ServerResponse, { status, body, headers }: EngineAnswer): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json;charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  response.end(JSON.stringify(body));
}

/** @see ReturnValues: 10 input validation error, 20 not authenticated */
function refusal(statusCode: 10 | 20, statusMessage: string): JsonObject {
  return { statusCode, statusMessage };
}

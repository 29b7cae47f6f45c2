import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { ended, listening } from './listening.js';

/** A Bayeux message as it came over the wire. */
export interface WireMessage {
  readonly channel: string;
  readonly id: string;
  readonly clientId?: string;
  readonly subscription?: string;
  readonly advice?: { readonly timeout?: number };
}

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly messages: readonly WireMessage[];
}

/** Answers a request by hand; returns true when it did. */
export type Script = (seen: Seen, response: ServerResponse) => boolean;

/** Sends a body with a status and a type. */
export const answer = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): true => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
  return true;
};

/** A small GWS made of raw HTTP, whose every answer a test can replace by anything. */
export class ScriptedServer {
  /** Tried before the ordinary behaviour. */
  script: Script = () => false;
  /** Milliseconds that a poll is held. */
  timeout = 300;
  token: string | undefined = 'token-1';
  ack = false;
  readonly seen: Seen[] = [];
  #server: Server | undefined;
  #port = 0;
  #clients = 0;
  readonly #queue: unknown[] = [];
  #held: { release: () => void } | undefined;
  readonly #waiting = new Set<() => void>();

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    const { server: http, port } = await listening((request, response) => void server.#handle(request, response));
    server.#server = http;
    server.#port = port;
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get url(): string {
    return `${this.origin}/api/v2`;
  }

  /** How often a Bayeux message of that channel came. */
  count(channel: string): number {
    return this.seen.flatMap(({ messages }) => messages).filter((message) => message.channel === channel).length;
  }

  /** Puts data on `/v2/me/chats`, for the poll that is held or the next one. */
  push(data: unknown): void {
    this.#queue.push({ channel: '/v2/me/chats', data });
    this.#held?.release();
  }

  /** Answers the poll that is held now as if its time were over. */
  release(): void {
    this.#held?.release();
  }

  /** Resolves as soon as `done` holds for what was seen. */
  until(done: () => boolean, patience = 5_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`server: not within ${patience} ms`)), patience);
      const check = (): void => {
        if (!done()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  async close(): Promise<void> {
    if (this.#server !== undefined) await ended(this.#server);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url: path = '', headers } = request;
    const messages =
      method === 'POST' && path.startsWith('/api/v2/notifications') ? (JSON.parse(body) as WireMessage[]) : [];
    const seen = { method, path, headers, body, messages };
    this.seen.push(seen);
    if (!this.script(seen, response)) this.#ordinary(seen, response);
    for (const check of [...this.#waiting]) check();
  }

  #ordinary({ method, headers, messages }: Seen, response: ServerResponse): void {
    const token: Record<string, string> =
      this.token === undefined ? {} : { 'x-csrf-header': 'X-CSRF-TOKEN', 'x-csrf-token': this.token };
    if (method !== 'GET' && this.token !== undefined && headers['x-csrf-token'] !== this.token) {
      answer(response, 'Missing or invalid Csrf token', 403, { 'content-type': 'text/plain' });
      return;
    }
    if (messages.length === 0) {
      answer(response, { statusCode: 0 }, 200, method === 'GET' ? token : {});
      return;
    }
    const [first] = messages;
    if (first?.channel !== '/meta/connect') {
      answer(
        response,
        messages.map((message) => this.#reply(message)),
      );
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      if (this.#held === held) this.#held = undefined;
      if (response.destroyed) return;
      const data = this.#queue.splice(0);
      answer(response, [...data, this.#reply(first)]);
    };
    const held = { release: done };
    const timer = setTimeout(done, first.advice?.timeout ?? this.timeout);
    if (this.#queue.length > 0) done();
    else this.#held = held;
    response.on('close', () => {
      clearTimeout(timer);
      if (this.#held === held) this.#held = undefined;
    });
  }

  #reply({ channel, id, subscription }: WireMessage): object {
    const advice = { reconnect: 'retry', interval: 0, timeout: this.timeout };
    if (channel !== '/meta/handshake') return { channel, id, successful: true, subscription, advice };
    return {
      channel,
      id,
      successful: true,
      version: '1.0',
      clientId: `client-${++this.#clients}`,
      supportedConnectionTypes: ['long-polling'],
      advice,
      ...(this.ack && { ext: { ack: true } }),
    };
  }
}

/** Answers each Bayeux message of that channel with these fields. */
export const always =
  (channel: string, fields: object): Script =>
  ({ messages }, response) =>
    messages[0]?.channel === channel &&
    answer(
      response,
      messages.map(({ id, subscription }) => ({ channel, id, subscription, ...fields })),
    );

/** Whether a path is that of polls. */
export const isPoll = (path: string): boolean => path.endsWith('/connect');

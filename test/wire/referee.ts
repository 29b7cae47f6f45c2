import { request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Line } from './page.js';

interface WireEntry {
  readonly index: number;
  readonly type: string;
  readonly from?: { readonly type?: string };
  readonly text?: string;
}

/** The world beside the line under test: the customer's phone, and what the server knows. Talks straight to the server. */
export class Referee {
  readonly #url: string;
  readonly #authorization: string;
  #cookie = '';
  #token = '';

  constructor(url: string, userName = 'agent1') {
    this.#url = url;
    this.#authorization = `Basic ${Buffer.from(`${userName}:password`).toString('base64')}`;
  }

  /** A text message of the customer's; the id of the session that it belongs to. */
  async texts(from: string, text: string): Promise<string> {
    const { id } = (await this.control('sms', { from, text, to: 'agent1' })) as { id: string };
    return id;
  }

  /** An operation of the agent's, done without the page. */
  async operate(sessionId: string, operationName: string): Promise<void> {
    if (this.#token === '') await this.#ask('GET', '/api/v2/me');
    await this.#ask('POST', `/api/v2/me/smssessions/${sessionId}`, { operationName });
  }

  /** The log as the server would show it to the agent. */
  async log(sessionId: string): Promise<readonly Line[]> {
    const { messages } = (await this.#ask('GET', `/api/v2/me/smssessions/${sessionId}/messages`)) as {
      messages: readonly WireEntry[];
    };
    return messages.map(({ index, type, from, text }) => [index, type, from?.type ?? '', text ?? '']);
  }

  /** The sandbox's own controls. */
  control(address: string, body: object): Promise<unknown> {
    return this.#ask('POST', `/sandbox/${address}`, body);
  }

  /** On a connection of its own each time: one that is kept may be closed just when it is used again. */
  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = {
      'Content-Type': 'application/json',
      Authorization: this.#authorization,
      Cookie: this.#cookie,
      ...(this.#token !== '' && { 'X-CSRF-TOKEN': this.#token }),
    };
    const outgoing = request(this.#url + path, { method, headers, agent: false });
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const text = await textOf(answer);
    if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    const { 'set-cookie': [cookie] = [], 'x-csrf-token': token } = answer.headers;
    this.#cookie = cookie?.split(';')[0] ?? this.#cookie;
    if (typeof token === 'string') this.#token = token;
    return JSON.parse(text);
  }
}

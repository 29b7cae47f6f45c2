import { cookieFetch } from '../../dist/conformance/cookie-fetch.js';
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
  readonly #fetch = cookieFetch();
  readonly #authorization: string;
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

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await this.#fetch(this.#url + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Authorization: this.#authorization,
        ...(this.#token !== '' && { 'X-CSRF-TOKEN': this.#token }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    this.#token = answer.headers.get('x-csrf-token') ?? this.#token;
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }
}

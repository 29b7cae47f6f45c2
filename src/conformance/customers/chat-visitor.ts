import type { JsonObject } from '../../protocol/json.js';
import type { Customer } from '../stage.js';
import { succeed, type Outside } from './outside.js';

interface Entry {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly noticeText?: string;
  readonly from?: { readonly type?: string };
}

/** A customer who chats over the customer's own API; whom the chat is offered to, the server decides. @see CustomerChatResource */
export class ChatVisitor implements Customer {
  readonly #outside: Outside;
  #id = '';

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  async begin(text: string): Promise<void> {
    const body = { operationName: 'RequestChat', nickname: 'Maya', subject: 'Order' };
    const { id } = await succeed('ask for a chat', this.#outside.customer({ method: 'POST', path: '/chats', body }));
    if (typeof id !== 'string') throw new Error('the customer was given no chat');
    this.#id = id;
    await this.say(text);
  }

  async say(text: string): Promise<void> {
    await this.#operate('SendMessage', { text });
  }

  async received(): Promise<readonly string[]> {
    const path = `/chats/${encodeURIComponent(this.#id)}/messages`;
    const asked = this.#outside.customer({ method: 'GET', path, query: { index: '1' } });
    const { messages } = await succeed('read the chat', asked);
    const entries = Array.isArray(messages) ? (messages as unknown as readonly Entry[]) : [];
    return entries
      .filter(({ from }) => from?.type !== 'Customer')
      .flatMap(({ text, url, noticeText }) => text ?? url ?? noticeText ?? []);
  }

  async end(): Promise<void> {
    await this.#operate('Complete');
  }

  async #operate(operationName: string, params: JsonObject = {}): Promise<void> {
    const path = `/chats/${encodeURIComponent(this.#id)}`;
    const body = { operationName, ...params };
    await succeed(operationName, this.#outside.customer({ method: 'POST', path, body }));
  }
}

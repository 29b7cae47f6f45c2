import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Actor } from '../actor.js';
import type { Customer } from '../stage.js';

/** A person with a phone or a chat window plays the customer: each step is printed, and confirmed on standard input. */
export class ManualCustomer implements Customer {
  readonly #output: Writable;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    this.#reader = createInterface({ input });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async begin(text: string, agent?: Actor): Promise<void> {
    const whom = agent === undefined ? 'any agent who is ready' : agent.name;
    await this.#step(`begin a new conversation that is offered to ${whom}, with the text “${text}”`);
  }

  async say(text: string): Promise<void> {
    await this.#step(`send “${text}” in the same conversation`);
  }

  async received(): Promise<readonly string[]> {
    this.#output.write(
      'Customer: type what you have received in this conversation, a line each, then an empty line:\n',
    );
    const received: string[] = [];
    for (let line = await this.#line(); line !== ''; line = await this.#line()) received.push(line);
    return received;
  }

  async end(): Promise<void> {
    await this.#step('leave the conversation');
  }

  /** Reads no more. */
  close(): void {
    this.#reader.close();
  }

  async #step(what: string): Promise<void> {
    this.#output.write(`Customer: ${what}; then press Enter.\n`);
    await this.#line();
  }

  async #line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done === true) throw new Error('nobody plays the customer any more: standard input ended');
    return next.value.trim();
  }
}

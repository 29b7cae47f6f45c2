import type { Actor } from '../actor.js';
import type { Customer } from '../stage.js';
import { succeed, type Outside } from './outside.js';

interface Line {
  readonly direction: string;
  readonly text: string;
}

/** A customer with a phone of the sandbox; each conversation has a number of its own, or it would go on with an older one. */
export class SandboxPhone implements Customer {
  readonly #outside: Outside;
  readonly #run = Math.floor(Math.random() * 10_000);
  #count = 0;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  get #number(): string {
    return `+1555${String(this.#run).padStart(4, '0')}${String(this.#count).padStart(3, '0')}`;
  }

  async begin(text: string, agent?: Actor): Promise<void> {
    this.#count++;
    await this.#text({ text, ...(agent !== undefined && { to: agent.name }) });
  }

  async say(text: string): Promise<void> {
    await this.#text({ text });
  }

  async received(): Promise<readonly string[]> {
    const path = `/sandbox/sms/${encodeURIComponent(this.#number)}`;
    const body = await succeed('look at the phone', this.#outside.control({ method: 'GET', path }));
    const lines = Array.isArray(body['messages']) ? (body['messages'] as unknown as readonly Line[]) : [];
    return lines.filter((one) => one.direction === 'received').map((one) => one.text);
  }

  async #text(body: Readonly<Record<string, string>>): Promise<void> {
    const request = { method: 'POST', path: '/sandbox/sms', body: { from: this.#number, ...body } } as const;
    await succeed('send a text message', this.#outside.control(request));
  }
}

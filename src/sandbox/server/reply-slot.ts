import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * What the Bayeux server is given instead of the real response, so that a parked poll can be answered by somebody else first (an expired
 * session answers `402` at once) and the Bayeux server's own later answer is dropped without harm.
 */
export class ReplySlot extends EventEmitter {
  statusCode = 200;
  readonly #response: ServerResponse;
  #answered = false;

  constructor(response: ServerResponse) {
    super();
    this.#response = response;
    response.on('finish', () => this.emit('finish'));
    response.on('error', (error) => this.emit('error', error));
  }

  /** The connection; the Bayeux server checks it before it writes. */
  get socket(): Socket | null {
    return this.#response.socket;
  }

  setHeader(name: string, value: string): void {
    if (!this.#response.headersSent) this.#response.setHeader(name, value);
  }

  /** Nobody answers any more: the connection is about to be cut. */
  abandon(): void {
    this.#answered = true;
  }

  /** Answers the request unless it is answered already. */
  end(content?: string): void {
    if (this.#answered || this.#response.writableEnded) {
      // The Bayeux server waits for `finish` before it lets go of the request.
      queueMicrotask(() => this.emit('finish'));
      return;
    }
    this.#answered = true;
    this.#response.statusCode = this.statusCode;
    this.#response.end(content ?? '');
  }
}

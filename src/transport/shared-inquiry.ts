import { GwsError, isGwsError } from '../protocol/gws-error.js';
import { DEFAULT_TIMING, type Environment } from './environment.js';
import { whoAmI } from './shared-identity.js';
import type { Transport } from './transport.js';

/** What an inquiry tells besides its answer. */
export interface InquiryEvents {
  /** The server does not accept this tab. */
  readonly refused: (error: GwsError) => void;
  /** There was no answer; it is asked again after so many milliseconds. */
  readonly waiting: (error: GwsError, retryIn: number) => void;
}

/** Asks the server who we are, until it says so. One question at a time: a later one voids an earlier one. */
export class Inquiry {
  readonly #line: Transport;
  readonly #environment: Environment;
  readonly #events: InquiryEvents;
  #question = 0;
  #failures = 0;
  #retry: (() => void) | undefined;
  #timer: unknown;

  constructor(line: Transport, environment: Environment, events: InquiryEvents) {
    this.#line = line;
    this.#environment = environment;
    this.#events = events;
  }

  /** Whether it waits to ask again. */
  get isWaiting(): boolean {
    return this.#retry !== undefined;
  }

  /** `answered` is called with the user's id, or `undefined` when the server does not tell; never after `drop()`. */
  ask(answered: (who: string | undefined) => void): void {
    this.drop();
    const question = this.#question;
    const isCurrent = (): boolean => question === this.#question;
    whoAmI(this.#line).then(
      (who) => {
        if (!isCurrent()) return;
        this.#failures = 0;
        answered(who);
      },
      (reason: unknown) => {
        if (!isCurrent()) return;
        const error = isGwsError(reason) ? reason : new GwsError('network');
        if (error.code === 'auth-required') this.#events.refused(error);
        else this.#later(error, () => this.ask(answered));
      },
    );
  }

  /** Asks now what was to be asked later. */
  hurry(): void {
    this.#retry?.();
  }

  /** Nobody wants to know any more. */
  drop(): void {
    this.#question++;
    this.#environment.clearTimeout(this.#timer);
    this.#retry = undefined;
  }

  #later(error: GwsError, retry: () => void): void {
    const { backoff, maxBackoff } = DEFAULT_TIMING;
    const limit = Math.min(maxBackoff, backoff * 2 ** this.#failures++);
    const retryIn = this.#environment.random() * limit + (error.detail.retryAfter ?? 0);
    this.#retry = retry;
    this.#timer = this.#environment.setTimeout(retry, retryIn);
    this.#events.waiting(error, retryIn);
  }
}

import type { OperationName } from '../protocol/operation-name.js';
import type { Audience } from '../state/audience.js';
import type { Timers } from './environment.js';

/** The four typing operations. */
export type TypingOperation = Extract<OperationName, `Send${'Start' | 'Stop'}Typing${string}`>;

const START: Readonly<Record<Audience, TypingOperation>> = {
  customer: 'SendStartTypingNotification',
  agents: 'SendStartTypingToAgentsNotification',
};
const STOP: Readonly<Record<Audience, TypingOperation>> = {
  customer: 'SendStopTypingNotification',
  agents: 'SendStopTypingToAgentsNotification',
};

/** Turns key strokes into one start notice and one stop notice. `send` gives false when the notice may not be sent now. */
export class TypingNotices {
  readonly #send: (operation: TypingOperation) => boolean;
  readonly #timers: Timers;
  readonly #silence: number;
  #told: Audience | undefined;
  #cancel: (() => void) | undefined;

  constructor(send: (operation: TypingOperation) => boolean, timers: Timers, silence: number) {
    this.#send = send;
    this.#timers = timers;
    this.#silence = silence;
  }

  /** The person types for `audience`. */
  start(audience: Audience): void {
    if (this.#told !== audience) {
      this.stop();
      if (!this.#send(START[audience])) return;
      this.#told = audience;
    }
    this.#cancel?.();
    this.#cancel = this.#timers.after(this.#silence, () => {
      this.stop();
    });
  }

  /** The person stopped, sent the text, or went away. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#told === undefined) return;
    const audience = this.#told;
    this.#told = undefined;
    this.#send(STOP[audience]);
  }
}

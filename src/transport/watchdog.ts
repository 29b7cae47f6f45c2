import type { Environment } from './environment.js';

/** Barks when no sign of life came in time. Stands outside CometD, trusts no timer to be punctual, and looks at a clock that never jumps. */
export class Watchdog {
  readonly #environment: Environment;
  readonly #bark: () => void;
  #deadline = Infinity;
  #timer: unknown;

  constructor(environment: Environment, bark: () => void) {
    this.#environment = environment;
    this.#bark = bark;
  }

  /** Whether the last promise is broken already, even if no timer could say so (sleep, frozen page). */
  get overdue(): boolean {
    return this.#environment.now() > this.#deadline;
  }

  /** A sign of life: the next one is due within that many milliseconds. */
  expect(patience: number): void {
    this.stop();
    this.#deadline = this.#environment.now() + patience;
    this.#arm(patience);
  }

  /** Barks now if it is time. */
  check(): void {
    if (!this.overdue) return;
    this.stop();
    this.#bark();
  }

  stop(): void {
    this.#environment.clearTimeout(this.#timer);
    this.#deadline = Infinity;
  }

  #arm(delay: number): void {
    this.#timer = this.#environment.setTimeout(() => {
      const rest = this.#deadline - this.#environment.now();
      if (rest >= 0) this.#arm(rest + 1);
      else this.check();
    }, delay);
  }
}

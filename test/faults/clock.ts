import type { Timers } from '../../src/session/environment.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets everything happen that waits for promises alone. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * Time as a page has it, and as faults would have it: timers may fire late and in any order, the wall clock may leap while timers do not, and all of
 * them may be late at once, after sleep.
 */
export class FaultyClock implements Timers {
  /** Milliseconds that really passed; what the server goes by. */
  elapsed = 0;
  /** By how much the page's wall clock is wrong. */
  wrong = 0;
  readonly #epoch = 1_700_000_000_000;
  #timers: Timer[] = [];

  readonly now = (): number => this.#epoch + this.elapsed + this.wrong;
  readonly serverNow = (): number => this.#epoch + this.elapsed;

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: this.elapsed + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  /** Milliseconds until the next timer is due; Infinity without any. */
  get next(): number {
    return Math.max(0, Math.min(Infinity, ...this.#timers.map(({ at }) => at)) - this.elapsed);
  }

  /** Lets time pass without any timer firing: the machine sleeps, or the page is throttled. */
  sleep(ms: number): void {
    this.elapsed += ms;
  }

  /** Fires one timer, whichever, as if all others were late. */
  fire(pick: number): void {
    const timer = this.#timers[pick % Math.max(1, this.#timers.length)];
    if (timer !== undefined) this.#run(timer);
  }

  /** Lets `ms` milliseconds pass, each timer in its turn. */
  async advance(ms: number): Promise<void> {
    const end = this.elapsed + ms;
    for (;;) {
      let due: Timer | undefined;
      for (const timer of this.#timers) if (timer.at <= end && (due === undefined || timer.at < due.at)) due = timer;
      if (due === undefined) break;
      this.#run(due);
      await settled();
    }
    this.elapsed = Math.max(this.elapsed, end);
  }

  #run(timer: Timer): void {
    this.#timers = this.#timers.filter((each) => each !== timer);
    this.elapsed = Math.max(this.elapsed, timer.at);
    timer.callback();
  }
}

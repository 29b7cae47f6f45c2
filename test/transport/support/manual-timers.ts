/** Timers that pass when a test says so. */
export class ManualTimers {
  time = 0;
  readonly #timers = new Map<number, { due: number; run: () => void }>();
  #last = 0;

  readonly now = (): number => this.time;

  readonly setTimeout = (run: () => void, delay: number): unknown => {
    this.#timers.set(++this.#last, { due: this.time + delay, run });
    return this.#last;
  };

  readonly clearTimeout = (timer: unknown): void => {
    this.#timers.delete(timer as number);
  };

  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass and runs what falls due, in order. */
  pass(duration: number): void {
    const end = this.time + duration;
    for (;;) {
      const [next] = [...this.#timers].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due);
      if (next === undefined) break;
      const [timer, { due, run }] = next;
      this.#timers.delete(timer);
      this.time = Math.max(this.time, due);
      run();
    }
    this.time = end;
  }
}

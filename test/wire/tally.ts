import type { Outcome } from './schedule.js';

/** Figures over many schedules. */
export class Tally {
  readonly #began = performance.now();
  readonly #outcomes: Outcome[] = [];

  add(outcome: Outcome): void {
    this.#outcomes.push(outcome);
  }

  /** Schedules in which something was wrong. */
  get failed(): number {
    return this.#outcomes.filter(({ wrong }) => wrong.length > 0).length;
  }

  /** Schedules that have been run. */
  get size(): number {
    return this.#outcomes.length;
  }

  /** Since the first began. */
  get seconds(): string {
    return ((performance.now() - this.#began) / 1000).toFixed(0);
  }

  told(): string {
    const all = this.#outcomes;
    const sum = (of: (outcome: Outcome) => number): number => all.reduce((total, each) => total + of(each), 0);
    const times = all.map(({ converged }) => converged).sort((a, b) => a - b);
    const at = (share: number): string =>
      (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0);
    const merged = (of: (outcome: Outcome) => Iterable<readonly [string, number]>): string => {
      const totals = new Map<string, number>();
      for (const each of all) for (const [name, times] of of(each)) totals.set(name, (totals.get(name) ?? 0) + times);
      return [...totals]
        .sort()
        .map(([name, times]) => `${name} ${times}`)
        .join(', ');
    };
    return [
      `${all.length} schedules, ${sum(({ messages }) => messages)} messages, ${this.failed} wrong, ${this.seconds} s`,
      `  ${sum(({ exchanges }) => exchanges)} exchanges; ${merged(({ faults }) => faults)}`,
      `  own texts: ${merged(({ ends }) => Object.entries(ends))}; ${sum(({ replays }) => replays)} requests repeated by browser, ${sum(({ copies }) => copies)} copies in the log`,
      `  converged after the last fault: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`,
    ].join('\n');
  }
}

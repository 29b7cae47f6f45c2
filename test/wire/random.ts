/** A source of chance that a seed decides. */
export class Chance {
  #state: number;

  /** Equal parts give equal series. */
  constructor(...seed: readonly number[]) {
    this.#state = seed.reduce((state, part) => Math.imul(state ^ part, 0x9e3779b1) >>> 0, 0x811c9dc5);
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** One of several, each as likely as its weight says; `undefined` for the rest up to 1. */
  pick<T>(weights: readonly (readonly [T, number])[]): T | undefined {
    let at = this.next();
    for (const [value, weight] of weights) {
      if (at < weight) return value;
      at -= weight;
    }
    return undefined;
  }
}

interface Subscription<S> {
  select: (state: S) => unknown;
  listener: ((slice: never) => void) | undefined;
  slice: unknown;
  /** How many changes there had been when it began. */
  readonly since: number;
}

/**
 * Holds one immutable state and tells those who asked about a part of it when that part is another value.
 *
 * `state` is always the newest. A change made by a listener is announced after the one under way: every listener hears of every change, in order.
 */
export class StateStore<S> {
  #state: S;
  #subscriptions: readonly Subscription<S>[] = [];
  /** Changes not announced yet. */
  #changes: S[] = [];
  #changed = 0;
  #announcing = false;
  readonly #onError: ((error: unknown) => void) | undefined;

  /** `onError` hears of exceptions of selectors and listeners, which stop nothing. */
  constructor(state: S, onError?: (error: unknown) => void) {
    this.#state = state;
    this.#onError = onError;
  }

  get state(): S {
    return this.#state;
  }

  /** Makes `next` the state. The same value again is no change. */
  set(next: S): void {
    if (Object.is(next, this.#state)) return;
    this.#state = next;
    this.#changed++;
    if (this.#announcing) {
      this.#changes.push(next);
      return;
    }
    this.#announcing = true;
    let change = this.#changed;
    this.#announce(next, change);
    // Grows while it is read.
    for (const later of this.#changes) this.#announce(later, ++change);
    if (this.#changes.length > 0) this.#changes = [];
    this.#announcing = false;
  }

  /** Calls `listener` after each change of `select(state)`, compared with `Object.is`; not for the present value. */
  subscribe<T>(select: (state: S) => T, listener: (slice: T) => void): () => void {
    const subscription: Subscription<S> = { select, listener, slice: undefined, since: this.#changed };
    try {
      subscription.slice = select(this.#state);
    } catch (error) {
      this.#report(error);
    }
    this.#subscriptions = [...this.#subscriptions, subscription];
    return () => {
      if (subscription.listener === undefined) return;
      subscription.listener = undefined;
      this.#subscriptions = this.#subscriptions.filter((each) => each !== subscription);
    };
  }

  #announce(state: S, change: number): void {
    for (const subscription of this.#subscriptions) {
      const { listener } = subscription;
      if (listener === undefined || subscription.since >= change) continue;
      try {
        const slice = subscription.select(state);
        if (Object.is(slice, subscription.slice)) continue;
        subscription.slice = slice;
        listener(slice as never);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  #report(error: unknown): void {
    try {
      this.#onError?.(error);
    } catch {
      // Who reports errors must not become one.
    }
  }
}

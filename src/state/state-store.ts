interface Subscription<S> {
  readonly select: (state: S) => unknown;
  listener: ((slice: never) => void) | undefined;
  slice: unknown;
}

/**
 * Holds one immutable state and tells those who asked about a part of it when that part is another value.
 *
 * `state` is always the newest. What a listener changes is announced after the round under way, in which everybody still hears of one and the same
 * state.
 */
export class StateStore<S> {
  #state: S;
  /** Replaced, never changed: who is added in a round is not part of it. */
  #subscriptions: readonly Subscription<S>[] = [];
  #announcing = false;
  readonly #onError: (error: unknown) => void;

  /** `onError` hears of exceptions of selectors and listeners, which stop nothing. */
  constructor(state: S, onError: (error: unknown) => void = () => undefined) {
    this.#state = state;
    this.#onError = onError;
  }

  get state(): S {
    return this.#state;
  }

  /** Makes `next` the state. The same value again is no change. */
  set(next: S): void {
    let told = this.#state;
    this.#state = next;
    if (this.#announcing) return;
    this.#announcing = true;
    while (!Object.is(told, this.#state)) {
      told = this.#state;
      for (const subscription of this.#subscriptions) this.#announce(subscription, told);
    }
    this.#announcing = false;
  }

  /** Calls `listener` after each change of `select(state)`, compared with `Object.is`; not for the present value. */
  subscribe<T>(select: (state: S) => T, listener: (slice: T) => void): () => void {
    const subscription: Subscription<S> = { select, listener: undefined, slice: undefined };
    this.#announce(subscription, this.#state);
    subscription.listener = listener;
    this.#subscriptions = [...this.#subscriptions, subscription];
    return () => {
      subscription.listener = undefined;
      this.#subscriptions = this.#subscriptions.filter((each) => each !== subscription);
    };
  }

  #announce(subscription: Subscription<S>, state: S): void {
    try {
      const slice = subscription.select(state);
      if (Object.is(slice, subscription.slice)) return;
      subscription.slice = slice;
      subscription.listener?.(slice as never);
    } catch (error) {
      try {
        this.#onError(error);
      } catch {
        // Who reports errors must not become one.
      }
    }
  }
}

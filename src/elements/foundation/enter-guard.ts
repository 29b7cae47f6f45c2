/** An input method's own code for “this key belongs to me”. */
const PROCESSED_BY_IME = 229;

/**
 * Tells the Enter that sends from the Enter that accepts what an input method suggests. Safari ends the composition before it reports the key, so for
 * the rest of that task a key still belongs to it.
 */
export class EnterGuard {
  #justComposed = false;

  /** Listener of `compositionend`. */
  readonly composed = (): void => {
    this.#justComposed = true;
    setTimeout(() => (this.#justComposed = false));
  };

  /** Whether the key belongs to the input method. */
  isComposing(event: KeyboardEvent): boolean {
    // `keyCode` is deprecated, and the only sign that some input methods give.
    const { keyCode } = event as { readonly keyCode: number };
    return event.isComposing || keyCode === PROCESSED_BY_IME || this.#justComposed;
  }
}

import type { Audience } from '../../state/audience.js';

/** Whom the text in the box would go to now. */
export interface Addressed {
  /** `undefined` while nobody can be written to. */
  readonly audience: Audience | undefined;
  /** More people would read the text than when it was begun: the person must say so again. */
  readonly widened: boolean;
  /** Fewer people would read it. */
  readonly narrowed: boolean;
}

/**
 * Remembers for whom a text was begun. That is fixed with its first character: whatever the server changes afterwards, the text goes to the same
 * audience, or to nobody, or only after the person confirmed a wider one. It starts anew with an empty box.
 */
export class ComposerAudience {
  #chosen: Audience | undefined;
  #begun: Audience | undefined;

  /** The person chose an audience, which is as good as confirming it. */
  choose(audience: Audience): void {
    this.#chosen = audience;
    this.#begun = undefined;
  }

  /** The text changed. `audience` is the one that was shown while it was typed. */
  typed(text: string, audience: Audience | undefined): void {
    if (text === '') this.#begun = undefined;
    else this.#begun ??= audience;
  }

  /** A text was brought back that had been begun for that audience. */
  restored(audience: Audience): void {
    this.#chosen = audience;
    this.#begun = audience;
  }

  /** Another session, or another mode with an empty box: the natural audience of the mode, until the person chooses. */
  reset(): void {
    this.#chosen = undefined;
    this.#begun = undefined;
  }

  /** Whom the text goes to, given whom one may write to now. */
  address(allowed: readonly Audience[]): Addressed {
    const wanted = this.#begun ?? this.#chosen;
    const audience = wanted !== undefined && allowed.includes(wanted) ? wanted : allowed[0];
    const changed = this.#begun !== undefined && audience !== undefined && audience !== this.#begun;
    return { audience, widened: changed && audience === 'customer', narrowed: changed && audience === 'agents' };
  }
}

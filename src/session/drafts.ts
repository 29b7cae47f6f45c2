import type { Audience } from '../state/audience.js';
import type { DraftsApi } from './contract.js';

/** Unsent texts of one session, one per audience, so that a whisper never turns into a line to the customer. In memory only. */
export class Drafts implements DraftsApi {
  readonly #texts = new Map<Audience, string>();

  get(audience: Audience): string {
    return this.#texts.get(audience) ?? '';
  }

  set(audience: Audience, text: string): void {
    if (text === '') this.#texts.delete(audience);
    else this.#texts.set(audience, text);
  }
}

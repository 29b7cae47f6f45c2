import { idFromUri } from '../protocol/id.js';
import { randomKey, sipHash, type HashKey } from './siphash.js';
import { WORDS } from './vocabulary.js';

/** A text of which only the length is kept, in UTF-16 code units. */
export interface TextToken {
  readonly $text: number;
  /** Equal numbers, equal texts. Only for what our user sent, and for attached data: the effect of an operation is known by them. */
  readonly same?: number;
  /** Spaces and line ends around the text that make no difference to equality. */
  readonly more?: number;
}

/** Ids and numbers of texts that are remembered: more are worked out anew, or not numbered. */
const MEMORY = 16_384;
/** The end of an unknown type that tells what kind of entry it is. */
const KIND = /Notice$|Done$/;

/** What can be told of names, ids and texts without telling them: one secret per recording, so that equal ids stay equal within it and only there. */
export class Veil {
  readonly #key: HashKey = randomKey();
  readonly #hashes = new Map<string, string>();
  readonly #numbers = new Map<string, number>();

  /** Any string as a hash; the empty one stays empty. */
  hash(text: string): string {
    if (text === '') return '';
    let hash = this.#hashes.get(text);
    if (hash === undefined) {
      if (this.#hashes.size >= MEMORY) this.#hashes.clear();
      hash = `h${sipHash(this.#key, text)}`;
      this.#hashes.set(text, hash);
    }
    return hash;
  }

  /** The id of an address, or the id itself; empty where there is none, so that what is refused stays refused. */
  id(text: string): string {
    return this.hash(idFromUri(text) ?? '');
  }

  /** A word of the documentation as it is, any other as a hash that keeps what its ending means. */
  word(text: string): string {
    return WORDS.has(text) ? text : `${this.hash(text)}${KIND.exec(text)?.[0] ?? ''}`;
  }

  /** A text's length. Numbered, if an equal text was numbered before. */
  text(text: string): TextToken {
    const plain = plainText(text);
    // Most texts are nobody's own.
    const same = this.#numbers.size === 0 ? undefined : this.#numbers.get(this.hash(plain));
    return same === undefined ? { $text: text.length } : numbered(text, plain, same);
  }

  /** The same for a text whose equals are to be known from now on. */
  numbered(text: string): TextToken {
    const plain = plainText(text);
    const hash = this.hash(plain);
    let same = this.#numbers.get(hash);
    if (same === undefined && this.#numbers.size < MEMORY) this.#numbers.set(hash, (same = this.#numbers.size));
    return same === undefined ? { $text: text.length } : numbered(text, plain, same);
  }
}

function numbered(text: string, plain: string, same: number): TextToken {
  const more = text.length - plain.length;
  return { $text: plain.length, same, ...(more > 0 && { more }) };
}

/** What two texts must have in common for one to confirm the other: as `wrote` in the state compares them. */
function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

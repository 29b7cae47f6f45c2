import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { de } from '../../../src/elements/foundation/localization/de.js';
import { en as usual } from '../../../src/elements/foundation/localization/en.js';
import { enRecorder } from '../../../src/elements/foundation/localization/recorder-terms.js';

/** With the words that come with an element of their own. */
const en = { ...usual, recorder: enRecorder };

/** Every sentence of a translation, with sample values filled in, under its path. */
function* sentences(value: unknown, path: string): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'function') {
    for (const count of [1, 2]) {
      // Names, counts and lists of characters: whatever a sentence asks for.
      const sample = Object.assign(['a', 'b'].slice(0, count), { toString: () => String(count), valueOf: () => count });
      yield [`${path}(${count})`, String((value as (...args: unknown[]) => unknown)(sample, sample, sample))];
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* sentences(inner, `${path}.${key}`);
  }
}

for (const translation of [en, de]) {
  describe(`the translation ${translation.code}`, () => {
    it('says something everywhere', () => {
      for (const [path, text] of sentences(translation, translation.code)) {
        assert.ok(text.trim() !== '' && !/undefined|null|NaN|\[object/.test(text), `${path}: ${text}`);
      }
    });

    it('has every word that English has', () => {
      const paths = (of: unknown): readonly string[] => [...sentences(of, '')].map(([path]) => path);
      const known = new Set(paths(translation));
      // Names of operations are English where a translation leaves them out.
      assert.deepEqual(
        paths(en).filter((path) => !known.has(path) && !path.startsWith('.operations')),
        [],
      );
    });
  });
}

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { SHOWN, type Shown } from '../e2e/support/shown.js';

/** The operations whose pages tell how they succeed and fail. @see Intrude, SMSConsult, SwitchToCoach, InteractionsOnChat */
const DOCUMENTED = [
  ['Intrude', 'Consult', 'SwitchToCoach'],
  ['Accept', 'Reject', 'SendMessage', 'SendNotification', 'Transfer', 'StopProcessing', 'RequestChatHistory'],
  ['StartChatConsultation', 'CompleteTransfer', 'LeaveChatConsultation'],
].flat();

const FOLDER = new URL('../e2e/', import.meta.url);
/** A test as it stands in a file: how its title may read, and its lines up to the next test. */
interface Written {
  readonly file: string;
  readonly title: RegExp;
  readonly body: string;
}
const written: Written[] = [];

before(async () => {
  for (const name of await readdir(FOLDER)) {
    if (!name.endsWith('.e2e.ts')) continue;
    const text = await readFile(new URL(name, FOLDER), 'utf8');
    const starts = [...text.matchAll(/\bit\(\s*(['"`])(.+?)\1,/g)];
    for (const [at, { index, 2: title = '' }] of starts.entries()) {
      const literal = title.split(/\$\{[^}]*\}/).map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
      // A loop's list of names stands before its test.
      const before = text.lastIndexOf('\n\n', index);
      written.push({
        file: name.replace('.e2e.ts', ''),
        title: new RegExp(`^${literal.join('.+')}$`, 'u'),
        body: text.slice(before, starts[at + 1]?.index),
      });
    }
  }
});

const find = ([file, title]: Shown): Written | undefined =>
  written.find((each) => each.file === file && each.title.test(title));

describe('what the documentation tells of an operation is shown in a browser', () => {
  it('of each one', () => {
    assert.deepEqual(
      SHOWN.map(({ name }) => name),
      DOCUMENTED,
    );
  });

  for (const { name, succeeds, refused, fails, words = [] } of SHOWN) {
    it(`${name}: that it succeeds, is refused, and fails later`, () => {
      for (const shown of [succeeds, refused, fails]) {
        if (typeof shown === 'string') continue;
        const test = find(shown);
        assert.ok(test, `there is a test ${shown.join(': ')}`);
        assert.ok(
          [name, ...words].some((word) => test.body.toLowerCase().includes(word.toLowerCase())),
          `${shown.join(': ')} is about ${name}`,
        );
      }
    });
  }
});

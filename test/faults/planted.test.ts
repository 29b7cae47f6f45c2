import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

interface Bug {
  readonly about: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const read = (file: string): Promise<string> => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
const bugs = JSON.parse(await read('test/faults/planted.json')) as readonly Bug[];

/* Whether the schedules find them: `npm run test:faults -- --planted`. */
describe('a bug that is planted to see whether fault schedules find it', () => {
  for (const { about, file, from, to } of bugs)
    it(`has its place in the code: ${about}`, async () => {
      const parts = (await read(file)).split(from);
      assert.equal(parts.length, 2, `${file} holds this once: ${from}`);
      assert.notEqual(from, to);
    });
});

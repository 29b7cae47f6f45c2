import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play } from './play.js';

/* `npm run test:fuzz -- --inputs N --seed S` lets in more of them. */
test('whatever the server says, nothing throws, no prototype changes, and 64 KB take no longer than 5 ms', () => {
  const { inputs, read } = play(100_000, 20_140_505);
  assert.equal(inputs, 100_000);
  // Nonsense alone would prove little.
  assert.ok(read > inputs / 4, `${read} were read`);
});

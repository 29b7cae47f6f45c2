import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playRaw } from './raw-play.js';

/* `npm run test:fuzz -- --target sandbox --inputs N --seed S` sends more of them. */
test('whatever a client sends, the sandbox answers, breaks nowhere and keeps nothing', async () => {
  const { inputs, statuses, heap } = await playRaw(3_000, 20_140_505);
  assert.equal(inputs, 3_000);
  // Refusals alone would prove little.
  assert.ok((statuses.get(200) ?? 0) > inputs / 4, `${statuses.get(200)} were accepted`);
  assert.ok(heap < 4, `${heap.toFixed(1)} MB more than after the first tenth`);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runFlood } from '../scale/flood.js';

/* `npm run test:flood` pours for a minute and looks at the clock. */
describe('a flood of 1,000 notifications a second', () => {
  it('is shown to the last message, each once, while the agent types; memory grows by what is shown and no more', async () => {
    const { sent, wrong, heap, input } = await runFlood({ rate: 1000, seconds: 4 });
    assert.equal(sent, 4005);
    assert.deepEqual(wrong, []);
    assert.ok(input.count > 3, 'the agent typed');
    const [rest, ...later] = heap as [number, ...number[]];
    for (const each of later) assert.ok(each < rest + 10, `from ${rest} to ${each} MB`);
  });
});

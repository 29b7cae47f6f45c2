import assert from 'node:assert/strict';
import { test } from 'node:test';
import { work } from './day.js';

/* `npm run test:soak -- --hours N --seed S` lets them work longer. */
test('a quarter of an hour at work leaves nothing behind: no memory, timer, listener or session', async () => {
  const { sessions, notifications, more, timers, listeners, kept } = await work(0.25, 20_140_505);
  assert.ok(sessions > 3 && notifications > 300, `${sessions} sessions, ${notifications} notifications`);
  assert.ok(
    more.every((megabytes) => megabytes < 2),
    `MB more: ${more.join(', ')}`,
  );
  assert.deepEqual({ timers, listeners, kept }, { timers: 0, listeners: 0, kept: 0 });
});

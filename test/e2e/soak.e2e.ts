import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { grown, Visits } from '../soak/visits.js';
import { House } from './support/house.js';

let house: House | undefined;
after(() => house?.close());

/* `npm run test:soak -- --minutes 30` goes on for longer. */
it('conversations that came and went leave no node, listener, document or worker in the page', async () => {
  house = await House.open();
  const visits = await Visits.begin(house);
  for (let first = 0; first < 4; first++) await visits.visit();
  const before = await visits.holdings();
  for (let more = 0; more < 8; more++) await visits.visit();
  assert.deepEqual(grown(before, await visits.holdings()), []);
  assert.equal(before.workers, 0);
  assert.deepEqual(await visits.detached(), []);
  assert.equal(await visits.leave(), 0);
  assert.deepEqual(await visits.detached(), []);
  assert.deepEqual(house.complaints, []);
});

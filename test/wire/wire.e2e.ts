import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { bundle, Lane, openBrowser } from './lane.js';
import { runSchedule } from './schedule.js';

/* `npm run test:wire -- --schedules N --messages M --seed S --ack on|off|both` runs more of them, and tells figures. */
const SEED = 20_140_505;
const SCHEDULES = 4;
const MESSAGES = 50;

describe('a desk behind a wire that cuts 15 % of all exchanges', () => {
  let browser: Browser;
  let script = '';
  before(async () => {
    [browser, script] = await Promise.all([openBrowser(), bundle('page.ts')]);
  });
  after(() => browser.close());

  for (const ack of [true, false]) {
    it(`loses, doubles and reorders nothing, ack ${ack ? 'on' : 'off'}, and sends each text once`, async () => {
      const lane = await Lane.open(browser, script, ack);
      try {
        for (let number = 0; number < SCHEDULES; number += 1) {
          const { wrong } = await runSchedule(lane, { seed: SEED, number, messages: MESSAGES });
          assert.deepEqual(wrong, [], `seed ${SEED}, schedule ${number}`);
        }
      } finally {
        await lane.close();
      }
    });
  }
});

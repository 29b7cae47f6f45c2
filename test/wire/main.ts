import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { bundle, Lane, openBrowser } from './lane.js';
import { runSchedule } from './schedule.js';
import { runStock } from './stock.js';
import { Tally } from './tally.js';

// `--schedules N --messages M --seed S --ack on|off|both [--lanes L] [--only NUMBER] [--stock]`: M messages per schedule.
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '500' },
    messages: { type: 'string', default: '100' },
    seed: { type: 'string', default: '20140505' },
    ack: { type: 'string', default: 'both' },
    lanes: { type: 'string', default: '4' },
    only: { type: 'string' },
    stock: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const messages = Number(values.messages);
const numbers =
  values.only === undefined ? Array.from({ length: Number(values.schedules) }, (_, i) => i) : [Number(values.only)];
const modes = values.ack === 'both' ? [true, false] : [values.ack === 'on'];

/** After so many schedules one hears how it goes. */
const PROGRESS = 25;

let opened = openBrowser();

/** The browser, or another one if it went away. */
async function living(): Promise<Browser> {
  const known = opened;
  const browser = await known;
  if (browser.isConnected()) return browser;
  if (opened === known) opened = openBrowser();
  return opened;
}

/** Shares the schedules out among lanes. */
async function inLanes(
  ack: boolean,
  page: 'page.ts' | 'stock-page.ts',
  run: (lane: Lane, number: number) => Promise<void>,
) {
  const script = await bundle(page);
  const waiting = [...numbers];
  const work = async (): Promise<void> => {
    let lane = await Lane.open(await living(), script, ack);
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      try {
        await run(lane, number);
      } catch (error) {
        // A browser that was ended from outside says nothing about us.
        if (!lane.page.isClosed()) throw error;
        console.log(`the browser went away in schedule ${number}, which is run once more`);
        waiting.unshift(number);
        await lane.close();
        lane = await Lane.open(await living(), script, ack);
      }
    }
    await lane.close();
  };
  await Promise.all(Array.from({ length: Math.min(Number(values.lanes), numbers.length) }, work));
}

async function ours(ack: boolean): Promise<void> {
  const tally = new Tally();
  await inLanes(ack, 'page.ts', async (lane, number) => {
    const outcome = await runSchedule(lane, { seed, number, messages });
    tally.add(outcome);
    if (tally.size % PROGRESS === 0)
      console.log(`… ${tally.size} of ${numbers.length}: ${tally.failed} wrong, ${tally.seconds} s`);
    const again = `--seed ${seed} --messages ${messages} --only ${number} --ack ${ack ? 'on' : 'off'}`;
    for (const sentence of outcome.wrong) console.log(`✖ ${again}: ${sentence}`);
  });
  console.log(`ack ${ack ? 'on' : 'off'}, seed ${seed}: ${tally.told()}`);
  if (tally.failed > 0) process.exitCode = 1;
}

/** CometD as it comes, for comparison. */
async function stock(ack: boolean): Promise<void> {
  const total = { entries: 0, lost: 0, doubled: 0 };
  await inLanes(ack, 'stock-page.ts', async (lane, number) => {
    const outcome = await runStock(lane, { seed, number, messages }, ack);
    total.entries += outcome.entries;
    total.lost += outcome.lost;
    total.doubled += outcome.doubled;
  });
  const share = ((total.lost / total.entries) * 100).toFixed(1);
  console.log(
    `stock CometD, ack ${ack ? 'on' : 'off'}: ${total.lost} of ${total.entries} lost (${share} %), ${total.doubled} doubled`,
  );
}

try {
  for (const ack of modes) await (values.stock ? stock(ack) : ours(ack));
} finally {
  await (await opened).close();
}

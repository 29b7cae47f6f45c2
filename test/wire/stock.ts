import { setTimeout as wait } from 'node:timers/promises';
import { chooseFault } from './faults.js';
import type { Lane } from './lane.js';
import { Chance } from './random.js';
import type { Schedule } from './schedule.js';
import type { StockPage } from './stock-page.js';

/** What stock CometD made of one schedule: entries that the server has, that never came, that came again. */
export interface StockOutcome {
  readonly entries: number;
  readonly lost: number;
  readonly doubled: number;
}

/** CometD alone on the same line: the customer's texts at the same 15 % of cuts and no other fault, so that only its own guarantees count. */
export async function runStock(lane: Lane, { seed, number, messages }: Schedule, ack: boolean): Promise<StockOutcome> {
  const { proxy, referee, page } = lane;
  const chance = new Chance(seed, number);
  const faults = new Chance(seed, number, 1);
  const phone = `+1555${String(number).padStart(7, '0')}`;
  const id = await referee.texts(phone, 'c0');
  await referee.operate(id, 'Accept');
  await page.evaluate((on) => (globalThis as unknown as { stock: StockPage }).stock.open(on), ack);
  const before = (await referee.log(id)).length;
  proxy.choose = ({ path }) => chooseFault(faults, path, true);
  for (let sent = 1; sent < messages; sent += 1) {
    await referee.texts(phone, `c${sent}`);
    if (chance.next() < 0.5) await wait(chance.whole(0, 25));
  }
  proxy.choose = () => undefined;
  // Longer than its slowest backoff: whatever it is still going to receive has come by then.
  await wait(1_500);
  const due = (await referee.log(id)).slice(before).map(([index]) => index);
  const came = await page.evaluate(
    (session) => (globalThis as unknown as { stock: StockPage }).stock.indexes(session),
    id,
  );
  await page.evaluate(() => (globalThis as unknown as { stock: StockPage }).stock.close());
  await referee
    .operate(id, 'Leave')
    .then(() => referee.operate(id, 'Complete'))
    .catch(() => undefined);
  const arrived = new Set(came);
  return {
    entries: due.length,
    lost: due.filter((index) => !arrived.has(index)).length,
    doubled: came.length - arrived.size,
  };
}

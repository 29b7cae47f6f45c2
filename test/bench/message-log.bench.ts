import { build } from 'esbuild';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { launchOptions } from '../support/ensure-browser.mjs';
import type { Contestant } from './log-page.js';
import { median } from './median.js';

const SIZES = [1_000, 10_000];
const CONTESTANTS: readonly Contestant[] = ['nothing', 'windowed', 'message-log'];
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const APPENDS = 240;
const BURST = 1_000;

/** CPU milliseconds of the main thread: open N, append one message, one message of a burst. */
interface Costs {
  readonly open: number;
  readonly append: number;
  readonly burst: number;
}

const { outputFiles } = await build({
  entryPoints: ['test/bench/log-page.ts'],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  tsconfig: 'tsconfig.json',
  conditions: ['production'],
  // Sources register themselves; the package's list of side effects names what is built from them.
  ignoreAnnotations: true,
  write: false,
});
const script = outputFiles[0]?.text ?? '';

async function cpu(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

async function spent(cdp: CDPSession, page: Page, run: () => Promise<unknown>): Promise<number> {
  await page.waitForTimeout(50);
  const before = await cpu(cdp);
  await run();
  return (await cpu(cdp)) - before;
}

const browser = await chromium.launch({ ...(await launchOptions()), headless: true });

async function measure(name: Contestant, size: number): Promise<Costs> {
  const context = await browser.newContext({ viewport: { width: 480, height: 640 } });
  const page = await context.newPage();
  await page.setContent('<!doctype html><html lang="en"><title>bench</title><body></body></html>');
  await page.addScriptTag({ content: script, type: 'module' });
  await page.waitForFunction(() => 'bench' in globalThis);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const open = await spent(cdp, page, () => page.evaluate(([who, n]) => bench.open(who, n), [name, size] as const));
  await page.evaluate(() => bench.append(60));
  const append = await spent(cdp, page, () => page.evaluate((n) => bench.append(n), APPENDS));
  const burst = await spent(cdp, page, () => page.evaluate((n) => bench.burst(n), BURST));
  const look = await page.evaluate(() => bench.look());
  if (name !== 'nothing' && (look.elements < 8 || look.elements > 120))
    throw new Error(`${name} holds ${look.elements} rows`);
  await context.close();
  return { open, append: append / APPENDS, burst: burst / BURST };
}

const costs = new Map<string, Costs[]>();
const key = (name: Contestant, size: number) => `${name} ${size}`;
for (let round = 0; round < ROUNDS; round += 1) {
  for (const size of SIZES) {
    for (let turn = 0; turn < CONTESTANTS.length; turn += 1) {
      const name = CONTESTANTS[(turn + round) % CONTESTANTS.length] as Contestant;
      costs.set(key(name, size), [...(costs.get(key(name, size)) ?? []), await measure(name, size)]);
    }
  }
}
await browser.close();

/** The median of the rounds, each without what passing frames cost in the same round. */
function net(name: Contestant, size: number, what: keyof Costs): number {
  const idle = costs.get(key('nothing', size)) ?? [];
  return median((costs.get(key(name, size)) ?? []).map((cost, round) => cost[what] - (idle[round]?.[what] ?? 0)));
}
/** The median of the ratios of each round. */
function ratio(size: number, what: keyof Costs): number {
  const idle = costs.get(key('nothing', size)) ?? [];
  const base = costs.get(key('windowed', size)) ?? [];
  const ratios = (costs.get(key('message-log', size)) ?? []).map((cost, round) => {
    const zero = idle[round]?.[what] ?? 0;
    return (cost[what] - zero) / ((base[round]?.[what] ?? 0) - zero);
  });
  return median(ratios);
}

const GOALS: Readonly<Record<keyof Costs, number>> = { open: 1.3, append: 1.3, burst: 2 };
console.log(`\n<message-log> against a hand-written windowed list: CPU of the main thread, median of ${ROUNDS} rounds`);
console.table(
  (['open', 'append', 'burst'] as const).flatMap((what) =>
    SIZES.map((size) => ({
      work: { open: 'open', append: 'append 1 per frame', burst: `burst of ${BURST}` }[what],
      messages: size,
      'windowed, ms': net('windowed', size, what).toFixed(4),
      '<message-log>, ms': net('message-log', size, what).toFixed(4),
      ratio: ratio(size, what).toFixed(2),
      goal: `≤ ${GOALS[what]}`,
    })),
  ),
);
const growth = net('message-log', SIZES[1] as number, 'append') / net('message-log', SIZES[0] as number, 'append');
console.log(
  `append at ${SIZES[1]} costs ${growth.toFixed(2)} × append at ${SIZES[0]} (slope ${Math.log10(growth).toFixed(3)}, goal ≤ 0.05)`,
);

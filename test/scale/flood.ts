import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { House } from '../e2e/support/house.js';

/** What a flood is. */
export interface FloodPlan {
  /** Notifications per second, each with one message. */
  readonly rate: number;
  readonly seconds: number;
}

/** How a page stood it; milliseconds and megabytes. */
export interface FloodReport {
  readonly sent: number;
  /** Messages that the page knows of and the server has; what was told twice or is missing shows here. */
  readonly wrong: readonly string[];
  readonly longestTask: number;
  readonly tasks: number;
  /** From a key to the next frame, while the flood lasts. */
  readonly input: { readonly p50: number; readonly p95: number; readonly max: number; readonly count: number };
  /** Of the page's heap after its garbage is collected: at rest, and every ten seconds from then on. */
  readonly heap: readonly number[];
  /** Milliseconds from the last message to the moment when the page shows it. */
  readonly caughtUp: number;
}

interface Watched {
  longTasks: number[];
  inputs: number[];
}

/** A session of the sandbox takes 10,000 entries; more than this is not sent to one. */
const PER_SESSION = 9_000;
/** One agent's five conversations. */
const SESSIONS = 5;
const TICK = 20;
const KEY_EVERY = 250;

/** A desk with several conversations, into all of which customers pour messages, while its agent goes on typing. */
export async function runFlood({ rate, seconds }: FloodPlan): Promise<FloodReport> {
  const house = await House.open();
  try {
    const total = rate * seconds;
    const count = Math.max(SESSIONS, Math.ceil(total / PER_SESSION));
    const numbers = Array.from({ length: count }, (_, i) => `+1555020${i}`);
    const desk = await house.desk('agent1');
    const page = desk.root.page();
    for (const number of numbers) {
      await house.phone(number).text('first', 'agent1');
      await desk.accepts();
    }
    await desk.composer.focus();
    const cdp = await page.context().newCDPSession(page);
    const heap = [await heapOf(cdp)];
    await watch(page);

    const sends = numbers.map((from) => (text: string) => {
      const { status } = house.sandbox.control({ method: 'POST', path: '/sandbox/sms', body: { from, text } });
      assert.equal(status, 200);
    });
    let sent = 0;
    const began = performance.now();
    const weigh = async (): Promise<void> => {
      for (let at = 10; at <= seconds; at += 10) {
        await pause(began + at * 1000 - performance.now());
        heap.push(await heapOf(cdp));
      }
    };
    const type = async (): Promise<void> => {
      while (performance.now() - began < seconds * 1000) {
        await page.keyboard.press('a');
        await pause(KEY_EVERY);
      }
    };
    const pour = async (): Promise<void> => {
      while (sent < total) {
        const due = Math.min(total, Math.floor(((performance.now() - began) * rate) / 1000));
        for (; sent < due; sent++) sends[sent % count]!(`flood ${sent} ${'word '.repeat(sent % 13)}`);
        await pause(TICK);
      }
    };
    const weighing = weigh();
    await Promise.all([pour(), type()]);
    const poured = performance.now();
    for (const send of sends) send('the end');
    await page.waitForFunction(allEnded, undefined, { timeout: 60_000 });
    const caughtUp = performance.now() - poured;
    await weighing;
    const watched = await page.evaluate(() => (window as unknown as { watched: Watched }).watched);
    heap.push(await heapOf(cdp));
    const wrong = await compare(page, count);
    assert.deepEqual(house.complaints, []);
    const inputs = watched.inputs.sort((a, b) => a - b);
    const at = (share: number): number => inputs[Math.min(inputs.length - 1, Math.floor(share * inputs.length))] ?? 0;
    return {
      sent: sent + count,
      wrong,
      longestTask: Math.max(0, ...watched.longTasks),
      tasks: watched.longTasks.length,
      input: { p50: at(0.5), p95: at(0.95), max: at(1), count: inputs.length },
      heap,
      caughtUp,
    };
  } finally {
    await house.close();
  }
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

/** Tasks that hold the page for 50 ms or more, and the time from each key to its frame. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { longTasks: [], inputs: [] };
    Object.assign(window, { watched });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
    }).observe({ type: 'longtask' });
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => watched.inputs.push(performance.now() - timeStamp);
          channel.port2.postMessage('the frame is drawn');
        });
      },
      { capture: true },
    );
  });
}

/** A page's workspace, as far as it is looked at from outside. */
interface Workspace extends Element {
  readonly workspace: {
    readonly state: { readonly sessionIds: readonly string[] };
    session(id: string): {
      readonly state: { readonly log: Iterable<{ readonly index: number; readonly text?: string }> };
    };
  };
}

/** In the page: whether all its conversations end with the last message. */
function allEnded(): boolean {
  const { workspace } = document.querySelector<Workspace>('gws-workspace')!;
  return workspace.state.sessionIds.every((id) => [...workspace.session(id).state.log].at(-1)?.text === 'the end');
}

/** What differs between the logs of the page and of the server. */
async function compare(page: Page, sessions: number): Promise<readonly string[]> {
  const logs = await page.evaluate(() => {
    const { workspace } = document.querySelector<Workspace>('gws-workspace')!;
    return Promise.all(
      workspace.state.sessionIds.map(async (id) => {
        const answer = await fetch(`/api/v2/me/smssessions/${id}/messages`);
        const { messages } = (await answer.json()) as { messages: { index: number; text?: string }[] };
        return {
          id,
          shown: [...workspace.session(id).state.log].map(({ index, text }) => `${index} ${text}`),
          truth: messages.map(({ index, text }) => `${index} ${text}`),
        };
      }),
    );
  });
  assert.equal(logs.length, sessions);
  return logs
    .filter(({ shown, truth }) => shown.join('\n') !== truth.join('\n'))
    .map(({ id, shown, truth }) => `${id}: ${shown.length} shown, ${truth.length} on the server`);
}

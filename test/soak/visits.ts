import type { CDPSession, Page } from 'playwright-core';
import type { House } from '../e2e/support/house.js';

/** What a page holds when nothing is open in it, after the garbage was collected. */
export interface Holdings {
  readonly documents: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
  /** Megabytes of its scripts' heap. */
  readonly heap: number;
}

/** Conversations come and go at one agent's desk, in a real browser against the real server. */
export class Visits {
  readonly #house: House;
  readonly #page: Page;
  readonly #cdp: CDPSession;
  #made = 0;

  private constructor(house: House, page: Page, cdp: CDPSession) {
    this.#house = house;
    this.#page = page;
    this.#cdp = cdp;
  }

  static async begin(house: House): Promise<Visits> {
    const { root } = await house.desk('agent1');
    const page = root.page();
    return new Visits(house, page, await page.context().newCDPSession(page));
  }

  /** How many there were. */
  get made(): number {
    return this.#made;
  }

  /** One conversation from the first ring to the closed row; in between the line breaks, and what shows it leaves the page and comes back. */
  async visit(): Promise<void> {
    const number = ++this.#made;
    const root = this.#page.locator('body');
    const press = (name: string | RegExp): Promise<void> =>
      root
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click();
    const log = root.getByRole('log', { name: 'Conversation' });
    const phone = this.#house.phone(`+15550${100 + (number % 7)}`);
    await phone.text(`question ${number}`, 'agent1');
    await press('Accept');
    await log.getByText(`question ${number}`, { exact: true }).waitFor();
    if (number % 4 === 0) await this.#house.fault({ kind: 'expire-session', user: 'agent1' });
    await root.getByRole('textbox', { name: 'Message' }).fill(`answer ${number}`);
    await press('Send');
    await phone.receives(`answer ${number}`);
    await this.#page.evaluate(() => {
      const shown = document.querySelector('sms-session');
      const place = shown?.parentElement;
      shown?.remove();
      place?.append(document.createElement('sms-session'));
    });
    await log.getByText(`answer ${number}`, { exact: true }).waitFor();
    await press('Complete');
    const sure = root.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true });
    const close = root.getByRole('button', { name: /^Close / }).first();
    await sure.or(close).first().waitFor();
    if (await sure.isVisible()) await sure.click();
    await close.click();
    await close.waitFor({ state: 'detached' });
  }

  /** The desk leaves the page: how many Bayeux sessions the server still has when it has heard of it. */
  async leave(): Promise<number> {
    await this.#page.evaluate(() => document.querySelector('gws-workspace')?.remove());
    const left = (): number => this.#house.sandbox.frontEnds.reduce((sum, { sessions }) => sum + sessions, 0);
    for (let waits = 0; left() > 0 && waits < 100; waits++) await new Promise((resolve) => setTimeout(resolve, 50));
    return left();
  }

  /** Nodes that are in no document and yet kept, by name; Lit's templates, which are made once for all, are left out. */
  async detached(): Promise<readonly string[]> {
    let text = '';
    const add = ({ chunk }: { readonly chunk: string }): void => {
      text += chunk;
    };
    this.#cdp.on('HeapProfiler.addHeapSnapshotChunk', add);
    await this.#cdp.send('HeapProfiler.collectGarbage');
    await this.#cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    this.#cdp.off('HeapProfiler.addHeapSnapshotChunk', add);
    const { snapshot, nodes, strings } = JSON.parse(text) as Snapshot;
    const fields = snapshot.meta.node_fields;
    const [name, detachedness] = [fields.indexOf('name'), fields.indexOf('detachedness')];
    const names: string[] = [];
    for (let at = 0; at < nodes.length; at += fields.length) {
      const called = strings[nodes[at + name] ?? 0] ?? '';
      if (nodes[at + detachedness] === DETACHED && !/^(?:<template>|DocumentFragment)$/.test(called))
        names.push(called);
    }
    return names;
  }

  /** What is left in the page now. */
  async holdings(): Promise<Holdings> {
    for (let time = 0; time < 3; time++) await this.#cdp.send('HeapProfiler.collectGarbage');
    const { documents, nodes, jsEventListeners } = await this.#cdp.send('Memory.getDOMCounters');
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    return {
      documents,
      nodes,
      listeners: jsEventListeners,
      workers: this.#page.workers().length,
      heap: usedSize / 2 ** 20,
    };
  }
}

/** In heap snapshots: known not to be in a document. */
const DETACHED = 2;

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[] } };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** What one look has more than an earlier one, in words; none if it is as good as the same. */
export function grown(before: Holdings, now: Holdings): readonly string[] {
  return (
    [
      ['documents', 0],
      // Text around what comes and goes.
      ['nodes', 4],
      ['listeners', 0],
      ['workers', 0],
      ['heap', 2],
    ] as const
  ).flatMap(([what, most]) => (now[what] - before[what] > most ? [`${what}: ${before[what]}, then ${now[what]}`] : []));
}

import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox } from '../../dist/sandbox/server/server.js';
import { FaultProxy } from '../wire/fault-proxy.js';
import { CdpBrowser, type CdpPage } from './support/cdp.js';
import { until } from './support/house.js';
import { ACCEPT, PHASE, TEXTS, whenPhase, whenShown } from './support/tab-scripts.js';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** How long the server holds a poll, and how long it remembers who does not ask, in milliseconds. */
const BAYEUX = { timeout: 1_500, maxInterval: 2_000 };
/** What pages allow the network by default. */
const MAX_NETWORK_DELAY = 10_000;
/** How soon a page that is back has to be live, and everything shown. */
const SOON = 1_000;

/** A page in the middle of a conversation, behind a network that can fail, with another tab to be hidden by. */
class Scene {
  readonly tab: CdpPage;
  readonly other: CdpPage;
  readonly sandbox: Sandbox;
  readonly proxy: FaultProxy;
  readonly #said: string[] = [];

  private constructor(sandbox: Sandbox, proxy: FaultProxy, tab: CdpPage, other: CdpPage) {
    this.sandbox = sandbox;
    this.proxy = proxy;
    this.tab = tab;
    this.other = other;
  }

  /** One of the sandbox's pages: `bare` has a line of its own, `tabs` one that it would share. */
  static async open(browser: CdpBrowser, page: string): Promise<Scene> {
    const sandbox = await startSandbox({ port: 0, bayeux: BAYEUX });
    const proxy = await FaultProxy.open(sandbox.url);
    const other = await browser.open('about:blank');
    const tab = await browser.open('about:blank');
    for (const domain of ['Network', 'Page']) await tab.send(`${domain}.enable`);
    const source = `addEventListener('pageshow', ({ persisted }) => (globalThis.restored = persisted))`;
    await tab.send('Page.addScriptToEvaluateOnNewDocument', { source });
    await tab.navigate(`${proxy.url}/${page}.html?as=agent1`);
    const scene = new Scene(sandbox, proxy, tab, other);
    scene.text();
    await until('it is live', async () => (await tab.evaluate(PHASE)) === 'live');
    await tab.evaluate(ACCEPT);
    await tab.evaluate(whenShown(scene.text()));
    return scene;
  }

  async close(): Promise<void> {
    await this.tab.close();
    await this.other.close();
    await this.proxy.close();
    await this.sandbox.close();
  }

  /** The customer writes. */
  text(): string {
    const text = `text ${this.#said.length + 1}`;
    this.sandbox.control({ method: 'POST', path: '/sandbox/sms', body: { from: '+15550100', text, to: 'agent1' } });
    this.#said.push(text);
    return text;
  }

  /** Some time passes in which the customer goes on writing. */
  async pass(ms: number): Promise<void> {
    for (const end = performance.now() + ms; performance.now() < end;) {
      this.text();
      await wait(200);
    }
  }

  /** Time passes in which the customer writes, until the server has forgotten the page. */
  async forgotten(): Promise<void> {
    this.text();
    const end = performance.now() + 10_000;
    while (this.sandbox.frontEnds[0]?.sessions !== 0) {
      assert.ok(performance.now() < end, 'the server forgets');
      await wait(50);
    }
    this.text();
  }

  async hide(): Promise<void> {
    await this.other.show();
    await until('it is hidden', async () => (await this.tab.evaluate('document.visibilityState')) === 'hidden');
  }

  /** The page comes back: milliseconds until it is live and shows what was written at that moment, and everything once, in order. */
  async back(t: TestContext, act: () => Promise<unknown>, limit = SOON): Promise<void> {
    this.proxy.seen.length = 0;
    const begun = performance.now();
    await act();
    const last = this.text();
    await this.tab.evaluate(whenShown(last));
    await this.tab.evaluate(whenPhase('live'));
    const time = performance.now() - begun;
    t.diagnostic(`${this.#said.length} texts, back after ${time.toFixed(0)} ms`);
    assert.deepEqual(await this.tab.evaluate(TEXTS), this.#said);
    const shakes = this.proxy.seen.filter(({ path }) => path.endsWith('/handshake')).length;
    assert.ok(shakes <= 1, `${shakes} handshakes`);
    assert.ok(time <= limit, `${time} ms`);
  }
}

describe('a page whose life has pauses', { timeout: 180_000 }, () => {
  let browser: CdpBrowser;
  before(async () => (browser = await CdpBrowser.launch()));
  after(() => browser.close());

  /** A test on each kind of line. */
  function each(what: string, test: (scene: Scene, t: TestContext) => Promise<void>, pages = ['bare', 'tabs']): void {
    for (const page of pages) {
      it(`${what}${page === 'tabs' ? ', with a line to share' : ''}`, async (t) => {
        const scene = await Scene.open(browser, page);
        try {
          await test(scene, t);
        } finally {
          await scene.close();
        }
      });
    }
  }

  each('frozen until the server forgets it, and resumed', async (scene, t) => {
    await scene.hide();
    await scene.tab.freeze();
    await scene.forgotten();
    await scene.back(t, () => scene.tab.thaw());
  });

  each('left, and restored from the back/forward cache', async (scene, t) => {
    await scene.tab.navigate(`${scene.proxy.url}/favicon.svg`);
    await scene.forgotten();
    await scene.back(t, () => scene.tab.back());
    t.diagnostic(`restored: ${String(await scene.tab.evaluate('globalThis.restored'))}`);
  });

  each('offline, told “online” by a network that does not carry, and shown again when it does', async (scene, t) => {
    await scene.tab.network(false);
    scene.proxy.reach = 'down';
    await scene.tab.evaluate(whenPhase('live', false));
    await scene.pass(1_000);
    await scene.tab.network(true);
    await scene.pass(1_500);
    assert.notEqual(await scene.tab.evaluate(PHASE), 'live');
    // The person signs in to that network, in another tab.
    await scene.hide();
    await scene.pass(500);
    scene.proxy.reach = 'up';
    await scene.back(t, () => scene.tab.show());
  });

  each('offline and online', async (scene, t) => {
    await scene.tab.network(false);
    scene.proxy.reach = 'down';
    await scene.forgotten();
    scene.proxy.reach = 'up';
    await scene.back(t, () => scene.tab.network(true));
  });

  each(
    'hidden with timers that come late while its line breaks, and shown',
    async (scene, t) => {
      await scene.hide();
      await scene.tab.evaluate(`globalThis.gap = 0; {
        let last = performance.now();
        setInterval(() => { const now = performance.now(); gap = Math.max(gap, now - last); last = now; }, 100);
      }`);
      await scene.pass(1_000);
      scene.proxy.reach = 'down';
      await scene.pass(4_000);
      scene.proxy.reach = 'up';
      const gap = await scene.tab.evaluate<number>('gap');
      t.diagnostic(`timers of 100 ms up to ${gap.toFixed(0)} ms apart`);
      assert.ok(gap > 500, 'hidden pages are throttled');
      await scene.back(t, () => scene.tab.show());
    },
    ['bare'],
  );

  each('on a machine that sleeps, and wakes without a word', async (scene, t) => {
    browser.sleep();
    try {
      await scene.forgotten();
    } finally {
      browser.wake();
    }
    // No event tells the page that it slept: it learns from the server that it was forgotten, and lets others go first.
    await scene.back(t, () => Promise.resolve(), 2 * SOON);
  });

  each(
    'whose clock is set by a day, forth and back',
    async (scene, t) => {
      for (const days of [1, -1]) {
        await scene.tab.evaluate(`{ const now = Date.now; Date.now = () => now() + ${days} * 864e5; }`);
        await scene.pass(2_000);
      }
      await scene.back(t, () => Promise.resolve());
    },
    ['bare'],
  );

  each(
    'on a link that takes everything and answers nothing',
    async (scene, t) => {
      const begun = performance.now();
      scene.proxy.reach = 'silent';
      scene.text();
      await scene.tab.evaluate(whenPhase('live', false));
      const noticed = performance.now() - begun;
      t.diagnostic(`noticed after ${noticed.toFixed(0)} ms`);
      assert.ok(noticed <= BAYEUX.timeout + MAX_NETWORK_DELAY + 1_000, `${noticed} ms`);
      await scene.hide();
      // The network is back; of the connections of before it knows nothing.
      scene.proxy.reach = 'up';
      scene.proxy.cut();
      await scene.back(t, () => scene.tab.show());
    },
    ['bare'],
  );
});

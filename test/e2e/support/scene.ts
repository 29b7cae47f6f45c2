import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox } from '../../../dist/sandbox/server/server.js';
import { FaultProxy } from '../../wire/fault-proxy.js';
import type { CdpBrowser, CdpPage } from './cdp.js';
import { until } from './house.js';
import { ACCEPT, PHASE, TEXTS, whenPhase, whenShown } from './tab-scripts.js';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** How long the server holds a poll, and how long it remembers who does not ask, in milliseconds. */
export const BAYEUX = { timeout: 1_500, maxInterval: 2_000 };
/** How soon a page that is back has to be live, and everything shown. */
export const SOON = 1_000;

/** An expression: from now on `gap()` tells how many milliseconds timers of 100 ms rested at most. */
export const WATCH_TIMERS = `{
  let last = performance.now();
  let gap = 0;
  const look = () => (gap = Math.max(gap, performance.now() - last));
  setInterval(() => { look(); last = performance.now(); }, 100);
  globalThis.gap = look;
}`;

/** A page in the middle of a conversation, behind a network that can fail, with another tab to be hidden by. */
export class Scene {
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

/** Declares a test for each kind of line, in a browser that is there when the test begins. */
export const onEachLine =
  (browser: () => CdpBrowser) =>
  (what: string, test: (scene: Scene, t: TestContext) => Promise<void>, pages = ['bare', 'tabs']): void => {
    for (const page of pages) {
      it(`${what}${page === 'tabs' ? ', with a line to share' : ''}`, async (t) => {
        const scene = await Scene.open(browser(), page);
        try {
          await test(scene, t);
        } finally {
          await scene.close();
        }
      });
    }
  };

import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { CdpBrowser } from './support/cdp.js';
import { BAYEUX, onEachLine, SOON, WATCH_TIMERS } from './support/scene.js';
import { PHASE, whenPhase } from './support/tab-scripts.js';

/** What pages allow the network by default. */
const MAX_NETWORK_DELAY = 10_000;

/* Timers that come once a minute: `npm run test:hidden`. */
describe('a page whose life has pauses', { timeout: 180_000 }, () => {
  let browser: CdpBrowser;
  before(async () => (browser = await CdpBrowser.launch()));
  after(() => browser.close());
  const each = onEachLine(() => browser);

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
      await scene.tab.evaluate(WATCH_TIMERS);
      await scene.pass(1_000);
      scene.proxy.reach = 'down';
      await scene.pass(4_000);
      scene.proxy.reach = 'up';
      const gap = await scene.tab.evaluate<number>('gap()');
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

import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { CdpBrowser } from '../e2e/support/cdp.js';
import { onEachLine, WATCH_TIMERS } from '../e2e/support/scene.js';
import { PHASE, whenShown } from '../e2e/support/tab-scripts.js';

/** Chromium begins with it when a page was hidden for five minutes, unless told otherwise. */
const SOONER = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1';

describe('a page that is hidden so long that its timers come once a minute', () => {
  let browser: CdpBrowser;
  before(async () => (browser = await CdpBrowser.launch([SOONER])));
  after(() => browser.close());

  onEachLine(() => browser)('goes on to show what comes; its line breaks meanwhile; it is shown', async (scene, t) => {
    await scene.hide();
    await scene.tab.evaluate(WATCH_TIMERS);
    const gap = (): Promise<number> => scene.tab.evaluate('gap()');
    const end = performance.now() + 150_000;
    while ((await gap()) < 30_000) {
      assert.ok(performance.now() < end, 'its timers rest');
      await wait(500);
      await scene.tab.evaluate(whenShown(scene.text()));
      assert.equal(await scene.tab.evaluate(PHASE), 'live');
    }
    scene.proxy.reach = 'down';
    await scene.pass(3_000);
    scene.proxy.reach = 'up';
    await scene.pass(1_000);
    t.diagnostic(`timers of 100 ms up to ${(await gap()).toFixed(0)} ms apart`);
    await scene.back(t, () => scene.tab.show());
  });
});

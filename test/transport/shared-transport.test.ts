import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeBrowser } from './shared-browser.js';
import { generation, leaderOf, others, states } from './shared-tabs.js';

for (const locks of [true, false]) {
  describe(`tabs ${locks ? 'with' : 'without'} locks`, () => {
    it('share one poll, and all hear everything once, in order', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(10);
      assert.deepEqual(states(tabs), Array(10).fill('open'));
      leaderOf(browser);
      for (let i = 0; i < 5; i++) browser.gws.notify('ann');
      await browser.pass(50);
      for (const tab of tabs) assert.deepEqual(tab.numbers, [1, 2, 3, 4, 5]);
    });

    it('do not wait for each other: the first is open at once, a later one as soon as it is told', async () => {
      const browser = new FakeBrowser({ locks });
      const first = browser.open();
      await browser.pass(500);
      assert.equal(first.state, 'open');
      const second = browser.open();
      await browser.pass(50);
      assert.equal(second.state, 'open');
      assert.equal(generation(second), 1);
      assert.equal(generation(first), 1);
    });

    it('send their own requests', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(3);
      const before = tabs.map(({ line }) => line.asked);
      const answers = tabs.map((tab) => tab.transport.request({ method: 'GET', path: '/me/smssessions' }));
      await browser.pass(50);
      assert.deepEqual(
        (await Promise.all(answers)).map(({ status }) => status),
        [200, 200, 200],
      );
      assert.deepEqual(
        tabs.map(({ line }, i) => line.asked - before[i]!),
        [1, 1, 1],
      );
    });

    for (const told of [true, false]) {
      it(`go on when the leader is closed ${told ? 'in order' : 'or crashes'}: each catches up once`, async () => {
        const browser = new FakeBrowser({ locks });
        const tabs = await browser.settledTabs(4);
        const leader = leaderOf(browser);
        const rest = others(tabs, leader);
        const before = rest.map(generation);
        leader.close(told);
        browser.gws.notify('ann');
        // Without a lock nobody can tell a crashed tab from a silent one at once.
        await browser.pass(told || locks ? 2_000 : 10_000);
        leaderOf(browser);
        assert.deepEqual(states(rest), ['open', 'open', 'open']);
        assert.deepEqual(
          rest.map((tab, i) => generation(tab) - before[i]!),
          [1, 1, 1],
        );
        browser.gws.notify('ann');
        await browser.pass(50);
        for (const tab of rest) assert.equal(tab.numbers.at(-1), 2);
      });

      it(`go on when the leader is frozen ${told ? 'by the browser' : 'or hangs'}; awake, it follows`, async () => {
        const browser = new FakeBrowser({ locks });
        const tabs = await browser.settledTabs(4);
        const frozen = leaderOf(browser);
        const rest = others(tabs, frozen);
        frozen.freeze(told);
        await browser.pass(told ? 2_000 : 10_000);
        const leader = tabs.find(({ line }) => line !== frozen.line && browser.gws.isSubscribed(line))!;
        browser.gws.notify('ann');
        await browser.pass(50);
        for (const tab of rest) assert.deepEqual(tab.numbers, [1]);
        frozen.thaw(told);
        await browser.pass(3_000);
        assert.equal(leaderOf(browser), leader);
        assert.equal(frozen.state, 'open');
        browser.gws.notify('ann');
        await browser.pass(50);
        for (const tab of tabs) assert.equal(tab.numbers.filter((number) => number === 2).length, 1);
        assert.ok(generation(frozen) > 1, 'it caught up');
      });
    }

    it('keep a leader whose timers are throttled, because it answers', async () => {
      const browser = new FakeBrowser({ locks });
      const throttled = browser.open(undefined, { timing: { heartbeat: 60_000 } });
      await browser.pass(500);
      const visible = browser.open();
      await browser.pass(300_000);
      assert.equal(leaderOf(browser), throttled);
      assert.equal(generation(visible), 1);
    });

    it('say what the leader’s line does, and go on without catching up where nothing was missed', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(3);
      const leader = leaderOf(browser);
      leader.line.interrupt();
      await browser.pass(10);
      for (const { transport } of tabs) {
        assert.equal(transport.status.state, 'broken');
        assert.equal(transport.status.error?.code, 'network');
        assert.ok(transport.status.retryIn! <= 50);
      }
      browser.gws.notify('ann');
      await browser.pass(100);
      assert.deepEqual(states(tabs), ['open', 'open', 'open']);
      assert.deepEqual(tabs.map(generation), [1, 1, 1]);
      for (const tab of tabs) assert.deepEqual(tab.numbers, [1]);
    });

    it('all catch up when the leader’s line was lost', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(3);
      browser.gws.expire();
      browser.gws.notify('ann');
      await browser.pass(200);
      assert.deepEqual(states(tabs), ['open', 'open', 'open']);
      assert.deepEqual(tabs.map(generation), [2, 2, 2]);
    });

    it('catch up when a message between them was lost, at the latest with the next sign of life', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(3);
      const rest = others(tabs, leaderOf(browser));
      browser.loses = 1;
      browser.gws.notify('ann');
      await browser.pass(2_100);
      assert.deepEqual(rest.map(generation), [2, 2]);
      browser.gws.notify('ann');
      await browser.pass(50);
      for (const tab of rest) assert.deepEqual(tab.numbers, [2]);
    });

    it('leave without a trace', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(3);
      for (const tab of tabs) await tab.transport.disconnect();
      await browser.pass(60_000);
      assert.deepEqual(states(tabs), ['stopped', 'stopped', 'stopped']);
      assert.equal(browser.gws.polls.length, 0);
      assert.equal(browser.clock.size, 0, 'no timer is left');
      tabs[1]!.transport.connect();
      await browser.pass(500);
      assert.equal(leaderOf(browser), tabs[1]);
    });

    it('ask the leader to look after the line, not more than once a second', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(5);
      const leader = leaderOf(browser);
      for (const tab of others(tabs, leader)) tab.transport.probe();
      await browser.pass(100);
      assert.equal(leader.line.probes, 1);
    });

    it('stop together when the server wants no more, and start when one is asked to', async () => {
      const browser = new FakeBrowser({ locks });
      const tabs = await browser.settledTabs(3);
      leaderOf(browser).line.end('stopped');
      await browser.pass(60_000);
      assert.deepEqual(states(tabs), ['stopped', 'stopped', 'stopped']);
      assert.equal(browser.gws.polls.length, 0);
      tabs[2]!.transport.connect();
      await browser.pass(500);
      assert.deepEqual(states(tabs), ['open', 'open', 'open']);
      leaderOf(browser);
    });
  });
}

describe('where sharing is not possible', () => {
  it('a page without channels polls by itself', async () => {
    const browser = new FakeBrowser();
    const tabs = [1, 2].map(() => browser.open(undefined, { channel: null }));
    await browser.pass(500);
    assert.deepEqual(states(tabs), ['open', 'open']);
    assert.equal(browser.gws.polls.length, 2);
    browser.gws.notify('ann');
    await browser.pass(50);
    for (const tab of tabs) assert.deepEqual(tab.numbers, [1]);
  });

  it('so does one whose channel cannot be opened, and one whose server does not say who we are', async () => {
    const browser = new FakeBrowser();
    const denied = (): never => {
      throw new DOMException('', 'SecurityError');
    };
    const first = browser.open(undefined, { channel: denied });
    browser.gws.names = false;
    const second = browser.open();
    await browser.pass(500);
    assert.deepEqual(states([first, second]), ['open', 'open']);
    assert.equal(browser.gws.polls.length, 2);
  });

  it('a page whose locks are denied elects without them', async () => {
    const browser = new FakeBrowser();
    const request = (): Promise<never> => Promise.reject(new DOMException('', 'SecurityError'));
    const tabs = [1, 2, 3].map(() => browser.open(undefined, { locks: { request } }));
    await browser.pass(10_000);
    assert.deepEqual(states(tabs), ['open', 'open', 'open']);
    leaderOf(browser);
  });

  it('a server that cannot be reached is asked again, less and less often, or at once when that is wanted', async () => {
    const browser = new FakeBrowser();
    browser.gws.up = false;
    const tab = browser.open();
    await browser.pass(60_000);
    assert.equal(tab.state, 'broken');
    assert.equal(tab.transport.status.error?.code, 'network');
    assert.ok(tab.line.asked < 20, `${tab.line.asked}`);
    browser.gws.up = true;
    tab.transport.probe();
    await browser.pass(100);
    assert.equal(tab.state, 'open');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { Transport } from '../../src/transport/transport.js';
import { FakeBrowser } from './shared-browser.js';
import { leaderOf, others, states } from './shared-tabs.js';

describe('who shares with whom', () => {
  it('two users with credentials of their own never hear each other', async () => {
    const browser = new FakeBrowser();
    const [ann, bob] = [browser.open('ann'), browser.open('bob')];
    await browser.pass(500);
    assert.deepEqual(browser.gws.users, ['ann', 'bob']);
    browser.gws.notify('ann');
    browser.gws.notify('bob');
    await browser.pass(50);
    assert.deepEqual(ann.numbers, [1]);
    assert.deepEqual(bob.numbers, [2]);
    assert.equal(browser.names.size, 2);
  });

  it('other topics, another server, another key: another line; the same address written otherwise: the same', async () => {
    const browser = new FakeBrowser();
    browser.open();
    browser.open(undefined, { baseUrl: 'https://gws.test:443/api/v2' });
    browser.open(undefined, { topics: ['/v2/me/chats'] });
    browser.open(undefined, { baseUrl: 'https://other.test/api/v2' });
    browser.open(undefined, { key: 'tenant' });
    await browser.pass(500);
    assert.equal(browser.gws.polls.length, 4);
  });

  it('nothing can be read from the names', async () => {
    const browser = new FakeBrowser();
    browser.open('ann', { key: 'secret' });
    await browser.pass(500);
    for (const name of browser.names) assert.match(name, /^sms-session-elements\/line\/\d+\/[0-9a-f]{32}$/);
  });

  it('somebody else signs in with the same cookies: all tabs forget, and become theirs', async () => {
    const browser = new FakeBrowser();
    const tabs = await browser.settledTabs(4);
    browser.signedIn = 'bob';
    browser.gws.expire();
    await browser.pass(5_000);
    assert.deepEqual(browser.gws.users, ['bob']);
    browser.gws.notify('ann');
    browser.gws.notify('bob');
    await browser.pass(50);
    for (const tab of tabs) {
      assert.deepEqual(tab.numbers, [2]);
      // Above us `auth-required` is what makes a workspace forget whose it was.
      assert.ok(tab.statuses.some(({ state }) => state === 'auth-required'));
      assert.equal(tab.state, 'open');
    }
  });

  it('a signed-out browser: every tab says so, nobody polls; one sign-in brings all back', async () => {
    const browser = new FakeBrowser();
    const tabs = await browser.settledTabs(3);
    browser.signedIn = undefined;
    browser.gws.expire();
    await browser.pass(60_000);
    assert.deepEqual(states(tabs), ['auth-required', 'auth-required', 'auth-required']);
    assert.equal(browser.gws.polls.length, 0);
    const asked = tabs.map(({ line }) => line.asked);
    await browser.pass(600_000);
    assert.deepEqual(
      tabs.map(({ line }) => line.asked),
      asked,
      'and nobody asks again and again',
    );
    browser.signedIn = 'ann';
    tabs[1]!.transport.connect();
    await browser.pass(1_000);
    assert.deepEqual(states(tabs), ['open', 'open', 'open']);
    assert.equal(leaderOf(browser), tabs[1]);
  });

  it('a tab whose own credentials are refused says so, and the others go on', async () => {
    const browser = new FakeBrowser();
    const tabs = [browser.open('ann'), browser.open('ann'), browser.open('ann')];
    await browser.pass(1_000);
    const refused = others(tabs, leaderOf(browser))[0]!;
    refused.own = undefined;
    browser.signedIn = undefined;
    await Promise.all([
      assert.rejects(refused.transport.request({ method: 'GET', path: '/me/smssessions' }), { code: 'auth-required' }),
      browser.pass(50),
    ]);
    assert.equal(refused.state, 'auth-required');
    assert.deepEqual(states(others(tabs, refused)), ['open', 'open']);
    browser.gws.notify('ann');
    await browser.pass(50);
    assert.deepEqual(refused.numbers, []);
  });

  it('a refusal that was under way while somebody signed in anew is none of the new login', async () => {
    const browser = new FakeBrowser();
    const [tab] = await browser.settledTabs(1);
    browser.signedIn = undefined;
    const early = assert.rejects(tab!.transport.request({ method: 'GET', path: '/me/smssessions' }));
    await browser.pass(4);
    const late = assert.rejects(tab!.transport.request({ method: 'GET', path: '/me/smssessions' }));
    await browser.pass(6);
    await early;
    assert.equal(tab!.state, 'auth-required');
    browser.signedIn = 'ann';
    tab!.transport.connect();
    await browser.pass(1_000);
    await late;
    assert.equal(tab!.state, 'open');
    assert.equal(tab!.statuses.filter(({ state }) => state === 'auth-required').length, 1);
  });

  it('a line made by another copy of the library is refused all the same', async () => {
    class OtherError extends Error {
      override readonly name = 'GwsError';
      readonly code = 'auth-required';
      readonly detail = {};
    }
    const browser = new FakeBrowser();
    const line: Transport = {
      status: { state: 'idle', generation: 0 },
      connect: () => undefined,
      probe: () => undefined,
      disconnect: () => Promise.resolve(),
      request: () => Promise.reject(new OtherError()),
      listen: () => () => undefined,
    };
    const tab = browser.open(undefined, { line });
    await browser.pass(50);
    assert.equal(tab.state, 'auth-required');
  });
});

describe('what comes over the channel is not believed', () => {
  const report = { v: 1, type: 'report', from: 'x', term: 9e12, change: 1, generation: 1, seq: 0, state: 'open' };
  const wrong: readonly unknown[] = [
    null,
    42,
    'report',
    [],
    {},
    new Map([['v', 1]]),
    { ...report, v: 2 },
    { ...report, from: '' },
    { ...report, from: 'x'.repeat(300) },
    { ...report, term: -1 },
    { ...report, term: 1.5 },
    { ...report, term: 2 ** 53 },
    { ...report, term: '9' },
    { ...report, seq: Infinity },
    { ...report, state: 'auth-required' },
    { ...report, state: 'idle' },
    { ...report, generation: undefined },
    { ...report, type: 'copy', channel: 7, text: '{}' },
    { ...report, type: 'copy', channel: '/x', text: { number: 1 } },
    { ...report, type: 'copy', channel: '/x', text: ' '.repeat(5_000_001) },
    { ...report, type: 'shout' },
  ];

  it('nothing happens for what is no message of this version', async () => {
    const browser = new FakeBrowser();
    const tabs = await browser.settledTabs(3);
    const leader = leaderOf(browser);
    const told = tabs.map(({ statuses }) => statuses.length);
    for (const name of browser.names) for (const message of wrong) browser.post(name, message);
    await browser.pass(60_000);
    assert.equal(leaderOf(browser), leader);
    assert.deepEqual(
      tabs.map(({ statuses }) => statuses.length),
      told,
    );
  });

  it('a leader that nobody ever hears again is outlived', async () => {
    const browser = new FakeBrowser();
    const tabs = await browser.settledTabs(3);
    for (const name of browser.names) browser.post(name, report);
    await browser.pass(20_000);
    leaderOf(browser);
    assert.deepEqual(states(tabs), ['open', 'open', 'open']);
    browser.gws.notify('ann');
    await browser.pass(50);
    for (const tab of tabs) assert.equal(tab.numbers.at(-1), 1);
  });

  it('keys that reach prototypes are dropped, broken text is left out, codes are ours', async () => {
    // Without locks: there nobody else is put in its place at once.
    const browser = new FakeBrowser({ locks: false });
    const tabs = await browser.settledTabs(2);
    const follower = others(tabs, leaderOf(browser))[0]!;
    const heard: unknown[] = [];
    follower.transport.listen({ message: ({ data }) => heard.push(data) });
    const leads = { ...report, change: 5 };
    for (const name of browser.names) {
      browser.post(name, leads);
      await browser.pass(50);
      browser.post(name, { ...leads, type: 'copy', seq: 1, channel: '/x', text: '{"__proto__":{"bad":1},"a":1}' });
      browser.post(name, { ...leads, type: 'copy', seq: 2, channel: '/x', text: '{broken' });
      browser.post(name, { ...leads, seq: 2, change: 6, state: 'broken', code: 'toString' });
    }
    await browser.pass(50);
    assert.deepEqual(heard, [{ a: 1 }]);
    const { error } = follower.transport.status;
    assert.ok(error instanceof GwsError);
    assert.equal(error.code, 'unavailable');
  });

  it('a listener that throws stops nobody', async () => {
    const browser = new FakeBrowser();
    const tabs = await browser.settledTabs(2);
    for (const { transport } of tabs) {
      transport.listen({
        message: () => {
          throw new Error('host');
        },
      });
    }
    browser.gws.notify('ann');
    browser.gws.notify('ann');
    await browser.pass(50);
    for (const tab of tabs) assert.deepEqual(tab.numbers, [1, 2]);
  });
});

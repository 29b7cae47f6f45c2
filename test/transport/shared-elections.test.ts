import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FakeBrowser, type Tab } from './shared-browser.js';

/** What may happen in a browser with many tabs. `pick` chooses a tab. */
const WHATS = [
  'open',
  'notify',
  'notify',
  'notify',
  'pass',
  'pass',
  'close',
  'crash',
  'freeze',
  'hang',
  'wake',
  'disconnect',
  'connect',
  'probe',
  'interrupt',
  'expire',
  'stop',
  'lose',
  'down',
  'up',
  'clock',
  'sign',
  'steal',
] as const;

interface Step {
  readonly what: (typeof WHATS)[number];
  readonly pick: number;
  readonly ms: number;
}

const USERS = ['ann', 'bob'] as const;
const MAX_TABS = 8;

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...WHATS),
  pick: fc.nat(50),
  ms: fc.oneof(fc.nat(30), fc.nat(700), fc.nat(12_000)),
});

/** `own`: each tab brings credentials. `cookies`: all tabs are whoever signed in last, and sessions of anybody else are dropped. */
type Identity = 'own' | 'cookies';

const play = async (browser: FakeBrowser, identity: Identity, { what, pick, ms }: Step): Promise<void> => {
  const { alive, gws } = browser;
  const tab = alive[pick % Math.max(1, alive.length)];
  const user = USERS[pick % USERS.length]!;
  const line = gws.polls[pick % Math.max(1, gws.polls.length)];
  switch (what) {
    case 'open':
      if (alive.length < MAX_TABS) browser.open(identity === 'own' ? user : undefined);
      break;
    case 'notify':
      gws.notify(user);
      break;
    case 'close':
    case 'crash':
      tab?.close(what === 'close');
      break;
    case 'freeze':
    case 'hang':
      tab?.freeze(what === 'freeze');
      break;
    case 'wake':
      tab?.thaw(pick % 2 === 0);
      break;
    case 'disconnect':
      if (tab?.frozen === false) await tab.transport.disconnect();
      break;
    case 'connect':
      if (tab?.frozen === false) tab.transport.connect();
      break;
    case 'probe':
      if (tab?.frozen === false) tab.transport.probe();
      break;
    case 'interrupt':
      line?.interrupt();
      break;
    case 'expire':
      gws.expire((each) => each === line);
      break;
    case 'stop':
      line?.end('stopped');
      break;
    case 'lose':
      browser.loses = 1 + (pick % 4);
      break;
    case 'down':
      gws.up = false;
      gws.expire();
      break;
    case 'up':
      gws.up = true;
      break;
    case 'clock':
      browser.wallError = (pick - 25) * 3_600_000;
      break;
    case 'sign':
      if (identity === 'cookies') {
        browser.signedIn = pick % 5 === 0 ? undefined : user;
        gws.expire();
      }
      break;
    case 'steal':
      // Another version of the page, or whoever, takes the lock for a moment.
      if (browser.hasLocks && tab !== undefined) {
        for (const name of browser.names) {
          const thief = browser.locksFor(tab).request(name, { steal: true }, () => Promise.resolve());
          thief.catch(() => 'stolen back');
        }
      }
      break;
    case 'pass':
      break;
  }
  await browser.pass(ms);
};

/** Within a generation: only what is the proven user's, each once, in order. */
const checkHeard = (tab: Tab): void => {
  tab.heard.forEach((heard, i) => {
    assert.equal(heard.user, heard.provenUser, 'nobody hears what is another’s');
    const before = tab.heard[i - 1];
    if (before?.generation === heard.generation) assert.ok(before.number < heard.number, 'each once, in order');
  });
};

/** Whatever the server made for its user is heard by a tab, or is older than what it last read. */
const checkComplete = (tab: Tab, made: ReadonlyMap<string, readonly number[]>): void => {
  const { generation } = tab.transport.status;
  const current = tab.heard.filter((each) => each.generation === generation).map(({ number }) => number);
  const due = (made.get(tab.user ?? '') ?? []).filter((number) => number > tab.readAt);
  assert.deepEqual(current, due, 'nothing is lost');
};

const run = async (steps: readonly Step[], options: { locks: boolean; seed: number; identity: Identity }) => {
  const browser = new FakeBrowser(options);
  const { gws } = browser;
  const made = new Map<string, number[]>();
  const notify = gws.notify.bind(gws);
  gws.notify = (user) => {
    notify(user);
    made.set(user, [...(made.get(user) ?? []), gws.made]);
  };
  for (const each of steps) {
    await play(browser, options.identity, each);
    browser.tabs.forEach(checkHeard);
  }
  // Quiet: everybody is awake and signed in, the server is up, and those who were told to stop are told to start.
  gws.up = true;
  browser.loses = 0;
  browser.signedIn ??= 'ann';
  const { alive } = browser;
  for (const tab of alive) {
    tab.thaw();
    tab.transport.connect();
  }
  await browser.pass(90_000);
  for (const tab of alive) if (tab.state !== 'open') tab.transport.connect();
  await browser.pass(90_000);
  assert.deepEqual(
    alive.map(({ state }) => state),
    alive.map(() => 'open'),
    'all are open',
  );
  const users = [...new Set(alive.map(({ user }) => user))].sort();
  assert.deepEqual(gws.users, users, 'one poll for each user');
  const told = alive.map(({ statuses }) => statuses.length);
  for (const user of USERS) gws.notify(user);
  await browser.pass(60_000);
  for (const tab of browser.tabs) checkHeard(tab);
  for (const tab of alive) checkComplete(tab, made);
  assert.deepEqual(
    alive.map(({ statuses }) => statuses.length),
    told,
    'and it stays so',
  );
};

/** `SCHEDULES=20000 npx tsx --test test/transport/shared-elections.test.ts` plays that many of each kind. */
const numRuns = Number(process.env['SCHEDULES'] ?? 100);
const seed = Number(process.env['SEED'] ?? 8);

describe('tabs that open, close, freeze, hang, lose messages, locks, clocks and the server', () => {
  for (const locks of [true, false]) {
    for (const identity of ['own', 'cookies'] as const) {
      it(`end with one poll for each user, nothing lost, doubled or another’s; ${locks ? 'with' : 'without'} locks, ${identity}`, async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), fc.nat(), (steps, chance) =>
            run(steps, { locks, seed: chance, identity }),
          ),
          { numRuns, seed },
        );
      });
    }
  }
});

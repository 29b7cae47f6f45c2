import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { GwsTransportOptions } from '../../src/transport/gws-transport.js';
import { Lines, QUICK } from './support/lines.js';
import { answer } from './support/scripted-server.js';

const lines = new Lines();
afterEach(() => lines.end());

/** A `fetch` whose polls can be made to hang, deaf even to being aborted. */
const deafFetch = () => {
  const stuck: ((response: Response) => void)[] = [];
  const state = { deaf: false, stuck };
  const deaf: typeof fetch = (input, init) =>
    state.deaf && typeof input === 'string' && input.endsWith('/connect')
      ? new Promise((resolve) => stuck.push(resolve))
      : fetch(input, init);
  return { state, fetch: deaf };
};

describe('the watchdog', () => {
  it('replaces a client that went silent, and nothing that its late answers say is heard', async () => {
    const { state, fetch } = deafFetch();
    const { server, recorder } = await lines.open({ fetch });
    state.deaf = true;
    const begun = performance.now();
    server.release();
    const { error } = await recorder.state('broken');
    const noticed = performance.now() - begun;
    assert.equal(error?.code, 'timeout');
    assert.ok(noticed <= 300 + QUICK.maxNetworkDelay + 1_000, `noticed after ${noticed} ms`);
    state.deaf = false;
    assert.equal((await recorder.state('open', 3)).generation, 2);
    const told = recorder.statuses.length;
    for (const resolve of state.stuck) {
      resolve(
        Response.json([
          { channel: '/v2/me/chats', data: 'late' },
          { channel: '/meta/connect', id: '1', successful: false },
        ]),
      );
    }
    server.push('live');
    await recorder.until(() => recorder.frames.length > 0);
    assert.deepEqual(recorder.frames, [{ channel: '/v2/me/chats', data: 'live' }]);
    assert.equal(recorder.statuses.length, told);
  });

  it('lets the server forget the session that it left', async () => {
    const { state, fetch } = deafFetch();
    const { server, recorder } = await lines.open({ fetch });
    state.deaf = true;
    server.release();
    await recorder.state('broken');
    await server.until(() => server.count('/meta/disconnect') === 1);
    state.deaf = false;
  });

  it('finds out at once after a sleep of eight hours, by the first hint', async () => {
    const page = new EventTarget();
    let slept = 0;
    const { server, recorder } = await lines.open(
      { environment: { hints: [page], now: () => performance.now() + slept } },
      (made) => (made.timeout = 2_000),
    );
    slept = 8 * 3_600_000;
    const begun = performance.now();
    page.dispatchEvent(new Event('resume'));
    await recorder.state('open', 2);
    assert.ok(performance.now() - begun < 1_000);
    assert.equal(recorder.statuses.at(-1)?.generation, 2);
    assert.equal(server.count('/meta/handshake'), 2);
  });

  it('takes a poll that comes back after a sleep as a sign of life, and asks for a resync', async () => {
    let slept = 0;
    const { server, recorder } = await lines.open({ environment: { now: () => performance.now() + slept } });
    slept = 8 * 3_600_000;
    server.release();
    assert.equal((await recorder.state('open', 2)).generation, 2);
    assert.equal(server.count('/meta/handshake'), 1);
  });
});

describe('a line that the server has forgotten', () => {
  const cases = [
    { why: 'out of the blue: comes back soon', outage: false, returning: false, backoff: 20, expected: 20 },
    {
      why: 'over an outage: makes room for everybody else',
      outage: true,
      returning: false,
      backoff: 20,
      expected: 6e5,
    },
    { why: 'while this device was away: comes back at once', outage: true, returning: true, backoff: 1e5, expected: 0 },
  ];
  for (const { why, outage, returning, backoff, expected } of cases) {
    it(why, async () => {
      const page = new EventTarget();
      const { server, recorder } = await lines.open({
        timing: { ...QUICK, backoff, maxBackoff: 1e6 },
        environment: { hints: [page], random: () => 0.999 },
      });
      const breaks = () => recorder.states.filter((state) => state === 'broken').length;
      let out = outage;
      server.script = ({ path }, response) => {
        if (!path.endsWith('/connect')) return false;
        if (out) {
          out = false;
          response.destroy();
          return true;
        }
        return answer(response, [{ channel: '/meta/connect', successful: false, error: '402::gone' }]);
      };
      // A poll that is let go is answered well once more.
      server.release();
      await recorder.until(() => breaks() === 1);
      if (returning) ['offline', 'online'].forEach((type) => page.dispatchEvent(new Event(type)));
      if (outage) await recorder.until(() => breaks() === 2);
      assert.equal(recorder.statuses.at(-1)?.retryIn, 0.999 * expected);
    });
  }
});

describe('a hint', () => {
  const withPage = async (options: Partial<GwsTransportOptions> = {}) => {
    const page = new EventTarget();
    const line = await lines.open({ ...options, environment: { hints: [page], ...options.environment } }, (server) => {
      server.timeout = 1_500;
    });
    return { ...line, hint: (...types: string[]) => types.forEach((type) => page.dispatchEvent(new Event(type))) };
  };

  for (const [gone, back] of [
    ['offline', 'online'],
    ['freeze', 'resume'],
    ['pagehide', 'pageshow'],
  ] as const) {
    it(`${back} after ${gone} replaces the poll, keeps the session, and asks for one resync`, async () => {
      const { server, recorder, hint } = await withPage();
      const begun = performance.now();
      hint(gone, back, 'visibilitychange', 'pageshow');
      assert.equal((await recorder.state('open', 2)).generation, 2);
      assert.ok(performance.now() - begun < 1_000);
      assert.equal(server.count('/meta/handshake'), 1);
      assert.deepEqual(recorder.states, ['connecting', 'open', 'open']);
      server.push('x');
      await recorder.until(() => recorder.frames.length === 1);
    });
  }

  it('right after a poll has begun does not make the next one wait', async () => {
    const { recorder, hint } = await withPage({ timing: { ...QUICK, minPoll: 1_000 } });
    const begun = performance.now();
    hint('freeze', 'resume');
    await recorder.state('open', 2);
    assert.ok(performance.now() - begun < 1_000);
  });

  it('that the page is visible asks /me and leaves a healthy poll alone', async () => {
    const { server, recorder, hint } = await withPage();
    const asked = () => server.seen.filter(({ path }) => path === '/api/v2/me').length;
    const before = asked();
    hint('visibilitychange');
    await server.until(() => asked() === before + 1);
    server.push('x');
    await recorder.until(() => recorder.frames.length === 1);
    assert.equal(server.count('/meta/connect'), 2);
    assert.deepEqual(recorder.states, ['connecting', 'open']);
  });

  it('that leads to a dead network replaces the poll', async () => {
    const { server, transport, recorder } = await withPage();
    server.script = (_seen, response) => {
      response.destroy();
      return true;
    };
    transport.probe();
    assert.equal((await recorder.state('broken')).error?.code, 'network');
    server.script = () => false;
    assert.equal((await recorder.state('open', 3)).generation, 2);
  });

  it('puts a fresh attempt in the place of one that gets no answer', async () => {
    const { server, transport, recorder } = await withPage();
    let polls = 0;
    server.script = ({ path }, response) => {
      if (!path.endsWith('/connect')) return false;
      if (++polls > 2) return false;
      // The second one is left alone with its question.
      if (polls === 1) response.destroy();
      return true;
    };
    server.release();
    await recorder.state('broken');
    await server.until(() => polls === 2);
    transport.probe();
    await server.until(() => polls > 2);
    await recorder.state('open', 3);
    assert.equal(server.count('/meta/handshake'), 1);
  });

  it('shortens the wait for the next attempt, be it a poll, a handshake or a whole new client', async () => {
    const slow = { ...QUICK, backoff: 1e8, maxBackoff: 1e8 };
    for (const path of ['/connect', '/handshake', '/notifications/']) {
      const { server, transport, recorder } = await lines.make(
        { timing: slow, environment: { random: () => 0.9 } },
        (made) => {
          made.script = (seen, response) => {
            if (!seen.path.endsWith(path)) return false;
            made.script = () => false;
            response.destroy();
            return true;
          };
        },
      );
      transport.connect();
      const { retryIn } = await recorder.state('broken');
      assert.equal(retryIn, 9e7);
      transport.probe();
      await recorder.state('open');
      assert.ok(server.count('/meta/connect') > 0);
    }
  });

  it('connect() does the same', async () => {
    const { transport, recorder } = await lines.make(
      { timing: { ...QUICK, backoff: 1e8, maxBackoff: 1e8 } },
      (made) => {
        made.script = (_seen, response) => {
          made.script = () => false;
          response.destroy();
          return true;
        };
      },
    );
    transport.connect();
    await recorder.state('broken');
    transport.connect();
    await recorder.state('open');
  });

  it('means nothing once the line is ended', async () => {
    const { server, transport, recorder, hint } = await withPage();
    await transport.disconnect();
    const requests = server.seen.length;
    hint('offline', 'online', 'freeze', 'resume', 'visibilitychange');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(server.seen.length, requests);
    assert.equal(recorder.states.at(-1), 'stopped');
  });
});

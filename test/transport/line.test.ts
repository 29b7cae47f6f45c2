import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Lines, QUICK } from './support/lines.js';
import { answer, type Script } from './support/scripted-server.js';

const lines = new Lines();
afterEach(() => lines.end());

const polls: (path: string) => boolean = (path) => path.endsWith('/connect');
/** Answers each Bayeux message of that channel with these fields. */
const always =
  (channel: string, fields: object): Script =>
  ({ messages }, response) =>
    messages[0]?.channel === channel &&
    answer(
      response,
      messages.map(({ id, subscription }) => ({ channel, id, subscription, ...fields })),
    );

describe('opening', () => {
  it('asks /me first, then shakes hands, subscribes to every topic at once, and polls', async () => {
    const { server } = await lines.open({ topics: ['/v2/me/*', '/v2/users'] });
    assert.deepEqual(
      server.seen.slice(0, 3).map(({ method, path }) => `${method} ${path}`),
      ['GET /api/v2/me', 'POST /api/v2/notifications/handshake', 'POST /api/v2/notifications/'],
    );
    assert.deepEqual(
      server.seen[2]?.messages.map(({ subscription }) => subscription),
      ['/v2/me/*', '/v2/users'],
    );
    assert.ok(polls(server.seen[3]?.path ?? ''));
  });

  it('is not open before the subscription is acknowledged, however well it polls', async () => {
    let acknowledge = (): void => undefined;
    const { server, transport, recorder } = await lines.make({}, (made) => {
      made.script = ({ messages }, response) => {
        const [first] = messages;
        if (first?.channel !== '/meta/subscribe') return false;
        acknowledge = () => void answer(response, [{ ...first, clientId: undefined, successful: true }]);
        return true;
      };
    });
    transport.connect();
    await server.until(() => server.count('/meta/connect') === 2);
    server.push({ early: true });
    await recorder.until(() => recorder.frames.length === 1);
    assert.deepEqual(recorder.states, ['connecting']);
    acknowledge();
    assert.equal((await recorder.state('open')).generation, 1);
  });

  it('offers long polling only, and the acknowledge extension', async () => {
    const { server } = await lines.open();
    const handshake = JSON.parse(server.seen[1]?.body ?? '') as Record<string, unknown>[];
    assert.deepEqual(handshake[0]?.supportedConnectionTypes, ['long-polling']);
    assert.deepEqual(handshake[0].ext, { ack: true });
  });

  it('tries a WebSocket when asked to, and falls back', async () => {
    const { server, transport } = await lines.open({ websocket: true });
    assert.ok(server.seen.some(({ headers }) => headers.upgrade === 'websocket'));
    assert.equal(transport.status.state, 'open');
  });

  it('tries no WebSocket unasked', async () => {
    const { server } = await lines.open();
    assert.ok(!server.seen.some(({ headers }) => headers.upgrade === 'websocket'));
  });

  it('does nothing when it is under way or done already', async () => {
    const { server, transport, recorder } = await lines.open();
    transport.connect();
    transport.connect();
    server.push(1);
    await recorder.until(() => recorder.frames.length > 0);
    assert.equal(server.count('/meta/handshake'), 1);
    assert.deepEqual(recorder.states, ['connecting', 'open']);
  });

  it('sends credentials and CSRF token with every poll, and renews the token', async () => {
    const { server, recorder } = await lines.open({ authorization: 'Basic abc' });
    server.token = 'token-2';
    server.push({ n: 1 });
    server.push({ n: 2 });
    await recorder.until(() => recorder.frames.length === 2);
    await server.until(() => server.seen.some(({ headers }) => headers['x-csrf-token'] === 'token-2'));
    assert.deepEqual(recorder.states, ['connecting', 'open']);
    for (const { headers } of server.seen) assert.equal(headers.authorization, 'Basic abc');
  });
});

describe('a line', () => {
  it('hands on data to all listeners, whatever one of them throws', async () => {
    const { server, transport, recorder } = await lines.make();
    const order: string[] = [];
    transport.listen({
      message: () => {
        order.push('first');
        throw new Error('host');
      },
      status: () => {
        throw new Error('host');
      },
    });
    const stop = transport.listen({ message: () => order.push('second') });
    transport.connect();
    await recorder.state('open');
    server.push(null);
    await recorder.until(() => recorder.frames.length === 1);
    stop();
    server.push({ n: 2 });
    await recorder.until(() => recorder.frames.length === 2);
    assert.deepEqual(order, ['first', 'second', 'first']);
    assert.deepEqual(recorder.frames[0], { channel: '/v2/me/chats', data: null });
    assert.equal(transport.status.state, 'open');
  });

  it('that an impatient server answers at once polls at most once per shortest poll', async () => {
    const { server } = await lines.open();
    server.script = always('/meta/connect', { successful: true });
    const before = server.count('/meta/connect');
    const begun = performance.now();
    server.release();
    await server.until(() => server.count('/meta/connect') === before + 8);
    assert.ok(performance.now() - begun >= 6 * QUICK.minPoll);
  });

  it('that forgets us between handshake and poll gives up after five handshakes', async () => {
    const { server, transport, recorder } = await lines.make({}, (made) => {
      made.script = always('/meta/connect', {
        successful: false,
        error: '402::session_unknown',
        advice: { reconnect: 'handshake', interval: 0 },
      });
    });
    transport.connect();
    const { error } = await recorder.state('auth-required');
    assert.equal(error?.code, 'auth-required');
    assert.equal(error.detail.serverMessage, '402::session_unknown');
    assert.equal(server.count('/meta/handshake'), 5);
    server.script = () => false;
    transport.connect();
    await recorder.state('open', recorder.statuses.length);
  });

  it('that forgets us again and again after a good poll is asked ever more slowly', async () => {
    const delays: number[] = [];
    let polled = 0;
    const { server, transport, recorder } = await lines.make(
      { timing: { ...QUICK, maxBackoff: 10_000 }, environment: { random: () => 0.5 } },
      (made) => {
        made.script = (seen, response) =>
          seen.messages[0]?.channel === '/meta/connect' &&
          ++polled % 2 === 0 &&
          always('/meta/connect', { successful: false, error: '402::session_unknown' })(seen, response);
      },
    );
    transport.connect();
    await recorder.until(() => recorder.states.filter((state) => state === 'broken').length === 4);
    for (const { retryIn } of recorder.statuses) if (retryIn !== undefined) delays.push(retryIn);
    assert.deepEqual(delays, [10, 20, 40, 80]);
    assert.equal(server.count('/meta/handshake'), 4);
  });

  it('waits longer after each failure, at random up to a cap, and not before Retry-After', async () => {
    const { transport, recorder } = await lines.make(
      { timing: { ...QUICK, backoff: 4, maxBackoff: 20 }, environment: { random: () => 0.5 } },
      (made) => {
        let failures = 0;
        made.script = ({ method }, response) =>
          method === 'POST' &&
          (++failures < 6
            ? answer(response, '', 503)
            : failures === 6 && answer(response, '', 503, { 'retry-after': '1' }));
      },
    );
    const begun = performance.now();
    transport.connect();
    await recorder.state('open');
    const delays = recorder.statuses.flatMap(({ retryIn }) => retryIn ?? []);
    assert.deepEqual(delays, [2, 4, 8, 10, 10, 1_010]);
    assert.ok(performance.now() - begun >= 1_000);
  });

  it('that was lost for a moment without acknowledgements calls for a resync', async () => {
    const { server, recorder } = await lines.open();
    server.script = ({ path }, response) => {
      if (!polls(path)) return false;
      server.script = () => false;
      response.destroy();
      return true;
    };
    server.release();
    const lost = await recorder.state('broken');
    assert.equal(lost.error?.code, 'network');
    assert.ok(lost.retryIn !== undefined && lost.retryIn <= QUICK.backoff);
    assert.equal((await recorder.state('open', 3)).generation, 2);
    assert.equal(server.count('/meta/handshake'), 1);
  });

  it('that was lost for a moment with acknowledgements does not: the server kept everything', async () => {
    const { server, recorder } = await lines.open({}, (made) => {
      made.ack = true;
    });
    server.script = ({ path }, response) => {
      if (!polls(path)) return false;
      server.script = () => false;
      response.destroy();
      return true;
    };
    server.release();
    await recorder.state('broken');
    assert.equal((await recorder.state('open', 3)).generation, 1);
  });

  it('leaves a session behind in which one and the same answer cannot be read', async () => {
    const { server, recorder } = await lines.open({}, (made) => {
      made.ack = true;
    });
    const poisoned = 'client-1';
    server.script = ({ messages: [first] }, response) =>
      first?.channel === '/meta/connect' && first.clientId === poisoned && answer(response, '[{');
    server.release();
    assert.equal((await recorder.state('open', 3)).generation, 2);
    assert.equal(server.count('/meta/handshake'), 2);
  });
});

describe('the end of a line', () => {
  it('is polite when the host wants it, and final', async () => {
    const { server, transport, recorder } = await lines.open();
    await transport.disconnect();
    assert.equal(server.count('/meta/disconnect'), 1);
    assert.equal(transport.status.state, 'stopped');
    assert.equal(transport.status.error, undefined);
    const requests = server.seen.length;
    transport.probe();
    await transport.disconnect();
    assert.equal(server.seen.length, requests);
    transport.connect();
    assert.equal((await recorder.state('open', recorder.statuses.length)).generation, 2);
  });

  it('does not hang on a server that is gone', async () => {
    const { server, transport } = await lines.open();
    await server.close();
    await transport.disconnect();
    assert.equal(transport.status.state, 'stopped');
  });

  it('may come while it is still connecting, and before it was ever started', async () => {
    const { transport, recorder } = await lines.make({}, (made) => {
      made.script = () => true;
    });
    await transport.disconnect();
    assert.equal(transport.status.state, 'idle');
    transport.connect();
    await transport.disconnect();
    assert.deepEqual(recorder.states, ['connecting', 'stopped']);
  });

  it('comes when the server advises against reconnecting', async () => {
    for (const successful of [true, false]) {
      const { server, recorder, transport } = await lines.open();
      server.script = always('/meta/connect', { successful, advice: { reconnect: 'none' } });
      server.release();
      const { error } = await recorder.state('stopped');
      assert.equal(error?.code, 'unavailable');
      const requests = server.seen.length;
      transport.probe();
      assert.equal(server.seen.length, requests);
    }
  });

  it('comes when the server forbids a topic', async () => {
    const { transport, recorder } = await lines.make({}, (made) => {
      made.script = always('/meta/subscribe', { successful: false, error: '403:/v2/me/*:subscribe_denied' });
    });
    transport.connect();
    const { error } = await recorder.state('stopped');
    assert.deepEqual([error?.code, error?.detail.serverMessage], ['forbidden', '403:/v2/me/*:subscribe_denied']);
  });

  for (const [what, script] of [
    [
      'a denied handshake',
      always('/meta/handshake', { successful: false, error: '403::handshake_denied', advice: { reconnect: 'none' } }),
    ],
    ['HTTP 401', ({ path }, response) => path.includes('handshake') && answer(response, '', 401)],
    ['a login page', (_seen, response) => answer(response, '<h1>', 200, { 'content-type': 'text/html' })],
  ] as [string, Script][]) {
    it(`means that a sign-in is needed after ${what}`, async () => {
      const { transport, recorder } = await lines.make({}, (made) => {
        made.script = script;
      });
      transport.connect();
      await recorder.state('auth-required');
      assert.deepEqual(recorder.states, ['connecting', 'auth-required']);
    });
  }

  it('comes with the first 401, stops the poll under way, and is told once', async () => {
    const { server, transport, recorder } = await lines.open({}, (made) => {
      made.timeout = 1_500;
    });
    let cut = false;
    server.script = ({ path }, response) => {
      if (polls(path)) response.on('close', () => (cut = !response.writableFinished));
      return path.endsWith('/users') && answer(response, { statusCode: 20 }, 401);
    };
    server.release();
    const polling = server.count('/meta/connect');
    await server.until(() => server.count('/meta/connect') > polling);
    const ask = () => transport.request({ method: 'GET', path: '/users' }).catch(() => undefined);
    await Promise.all([ask(), ask(), ask()]);
    assert.deepEqual(recorder.states, ['connecting', 'open', 'auth-required']);
    const requests = server.seen.length;
    transport.probe();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(server.seen.length, requests);
    server.script = () => false;
    transport.connect();
    assert.equal((await recorder.state('open', 3)).generation, 2);
    assert.equal(cut, true);
  });
});

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Lines, QUICK } from './support/lines.js';
import { always, answer, isPoll } from './support/scripted-server.js';

const lines = new Lines();
afterEach(() => lines.end());

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

  it('that forgets us right after a poll has begun is back without a further wait', async () => {
    const { server, recorder } = await lines.open({ timing: { ...QUICK, minPoll: 1_000 } });
    let begun = 0;
    server.script = (seen, response) => {
      server.script = () => false;
      begun = performance.now();
      return always('/meta/connect', { successful: false, error: '402::session_unknown' })(seen, response);
    };
    server.release();
    await server.until(() => server.count('/meta/handshake') === 2);
    await recorder.state('open', 3);
    assert.ok(performance.now() - begun < 1_000);
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
      if (!isPoll(path)) return false;
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
      if (!isPoll(path)) return false;
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

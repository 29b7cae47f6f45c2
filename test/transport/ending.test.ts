import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import type { GwsError } from '../../src/protocol/gws-error.js';
import { Lines } from './support/lines.js';
import { always, answer, isPoll, type Script } from './support/scripted-server.js';

const lines = new Lines();
afterEach(() => lines.end());

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
      if (isPoll(path)) response.on('close', () => (cut = !response.writableFinished));
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

  for (const [what, refuse] of [
    ['401', (response) => answer(response, '', 401)],
    ['statusCode 20', (response) => answer(response, { statusCode: 20 }, 403)],
  ] as [string, (response: ServerResponse) => true][]) {
    it(`does not come by a ${what} for what was asked before a new sign-in`, async () => {
      const { server, transport, recorder } = await lines.open();
      const late: ServerResponse[] = [];
      server.script = ({ path }, response) =>
        path.endsWith('/late') ? late.push(response) > 0 : path.endsWith('/users') && refuse(response);
      const ask = (path: string) =>
        transport.request({ method: 'GET', path }).catch((error: unknown) => (error as GwsError).code);
      const old = ask('/late');
      await server.until(() => late.length === 1);
      await ask('/users');
      await recorder.state('auth-required');
      transport.connect();
      await recorder.state('open', 3);
      refuse(late[0]!);
      assert.equal(await old, 'auth-required');
      assert.equal(transport.status.state, 'open');
      await ask('/users');
      assert.equal(transport.status.state, 'auth-required', 'the new one is judged by its own answers');
    });
  }
});

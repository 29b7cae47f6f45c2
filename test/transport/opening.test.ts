import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Lines } from './support/lines.js';
import { answer, isPoll } from './support/scripted-server.js';

const lines = new Lines();
afterEach(() => lines.end());

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
    assert.ok(isPoll(server.seen[3]?.path ?? ''));
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

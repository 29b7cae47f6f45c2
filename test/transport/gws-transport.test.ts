import './support/window.js';
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import { BayeuxServer } from './support/bayeux-server.js';
import { cookieFetch } from './support/cookie-fetch.js';
import { Recorder } from './support/recorder.js';

describe('a transport against a real Bayeux server', () => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });

  const open = async (server: BayeuxServer) => {
    const transport = createGwsTransport({
      baseUrl: server.url,
      topics: ['/v2/me/*'],
      fetch: cookieFetch(),
      timing: { minPoll: 50, maxNetworkDelay: 500, backoff: 50, slack: 200 },
    });
    endings.push(() => transport.disconnect());
    const recorder = new Recorder(transport);
    transport.connect();
    await recorder.state('open');
    return { transport, recorder };
  };

  const start = async (settings?: Parameters<typeof BayeuxServer.start>[0]) => {
    const server = await BayeuxServer.start(settings);
    endings.unshift(() => server.stop());
    return server;
  };

  it('connects, subscribes, and hands on what is published, undecoded and in order', async () => {
    const server = await start();
    const { transport, recorder } = await open(server);
    assert.deepEqual(recorder.states, ['connecting', 'open']);
    assert.equal(transport.status.generation, 1);
    server.session.deliver(null, '/v2/me/chats', { n: 1 });
    server.session.deliver(null, '/v2/me/chats', { n: 2 });
    await recorder.until(() => recorder.frames.length === 2);
    assert.deepEqual(recorder.frames, [
      { channel: '/v2/me/chats', data: { n: 1 } },
      { channel: '/v2/me/chats', data: { n: 2 } },
    ]);
  });
});

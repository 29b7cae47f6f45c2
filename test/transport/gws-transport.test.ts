import './support/window.js';
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import { BayeuxServer } from './support/bayeux-server.js';
import { cookieFetch } from '../../src/conformance/cookie-fetch.js';
import { QUICK } from './support/lines.js';
import { Recorder } from './support/recorder.js';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const start = async (settings?: Parameters<typeof BayeuxServer.start>[0]) => {
  const server = await BayeuxServer.start(settings);
  endings.push(() => server.stop());
  return server;
};

const make = (server: BayeuxServer, fetch = cookieFetch()) => {
  const transport = createGwsTransport({ baseUrl: server.url, topics: ['/v2/me/*'], fetch, timing: QUICK });
  endings.unshift(() => transport.disconnect());
  return { transport, recorder: new Recorder(transport) };
};

const open = async (server: BayeuxServer) => {
  const line = make(server);
  line.transport.connect();
  await line.recorder.state('open');
  return line;
};

const isPoll = ({ url = '' }: IncomingMessage) => url.endsWith('/connect');
const numbers = (recorder: Recorder) => recorder.frames.map(({ data }) => (data as { n: number }).n);

describe('a transport against a real Bayeux server', () => {
  it('connects, subscribes, and hands on what is published, undecoded and in order', async () => {
    const server = await start();
    const { transport, recorder } = await open(server);
    assert.deepEqual(recorder.states, ['connecting', 'open']);
    assert.equal(transport.status.generation, 1);
    for (let n = 1; n <= 10; n++) server.session.deliver(null, '/v2/me/chats', { n });
    await recorder.until(() => recorder.frames.length === 10);
    assert.deepEqual(numbers(recorder), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.deepEqual(recorder.frames[0], { channel: '/v2/me/chats', data: { n: 1 } });
  });

  it('hears once what several of its topics cover', async () => {
    const server = await start();
    const transport = createGwsTransport({
      baseUrl: server.url,
      topics: ['/v2/me/*', '/v2/me/chats', '/v2/**'],
      fetch: cookieFetch(),
      timing: QUICK,
    });
    endings.unshift(() => transport.disconnect());
    const recorder = new Recorder(transport);
    transport.connect();
    await recorder.state('open');
    server.session.deliver(null, '/v2/me/chats', { n: 1 });
    server.session.deliver(null, '/v2/me/chats', { n: 2 });
    await recorder.until(() => recorder.frames.length >= 2);
    assert.deepEqual(numbers(recorder), [1, 2]);
  });

  it('comes back after a restart that forgot it, as generation 2', async () => {
    const server = await start();
    const { recorder } = await open(server);
    await server.stop();
    const { error } = await recorder.state('broken');
    assert.equal(error?.code, 'network');
    await server.start();
    assert.equal((await recorder.state('open', 3)).generation, 2);
    server.session.deliver(null, '/v2/me/chats', { n: 1 });
    await recorder.until(() => recorder.frames.length === 1);
  });

  it('shakes hands anew when the server has forgotten it (402)', async () => {
    const server = await start();
    const { recorder } = await open(server);
    server.forget();
    const { error } = await recorder.state('broken');
    assert.match(error?.detail.serverMessage ?? '', /^402/);
    assert.equal((await recorder.state('open', 3)).generation, 2);
    server.session.deliver(null, '/v2/me/chats', { n: 1 });
    await recorder.until(() => recorder.frames.length === 1);
  });

  /** Lets the answer to the next poll get lost on its way. */
  const cutNextPoll = (server: BayeuxServer) => {
    server.intercept = (request, response) => {
      if (!isPoll(request)) return false;
      server.intercept = () => false;
      response.end = (): ServerResponse => response.destroy();
      return false;
    };
  };

  it('loses nothing to a cut answer when both sides acknowledge, and needs no resync', async () => {
    const server = await start({ ack: true });
    const { recorder } = await open(server);
    cutNextPoll(server);
    for (let n = 1; n <= 3; n++) server.session.deliver(null, '/v2/me/chats', { n });
    await recorder.state('broken');
    server.session.deliver(null, '/v2/me/chats', { n: 4 });
    await recorder.until(() => recorder.frames.length >= 4);
    assert.deepEqual([...new Set(numbers(recorder))], [1, 2, 3, 4]);
    await recorder.state('open', 3);
    assert.equal(recorder.statuses.at(-1)?.generation, 1);
  });

  it('calls for a resync after a cut answer when nobody acknowledges', async () => {
    const server = await start();
    const { recorder } = await open(server);
    cutNextPoll(server);
    await recorder.state('broken');
    assert.equal((await recorder.state('open', 3)).generation, 2);
  });

  it('ends when the server disconnects it', async () => {
    const server = await start();
    const { recorder } = await open(server);
    // It has to hold a poll to tell us by.
    await new Promise<void>((resolve) => server.session.addListener('suspended', () => resolve()));
    server.session.disconnect();
    const { error } = await recorder.state('stopped');
    assert.equal(error?.code, 'unavailable');
  });

  it('needs a sign-in when its handshake is denied', async () => {
    const server = await start();
    server.cometd.policy = { canHandshake: (_session, _message, callback) => callback(undefined, false) };
    const { transport, recorder } = make(server);
    transport.connect();
    const { error } = await recorder.state('auth-required');
    assert.match(error?.detail.serverMessage ?? '', /^403/);
    assert.deepEqual(recorder.states, ['connecting', 'auth-required']);
  });

  it('says so when cookies do not stick', async () => {
    const server = await start();
    const { transport, recorder } = make(server, fetch);
    transport.connect();
    const { error } = await recorder.state('auth-required');
    assert.equal(error?.code, 'auth-required');
    assert.match(error.detail.serverMessage ?? '', /^402/);
    assert.equal(error.detail.httpStatus, undefined);
  });

  it('shares one server with another line of the same browser', async () => {
    const server = await start({ options: { multiSessionInterval: 100 } });
    const fetch = cookieFetch();
    const first = make(server, fetch);
    first.transport.connect();
    await first.recorder.state('open');
    const session = server.session;
    const second = make(server, fetch);
    second.transport.connect();
    await second.recorder.state('open');
    session.deliver(null, '/v2/me/chats', { n: 1 });
    server.session.deliver(null, '/v2/me/chats', { n: 2 });
    await first.recorder.until(() => first.recorder.frames.length === 1);
    await second.recorder.until(() => second.recorder.frames.length === 1);
    assert.deepEqual([...numbers(first.recorder), ...numbers(second.recorder)], [1, 2]);
  });

  it('lets the server forget it when it ends', async () => {
    const server = await start();
    const { transport } = await open(server);
    const { id } = server.session;
    await transport.disconnect();
    assert.equal(server.cometd.getServerSession(id), undefined);
  });
});

describe('the module', () => {
  it('touches no window before it is asked to connect', async () => {
    const held = Reflect.get(globalThis, 'window') as unknown;
    Reflect.deleteProperty(globalThis, 'window');
    try {
      const transport = createGwsTransport({ baseUrl: 'http://127.0.0.1:1/api/v2', topics: [] });
      await assert.rejects(transport.request({ method: 'GET', path: '/me' }));
      assert.throws(() => transport.connect(), /window/);
      assert.equal(transport.status.state, 'idle');
    } finally {
      Reflect.set(globalThis, 'window', held);
    }
  });
});

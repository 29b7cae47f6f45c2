import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError, type GwsErrorDetail } from '../../src/protocol/gws-error.js';
import { createGwsTransport, type GwsTransportOptions } from '../../src/transport/gws-transport.js';
import type { Transport } from '../../src/transport/transport.js';
import { ManualTimers } from './support/manual-timers.js';
import { Recorder } from './support/recorder.js';
import { json, never, stubFetch, type Call, type Responder } from './support/stub-fetch.js';

const BASE = 'https://gws.example/api/v2';
const token = (value: string) => ({ 'x-csrf-header': 'X-CSRF-TOKEN', 'x-csrf-token': value });
const refusal = () => new Response('Missing or invalid Csrf token', { status: 403 });
const send = { method: 'POST', path: '/me/chats/1', body: { operationName: 'Leave' } } as const;

const make = (respond: Responder, options: Partial<GwsTransportOptions> = {}) => {
  const { fetch, calls } = stubFetch(respond);
  const transport = createGwsTransport({ baseUrl: BASE, topics: ['/v2/me/*'], fetch, ...options });
  return { transport, calls, recorder: new Recorder(transport) };
};

const failure = async (promise: Promise<unknown>): Promise<GwsError> => {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof GwsError);
    return error;
  }
  assert.fail('did not reject');
};

const rejects = async (promise: Promise<unknown>, code: string, detail: GwsErrorDetail = {}) => {
  const error = await failure(promise);
  assert.deepEqual([error.code, error.detail], [code, detail]);
};

const lines = (calls: readonly Call[]) => calls.map(({ method, url }) => `${method} ${url.pathname}`);
const get = (transport: Transport, path = '/users') => transport.request({ method: 'GET', path });

describe('a REST request', () => {
  it('goes to the base with its query, and brings back status and body', async () => {
    const { transport, calls } = make(() => json({ statusCode: 0, users: [] }));
    const answer = await transport.request({ method: 'GET', path: '/users', query: { fields: '*', q: 'a&b' } });
    assert.deepEqual(answer, { status: 200, body: { statusCode: 0, users: [] } });
    assert.equal(calls[0]?.url.href, `${BASE}/users?fields=*&q=a%26b`);
  });

  it('resolves with refusals too, also those that are no JSON', async () => {
    const { transport } = make(({ url }) =>
      url.pathname.endsWith('/users') ? json({ statusCode: 6 }, 404) : new Response('<p>gone</p>', { status: 502 }),
    );
    assert.deepEqual(await get(transport), { status: 404, body: { statusCode: 6 } });
    assert.deepEqual(await get(transport, '/queues'), { status: 502, body: undefined });
  });

  it('carries X-Operation-Id, and none when there is no operation', async () => {
    const { transport, calls } = make(() => json({}));
    await transport.request(send, { operationId: 'op-1' });
    await transport.request(send);
    assert.deepEqual(
      calls.map(({ headers }) => headers.get('x-operation-id')),
      [null, 'op-1', null],
    );
  });

  it('drops keys that could reach a prototype, however they are spelt', async () => {
    const body = '{"a":{"__proto__":{"x":1},"\\u005f_proto__":{"x":1},"constructor":1,"prototype":2,"b":3}}';
    const { transport } = make(() => new Response(body));
    const answer = await get(transport);
    assert.equal(JSON.stringify(answer.body), '{"a":{"b":3}}');
  });

  it('rejects as bad answer what is no JSON although all went well', async () => {
    const { transport } = make(() => new Response('{"a":', { status: 200 }));
    await rejects(get(transport), 'bad-answer', { httpStatus: 200 });
    await rejects(transport.request(send), 'bad-answer', { httpStatus: 200, outcomeUnknown: true });
  });

  it('rejects as network fault when nothing came, and says that a write may have happened', async () => {
    const { transport } = make(({ method }) => {
      if (method === 'GET') return json({});
      throw new TypeError('fetch failed');
    });
    await rejects(transport.request(send), 'network', { outcomeUnknown: true });
  });

  it('says nothing of an unknown outcome when the write was never sent', async () => {
    const { transport, calls } = make(() => {
      throw new TypeError('fetch failed');
    });
    await rejects(transport.request(send), 'network');
    assert.deepEqual(lines(calls), ['GET /api/v2/me']);
  });

  it('gives up after its time, while waiting for the first byte and for the last', async () => {
    for (const respond of [never, slow]) {
      const timers = new ManualTimers();
      const { transport } = make((call) => (call.url.pathname.endsWith('/me') ? json({}) : respond(call)), {
        environment: timers,
      });
      const answer = failure(transport.request(send));
      await settled();
      timers.pass(19_999);
      assert.equal(timers.pending, 1);
      timers.pass(1);
      const { code, detail } = await answer;
      assert.deepEqual([code, detail], ['timeout', { outcomeUnknown: true }]);
      assert.equal(timers.pending, 0);
    }
  });

  it('cuts an endless body at its cap', async () => {
    let sent = 0;
    const { transport } = make(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => {
              sent += 100_000;
              controller.enqueue(new Uint8Array(100_000).fill(32));
            },
          }),
        ),
    );
    await rejects(get(transport), 'bad-answer');
    assert.ok(sent < 5_500_000, `read ${sent} bytes`);
  });

  it('can be cancelled by the caller', async () => {
    const { transport, calls } = make((call) => (call.method === 'GET' ? json({}) : never(call)));
    const control = new AbortController();
    const answer = failure(transport.request(send, { signal: control.signal }));
    await settled();
    control.abort();
    assert.equal((await answer).code, 'canceled');
    const before = calls.length;
    await rejects(transport.request(send, { signal: control.signal }), 'canceled');
    assert.equal(calls.length, before);
  });

  it('is not sent when it was cancelled while it waited for a token or for credentials', async () => {
    let give = (_: string): void => undefined;
    const { transport, calls } = make(() => json({}), {
      authorization: () => new Promise<string>((resolve) => (give = resolve)),
    });
    const control = new AbortController();
    const answer = failure(transport.request(send, { signal: control.signal }));
    await settled();
    control.abort();
    give('Bearer 1');
    await settled();
    give('Bearer 2');
    assert.equal((await answer).code, 'canceled');
    assert.deepEqual(lines(calls), ['GET /api/v2/me']);
  });

  it('leaves open what came of a write when a strange page answered it and /me cannot be reached', async () => {
    let isDown = false;
    const { transport } = make(({ method }) => {
      if (isDown) throw new TypeError('fetch failed');
      isDown = method === 'POST';
      return isDown ? new Response('<html>', { headers: { 'content-type': 'text/html' } }) : json({});
    });
    await rejects(transport.request(send), 'bad-answer', { httpStatus: 200, outcomeUnknown: true });
  });

  it('reads Retry-After in seconds and as a date, and believes at most five minutes', async () => {
    const wait = async (value: string) => {
      const { transport } = make(() => json({}, 503, { 'retry-after': value }));
      return (await get(transport)).retryAfter;
    };
    assert.equal(await wait('7'), 7_000);
    assert.equal(await wait('86400'), 300_000);
    const date = await wait(new Date(Date.now() + 60_000).toUTCString());
    assert.ok(date !== undefined && date > 55_000 && date <= 60_000);
    assert.equal(await wait(new Date(0).toUTCString()), 0);
    assert.equal(await wait('soon'), undefined);
  });
});

describe('the CSRF token', () => {
  it('is fetched once from /me before the first writes, which share the request', async () => {
    const { transport, calls } = make(({ method }) => json({}, 200, method === 'GET' ? token('t1') : {}));
    await Promise.all([transport.request(send), transport.request(send), transport.request(send)]);
    assert.deepEqual(lines(calls), ['GET /api/v2/me', ...Array<string>(3).fill('POST /api/v2/me/chats/1')]);
    assert.deepEqual(
      calls.map(({ headers }) => headers.get('x-csrf-token')),
      [null, 't1', 't1', 't1'],
    );
  });

  it('is taken from any answer, under the name that the server gives it', async () => {
    const { transport, calls } = make(() => json({}, 200, { 'x-csrf-header': 'X-Other', 'x-csrf-token': 't7' }));
    await get(transport);
    await transport.request(send);
    assert.deepEqual(lines(calls), ['GET /api/v2/users', 'POST /api/v2/me/chats/1']);
    assert.equal(calls[1]?.headers.get('x-other'), 't7');
  });

  it('is not asked for again when the server has none', async () => {
    const { transport, calls } = make(() => json({}));
    await transport.request(send);
    await transport.request(send);
    assert.equal(lines(calls).filter((line) => line.startsWith('GET')).length, 1);
  });

  for (const [form, refuse] of [
    ['text', refusal],
    ['JSON', () => json({ statusCode: 3, statusMessage: 'Missing or invalid Csrf token' }, 403)],
  ] as const) {
    it(`is renewed once when refused (as ${form}), for all at once, and each write is repeated once`, async () => {
      let valid = 't1';
      const executed: Call[] = [];
      const { transport, calls } = make((call) => {
        if (call.method === 'GET') return json({}, 200, token(valid));
        if (call.headers.get('x-csrf-token') !== valid) return refuse();
        executed.push(call);
        return json({ statusCode: 0 });
      });
      await transport.request(send);
      valid = 't2';
      calls.length = executed.length = 0;
      const answers = await Promise.all([1, 2, 3].map(() => transport.request(send)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200],
      );
      assert.equal(executed.length, 3);
      assert.equal(lines(calls).filter((line) => line === 'GET /api/v2/me').length, 1);
      assert.equal(calls.length, 7);
    });
  }

  it('is given up after one repetition: the refusal is the answer', async () => {
    const { transport, calls } = make(({ method }) => (method === 'GET' ? json({}, 200, token('t1')) : refusal()));
    assert.deepEqual(await transport.request(send), { status: 403, body: 'Missing or invalid Csrf token' });
    assert.equal(calls.filter(({ method }) => method === 'POST').length, 2);
  });

  it('is renewed also for what must go out once, which is not repeated: the next one goes through', async () => {
    let valid = 't1';
    const { transport, calls } = make((call) => {
      if (call.method === 'GET') return json({}, 200, token(valid));
      return call.headers.get('x-csrf-token') === valid ? json({ statusCode: 0 }) : refusal();
    });
    await transport.request(send);
    valid = 't2';
    calls.length = 0;
    const refused = await transport.request(send, { once: true });
    assert.deepEqual(refused, { status: 403, body: 'Missing or invalid Csrf token' });
    assert.deepEqual(lines(calls), ['POST /api/v2/me/chats/1', 'GET /api/v2/me']);
    assert.equal((await transport.request(send, { once: true })).status, 200);
  });

  it('does not stand behind other refusals: those are not repeated', async () => {
    const { transport, calls } = make(({ method }) =>
      method === 'GET' ? json({}, 200, token('t1')) : json({ statusCode: 5 }, 403),
    );
    assert.equal((await transport.request(send)).status, 403);
    assert.equal(calls.length, 2);
  });

  it('leaves the refusal as the answer when the renewal does not get through', async () => {
    let up = true;
    const { transport } = make(({ method }) => {
      if (method === 'POST') return refusal();
      if (!up) throw new TypeError('fetch failed');
      up = false;
      return json({}, 200, token('t1'));
    });
    assert.equal((await transport.request(send)).status, 403);
  });
});

describe('refused credentials', () => {
  it('reject every request, and are told once', async () => {
    const { transport, recorder } = make(() => json({ statusCode: 20 }, 401));
    const errors = await Promise.all([get(transport), get(transport), transport.request(send)].map(failure));
    assert.deepEqual(
      errors.map(({ code, detail }) => [code, detail.httpStatus]),
      Array(3).fill(['auth-required', 401]),
    );
    assert.deepEqual(recorder.states, ['auth-required']);
    assert.equal(recorder.statuses[0]?.error?.code, 'auth-required');
  });

  it('may also come as statusCode 20 under another HTTP status', async () => {
    const { transport, recorder } = make(() => json({ statusCode: '20' }, 403));
    await rejects(get(transport), 'auth-required', { httpStatus: 403 });
    assert.deepEqual(recorder.states, ['auth-required']);
  });

  for (const [what, detour] of [
    ['a login page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['a redirect', () => new Response('', { status: 302, headers: { location: 'https://login.example/' } })],
  ] as const) {
    it(`are what ${what} means, if /me answers so too`, async () => {
      const { transport, recorder } = make(detour);
      assert.equal((await failure(get(transport))).code, 'auth-required');
      assert.deepEqual(recorder.states, ['auth-required']);
    });

    it(`are not what ${what} means while /me is in order`, async () => {
      const { transport, recorder } = make(({ url }) => (url.pathname === '/api/v2/me' ? json({}) : detour()));
      assert.equal((await failure(get(transport))).code, 'bad-answer');
      assert.deepEqual(recorder.states, []);
    });
  }

  it('are not followed to where a redirect points', async () => {
    const { transport, calls } = make(() => json({}));
    await transport.request(send);
    assert.deepEqual(
      calls.map(({ init }) => init.redirect),
      ['manual', 'manual'],
    );
  });

  it('are what a failing source of authorization means; nothing is sent', async () => {
    const { transport, calls } = make(() => json({}), {
      authorization: () => Promise.reject(new Error('no token')),
    });
    await rejects(get(transport), 'auth-required');
    assert.equal(calls.length, 0);
  });
});

describe('authorization', () => {
  it('is asked for anew with each request, and may take its time', async () => {
    let n = 0;
    const { transport, calls } = make(() => json({}), { authorization: () => Promise.resolve(`Bearer ${++n}`) });
    await get(transport);
    await get(transport);
    assert.deepEqual(
      calls.map(({ headers }) => headers.get('authorization')),
      ['Bearer 1', 'Bearer 2'],
    );
  });

  it('that never comes ends the request in its time; nothing is sent, and nobody is taken for signed out', async () => {
    const { transport, calls, recorder } = make(() => json({}), {
      authorization: () => new Promise<string>(() => undefined),
      timing: { request: 20, maxNetworkDelay: 20 },
    });
    await rejects(get(transport), 'timeout');
    await rejects(transport.request(send), 'timeout');
    assert.equal(calls.length, 0);
    assert.deepEqual(recorder.states, []);
  });

  it('may be a constant; cookies go along by default', async () => {
    const { transport, calls } = make(() => json({}), { authorization: 'Basic x' });
    await get(transport);
    assert.equal(calls[0]?.headers.get('authorization'), 'Basic x');
    assert.equal(calls[0].init.credentials, 'include');
  });
});

/** A body whose bytes drip, and that ends only when it is aborted. */
function slow({ init }: Call): Response {
  return new Response(
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array([123]));
        init.signal?.addEventListener('abort', () => controller.error(new DOMException('', 'AbortError')));
      },
    }),
  );
}

/** Lets everything happen that waits for nothing but its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

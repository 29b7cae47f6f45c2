import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { startSandbox } from '../../../src/sandbox/server/server.js';
import type { Sandbox } from '../../../src/sandbox/server/server.js';

const BASIC = { Authorization: `Basic ${Buffer.from('agent1:password').toString('base64')}` };
const JSON_TYPE = { 'Content-Type': 'application/json' };

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ port: 0 });
});
after(() => sandbox.close());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** A request with exactly these headers (fetch would add and forbid some). */
function send(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: sandbox.port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function signedIn(): Promise<Record<string, string>> {
  const { headers } = await send('GET', '/api/v2/me', BASIC);
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  return {
    ...BASIC,
    ...JSON_TYPE,
    Cookie: cookie,
    [String(headers['x-csrf-header'])]: String(headers['x-csrf-token']),
  };
}

const bayeux = (
  messages: unknown,
  headers: Readonly<Record<string, string>> = { ...BASIC, ...JSON_TYPE },
): Promise<Answer> => send('POST', '/api/v2/notifications', headers, JSON.stringify(messages));
const handshake = async (): Promise<string> => {
  const { text } = await bayeux([
    { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], id: '1' },
  ]);
  return (JSON.parse(text) as [{ clientId: string }])[0].clientId;
};

describe('sandbox server: who may come in', () => {
  it('answers 401 and statusCode 20 without or with wrong credentials', async () => {
    for (const headers of [
      {},
      { Authorization: `Basic ${Buffer.from('agent1:wrong').toString('base64')}` },
      { Authorization: 'Bearer x' },
    ]) {
      const { status, text } = await send('GET', '/api/v2/me', headers);
      assert.equal(status, 401);
      assert.equal((JSON.parse(text) as { statusCode: number }).statusCode, 20);
    }
  });

  it('announces the CSRF token on a GET and refuses changes without header or without cookie', async () => {
    const headers = await signedIn();
    const path = '/api/v2/me/smssessions/unknown';
    const body = JSON.stringify({ operationName: 'Accept' });
    assert.equal((await send('POST', path, headers, body)).status, 404);
    const { 'X-CSRF-TOKEN': _token, ...withoutToken } = headers;
    const { Cookie: _cookie, ...withoutCookie } = headers;
    for (const missing of [withoutToken, withoutCookie, { ...headers, 'X-CSRF-TOKEN': 'x'.repeat(36) }]) {
      const { status, text } = await send('POST', path, missing, body);
      assert.equal(status, 403);
      assert.equal(text, 'Missing or invalid Csrf token');
    }
  });

  it('keeps the user in the session, so that a login cookie is enough', async () => {
    const { Authorization: _basic, ...cookieOnly } = await signedIn();
    const { status, text } = await send('GET', '/api/v2/me', cookieOnly);
    assert.equal(status, 200);
    assert.match(text, /"userName":"agent1"/);
  });

  it('serves no foreign host name and no foreign origin', async () => {
    assert.equal((await send('GET', '/', { Host: 'evil.example' })).status, 403);
    assert.equal((await send('GET', '/api/v2/me', { ...BASIC, Origin: 'https://evil.example' })).status, 403);
    assert.equal(
      (await send('POST', '/sandbox/reset', { ...JSON_TYPE, Origin: 'https://evil.example' }, '{}')).status,
      403,
    );
    assert.equal(
      (await send('GET', '/sandbox/sms/1', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' })).status,
      403,
    );
  });

  it('answers an allowed origin with exactly that origin, and preflights', async () => {
    const origin = `http://localhost:${sandbox.port}`;
    const { status, headers } = await send('OPTIONS', '/api/v2/me', {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
    });
    assert.equal(status, 204);
    assert.equal(headers['access-control-allow-origin'], origin);
    assert.equal(headers['access-control-allow-credentials'], 'true');
  });

  it('listens on loopback only', () => {
    assert.match(sandbox.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe('sandbox server: bad bodies', () => {
  it('refuses what is no JSON object, too deep or of another type, and lives on', async () => {
    const headers = await signedIn();
    const post = (body: string, type = 'application/json') =>
      send('POST', '/api/v2/me', { ...headers, 'Content-Type': type }, body);
    assert.equal((await post('{"operationName":')).status, 400);
    assert.equal((await post('[]')).status, 400);
    assert.equal((await post('"text"')).status, 400);
    assert.equal((await post(`${'['.repeat(100)}${']'.repeat(100)}`)).status, 400);
    assert.equal((await post('{}', 'text/plain')).status, 415);
    assert.equal((await send('GET', '/api/v2/me', BASIC)).status, 200);
  });

  it('cuts a body over 256 KB with 413', async () => {
    const headers = await signedIn();
    const body = JSON.stringify({ operationName: 'x'.repeat(300 * 1024) });
    assert.equal((await send('POST', '/api/v2/me', headers, body)).status, 413);
    assert.equal((await send('GET', '/api/v2/me', BASIC)).status, 200);
  });
});

describe('sandbox server: Bayeux policy', () => {
  it('denies a handshake without credentials', async () => {
    assert.equal((await bayeux([{ channel: '/meta/handshake' }], JSON_TYPE)).status, 401);
  });

  it('lets nobody publish, and nobody subscribe beyond their own channels', async () => {
    const clientId = await handshake();
    const reply = async (message: object): Promise<{ successful: boolean; error?: string }> => {
      const { text } = await bayeux([{ clientId, id: '2', ...message }]);
      return (JSON.parse(text) as [{ successful: boolean; error?: string }])[0];
    };
    for (const subscription of ['/v2/me/*', '/v2/me/**', '/v2/me/smssessions']) {
      assert.equal((await reply({ channel: '/meta/subscribe', subscription })).successful, true, subscription);
    }
    for (const subscription of ['/**', '/*', '/v2/**', '/v2/users', '/v2/mefoo/*', '/notifications/services']) {
      assert.equal((await reply({ channel: '/meta/subscribe', subscription })).successful, false, subscription);
    }
    for (const channel of ['/v2/me/smssessions', '/v2/me/new', '/service/x']) {
      assert.equal(
        (await reply({ channel, data: { messageType: 'SMSsessionStateChangeMessage' } })).successful,
        false,
        channel,
      );
    }
  });

  it('does not know a client id of another user', async () => {
    const clientId = await handshake();
    const other = { ...JSON_TYPE, Authorization: `Basic ${Buffer.from('agent2:password').toString('base64')}` };
    const { text } = await bayeux([{ channel: '/meta/subscribe', clientId, id: '2', subscription: '/v2/me/*' }], other);
    assert.match(text, /402/);
  });

  it('survives garbage', async () => {
    for (const garbage of [
      [],
      [null],
      42,
      {},
      [{ channel: 7 }],
      [{ channel: '/' }],
      [{ channel: '/meta/subscribe', subscription: [1] }],
      [{ channel: '/meta/connect', advice: 3 }],
      [{ channel: '/meta/connect', advice: { interval: 'never' } }],
      [{ channel: '/meta/connect', advice: { timeout: 1e300 } }],
      [{ channel: '/meta/handshake', version: '1.0' }, { channel: '/meta/connect' }],
    ]) {
      assert.equal((await bayeux(garbage)).status, 400, JSON.stringify(garbage));
    }
    assert.match(
      (await bayeux([{ channel: '/meta/connect', clientId: '__proto__', id: '1', connectionType: 'long-polling' }]))
        .text,
      /402/,
    );
    assert.ok(await handshake());
  });

  it('answers a parked poll with 402 when the session expires', async () => {
    const clientId = await handshake();
    const poll = bayeux([{ channel: '/meta/connect', clientId, id: '9', connectionType: 'long-polling' }]);
    // The poll is parked when a later request of the same client has been answered.
    await bayeux([{ channel: '/meta/subscribe', clientId, id: '3', subscription: '/v2/me/*' }]);
    await send('POST', '/sandbox/faults', JSON_TYPE, JSON.stringify({ kind: 'expire-session', user: 'agent1' }));
    const [reply] = JSON.parse((await poll).text) as [{ id: string; error: string; advice: { reconnect: string } }];
    assert.equal(reply.id, '9');
    assert.match(reply.error, /^402/);
    assert.equal(reply.advice.reconnect, 'handshake');
  });
});

describe('sandbox server: pages', () => {
  it('serves nothing but its pages, under the strict policy', async () => {
    const page = await send('GET', '/demo.css');
    assert.equal(page.status, 200);
    assert.match(
      String(page.headers['content-security-policy']),
      /default-src 'none'.*require-trusted-types-for 'script'/,
    );
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/demo/demo.html', '/api/v1/me', '//etc/passwd']) {
      assert.equal((await send('GET', path)).status, 404, path);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GwsError } from '../../src/protocol/gws-error.js';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import { json, stubFetch } from './support/stub-fetch.js';

const make = (baseUrl: string) => {
  const { fetch, calls } = stubFetch(() => json({}));
  const transport = createGwsTransport({ baseUrl, topics: [], authorization: 'Bearer secret', fetch });
  return { transport, calls };
};

describe('where requests go', () => {
  for (const [base, expected] of [
    ['https://gws.example/api/v2', 'https://gws.example/api/v2/users'],
    ['https://gws.example/api/v2/', 'https://gws.example/api/v2/users'],
    ['https://gws.example', 'https://gws.example/users'],
    ['https://gws.example:8443/a/b?x=1#y', 'https://gws.example:8443/a/b/users'],
  ] as const) {
    it(`${base} is a base`, async () => {
      const { transport, calls } = make(base);
      await transport.request({ method: 'GET', path: '/users' });
      assert.equal(calls[0]?.url.href, expected);
    });
  }

  it('a relative base is one of the page', async () => {
    Object.defineProperty(globalThis, 'location', { value: new URL('https://crm.example/desk/'), configurable: true });
    try {
      const { transport, calls } = make('/api/v2');
      await transport.request({ method: 'GET', path: '/users' }, { operationId: 'op' });
      assert.equal(calls[0]?.url.href, 'https://crm.example/api/v2/users');
      assert.equal(calls[0].headers.get('x-operation-id'), 'op');
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });

  it('another origin than the page gets no header that its CORS rules do not know', async () => {
    Object.defineProperty(globalThis, 'location', { value: new URL('https://crm.example/desk/'), configurable: true });
    try {
      const { transport, calls } = make('https://gws.example/api/v2');
      await transport.request({ method: 'GET', path: '/users' }, { operationId: 'op' });
      assert.equal(calls[0]?.headers.has('x-operation-id'), false);
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });

  const hostile = [
    '//evil.example/x',
    '/\\evil.example',
    '@evil.example/',
    ':80@evil.example/',
    '.evil.example/',
    '/me/../../admin',
    '/me/smssessions/..',
    '/me/smssessions/%2e%2e/users',
    '/me/./chats',
    '/me?x=1',
    '/me#x',
    '/me\n/x',
    ' /me',
  ];
  for (const path of hostile) {
    it(`${JSON.stringify(path)} leads nowhere else`, async () => {
      for (const base of ['https://gws.example/api/v2', 'https://gws.example']) {
        const { transport, calls } = make(base);
        await transport.request({ method: 'GET', path }).catch((error: unknown) => {
          assert.ok(error instanceof GwsError);
          assert.equal(error.code, 'validation');
        });
        for (const { url } of calls) {
          assert.equal(url.origin, 'https://gws.example');
          assert.equal(url.pathname, new URL(base).pathname.replace(/\/$/, '') + path);
        }
      }
    });
  }

  it('no path whatsoever changes the origin or leaves the base', async () => {
    const piece = fc.oneof(fc.constantFrom('/', '\\', '..', '.', '%2e', '@', ':', '?', '#', '\t', '//'), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('', '/', '/me/'), fc.array(piece, { maxLength: 6 }), async (slash, pieces) => {
        const path = `${slash}${pieces.join('')}`;
        const { transport, calls } = make('https://gws.example/api/v2');
        await transport.request({ method: 'GET', path }).catch((error: unknown) => {
          assert.equal((error as GwsError).code, 'validation');
        });
        for (const { url } of calls) {
          assert.equal(url.origin, 'https://gws.example');
          assert.equal(url.pathname, `/api/v2${path}`);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

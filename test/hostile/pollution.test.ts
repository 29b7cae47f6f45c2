import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { readAnswer } from '../../src/protocol/answer.js';
import { decodeMessages, decodeNotification, decodeSessions, decodeUsers } from '../../src/protocol/decode.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { encode } from '../../src/protocol/encode.js';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { JsonValue } from '../../src/protocol/json.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import type { OperationCall } from '../../src/protocol/operation-params.js';
import { OPERATIONS } from '../../src/protocol/operations.js';
import { initialSession, reduceSession } from '../../src/state/session-reducer.js';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import { parseJson } from '../../src/transport/safe-json.js';
import { json, stubFetch } from '../transport/support/stub-fetch.js';

const KEYS = ['__proto__', 'constructor', 'prototype', '__defineGetter__', 'toString', 'hasOwnProperty', 'then'];
const untouched = (): string =>
  JSON.stringify([
    ...[Object, Array, Map, String, Function, Promise].map(({ prototype }) => Reflect.ownKeys(prototype).map(String)),
    Object.keys(Object),
  ]);
const BEFORE = untouched();

afterEach(() => {
  assert.equal(untouched(), BEFORE);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

/** JSON in which any object may have such keys, written as text: that is how they arrive. */
const { tree } = fc.letrec<{ tree: string; leaf: string; node: string; list: string }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('node'), tie('list')),
  leaf: fc.constantFrom('"yes"', '1', 'null', 'true', '{"polluted":"yes"}'),
  node: fc
    .array(
      fc.tuple(
        fc.constantFrom(
          ...[...KEYS, '\\u005f_proto__', 'polluted', 'smssession', 'participants', 'userData', 'messages', 'from'],
          ...['statusCode', 'users', 'capabilities', 'advice', 'ext', 'id'],
        ),
        tie('tree'),
      ),
      { maxLength: 4 },
    )
    .map((pairs) => `{${pairs.map(([key, value]) => `"${key}":${value}`).join(',')}}`),
  list: fc.array(tie('tree'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
}));

describe('keys that reach a prototype', () => {
  it('change nothing, wherever they stand in what is decoded and reduced', () => {
    fc.assert(
      fc.property(tree, (text) => {
        // JSON.parse keeps the keys: the decoder is safe without the filter before it.
        for (const value of [JSON.parse(text), parseJson(text)] as readonly unknown[]) {
          const state = { messageType: 'SMSsessionStateChangeMessage', smssession: value };
          for (const data of [value, state, { messageType: 'MessageLogUpdated', messages: [value] }]) {
            const notification = decodeNotification(SMS_SESSION, data);
            if (notification.kind === 'session' || notification.kind === 'messages')
              reduceSession(initialSession('s1', 'u1'), { type: 'notification', at: 0, notification });
          }
          decodeSessions(SMS_SESSION, value);
          decodeMessages(value);
          decodeUsers({ users: [value] });
          try {
            readAnswer({ status: 200, body: value as JsonValue });
          } catch (error) {
            assert.ok(error instanceof GwsError);
          }
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('are plain keys of attached data', () => {
    const userData = `{${KEYS.map((key) => `"${key}":"${key}!"`).join(',')}}`;
    const data: unknown = JSON.parse(
      `{"messageType":"SMSsessionStateChangeMessage","smssession":{"id":"s1","userData":${userData}}}`,
    );
    const decoded = decodeNotification(SMS_SESSION, data);
    assert.ok(decoded.kind === 'session');
    assert.deepEqual(
      [...(decoded.session.userData ?? [])],
      KEYS.map((key) => [key, `${key}!`]),
    );
  });

  it('do not come through the transport, nor make an answer a promise', async () => {
    fc.assert(
      fc.property(tree, (text) => {
        const parsed = JSON.stringify(parseJson(text));
        assert.doesNotMatch(parsed, /"(?:__proto__|constructor|prototype)":/);
      }),
    );
    const body = `{${KEYS.map((key) => `"${key}":{"polluted":"yes"}`).join(',')},"statusCode":0}`;
    const { fetch } = stubFetch(() => new Response(body, { headers: { 'content-type': 'application/json' } }));
    const transport = createGwsTransport({ baseUrl: 'https://gws.example/api/v2', topics: [], fetch });
    const answer = await transport.request({ method: 'GET', path: '/me' });
    assert.equal(Object.getPrototypeOf(answer.body), Object.prototype);
  });
});

describe('ids that try to be paths', () => {
  const BASE = 'https://gws.example/base/api/v2';
  const tricks = fc.oneof(
    fc.constantFrom(
      ...['..', '.', '', '/', '\\', '../..', '..%2f..', '%2e%2e', '.%2e', '..;/', '//evil.example', '@evil.example'],
      ...[
        'http://evil.example/',
        '?x',
        '#x',
        's1/../../admin',
        's1?x=1',
        's1#',
        's1\n',
        '\u2024\u2024',
        '\uFF0E\uFF0E',
      ],
      ...[':443', 's1;jsessionid=1', 's 1', '\u0000', 'x'.repeat(65), '\uD800', '__proto__'],
    ),
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
  );

  it('are refused, or stay one segment below the base, for each operation and each id in its address', async () => {
    const { fetch, calls } = stubFetch(() => json({ statusCode: 0 }));
    const transport = createGwsTransport({ baseUrl: BASE, topics: [], fetch });
    const names = Object.keys(OPERATIONS) as OperationName[];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        tricks,
        tricks,
        tricks,
        async (operation, sessionId, userId, channel) => {
          const all = { targetUri: sessionId, text: 'x', userData: {}, keys: ['x'], mode: 'Coach', url: 'x', id: 'x' };
          const params = { ...all, userId, channel, disposition: 'x', nickname: 'x' };
          let request;
          try {
            request = encode(SMS_SESSION, { operation, sessionId, params } as unknown as OperationCall);
          } catch (error) {
            assert.match((error as { code: string }).code, /^(?:validation|parameter-missing|not-offered)$/);
            return;
          }
          assert.match(request.path, /^(?:\/(?:me|users|channels|smssessions)|\/[\w~.-]{1,64})+$/);
          await transport.request(request);
        },
      ),
      { numRuns: 3_000 },
    );
    // Whatever came through: one origin, below the base.
    for (const { url } of calls) {
      assert.equal(url.origin, 'https://gws.example');
      assert.ok(url.pathname.startsWith('/base/api/v2/'));
      assert.equal(url.username + url.search + url.hash, '');
    }
    // Some must come through, or nothing was tried; how many is chance.
    assert.ok(calls.length > 20);
  });

  it('reach nothing when a request is written by hand', async () => {
    const { fetch, calls } = stubFetch(() => json({ statusCode: 0 }));
    const transport = createGwsTransport({ baseUrl: BASE, topics: [], fetch });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('', '/', '/me/smssessions/'), tricks, async (start, trick) => {
        const request = transport.request({ method: 'GET', path: start + trick });
        await request.catch((error: unknown) => assert.equal((error as GwsError).code, 'validation'));
      }),
      { numRuns: 3_000 },
    );
    for (const { url } of calls) {
      assert.equal(url.origin, 'https://gws.example');
      assert.ok(url.pathname.startsWith('/base/api/v2'), url.href);
      assert.doesNotMatch(url.pathname, /\/\.\.?(?:\/|$)/);
    }
  });
});

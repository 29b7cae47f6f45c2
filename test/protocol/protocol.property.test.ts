import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAnswer } from '../../src/protocol/answer.js';
import {
  decodeChannels,
  decodeMessages,
  decodeNotification,
  decodeSession,
  decodeSessions,
  decodeUser,
  decodeQueues,
  decodeUsers,
} from '../../src/protocol/decode.js';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { encode } from '../../src/protocol/encode.js';
import { GwsError } from '../../src/protocol/gws-error.js';
import { isId } from '../../src/protocol/id.js';
import type { JsonValue } from '../../src/protocol/json.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import type { OperationCall } from '../../src/protocol/operation-params.js';
import { OPERATIONS } from '../../src/protocol/operations.js';
import { SAMPLES, sample } from './sample.js';

/** `FUZZ_RUNS` raises the number of decoder inputs, `FUZZ_SEED` repeats a run. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const SEED = process.env['FUZZ_SEED'];
const runs = (share: number) => ({
  numRuns: Math.ceil(RUNS * share),
  ...(SEED !== undefined && { seed: Number(SEED) }),
});

const DIALECTS = [SMS_SESSION, CHAT, INTERACTIONS] as const;
const PROTOTYPE = Reflect.ownKeys(Object.prototype).length;

/** Values that a broken or hostile server might put in the place of another. */
const hostile = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1e300,
  '',
  '..',
  '/',
  '0',
  '\ud800',
  'x'.repeat(70_000),
  [],
  {},
  [[]],
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  JSON.parse('['.repeat(5000) + ']'.repeat(5000)),
);

function check(data: unknown): void {
  for (const dialect of DIALECTS) {
    const decoded = decodeNotification(dialect, data);
    if (decoded.kind === 'session') assert.ok(isId(decoded.session.id));
    if (decoded.kind === 'messages') {
      assert.ok(isId(decoded.sessionId));
      for (const { index } of decoded.messages) assert.ok(Number.isInteger(index) && index > 0);
    }
    assert.ok(decodeSessions(dialect, data).sessions.every(({ id }) => isId(id)));
    decodeSession(dialect, data);
  }
  for (const { channel, state } of decodeChannels(data).channels) {
    assert.ok(channel !== '' && channel.length <= 256 && state.length <= 256);
  }
  decodeMessages(data);
  decodeUser(data);
  decodeUsers(data);
  decodeQueues(data);
  try {
    readAnswer({ status: 200, body: data as JsonValue }, 'Leave');
  } catch (error) {
    assert.ok(error instanceof GwsError);
  }
  assert.equal(Reflect.ownKeys(Object.prototype).length, PROTOTYPE);
}

/** A copy in which the nth value, counted in depth, is replaced, removed or doubled. */
function mutate(value: unknown, nth: number, how: 'replace' | 'remove' | 'double', by: unknown): unknown {
  let seen = 0;
  const walk = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each;
    const entries = Object.entries(each).flatMap(([key, inner]): [string, unknown][] => {
      if (seen++ !== nth) return [[key, walk(inner)]];
      if (how === 'remove') return [];
      if (how === 'double')
        return [
          [key, inner],
          [`${key}2`, inner],
        ];
      return [[key, by]];
    });
    return Array.isArray(each) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  };
  return walk(value);
}

test('decoders answer to any value at all, and leave Object.prototype alone', () => {
  const value = fc.oneof(
    fc.anything({ maxDepth: 3, withNullPrototype: true, withSparseArray: true, withBigInt: true }),
    fc.record(
      {
        messageType: fc.oneof(fc.constantFrom('MessageLogUpdated', 'SMSsessionStateChangeMessage'), fc.anything()),
        smssession: fc.anything({ maxDepth: 3 }),
        smssessionUri: fc.oneof(fc.string(), fc.webUrl(), fc.anything()),
        messages: fc.oneof(fc.array(fc.anything({ maxDepth: 2 })), fc.anything()),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(fc.property(value, check), runs(0.3));
});

test('decoders answer to every sample with one value replaced, removed or doubled', () => {
  const samples = SAMPLES.map(sample);
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.nat(60),
      fc.constantFrom('replace', 'remove', 'double'),
      fc.oneof(hostile, fc.jsonValue({ maxDepth: 2 })),
      (data, nth, how, by) => check(mutate(data, nth, how, by)),
    ),
    runs(0.7),
  );
});

test('a text that is valid JSON decodes like any other value', () => {
  fc.assert(
    fc.property(fc.json(), (text) => check(JSON.parse(text))),
    runs(0.02),
  );
});

test('whatever the ids, a request stays at its place or is not made', () => {
  const id = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('..', '.', '%2e%2e', 'a/b', 'a?b', 'a#b', 'a\n', 'http://evil', '\\', ';x', ''),
    fc.stringMatching(/^[\w~.-]{1,70}$/),
    fc.anything(),
  );
  const operations = Object.keys(OPERATIONS) as OperationName[];
  fc.assert(
    fc.property(
      fc.constantFrom(...DIALECTS),
      fc.constantFrom(...operations),
      id,
      id,
      id,
      (dialect, operation, sessionId, userId, channel) => {
        const params = { userId, channel, text: 't', noticeText: 'n', url: 'u', targetUri: 'u1', disposition: 'd' };
        const data = { userData: {}, keys: [], channels: [] };
        let path: string;
        try {
          ({ path } = encode(dialect, { operation, sessionId, params: { ...params, ...data } } as OperationCall));
        } catch (error) {
          assert.ok(error instanceof GwsError);
          return;
        }
        const { collection } = dialect;
        const place = new RegExp(`^/(me|users/[\\w~.-]+)(/${collection}/[\\w~.-]+|/channels/[\\w~.-]+)?$`);
        assert.match(path, place);
        const root = new URL('http://gws.example/api/v2/');
        const url = new URL(`.${path}`, root);
        assert.equal(url.href, `${root.href}${path.slice(1)}`);
      },
    ),
    { numRuns: 10_000 },
  );
});

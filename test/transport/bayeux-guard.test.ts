import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from 'cometd';
import fc from 'fast-check';
import { entriesOf, isMeta, pairReplies, tame } from '../../src/transport/bayeux-guard.js';
import { DEFAULT_TIMING } from '../../src/transport/environment.js';
import { parseJson } from '../../src/transport/safe-json.js';

const RUNS = { numRuns: 2_000 };

/** Bayeux-like messages, wrong in every way that JSON allows. */
const anything = fc.jsonValue({ maxDepth: 2 });
const message = fc.record(
  {
    channel: fc.oneof(
      fc.constantFrom(
        '/meta/connect',
        '/meta/handshake',
        '/meta/subscribe',
        '/meta/disconnect',
        '/v2/me/chats',
        '/meta/x',
      ),
      anything,
    ),
    id: fc.oneof(fc.constantFrom('1', '2', '3'), anything),
    successful: fc.oneof(fc.boolean(), anything),
    error: fc.oneof(fc.constantFrom('402::session_unknown', '403::denied'), anything),
    clientId: fc.oneof(fc.constant('c'), anything),
    subscription: fc.oneof(fc.constantFrom('/v2/me/*', '/v2/users'), anything),
    data: anything,
    supportedConnectionTypes: anything,
    'x-messages': anything,
    advice: fc.oneof(
      fc.record(
        {
          reconnect: fc.oneof(fc.constantFrom('retry', 'handshake', 'none'), anything),
          interval: fc.oneof(fc.double(), anything),
          timeout: fc.oneof(fc.double(), anything),
        },
        { requiredKeys: [] },
      ),
      anything,
    ),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(fc.array(fc.oneof(message, anything), { maxLength: 5 }), anything, message);

const sent: Message[] = [
  { channel: '/meta/subscribe', id: '1', subscription: '/v2/me/*' as unknown as string[] },
  { channel: '/meta/subscribe', id: '2', subscription: '/v2/users' as unknown as string[] },
  { channel: '/meta/connect', id: '3' },
];

describe('whatever a server answers', () => {
  it('every message sent is answered or not, once, and nothing else of the protocol gets through', () => {
    fc.assert(
      fc.property(body, (value) => {
        const { accepted, unanswered } = pairReplies(sent, entriesOf(value));
        const answered = accepted.filter(({ channel }) => sent.some((request) => request.channel === channel));
        const ids = [...answered, ...unanswered].map(({ id }) => id).sort();
        assert.deepEqual(ids, ['1', '2', '3']);
        for (const { channel, id, subscription } of answered) {
          const request = sent.find((each) => each.id === id);
          assert.deepEqual([channel, subscription], [request?.channel, request?.subscription]);
        }
        for (const entry of accepted) {
          if (answered.includes(entry)) continue;
          assert.ok(isMeta(entry) ? entry.channel === '/meta/disconnect' : entry.data !== undefined);
        }
      }),
      RUNS,
    );
  });

  it('what is left of it decides nothing that CometD could not carry out', () => {
    const { minPoll, maxPoll, maxInterval } = DEFAULT_TIMING;
    fc.assert(
      fc.property(body, (value) => {
        for (const entry of entriesOf(value)) {
          const { channel, successful, advice, clientId, supportedConnectionTypes } = tame(entry, DEFAULT_TIMING);
          if (!isMeta(entry)) {
            assert.equal(advice, undefined);
            continue;
          }
          assert.equal(typeof successful, 'boolean');
          if (advice !== undefined) {
            const { interval = -1, timeout = -1, reconnect = '' } = advice;
            assert.ok(interval >= 0 && interval <= maxInterval);
            assert.ok(timeout >= minPoll && timeout <= maxPoll);
            assert.ok(['retry', 'handshake', 'none'].includes(reconnect));
            if (successful === true) assert.equal(reconnect, 'retry');
          }
          if (channel !== '/meta/handshake') continue;
          assert.ok(supportedConnectionTypes?.includes('long-polling'));
          assert.equal('x-messages' in entry, false);
          if (successful === true) assert.ok(typeof clientId === 'string' && clientId.length > 0);
          else assert.notEqual(advice?.reconnect, 'retry');
        }
      }),
      RUNS,
    );
  });
});

describe('parsing', () => {
  it('gives what JSON.parse gives, but for keys that could reach a prototype', () => {
    fc.assert(
      fc.property(
        fc.json().filter((text) => !/__proto__|constructor|prototype/.test(text)),
        (text) => assert.deepEqual(parseJson(text), JSON.parse(text)),
      ),
      RUNS,
    );
    const parsed = parseJson(
      '[{"__proto__":{"x":1}},{"a":{"constructor":{"prototype":{"x":1}}}},{"\\u005F_proto__":1}]',
    );
    assert.equal(JSON.stringify(parsed), '[{},{"a":{}},{}]');
  });
});

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

describe('one answer', () => {
  const { minPoll, maxPoll, maxInterval } = DEFAULT_TIMING;
  const retry = { interval: 0, timeout: 60_000, reconnect: 'retry' };
  const tamed = (entry: object): Record<string, unknown> => ({
    ...tame({ ...entry } as Message, DEFAULT_TIMING),
  });

  it('that went well stays as it is', () => {
    const reply = { channel: '/meta/connect', id: '3', successful: true };
    assert.deepEqual(tamed(reply), reply);
    const subscribed = { channel: '/meta/subscribe', id: '2', successful: true, subscription: '/v2/me/*' };
    assert.deepEqual(tamed(subscribed), subscribed);
  });

  it('keeps advice within limits, and has what the server left unsaid', () => {
    const advised = (advice: unknown): unknown =>
      tamed({ channel: '/meta/connect', successful: true, advice })['advice'];
    assert.deepEqual(advised({}), retry);
    assert.deepEqual(advised('soon'), retry);
    assert.deepEqual(advised(null), retry);
    assert.deepEqual(advised({ interval: 5, timeout: 20_000 }), { ...retry, interval: 5, timeout: 20_000 });
    assert.deepEqual(advised({ interval: -1, timeout: 0 }), { ...retry, timeout: minPoll });
    assert.deepEqual(advised({ interval: 1e12, timeout: 1e12 }), { ...retry, interval: maxInterval, timeout: maxPoll });
    assert.deepEqual(advised({ interval: '5', timeout: NaN, reconnect: 'dance' }), retry);
  });

  it('is no success when it advises against going on, and none unless it says so', () => {
    for (const channel of ['/meta/connect', '/meta/handshake']) {
      for (const reconnect of ['handshake', 'none']) {
        const { successful, advice } = tamed({ channel, clientId: 'c', successful: true, advice: { reconnect } });
        assert.deepEqual([successful, advice], [false, { ...retry, reconnect }]);
      }
    }
    for (const successful of ['yes', 1, undefined]) {
      assert.equal(tamed({ channel: '/meta/connect', successful })['successful'], false);
    }
  });

  it('that our client id is unknown leads to a handshake; other failures to another poll', () => {
    for (const error of ['400::bad', '401::no', '402::session_unknown', '403::Unknown client']) {
      assert.deepEqual(tamed({ channel: '/meta/connect', successful: false, error })['advice'], {
        ...retry,
        reconnect: 'handshake',
      });
    }
    for (const error of ['404::none', '500::trouble', '4020::x', 'a 402::x', undefined]) {
      assert.equal(tamed({ channel: '/meta/connect', successful: false, error })['advice'], undefined, error);
    }
    const stop = { channel: '/meta/connect', successful: false, error: '402::x', advice: { reconnect: 'none' } };
    assert.deepEqual(tamed(stop)['advice'], { ...retry, reconnect: 'none' });
  });

  it('to a handshake needs a client id, and we poll whatever it supports', () => {
    const hello = { channel: '/meta/handshake', successful: true, 'x-messages': 3 };
    assert.deepEqual(tamed({ ...hello, clientId: 'c', supportedConnectionTypes: ['websocket'] }), {
      channel: '/meta/handshake',
      successful: true,
      clientId: 'c',
      supportedConnectionTypes: ['websocket', 'long-polling'],
    });
    for (const clientId of ['', 5, undefined]) {
      const { successful, advice, supportedConnectionTypes } = tamed({ ...hello, clientId });
      assert.deepEqual(
        [successful, advice, supportedConnectionTypes],
        [false, { ...retry, reconnect: 'handshake' }, ['long-polling']],
      );
    }
  });

  it('to anything else says nothing about the line', () => {
    const refused = { channel: '/meta/subscribe', successful: false, error: '402::x', advice: { reconnect: 'none' } };
    assert.deepEqual(tamed(refused)['advice'], retry);
    assert.deepEqual(tamed({ channel: '/v2/me/chats', data: {}, advice: { reconnect: 'none' }, successful: 7 }), {
      channel: '/v2/me/chats',
      data: {},
      successful: 7,
    });
  });

  it('goes to the request with its id, or without one to the first that fits', () => {
    const paired = (...entries: object[]): unknown[] =>
      pairReplies(sent, entriesOf(entries)).accepted.map(({ id, subscription }) => [id, subscription]);
    assert.deepEqual(paired({ channel: '/meta/subscribe', id: '2' }), [['2', '/v2/users']]);
    assert.deepEqual(paired({ channel: '/meta/subscribe', subscription: '/v2/users' }), [['2', '/v2/users']]);
    assert.deepEqual(paired({ channel: '/meta/subscribe' }, { channel: '/meta/subscribe' }), [
      ['1', '/v2/me/*'],
      ['2', '/v2/users'],
    ]);
    assert.deepEqual(paired({ channel: '/meta/subscribe', id: '3' }, { channel: '/meta/connect', id: '1' }), []);
    assert.deepEqual(paired({ channel: '/meta/disconnect' }), [[undefined, undefined]]);
    assert.deepEqual(paired({ channel: '/meta/disconnect', id: '9' }, { channel: '/meta/handshake' }), []);
    assert.equal(pairReplies(sent, []).unanswered.length, sent.length);
    assert.equal(sent.length, 3);
  });

  it('is a message with a channel, alone or in a list; and carries something unless it is the protocol’s', () => {
    assert.deepEqual(entriesOf({ channel: '/a' }), [{ channel: '/a' }]);
    assert.deepEqual(entriesOf([{ channel: '/a' }, { channel: 7 }, {}, null, 'x', [[]]]), [{ channel: '/a' }]);
    const data = { channel: '/v2/me/chats', data: 0 };
    assert.deepEqual(pairReplies([], entriesOf([data, { channel: '/v2/me/chats' }])).accepted, [data]);
    assert.deepEqual([{ channel: '/meta/x' }, { channel: '/metal' }, { channel: '/v2/meta/x' }].map(isMeta), [
      true,
      false,
      false,
    ]);
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

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeMessages, decodeNotification } from '../../src/protocol/decode.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { MAX_INDEX, MAX_MESSAGES, MAX_PROBLEMS, MAX_TEXT, MAX_URL } from '../../src/protocol/limits.js';
import type { Message } from '../../src/protocol/message.js';

const log = (messages: unknown) =>
  decodeNotification(SMS_SESSION, {
    messageType: 'MessageLogUpdated',
    smssessionUri: '/api/v2/smssessions/s1',
    messages,
  });
const only = (message: unknown): Message => {
  const { messages, rejected } = decodeMessages([message]);
  assert.deepEqual(rejected, []);
  return messages[0]!;
};

describe('entries of the log', () => {
  test('each documented type with its payload', () => {
    const from = { participantId: 'p1', nickname: 'n', type: 'Agent' };
    const base = { index: 1, from, visibility: 'All', timestampSeconds: 1399313371000 };
    const decoded = { index: 1, from, visibility: 'All', time: 1399313371000 };
    const payloads: Record<string, object> = {
      Text: { text: 'hello' },
      PushUrl: { url: 'http://example.com' },
      Notice: { text: 'REMOVE_PARTICIPANT_FROM_CONFERENCE90cc' },
      CustomNotice: { noticeText: 'back soon' },
      NicknameUpdated: { noticeText: 'Ann' },
      ParticipantJoined: {},
      ParticipantLeft: {},
      ParticipantRejoined: {},
      TypingStarted: { text: 'hel' },
      TypingStopped: {},
      TranscriptSaveDone: {},
    };
    for (const [type, payload] of Object.entries(payloads)) {
      assert.deepEqual(only({ ...base, type, ...payload }), { ...decoded, type, ...payload });
    }
  });

  test('a participant of 2015 and later: id, path, External', () => {
    assert.deepEqual(
      only({ index: 1, type: 'Text', from: { id: 'p1', path: '/users/u1', nickname: 'PoD service', type: 'External' } })
        .from,
      { participantId: 'p1', nickname: 'PoD service', type: 'External', userId: 'u1' },
    );
  });

  test('a uri that ends in no id names no user', () => {
    for (const uri of ['', '/', 'http://h/users/', 'http://h/users/..', 'http://h/users/a%2Fb', 7, null, {}]) {
      assert.ok(!('userId' in only({ index: 1, from: { participantId: 'p', uri } }).from!), JSON.stringify(uri));
    }
  });

  test('an entry without a usable index is rejected alone, with its place', () => {
    const decoded = log([
      { index: 1, type: 'Text' },
      null,
      { index: 0 },
      { index: -1 },
      { index: 1.5 },
      { index: MAX_INDEX + 1 },
      { index: 'one' },
      { index: NaN },
      { type: 'Text', text: 'no place' },
      { index: '9', type: 'Text' },
    ]);
    assert.ok(decoded.kind === 'messages');
    assert.deepEqual(
      decoded.messages.map(({ index }) => index),
      [1, 9],
    );
    assert.deepEqual(
      decoded.rejected.map(({ path }) => path),
      ['messages[1]', ...[2, 3, 4, 5, 6, 7, 8].map((i) => `messages[${i}].index`)],
    );
    assert.ok(decoded.rejected.every(({ code }) => code === 'bad-message'));
  });

  test('wrong types of other fields cost that field, not the entry', () => {
    assert.deepEqual(
      only({
        index: 2,
        type: {},
        from: 'x',
        text: ['t'],
        url: 5,
        noticeText: {},
        timestamp: 5,
        timestampSeconds: {},
      }),
      { index: 2, type: '' },
    );
    assert.equal(only({ index: 2, type: 'Text', text: 5 }).text, '5');
  });

  test('visibility: spellings are one, nothing said is nothing, what is unknown never becomes All', () => {
    const visibility = (said: unknown) => only({ index: 1, visibility: said }).visibility;
    for (const said of ['All', 'all', 'ALL', ' All ']) assert.equal(visibility(said), 'All');
    for (const said of ['Agents', 'Agent', 'agents', 'AGENT']) assert.equal(visibility(said), 'Agents');
    for (const said of ['Supervisors', 'Supervisor', 'supervisor']) assert.equal(visibility(said), 'Supervisors');
    for (const said of [undefined, null]) assert.equal(visibility(said), undefined);
    assert.equal(visibility('Teams'), 'Teams');
    for (const said of ['', 'alls', 'al', 's', 'Allow', 0, true, {}, ['All'], 'constructor']) {
      const read = visibility(said);
      assert.equal(typeof read, 'string');
      assert.notEqual(read, 'All', JSON.stringify(said));
    }
  });

  test('long texts are cut, never within a character; long urls are left out, because a cut one leads elsewhere', () => {
    assert.equal(only({ index: 1, text: 'x'.repeat(MAX_TEXT) }).text?.length, MAX_TEXT);
    assert.equal(only({ index: 1, text: 'x'.repeat(MAX_TEXT + 1) }).text?.length, MAX_TEXT);
    const emoji = only({ index: 1, text: `${'x'.repeat(MAX_TEXT - 1)}😀` }).text;
    assert.equal(emoji, 'x'.repeat(MAX_TEXT - 1));
    assert.equal(only({ index: 1, text: '\ud800' }).text, '\ud800');
    assert.equal(only({ index: 1, url: 'x'.repeat(MAX_URL) }).url?.length, MAX_URL);
    assert.ok(!('url' in only({ index: 1, url: 'x'.repeat(MAX_URL + 1) })));
  });

  test('endless lists are cut, and what was left out is counted', () => {
    const many = decodeMessages({ messages: Array.from({ length: MAX_MESSAGES + 7 }, (_, i) => ({ index: i + 1 })) });
    assert.equal(many.messages.length, MAX_MESSAGES);
    assert.deepEqual(many.rejected, [{ kind: 'problem', code: 'too-large', path: 'messages', count: 7 }]);
    const bad = decodeMessages(Array.from({ length: MAX_MESSAGES + 7 }, () => 0));
    assert.equal(bad.rejected.length, MAX_PROBLEMS + 1);
    assert.equal(bad.rejected.at(-1)?.count, MAX_MESSAGES - MAX_PROBLEMS + 7);
  });

  test('the answer to a read: under messages, bare, or unreadable', () => {
    assert.equal(decodeMessages({ statusCode: 0, messages: [{ index: 1 }] }).messages.length, 1);
    assert.equal(decodeMessages([{ index: 1 }]).messages.length, 1);
    for (const body of [undefined, null, {}, 'x', { messages: {} }]) {
      assert.deepEqual(decodeMessages(body), {
        messages: [],
        rejected: [{ kind: 'problem', code: 'bad-message', path: 'messages' }],
      });
    }
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeSession, decodeSessions, isProblem } from '../../src/protocol/decode.js';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import {
  MAX_CAPABILITIES,
  MAX_NAME,
  MAX_NESTING,
  MAX_PARTICIPANTS,
  MAX_SESSIONS,
  MAX_TEXT,
  MAX_USER_DATA_KEYS,
} from '../../src/protocol/limits.js';

const sessionOf = (fields: object) => {
  const decoded = decodeSession(SMS_SESSION, { id: 's1', ...fields });
  assert.ok(!isProblem(decoded));
  return decoded;
};

describe('a session', () => {
  test('fields that are absent or of a wrong type are not said', () => {
    assert.deepEqual(
      sessionOf({
        state: {},
        capabilities: 'Accept',
        participants: {},
        userData: ['a'],
        receivedDate: 'yesterday',
        chatType: null,
        supervisorMode: undefined,
      }),
      { id: 's1' },
    );
  });

  test('empty lists are said', () => {
    assert.deepEqual(sessionOf({ capabilities: [], participants: [], userData: {} }), {
      id: 's1',
      capabilities: [],
      participants: [],
      userData: new Map(),
    });
  });

  test('unknown states, capabilities, types and modes are kept as they are', () => {
    assert.deepEqual(
      sessionOf({
        state: 'Parked',
        capabilities: ['Fly', 'constructor'],
        participants: [{ participantId: 'p', type: 'Bot', nickname: 'b' }],
        chatType: 'Outbound',
        supervisorMode: 'Shadow',
      }),
      {
        id: 's1',
        status: 'Parked',
        capabilities: ['Fly', 'constructor'],
        participants: [{ participantId: 'p', nickname: 'b', type: 'Bot' }],
        chatType: 'Outbound',
        supervisorMode: 'Shadow',
      },
    );
    assert.equal(sessionOf({ supervisorMode: 'Bargein' }).supervisorMode, 'BargeIn');
  });

  test('participants that cannot be told apart, and capabilities that are no words, are left out and counted', () => {
    assert.deepEqual(
      sessionOf({ participants: [{ nickname: 'a' }, null, { participantId: 'p' }], capabilities: [1, 'Leave', null] }),
      {
        id: 's1',
        capabilities: ['Leave'],
        participants: [{ participantId: 'p', nickname: '', type: '' }],
        dropped: 4,
      },
    );
  });

  test('attached values nested without end are left out and counted: each would hold up the page', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    const { userData, dropped } = sessionOf({
      userData: { deep: nested(MAX_NESTING), deeper: nested(MAX_NESTING + 1), abyss: nested(4_000), plain: 'x' },
    });
    assert.deepEqual([...(userData?.keys() ?? [])], ['deep', 'plain']);
    assert.equal(userData?.get('deep'), '['.repeat(MAX_NESTING) + ']'.repeat(MAX_NESTING));
    assert.equal(dropped, 2);
  });

  test('attached data keeps hostile keys as plain entries and nested values as JSON', () => {
    const userData = JSON.parse(
      '{"__proto__":"p","constructor":{"prototype":{"x":1}},"list":[1,"a"],"n":null,"b":false,"toString":"t"}',
    ) as object;
    assert.deepEqual(
      sessionOf({ userData }).userData,
      new Map<string, unknown>([
        ['__proto__', 'p'],
        ['constructor', '{"prototype":{"x":1}}'],
        ['list', '[1,"a"]'],
        ['n', null],
        ['b', false],
        ['toString', 't'],
      ]),
    );
    assert.ok(!('x' in Object.prototype));
  });

  test('values nested deeper than any stack are left out and counted', () => {
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;
    const session = sessionOf({ userData: { deep, fine: 1 } });
    assert.deepEqual(session.userData, new Map([['fine', 1]]));
    assert.equal(session.dropped, 1);
  });

  test('too many of anything are cut and counted; too long words are cut', () => {
    const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
    const session = sessionOf({
      state: 'x'.repeat(MAX_NAME + 1),
      capabilities: many(MAX_CAPABILITIES + 1, String),
      participants: many(MAX_PARTICIPANTS + 2, (i) => ({ participantId: `p${i}` })),
      userData: Object.fromEntries(many(MAX_USER_DATA_KEYS + 3, (i) => [`k${i}`, i])),
    });
    assert.equal(session.status?.length, MAX_NAME);
    assert.equal(session.capabilities?.length, MAX_CAPABILITIES);
    assert.equal(session.participants?.length, MAX_PARTICIPANTS);
    assert.equal(session.userData?.size, MAX_USER_DATA_KEYS);
    assert.equal(session.dropped, 6);
    const long = sessionOf({ userData: { ['k'.repeat(MAX_NAME + 1)]: 1, v: 'x'.repeat(MAX_TEXT + 1) } });
    assert.deepEqual([...(long.userData?.keys() ?? [])], ['v']);
    assert.equal((long.userData?.get('v') as string).length, MAX_TEXT);
  });

  test('reads: under its name, bare, by uri, by a number', () => {
    assert.deepEqual(decodeSession(SMS_SESSION, { statusCode: 0, smssession: { id: 's1' } }), { id: 's1' });
    assert.deepEqual(decodeSession(CHAT, { statusCode: 0, chat: { path: '/chats/c1' } }), { id: 'c1' });
    assert.deepEqual(decodeSession(INTERACTIONS, { id: 12, state: 'Invited' }), { id: '12', status: 'Invited' });
    assert.ok(isProblem(decodeSession(SMS_SESSION, { statusCode: 0 })));
    assert.ok(isProblem(decodeSession(SMS_SESSION, 'x')));
  });

  test('collections: in full, as uris, bare, mixed with what cannot be read', () => {
    const ids = (body: unknown) => decodeSessions(SMS_SESSION, body).sessions.map(({ id }) => id);
    assert.deepEqual(ids({ statusCode: 0, smssessions: [{ id: 's1' }, { id: 's2' }] }), ['s1', 's2']);
    assert.deepEqual(ids({ statusCode: 0, uris: ['http://h/api/v2/me/smssessions/s1'] }), ['s1']);
    assert.deepEqual(ids({ id: 's1', state: 'Chatting' }), ['s1']);
    assert.deepEqual(ids([{ id: 's1' }]), ['s1']);
    assert.deepEqual(ids({ statusCode: 0, smssessions: [] }), []);
    assert.deepEqual(decodeSessions(SMS_SESSION, { statusCode: 0, smssessions: [{ id: '/' }, 5, { id: 's3' }] }), {
      sessions: [{ id: 's3' }],
      rejected: [
        { kind: 'problem', code: 'bad-id', path: 'smssessions[0].id' },
        { kind: 'problem', code: 'not-an-object', path: 'smssessions[1]' },
      ],
    });
    for (const body of [undefined, null, 'x', 5]) assert.equal(decodeSessions(SMS_SESSION, body).rejected.length, 1);
    const crowd = decodeSessions(CHAT, {
      chats: Array.from({ length: MAX_SESSIONS + 1 }, (_, i) => ({ id: `c${i}` })),
    });
    assert.equal(crowd.sessions.length, MAX_SESSIONS);
    assert.equal(crowd.rejected[0]?.code, 'too-large');
  });
});

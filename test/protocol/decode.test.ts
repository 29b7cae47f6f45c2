import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeNotification } from '../../src/protocol/decode.js';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';

const STATE = 'SMSsessionStateChangeMessage';

describe('what a notification is', () => {
  test('anything but an object is a problem', () => {
    for (const data of [undefined, null, 1, 'text', true, [], [{}]]) {
      assert.deepEqual(decodeNotification(SMS_SESSION, data), { kind: 'problem', code: 'not-an-object', path: '' });
    }
  });

  test('one for another feature is tolerated and named', () => {
    for (const data of [
      { messageType: 'CallStateChanged', call: { id: 'c1' } },
      { messageType: 'AttachedDataChanged', notificationType: 'AttachedDataChanged' },
      { messageType: 'AgentStateChangeMessage', agentState: {} },
    ]) {
      assert.deepEqual(decodeNotification(SMS_SESSION, data), { kind: 'other', messageType: data.messageType });
    }
    assert.deepEqual(decodeNotification(SMS_SESSION, {}), { kind: 'other', messageType: '' });
  });

  test('the user’s channels come in both versions, and what cannot be read of them is left out', () => {
    const v2 = {
      messageType: 'ChannelStateChangeMessageV2',
      channels: [
        { channel: 'smssession', dndState: 'Off', userState: { displayName: 'Not Ready', state: 'NotReady' } },
        { channel: 'chat', userState: { state: 'ready' } },
        { channel: 'voice', userState: { state: 'Lunch' } },
        { channel: '', userState: { state: 'Ready' } },
        { channel: 'email', userState: { state: 3 } },
        null,
      ],
    };
    const decoded = decodeNotification(SMS_SESSION, v2);
    assert.equal(decoded.kind, 'channels');
    assert.deepEqual(decoded.channels, [
      { channel: 'smssession', state: 'NotReady' },
      { channel: 'chat', state: 'Ready' },
      { channel: 'voice', state: 'Lunch' },
    ]);
    assert.deepEqual(
      decoded.rejected.map(({ code, path }) => [code, path]),
      [
        ['bad-id', 'channels[3].channel'],
        ['not-an-object', 'channels[4].userState'],
        ['not-an-object', 'channels[5]'],
      ],
    );
    assert.deepEqual(
      decodeNotification(CHAT, {
        messageType: 'ChannelStateChangeMessage',
        channel: { name: 'chat', state: 'LoggedOut' },
      }),
      { kind: 'channels', channels: [{ channel: 'chat', state: 'LoggedOut' }], rejected: [] },
    );
    assert.deepEqual(decodeNotification(SMS_SESSION, { messageType: 'ChannelStateChangeMessageV2' }), {
      kind: 'channels',
      channels: [],
      rejected: [],
    });
  });

  test('chats are not SMS sessions, nor the other way round', () => {
    const chat = { messageType: 'ChatStateChangeMessage', chat: { id: 'c1' } };
    assert.equal(decodeNotification(SMS_SESSION, chat).kind, 'other');
    assert.equal(decodeNotification(CHAT, chat).kind, 'session');
    const lines = { messageType: 'MessageLogUpdated', chatPath: '/chats/c1', messages: [] };
    assert.deepEqual(decodeNotification(SMS_SESSION, lines), { kind: 'other', messageType: 'MessageLogUpdated' });
    assert.deepEqual(decodeNotification(CHAT, lines), {
      kind: 'messages',
      sessionId: 'c1',
      messages: [],
      rejected: [],
    });
    assert.equal(decodeNotification(CHAT, { messageType: STATE, smssession: { id: 's1' } }).kind, 'other');
  });

  test('a Completed notification says only what it says', () => {
    assert.deepEqual(
      decodeNotification(SMS_SESSION, {
        messageType: STATE,
        notificationType: 'StatusChange',
        referenceId: 12,
        smssession: { state: 'Completed', id: 's1', uri: 'http://h/api/v2/smssessions/s1' },
      }),
      {
        kind: 'session',
        notificationType: 'StatusChange',
        session: { id: 's1', status: 'Completed' },
        referenceId: '12',
      },
    );
  });

  test('the pre-release shape, with the fields in the notification itself', () => {
    assert.deepEqual(
      decodeNotification(INTERACTIONS, {
        messageTypeName: 'InteractionStateMessage',
        id: 'i1',
        channel: 'chat',
        state: 'Invited',
        capabilities: ['Accept', 'Reject', 'SendNotification', 'StopProcessing'],
      }),
      {
        kind: 'session',
        notificationType: 'StatusChange',
        session: {
          id: 'i1',
          status: 'Invited',
          capabilities: ['Accept', 'Reject', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'],
        },
      },
    );
    assert.deepEqual(
      decodeNotification(INTERACTIONS, { messageType: 'x', interaction: { id: 'i1', userData: { a: 1 } } }),
      {
        kind: 'session',
        notificationType: 'StatusChange',
        session: { id: 'i1', userData: new Map([['a', 1]]) },
      },
    );
  });

  test('without a session, or with an id that could leave its path, it is a problem', () => {
    const cases: [object, string, string][] = [
      [{ messageType: STATE }, 'no-session', 'id'],
      [{ messageType: STATE, smssession: 'text' }, 'no-session', 'id'],
      [{ messageType: STATE, smssession: {} }, 'no-session', 'smssession.id'],
      [{ messageType: STATE, smssession: { id: '../users' } }, 'bad-id', 'smssession.id'],
      [{ messageType: STATE, smssession: { id: '..' } }, 'bad-id', 'smssession.id'],
      [{ messageType: STATE, smssession: { id: '' } }, 'bad-id', 'smssession.id'],
      [{ messageType: STATE, smssession: { id: 'x'.repeat(65) } }, 'bad-id', 'smssession.id'],
      [{ messageType: STATE, smssession: { id: {} } }, 'bad-id', 'smssession.id'],
      [{ messageType: STATE, smssession: { uri: 'http://h/a b' } }, 'bad-id', 'smssession.id'],
      [{ messageType: 'MessageLogUpdated', messages: [] }, 'no-session', 'smssessionUri'],
      [{ messageType: 'MessageLogUpdated', messages: [], smssessionUri: 'http://h/x/' }, 'bad-id', 'smssessionUri'],
      [{ messageType: 'MessageLogUpdated', messages: [], smssessionUri: 7 }, 'bad-id', 'smssessionUri'],
      [{ messageType: 'MessageLogUpdated', smssessionUri: '/s1', messages: {} }, 'bad-message', 'messages'],
    ];
    for (const [data, code, path] of cases) {
      const decoded = decodeNotification(SMS_SESSION, data);
      if (decoded.kind === 'messages') assert.deepEqual(decoded.rejected, [{ kind: 'problem', code, path }]);
      else assert.deepEqual(decoded, { kind: 'problem', code, path }, JSON.stringify(data));
    }
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import type { Dialect } from '../../src/protocol/dialects/dialect.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import {
  encode,
  hasOperation,
  listSessions,
  readMe,
  readMessages,
  readSession,
  readQueues,
  readUsers,
} from '../../src/protocol/encode.js';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { GwsErrorCode } from '../../src/protocol/gws-error.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import type { OperationCall } from '../../src/protocol/operation-params.js';
import { OPERATIONS } from '../../src/protocol/operations.js';

/** Parameters as they would be given, for each operation; `undefined` ones must not travel. */
const CALLS: { readonly [N in OperationName]: readonly OperationCall<N>['params'][] } = {
  Accept: [{}, { nickname: 'Ann', saveLAR: true }],
  Reject: [{}],
  SendMessage: [{ text: 'hi' }],
  SendUrl: [{ url: 'http://example.com' }],
  SendStartTypingNotification: [{}],
  SendStopTypingNotification: [{}],
  SendToAgents: [{ text: 'hi' }],
  SendStartTypingToAgentsNotification: [{}],
  SendStopTypingToAgentsNotification: [{}],
  SendCustomNotice: [{ noticeText: 'n' }],
  SendCustomNoticeToAgents: [{ noticeText: 'n' }],
  SendNicknameUpdatedNotice: [{ noticeText: 'n' }],
  Consult: [{ targetUri: 'http://h/api/v2/users/u2' }, { targetPath: '/users/u2' }],
  Invite: [{ targetUri: 'http://h/api/v2/users/u2' }, { targetPath: '/queues/q2' }],
  Transfer: [{ targetUri: 'http://h/api/v2/users/u2' }, { queueName: 'Sales', text: 'bye', treatAs: 'System' }],
  CompleteTransfer: [{}],
  CompleteConference: [{}],
  RemoveParticipantFromConference: [{ targetUri: 'http://h/api/v2/users/u2' }],
  Leave: [{}, { text: 'bye', messageType: 'Text', treatAs: 'Normal' }],
  Complete: [{}, { queueName: 'Sales', saveLAR: false }],
  LeaveAndComplete: [{}],
  SetDisposition: [{ disposition: 'sold' }, { disposition: 'sold', dispositionKey: 'Code' }],
  AttachUserData: [{ userData: { a: 1, b: 'x' } }],
  UpdateUserData: [{ userData: { a: null } }],
  DeleteUserData: [{ keys: ['a', 'b'] }],
  SetInFocus: [{}],
  RequestHistory: [{}, { eventId: 3 }],
  Intrude: [{ userId: 'u1' }, { userId: 'u1', supervisorVisibilityMode: 'Coach' }],
  SwitchToMonitor: [{}],
  SwitchToCoach: [{}],
  SwitchToBargeIn: [{}],
  Monitor: [{ userId: 'u1' }, { userId: 'u1', supervisorMonitoringMode: 'NextChat', nickname: 'Sue' }],
  Coach: [{ userId: 'u1' }],
  BargeIn: [{ userId: 'u1' }],
  CancelSupervisorMonitoring: [{ userId: 'u1' }],
  StartContactCenterSession: [{ channels: ['smssession'] }, { channels: ['chat'], place: 'p', queue: 'q' }],
  EndContactCenterSession: [{}],
  Ready: [{}, { channel: 'voice' }],
  NotReady: [{}, { channel: 'voice' }],
};

const PATHS: Readonly<Record<string, (dialect: Dialect) => string>> = {
  session: ({ collection }) => `/me/${collection}/s1`,
  'agent-session': ({ collection }) => `/users/u1/${collection}/s1`,
  'agent-channel': ({ channel }) => `/users/u1/channels/${channel}`,
  me: () => '/me',
};

const NAMES = Object.keys(OPERATIONS) as OperationName[];
const call = (operation: OperationName, params: object, sessionId: string | undefined = 's1') =>
  ({ operation, params, sessionId }) as OperationCall;
const fails = (code: GwsErrorCode, act: () => unknown) => {
  assert.throws(act, (error: unknown) => error instanceof GwsError && error.code === code);
};

describe('operations', () => {
  for (const dialect of [SMS_SESSION, CHAT]) {
    test(`${dialect.name}: every operation goes to its documented place with its documented body`, () => {
      for (const operation of NAMES.filter((name) => hasOperation(dialect, name))) {
        for (const params of CALLS[operation]) {
          const { userId: _user, channel, ...sent } = { channel: undefined, userId: undefined, ...params };
          if (dialect === CHAT && operation === 'Consult' && 'targetPath' in sent) continue;
          assert.deepEqual(encode(dialect, call(operation, params)), {
            method: 'POST',
            path: PATHS[OPERATIONS[operation].target]?.(dialect) ?? `/me/channels/${channel ?? dialect.channel}`,
            body: { operationName: operation, ...sent },
          });
        }
      }
    });
  }

  test('the documented requests of the samples', () => {
    assert.deepEqual(
      encode(SMS_SESSION, {
        operation: 'Intrude',
        sessionId: '0000UaB58WAR003N',
        params: { userId: '4ff5b43c856d4cb2a3d6c20a88740257', supervisorVisibilityMode: 'Monitor' },
      }),
      {
        method: 'POST',
        path: '/users/4ff5b43c856d4cb2a3d6c20a88740257/smssessions/0000UaB58WAR003N',
        body: { operationName: 'Intrude', supervisorVisibilityMode: 'Monitor' },
      },
    );
    assert.deepEqual(encode(SMS_SESSION, call('SwitchToCoach', {}, '007102385535e00e')), {
      method: 'POST',
      path: '/me/smssessions/007102385535e00e',
      body: { operationName: 'SwitchToCoach' },
    });
  });

  test('what is undefined or not of the catalogue is not sent, what is false, empty or null within data is', () => {
    assert.deepEqual(
      encode(
        SMS_SESSION,
        call('Accept', { nickname: undefined, saveLAR: false, operationName: 'Complete', extra: 1, toString: 1 }),
      ).body,
      { operationName: 'Accept', saveLAR: false },
    );
    assert.deepEqual(encode(SMS_SESSION, call('SetDisposition', { disposition: '' })).body, {
      operationName: 'SetDisposition',
      disposition: '',
    });
    assert.deepEqual(encode(SMS_SESSION, call('UpdateUserData', { userData: { a: null } })).body, {
      operationName: 'UpdateUserData',
      userData: { a: null },
    });
  });

  test('a mandatory parameter, a target, a session or a user that lacks is named as such before anything is sent', () => {
    const lacking: [OperationName, object, string?][] = [
      ['SendMessage', {}],
      ['SendMessage', { text: null }],
      ['SendUrl', {}],
      ['Consult', {}],
      ['Consult', { queueName: 'Sales' }],
      ['Transfer', { text: 'bye' }],
      ['DeleteUserData', {}],
      ['Monitor', {}],
      ['Intrude', {}],
    ];
    for (const [operation, params] of lacking) {
      fails('parameter-missing', () => encode(SMS_SESSION, call(operation, params)));
    }
    fails('parameter-missing', () => encode(SMS_SESSION, { operation: 'Leave', params: {} }));
    fails('parameter-missing', () => encode(SMS_SESSION, { operation: 'Intrude', params: { userId: 'u1' } }));
  });

  test('what a dialect does not have is not offered, nor what nobody has', () => {
    fails('not-offered', () => encode(SMS_SESSION, call('SendCustomNotice', { noticeText: 'n' })));
    fails('not-offered', () => encode(INTERACTIONS, call('SwitchToCoach', {})));
    for (const name of ['PlaceInQueue', 'constructor', '__proto__', 'toString', '']) {
      fails('not-offered', () => encode(CHAT, call(name as OperationName, {})));
    }
  });

  test('an error names the operation', () => {
    assert.throws(
      () => encode(SMS_SESSION, call('Leave', {}, '../me')),
      (error: unknown) => error instanceof GwsError && error.code === 'validation' && error.operation === 'Leave',
    );
  });
});

describe('the older interactions API', () => {
  const encoded = (operation: OperationName, params: object = {}) => encode(INTERACTIONS, call(operation, params));

  test('every operation of InteractionsOnChat as it is printed there', () => {
    const bodies: [OperationName, object, object][] = [
      ['Accept', { nickname: 'Ann' }, { operationName: 'Accept', nickname: 'Ann' }],
      ['Reject', {}, { operationName: 'Reject' }],
      ['SendMessage', { text: 'hi' }, { operationName: 'SendMessage', text: 'hi' }],
      ['SendStartTypingNotification', {}, { operationName: 'SendNotification', notifcation: 'TypingStarted' }],
      ['SendStopTypingNotification', {}, { operationName: 'SendNotification', notifcation: 'TypingStopped' }],
      ['Transfer', { targetPath: '/users/u2' }, { operationName: 'Transfer', targetPath: '/users/u2' }],
      ['Complete', {}, { operationName: 'StopProcessing' }],
      ['RequestHistory', { eventId: 5 }, { operationName: 'RequestChatHistory', eventId: 5 }],
      ['RequestHistory', {}, { operationName: 'RequestChatHistory' }],
      ['Consult', { targetUri: 'http://h/users/u2' }, { operationName: 'StartChatConsultation', agentId: 'u2' }],
      ['Consult', { targetPath: 'u2' }, { operationName: 'StartChatConsultation', agentId: 'u2' }],
      ['CompleteTransfer', {}, { operationName: 'CompleteTransfer' }],
      ['CompleteConference', {}, { operationName: 'LeaveChatConsultation' }],
    ];
    for (const [operation, params, body] of bodies) {
      assert.deepEqual(encoded(operation, params), { method: 'POST', path: '/me/interactions/s1', body });
    }
  });

  test('a consultation needs somebody with an id', () => {
    fails('validation', () => encoded('Consult', { targetUri: 'http://h/users/' }));
    fails('parameter-missing', () => encoded('Consult'));
  });
});

describe('reads', () => {
  test('sessions, one session, its log, who am I, users', () => {
    assert.deepEqual(listSessions(SMS_SESSION), { method: 'GET', path: '/me/smssessions', query: { fields: '*' } });
    assert.deepEqual(listSessions(CHAT).path, '/me/chats');
    assert.deepEqual(readSession(CHAT, 'c1'), { method: 'GET', path: '/me/chats/c1' });
    assert.deepEqual(readMe(), { method: 'GET', path: '/me' });
    assert.deepEqual(readQueues(), { method: 'GET', path: '/queues', query: { fields: '*' } });
    assert.deepEqual(readUsers(), { method: 'GET', path: '/users', query: { fields: '*' } });
    assert.deepEqual(readMessages(SMS_SESSION, 's1'), {
      method: 'GET',
      path: '/me/smssessions/s1/messages',
      query: {},
    });
    assert.deepEqual(readMessages(CHAT, 'c1', 12, 0).query, { startIndex: '12', count: '0' });
  });

  test('a log that comes by notification cannot be read', () => {
    fails('not-offered', () => readMessages(INTERACTIONS, 'i1'));
    fails('validation', () => readMessages(SMS_SESSION, '..'));
  });
});

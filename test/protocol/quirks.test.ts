import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readAnswer } from '../../src/protocol/answer.js';
import { decodeNotification, isProblem } from '../../src/protocol/decode.js';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { encode, hasOperation } from '../../src/protocol/encode.js';
import type { JsonObject } from '../../src/protocol/json.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import type { OperationCall } from '../../src/protocol/operation-params.js';
import { OPERATIONS } from '../../src/protocol/operations.js';
import { QUIRKS } from '../../src/protocol/quirks.js';
import type { SessionUpdate } from '../../src/protocol/session.js';
import { parseTimestamp } from '../../src/protocol/timestamp.js';
import { allows, modeOf } from '../../src/state/selectors.js';
import { initialSession, reduceSession } from '../../src/state/session-reducer.js';
import type { SessionState } from '../../src/state/session-state.js';
import { sample } from './sample.js';

const session = (data: unknown): SessionUpdate => {
  const decoded = decodeNotification(SMS_SESSION, data);
  assert.ok(decoded.kind === 'session');
  return decoded.session;
};
const offered = (...capabilities: string[]) =>
  session({ messageType: 'x', smssession: { id: 's1', capabilities } }).capabilities;
const body = (operation: OperationName, params: object = {}, dialect = SMS_SESSION): JsonObject | undefined =>
  encode(dialect, { operation, sessionId: 's1', params } as OperationCall).body;

const SUPERVISOR = '991a4bece8dd4184a93e98ad429694f6';
/** What a supervisor knows after a notification like SwitchToCoach's, with that visibility of their own and those capabilities besides. */
const supervising = (visibility: string, ...more: string[]): SessionState => {
  const data = structuredClone(sample('switch-to-coach.participants-updated')) as {
    smssession: { participants: { nickname: string; visibility?: string }[]; capabilities: string[] };
  };
  data.smssession.capabilities.push(...more);
  for (const each of data.smssession.participants) {
    if (each.nickname === 'test_supervisor') each.visibility = visibility;
  }
  const notification = decodeNotification(SMS_SESSION, data);
  assert.ok(notification.kind === 'session');
  return reduceSession(initialSession('0001Da9PFC93000S', SUPERVISOR), { type: 'notification', at: 0, notification });
};
const TO_CUSTOMER = Object.entries(OPERATIONS)
  .filter(([, { audience }]) => audience === 'customer')
  .map(([name]) => name as OperationName);

/** What a user or the wire would notice of each quirk's handling. */
const PROOFS: Readonly<Record<number, () => void>> = {
  1: () => {
    assert.deepEqual(offered('SwitchBargeIn'), ['SwitchToBargeIn']);
    assert.equal(body('SwitchToBargeIn')?.['operationName'], 'SwitchToBargeIn');
  },
  2: () => {
    assert.deepEqual(offered('Transfer', 'Complete', 'Leave', 'InFocus'), [
      'Transfer',
      'Complete',
      'Leave',
      'SetInFocus',
    ]);
  },
  3: () => {
    const name = 'SendStopTypingToAgentsNotification';
    assert.deepEqual(offered('SendStopTypingToAgentNotification'), [name]);
    assert.equal(body(name)?.['operationName'], name);
  },
  4: () => {
    for (const operation of ['SetDisposition', 'SendStopTypingNotification', 'SwitchToBargeIn', 'Consult'] as const) {
      const params = { disposition: 'd', targetUri: 'u' };
      const { path } = encode(SMS_SESSION, { operation, sessionId: 's1', params });
      assert.equal(path, '/me/smssessions/s1');
    }
  },
  5: () => {
    const type = { messageType: 'SMSsessionStateChangeMessage' };
    for (const data of [
      { ...type, smsession: { id: 's1' } },
      { ...type, chat: { id: 's1' } },
      { ...type, smssession: { uri: 'http://h/api/v2/smssessions/s1' } },
      { ...type, smssession: { path: '/smssessions/s1' } },
      { ...type, smssession: { state: 'Chatting' }, smssessionPath: '/smssessions/s1' },
    ]) {
      assert.equal(session(data).id, 's1');
    }
    for (const key of ['smssessionUri', 'smsessionUri', 'smssessionPath', 'smsessionPath']) {
      const decoded = decodeNotification(SMS_SESSION, {
        messageType: 'MessageLogUpdated',
        messages: [],
        [key]: 'http://h/api/v2/smssessions/s1',
      });
      assert.ok(decoded.kind === 'messages' && decoded.sessionId === 's1');
    }
  },
  6: () => {
    for (const operation of ['Invite', 'RemoveParticipantFromConference'] as const) {
      assert.deepEqual(body(operation, { targetUri: 'http://h/users/u2' }, CHAT), {
        operationName: operation,
        targetUri: 'http://h/users/u2',
      });
    }
  },
  7: () => {
    const targetUri = 'http://localhost:8080/api/v2/contacts/429a55994ef64991a77acb77c1cf9041';
    assert.equal(body('Consult', { targetUri })?.['targetUri'], targetUri);
  },
  8: () => {
    assert.deepEqual(body('Transfer', { targetUri: '/users/u2' }), {
      operationName: 'Transfer',
      targetUri: '/users/u2',
    });
    assert.deepEqual(body('Transfer', { targetPath: 'http://h/users/u2' }), {
      operationName: 'Transfer',
      targetPath: 'http://h/users/u2',
    });
    // A chat's Consult documents the one field alone; the given uri goes before the given path.
    assert.deepEqual(body('Consult', { targetPath: '/users/u2' }, CHAT), {
      operationName: 'Consult',
      targetUri: '/users/u2',
    });
    assert.equal(body('Consult', { targetPath: '/users/u2', targetUri: 'x' }, CHAT)?.['targetUri'], 'x');
  },
  9: () => {
    for (const messageType of ['test_accept ', ' SMSsessionStateChangeMessage ', undefined, 5]) {
      assert.equal(session({ messageType, smssession: { id: 's1', state: 'Chatting' } }).status, 'Chatting');
    }
    assert.equal(session({ messageType: 'SMSsessionStateChangeMessage ', chat: { id: 's1' } }).id, 's1');
    const lines = { messageType: 'MessageLogUpdated ', smssessionUri: '/s1', messages: [{ index: 1 }] };
    assert.equal(decodeNotification(SMS_SESSION, lines).kind, 'messages');
  },
  10: () => {
    const { id } = session(sample('intrude.status-change'));
    const call = { operation: 'Accept', sessionId: id, params: {} } as const;
    assert.equal(encode(SMS_SESSION, call).path, '/me/smssessions/0000UaB58WAR003N');
  },
  12: () => {
    const { referenceId } = readAnswer({ status: 200, body: { statusCode: 0, referenceId: 35 } });
    const failed = decodeNotification(SMS_SESSION, sample('consult.error'));
    assert.ok(failed.kind === 'session');
    assert.equal(referenceId, '35');
    assert.equal(failed.referenceId, '36');
  },
  13: () => {
    const state = supervising('Supervisors', 'SendUrl', 'SwitchToCoach');
    assert.equal(modeOf(state), 'Monitor');
    assert.ok(state.capabilities.has('SendMessage'));
    for (const operation of [...TO_CUSTOMER, 'SendToAgents'] as const) assert.equal(allows(state, operation), false);
    assert.ok(allows(state, 'SwitchToCoach'));
  },
  14: () => {
    const state = supervising('Agents', 'SendUrl');
    assert.equal(modeOf(state), 'Coach');
    assert.ok(state.capabilities.has('SendMessage'));
    for (const operation of TO_CUSTOMER) assert.equal(allows(state, operation), false, operation);
    assert.ok(allows(state, 'SendToAgents'));
  },
  15: () => {
    const decoded = decodeNotification(SMS_SESSION, sample('switch-to-coach.new-messages'));
    assert.ok(decoded.kind === 'messages');
    assert.equal(decoded.messages[0]?.visibility, 'All');
    assert.equal(decoded.messages[0].from?.visibility, 'Agents');
  },
  16: () => {
    const notification = {
      kind: 'session',
      notificationType: 'StatusChange',
      session: session({
        messageType: 'x',
        smssession: { id: 's1', state: 'LeftChat', capabilities: ['Transfer', 'Complete', 'Leave', 'InFocus'] },
      }),
    } as const;
    const state = reduceSession(initialSession('s1', 'u1'), { type: 'notification', at: 0, notification });
    assert.equal(allows(state, 'SetDisposition'), false);
    assert.ok(allows(state, 'Complete'));
  },
  17: () => {
    const state = supervising('Agents');
    const notification = decodeNotification(SMS_SESSION, sample('switch-to-coach.new-messages'));
    assert.ok(notification.kind === 'messages');
    const after = reduceSession(state, { type: 'notification', at: 1, notification });
    assert.deepEqual(
      after.participants.map(({ participantId }) => participantId),
      ['00AF5367D3D0000A', '00AF5367D3D0000B', '00AF5367D3AD0008'],
    );
    assert.equal(session(sample('consult.participants-updated')).participants?.length, 4);
  },
  19: () => {
    assert.deepEqual(body('SendStartTypingNotification', {}, INTERACTIONS), {
      operationName: 'SendNotification',
      notifcation: 'TypingStarted',
    });
  },
  20: () => {
    const capabilities = ['InitiateConsulation', 'StartChatConsultation', 'LeaveChatConsultation', 'CompleteTransfer'];
    const decoded = decodeNotification(INTERACTIONS, { interaction: { id: 'i1', capabilities } });
    assert.ok(decoded.kind === 'session');
    assert.deepEqual(decoded.session.capabilities, ['Consult', 'Consult', 'CompleteConference', 'CompleteTransfer']);
    assert.equal(body('CompleteConference', {}, INTERACTIONS)?.['operationName'], 'LeaveChatConsultation');
  },
  21: () => {
    for (const answer of [{ status: 0 }, { statusCode: '0' }, { status: 'ok' }]) {
      assert.deepEqual(readAnswer({ status: 200, body: answer }), {});
    }
    assert.throws(() => readAnswer({ status: 200, body: { status: 'error' } }), { code: 'server-error' });
    assert.throws(() => readAnswer({ status: 200, body: {} }), { code: 'bad-answer' });
  },
  22: () => {
    assert.equal(parseTimestamp('2014-01-0612: 14: 06.007-0800'), 1389039246007);
    assert.equal(
      decodeNotification(SMS_SESSION, "{ u'messageType': u'SMSsessionStateChangeMessage' }").kind,
      'problem',
    );
    assert.ok(isProblem(decodeNotification(SMS_SESSION, { messageType: 'MessageLogUpdated', messages: [] })));
  },
  24: () => {
    assert.equal(body('SendUrl', { url: 'http://example.com' })?.['operationName'], 'SendUrl');
    assert.deepEqual(offered('SendURL'), ['SendUrl']);
  },
  25: () => {
    const decoded = decodeNotification(SMS_SESSION, sample('consult.error'));
    assert.ok(decoded.kind === 'session');
    assert.equal(decoded.errorMessage, 'Operationfailed');
  },
  26: () => {
    const data = session(sample('intrude.status-change')).userData;
    assert.equal(data?.get('PegAG?:2>1'), 1);
    assert.equal(data.get('TimeZone'), '60');
    assert.equal(data.get('RRequestedSkills'), null);
    assert.equal(data.get('_data_id'), '155-a158a722-d1a9-47a1-9bd6-cf10b157e7fa');
  },
  27: () => {
    assert.deepEqual(body('UpdateUserData', { userData: { a: 123456789 } }), {
      operationName: 'UpdateUserData',
      userData: { a: 123456789 },
    });
  },
  28: () => {
    assert.ok(hasOperation(SMS_SESSION, 'LeaveAndComplete'));
    assert.equal(allows(supervising('All'), 'LeaveAndComplete'), false);
    assert.equal(allows(supervising('All', 'LeaveAndComplete'), 'LeaveAndComplete'), true);
  },
  29: () => {
    const typing = 'SendStartTypingNotification';
    const state = supervising('All');
    assert.equal(allows(state, typing), true);
    assert.equal(allows({ ...state, capabilities: new Set(['SendMessage']) }, typing), false);
  },
};

describe('quirks', () => {
  for (const { row, where, what } of QUIRKS) {
    const proof = PROOFS[row];
    if (proof !== undefined) test(`quirk ${row}: ${what}`, proof);
    // Noise of the samples asks for nothing, and the sandbox proves its own.
    else test(`quirk ${row} asks nothing of a client`, () => assert.ok(where === 'samples' || where === 'sandbox'));
  }

  test('every row of the documentation is there once', () => {
    assert.deepEqual(
      QUIRKS.map(({ row }) => row),
      Array.from({ length: 29 }, (_, i) => i + 1),
    );
  });
});

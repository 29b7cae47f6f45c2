import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeNotification } from '../../src/protocol/decode.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { sample } from './sample.js';

const decode = (name: string) => decodeNotification(SMS_SESSION, sample(name));

const WITH_ONE_AGENT = [
  'Transfer',
  'Leave',
  'Invite',
  'Consult',
  'SetInFocus',
  'SetDisposition',
  'AttachUserData',
  'DeleteUserData',
  'UpdateUserData',
];
const TO_CUSTOMER = ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification'];
const TO_AGENTS = ['SendToAgents', 'SendStartTypingToAgentsNotification', 'SendStopTypingToAgentsNotification'];

test('Consult, first notification: four participants, two of them with one name, and the operations towards agents', () => {
  assert.deepEqual(decode('consult.participants-updated'), {
    kind: 'session',
    notificationType: 'ParticipantsUpdated',
    session: {
      id: '0000Na9B26EF006E',
      status: 'Chatting',
      capabilities: [...WITH_ONE_AGENT, ...TO_AGENTS, 'Complete', ...TO_CUSTOMER],
      participants: [
        { participantId: '009052CB05C900EA', nickname: 'TestName', type: 'Agent' },
        { participantId: '009052CB05CA00EB', nickname: 'BFriend', type: 'Agent' },
        { participantId: '009052CB056C00E5', nickname: 'FirstL', type: 'Customer' },
        { participantId: '009052CB057100E7', nickname: 'TestName', type: 'Agent' },
      ],
    },
  });
});

test('Consult, second notification: the consultant joins, for agents only', () => {
  assert.deepEqual(decode('consult.new-messages'), {
    kind: 'messages',
    sessionId: '0000Na9B26EF006E',
    messages: [
      {
        index: 3,
        type: 'ParticipantJoined',
        from: { participantId: '009052CB05CA00EB', nickname: 'BFriend', type: 'Agent' },
        visibility: 'Agents',
        time: 1389039246007,
      },
    ],
    rejected: [],
  });
});

test('Consult, failed: an error with the reference of its request and the unchanged session', () => {
  assert.deepEqual(decode('consult.error'), {
    kind: 'session',
    notificationType: 'Error',
    referenceId: '36',
    errorMessage: 'Operationfailed',
    session: {
      id: '0000Na9B26EF006M',
      status: 'Chatting',
      capabilities: [...WITH_ONE_AGENT, 'Complete', ...TO_CUSTOMER],
      participants: [
        { participantId: '009052CB110900F5', nickname: 'TestName', type: 'Agent' },
        { participantId: '009052CB10CC00F0', nickname: 'FirstL', type: 'Customer' },
      ],
    },
  });
});

test('Intrude: an invitation in Monitor mode with all attached data in its order', () => {
  assert.deepEqual(decode('intrude.status-change'), {
    kind: 'session',
    notificationType: 'StatusChange',
    session: {
      id: '0000UaB58WAR003N',
      status: 'Invited',
      capabilities: ['Accept', 'Reject'],
      participants: [],
      userData: new Map<string, string | number | null>([
        ['IdentifyCreateContact', '3'],
        ['RTargetTypeSelected', '2'],
        ['RTargetObjectSelected', '?:2>1'],
        ['RVQID', ''],
        ['ChatServerAppName', 'esv_chat_srv'],
        ['ChatServerHost', 'dev-ip9-152.gws.genesys.com'],
        ['TimeZone', '60'],
        ['RTargetObjSelDBID', ''],
        ['ChatServerPort', '7160'],
        ['CBR-Interaction_cost', ''],
        ['CBR-contract_DBIDs', ''],
        ['RTargetAgentSelected', 'a1'],
        ['CBR-IT-path_DBIDs', ''],
        ['RTargetRuleSelected', ''],
        ['RTargetPlaceSelected', 'a1'],
        ['CBR-actual_volume', ''],
        ['RTenant', 'Environment'],
        ['ChatServerDBID', '147'],
        ['RRequestedSkills', null],
        ['RRequestedSkillCombination', ''],
        ['RVQDBID', ''],
        ['RStrategyDBID', '472'],
        ['CustomerSegment', 'default'],
        ['PegAG?:2>1', 1],
        ['_data_id', '155-a158a722-d1a9-47a1-9bd6-cf10b157e7fa'],
        ['ServiceType', 'default'],
        ['OccuredAt', '2015-11-26T16:39:41Z'],
        ['ServiceObjective', 0],
        ['RTargetRequested', '?:2>1'],
        ['RTargetAgentGroup', '?:2>1'],
        ['RStrategyName', 'CloudPoDSimpleChatInStrategy'],
        ['Subject', 'GMS Chat'],
      ]),
      receivedAt: Date.UTC(2015, 10, 26, 16, 39, 38),
      chatType: 'Inbound',
      supervisorMode: 'Monitor',
    },
  });
  const again = decode('intrude.status-change');
  assert.ok(again.kind === 'session');
  assert.equal([...(again.session.userData ?? [])].at(-1)?.[0], 'Subject');
});

test('SwitchToCoach, first notification: the supervisor is visible to agents and may switch to both other modes', () => {
  assert.deepEqual(decode('switch-to-coach.participants-updated'), {
    kind: 'session',
    notificationType: 'ParticipantsUpdated',
    session: {
      id: '0001Da9PFC93000S',
      status: 'Chatting',
      capabilities: [
        'Leave',
        'SetInFocus',
        'SetDisposition',
        'AttachUserData',
        'DeleteUserData',
        'UpdateUserData',
        'Transfer',
        'Invite',
        'Consult',
        ...TO_AGENTS,
        ...TO_CUSTOMER,
        'SwitchToMonitor',
        'SwitchToBargeIn',
      ],
      participants: [
        {
          participantId: '00AF5367D3D0000A',
          nickname: 'test_agent',
          type: 'Agent',
          userId: '90cc5439ff6848748e5e67811273f266',
          visibility: 'All',
        },
        {
          participantId: '00AF5367D3D0000B',
          nickname: 'test_supervisor',
          type: 'Agent',
          userId: '991a4bece8dd4184a93e98ad429694f6',
          visibility: 'Agents',
        },
        { participantId: '00AF5367D3AD0008', nickname: 'test_clientL', type: 'Customer', visibility: 'All' },
      ],
      receivedAt: Date.UTC(2014, 4, 5, 18, 8, 45),
      chatType: 'Inbound',
    },
  });
});

test('SwitchToCoach, second notification: the supervisor rejoins', () => {
  assert.deepEqual(decode('switch-to-coach.new-messages'), {
    kind: 'messages',
    sessionId: '0001Da9PFC93000S',
    messages: [
      {
        index: 4,
        type: 'ParticipantRejoined',
        from: {
          participantId: '00AF5367D3D0000B',
          nickname: 'test_supervisor',
          type: 'Agent',
          userId: '991a4bece8dd4184a93e98ad429694f6',
          visibility: 'Agents',
        },
        visibility: 'All',
        time: 1399313371000,
      },
    ],
    rejected: [],
  });
});

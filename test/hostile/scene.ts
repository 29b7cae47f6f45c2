import { html, type TemplateResult } from 'lit';
import '../../src/define.js';
import { decodeMessages, decodeNotification, decodeUsers } from '../../src/protocol/decode.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { JsonObject } from '../../src/protocol/json.js';
import type { TargetOption } from '../../src/session/contract.js';
import { CHATTING, type FakeSession, ME, THEN } from '../support/fake-session.js';
import { FakeWorkspace } from '../support/fake-workspace.js';

/** Every place of the wire, or of the host, whose text comes to an element. */
export const FIELDS = [
  'message.from.nickname',
  'message.from.type',
  'message.from.visibility',
  'message.from.participantId',
  'message.text',
  'message.text to agents only',
  'message.type',
  'message.visibility',
  'message.timestamp',
  'message.url',
  'CustomNotice.noticeText',
  'Notice.text',
  'NicknameUpdated.noticeText',
  'ParticipantJoined.from.nickname',
  'unknown entry’s text',
  'TypingStarted.text',
  'TypingStarted.from.nickname',
  'participant.nickname',
  'participant.type',
  'participant.visibility',
  'userData key',
  'userData value',
  'userData FirstName and LastName',
  'session.state',
  'session.capabilities',
  'session.chatType',
  'session.supervisorMode',
  'errorMessage and statusMessage',
  'text being sent',
  'draft',
  'user.userName',
  'user.firstName',
  'user.lastName',
  'user.roles',
  'board: session.state',
  'board: customer',
  'target label',
  'target detail',
  'target typed',
  'connection error',
] as const;

const read = (session: FakeSession, data: JsonObject): void => {
  const notification = decodeNotification(SMS_SESSION, data);
  if (notification.kind === 'session' || notification.kind === 'messages') {
    session.reduce({ type: 'notification', at: THEN, notification });
  }
};

const person = (nickname: string, participantId: string, rest: JsonObject = {}): JsonObject => ({
  nickname,
  participantId,
  type: 'Customer',
  visibility: 'All',
  ...rest,
});

/** The entries of a log that hold `bait` wherever an entry has a text. */
function entries(bait: string): readonly JsonObject[] {
  const customer = person('Maya', 'p1');
  const all: readonly JsonObject[] = [
    { type: 'Text', from: person(bait, 'p2'), visibility: 'All', text: 'x' },
    { type: 'Text', from: person('x', bait, { type: bait, visibility: bait }), visibility: 'All', text: 'x' },
    { type: 'Text', from: customer, visibility: 'All', text: bait, timestamp: bait },
    { type: 'Text', from: customer, visibility: 'Agents', text: bait },
    { type: 'Text', from: customer, visibility: bait, text: 'x' },
    { type: bait, from: customer, visibility: 'All', text: bait },
    { type: 'PushUrl', from: customer, visibility: 'All', url: bait },
    { type: 'CustomNotice', from: customer, visibility: 'All', noticeText: bait },
    { type: 'Notice', from: customer, visibility: 'All', text: bait },
    { type: 'NicknameUpdated', from: customer, visibility: 'All', noticeText: bait },
    { type: 'ParticipantJoined', from: person(bait, 'p4'), visibility: 'All' },
    { type: 'TypingStarted', from: person(bait, 'p5'), visibility: 'All', text: bait },
  ];
  return all.map((entry, at) => ({ ...entry, index: at + 1 }));
}

const SUPERVISING = ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn', 'RemoveParticipantFromConference'];

/** A session that says `bait` everywhere. */
function talk(workspace: FakeWorkspace, id: string, bait: string, state = bait): FakeSession {
  const session = workspace.session(id);
  read(session, {
    messageType: 'SMSsessionStateChangeMessage',
    notificationType: 'StatusChange',
    smssession: {
      id,
      state,
      chatType: bait,
      capabilities: [...CHATTING, ...SUPERVISING, 'SendToAgents', bait],
      participants: [
        person('agent1', 'p-me', { type: 'Agent', uri: `/users/${ME}` }),
        person(bait, 'p1'),
        person(bait, 'p2', { type: 'Agent', visibility: 'Agents', uri: '/users/u2' }),
        person('x', 'p3', { type: bait, visibility: bait }),
      ],
      userData: { [bait]: bait, FirstName: bait, LastName: bait },
    },
  });
  const { messages, rejected } = decodeMessages({ messages: entries(bait) });
  session.reduce({
    type: 'notification',
    at: Date.now(),
    notification: { kind: 'messages', sessionId: id, messages, rejected },
  });
  const record = {
    operation: 'SendMessage',
    text: bait,
    audience: 'customer',
    startedAt: THEN,
    afterIndex: 99,
  } as const;
  const error = new GwsError('operation-failed', { operation: 'SendMessage', serverMessage: bait });
  session.reduce({ type: 'operation', record: { ...record, id: 'o1', phase: 'failed', error } });
  session.reduce({ type: 'operation', record: { ...record, id: 'o2', phase: 'sending' } });
  session.drafts.set('customer', bait);
  return workspace.list(session);
}

/** An invitation that says `bait` everywhere. */
function invitation(workspace: FakeWorkspace, id: string, bait: string): FakeSession {
  const session = workspace.session(id);
  read(session, {
    messageType: 'SMSsessionStateChangeMessage',
    notificationType: 'StatusChange',
    smssession: {
      id,
      state: 'Invited',
      capabilities: ['Accept', 'Reject', bait],
      supervisorMode: bait,
      participants: [person(bait, 'p1')],
      userData: { [bait]: bait },
    },
  });
  return workspace.list(session);
}

/** All elements with `baits` in every field. */
export function scene(baits: readonly string[]): TemplateResult {
  const workspace = new FakeWorkspace();
  const [first = ''] = baits;
  const wire = baits.map((bait, at) => ({
    id: `u${at}`,
    userName: bait,
    firstName: bait,
    lastName: at % 2 === 0 ? bait : '',
    roles: [bait],
    uri: bait,
  }));
  const users = decodeUsers({ users: wire });
  workspace.set({
    me: users[0],
    connection: { phase: 'stale', asOf: THEN, error: new GwsError('network', { serverMessage: first }) },
    counters: { [first]: 1 },
  });
  workspace.reach = users;
  workspace.board.set({
    agents: users.map((user, at) => ({
      user,
      sessions: [
        {
          id: `board-${at}`,
          status: baits[at] ?? '',
          capabilities: ['Intrude', baits[at] ?? ''],
          participants: [{ participantId: 'p1', nickname: baits[at] ?? '', type: 'Customer' }],
        },
      ],
    })),
  });
  const options: readonly TargetOption[] = baits.map((bait) => ({
    label: bait,
    detail: bait,
    kind: 'queue',
    target: { queueName: bait },
  }));
  const talks = baits.map((bait, at) => talk(workspace, `talk-${at}`, bait));
  const others = [
    talk(workspace, 'chatting', first, 'Chatting'),
    ...baits.map((bait, at) => invitation(workspace, `invited-${at}`, bait)),
  ];
  const [one] = talks;
  return html`<div lang="en">
    <connection-status .workspace=${workspace}></connection-status>
    <session-list .workspace=${workspace}></session-list>
    <monitored-agents .workspace=${workspace}></monitored-agents>
    <target-picker operation="Transfer" .controller=${one} .source=${() => Promise.resolve(options)}></target-picker>
    ${[...talks, ...others].map((session) => html`<sms-session .controller=${session}></sms-session>`)}
  </div>`;
}

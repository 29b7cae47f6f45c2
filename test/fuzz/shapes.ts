import { SAMPLES, sample } from '../protocol/sample.js';

const agent = {
  nickname: 'Ada',
  type: 'Agent',
  uri: 'http://gws.test/api/v2/users/a1',
  visibility: 'All',
  participantId: 'P1',
};
const agentOf2015 = { ...agent, id: 'P1', path: '/users/a1' };
const coach = {
  ...agent,
  nickname: 'Kim',
  uri: 'http://gws.test/api/v2/users/s1',
  visibility: 'Agents',
  participantId: 'P2',
};
const customer = { nickname: '+15550100', type: 'Customer', participantId: 'P0' };
const session = {
  id: 'S1',
  uri: 'http://gws.test/api/v2/smssessions/S1',
  state: 'Chatting',
  receivedDate: '2014-05-05 11:08:45.000-0700',
  chatType: 'Inbound',
  participants: [agent, customer, coach],
  capabilities: ['Leave', 'SendMessage', 'SendToAgents', 'SwitchToMonitor', 'SwitchBargeIn', 'SendURL'],
  userData: { PhoneNumber: '+15550100', Priority: 5, VIP: true, Nothing: null },
};
const invited = {
  id: 'S1',
  uri: session.uri,
  state: 'Invited',
  supervisorMode: 'Coach',
  capabilities: ['Accept', 'Reject'],
};
const entry = {
  index: 1,
  type: 'Text',
  from: agent,
  visibility: 'All',
  timestamp: '2014-05-0511:08:45.000-0700',
  text: 'hi',
};
const entries = [
  { ...entry, timestampSeconds: 1_399_313_325_000 },
  {
    index: 2,
    type: 'PushUrl',
    from: coach,
    visibility: 'Agents',
    url: 'https://example.com/',
    timestampSeconds: 1_399_313_326,
  },
  { index: '3', type: 'CustomNotice', from: agentOf2015, visibility: 'All', noticeText: 'typing soon' },
  { index: 5, type: 'TypingStarted', from: customer, visibility: 'All' },
  { index: 6, type: 'ParticipantLeft', from: coach, visibility: 'Agents', timestampSeconds: '1399313327000' },
];
const user = {
  id: 'a1',
  userName: 'ada',
  firstName: 'Ada',
  lastName: 'L',
  roles: ['ROLE_AGENT', 'ROLE_SUPERVISOR'],
  uri: 'http://gws.test/api/v2/users/a1',
  path: '/users/a1',
};
const channel = { channel: 'chat', dndState: 'Off', userState: { displayName: 'Ready', state: 'Ready', id: '9' } };
const SMS = 'SMSsessionStateChangeMessage';
const LOG = { messageType: 'MessageLogUpdated', notificationType: 'NewMessages' };

/**
 * Every shape in which the documentation shows something that comes over the wire, its contradictions included: the samples word for word, and the
 * other pages' shapes with data of our own. What a fuzzer begins with.
 */
export const SHAPES: readonly unknown[] = [
  ...SAMPLES.map(sample),
  // Notifications of SMS sessions. @see SMSAccept, SMSReject, SMSLeave, SMSComplete, SMSAttachUserData, Intrude
  { messageType: SMS, notificationType: 'StatusChange', smssession: invited },
  { messageType: SMS, notificationType: 'StatusChange', smssession: { ...session, participants: [] } },
  { messageType: SMS, notificationType: 'StatusChange', referenceId: 12, smssession: { id: 'S1', state: 'Completed' } },
  { messageType: SMS, notificationType: 'PropertiesUpdated', referenceId: '13', smsession: session },
  { messageType: SMS, notificationType: 'ParticipantsUpdated', chat: session },
  {
    messageType: SMS,
    notificationType: 'Error',
    errorMessage: 'Operation failed',
    referenceId: 36,
    smssession: session,
  },
  { ...LOG, messages: entries, smssessionUri: session.uri },
  { ...LOG, messages: [entry], smsessionUri: 'http: //localhost: 8080/api/v2/me/smssessions/S1' },
  // Chats, and the older API. @see ChatMessageType, InteractionsNotifications
  { messageType: 'ChatStateChangeMessage', notificationType: 'StatusChange', chat: { ...session, path: '/chats/S1' } },
  { ...LOG, messages: entries, chatUri: 'http://gws.test/api/v2/chats/S1', chatPath: '/chats/S1' },
  { messageTypeName: 'InteractionStateMessage', id: 'S1', channel: 'chat', state: 'Invited', capabilities: ['Accept'] },
  { messageTypeName: 'InteractionStateMessage', notificationType: 'ParticipantsUpdated', ...session, channel: 'chat' },
  { ...LOG, messages: entries, interactionUri: 'http://gws.test/api/v2/interactions/S1' },
  { messageType: 'ChannelStateChangeMessageV2', channels: [channel] },
  { messageType: 'ChannelStateChangeMessage', channels: { ...channel, userState: 'NotReady' } },
  // Answers. @see ReturnValues, SMSResources, SMSGetMessages, InteractionsOnChat
  { statusCode: 0, smssessions: [session, invited] },
  { statusCode: 0, uris: [session.uri, '/smssessions/S2'] },
  { statusCode: 0, smssession: session },
  { statusCode: 0, chats: [session], chat: session },
  { statusCode: 0, interactions: [{ ...session, channel: 'chat' }] },
  session,
  [session],
  { statusCode: 0, messages: entries },
  entries,
  { statusCode: 0, user },
  { statusCode: 0, users: [user, { ...user, id: undefined }] },
  { statusCode: 0, uris: [user.uri] },
  { statusCode: 0, queues: [{ id: 'q1', name: 'Billing', uri: 'http://gws.test/api/v2/queues/q1' }] },
  { statusCode: 0, channels: [channel, { channel: 'smssession', userState: { state: 'LoggedOut' } }] },
  { statusCode: 0, referenceId: 35 },
  { statusCode: '2', statusMessage: 'The state does not allow it.' },
  { status: 0 },
  { status: 'ok' },
  { status: 'error', errorDescription: 'no' },
  { statusCode: 7, statusMessage: 'Partial' },
];

import type { JsonObject, JsonValue } from '../../src/protocol/json.js';

/* The wire's shapes, as short as tests need them. */

export const ME = {
  id: 'me',
  userName: 'agent1',
  firstName: 'Ann',
  lastName: 'Agent',
  uri: 'http://gws/api/v2/users/me',
  roles: ['ROLE_AGENT'],
};
export const SELF = agent('p1', 'me', 'All');
export const CUSTOMER = { nickname: '+15550100', participantId: 'pc', type: 'Customer', visibility: 'All' };

export const CHATTING = [
  'Leave',
  'Complete',
  'Transfer',
  'Consult',
  'Invite',
  'SetInFocus',
  'SetDisposition',
  'UpdateUserData',
  'SendMessage',
  'SendStartTypingNotification',
  'SendStopTypingNotification',
];
export const WITH_AGENTS = [
  ...CHATTING,
  'SendToAgents',
  'SendStartTypingToAgentsNotification',
  'SendStopTypingToAgentsNotification',
];

export function agent(participantId: string, userId: string, visibility: string): JsonObject {
  return { nickname: userId, participantId, type: 'Agent', uri: `http://gws/api/v2/users/${userId}`, visibility };
}

export function session(id: string, state: string, rest: JsonObject = {}): JsonObject {
  return { id, uri: `http://gws/api/v2/smssessions/${id}`, state, ...rest };
}

export function chatting(id: string, rest: JsonObject = {}): JsonObject {
  return session(id, 'Chatting', { capabilities: CHATTING, participants: [SELF, CUSTOMER], ...rest });
}

export function invited(id: string, rest: JsonObject = {}): JsonObject {
  return session(id, 'Invited', { capabilities: ['Accept', 'Reject'], participants: [], ...rest });
}

export function message(index: number, text: string, rest: JsonObject = {}): JsonObject {
  return {
    index,
    type: 'Text',
    text,
    from: CUSTOMER,
    visibility: 'All',
    timestampSeconds: 1_389_000_000_000 + index,
    ...rest,
  };
}

/** What I said myself. */
export function mine(index: number, text: string, visibility = 'All'): JsonObject {
  return message(index, text, { from: SELF, visibility });
}

export function stateChange(smssession: JsonObject, rest: JsonObject = {}): JsonObject {
  return { messageType: 'SMSsessionStateChangeMessage', notificationType: 'StatusChange', smssession, ...rest };
}

export function failure(smssession: JsonObject, referenceId: JsonValue): JsonObject {
  return stateChange(smssession, { notificationType: 'Error', errorMessage: 'Operationfailed', referenceId });
}

export function newMessages(id: string, ...messages: readonly JsonObject[]): JsonObject {
  return {
    messageType: 'MessageLogUpdated',
    notificationType: 'NewMessages',
    smssessionUri: `http://gws/api/v2/me/smssessions/${id}`,
    messages,
  };
}

export const ok = (rest: JsonObject = {}): JsonObject => ({ statusCode: 0, ...rest });
export const meAnswer = ok({ user: ME });
export const list = (...smssessions: readonly JsonObject[]): JsonObject => ok({ smssessions });
export const log = (...messages: readonly JsonObject[]): JsonObject => ok({ messages });

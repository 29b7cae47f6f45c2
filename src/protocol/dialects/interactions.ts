import type { OperationName } from '../operation-name.js';
import type { Dialect } from './dialect.js';

/**
 * The older pre-release interactions API, chat channel. Typing is one operation with a misspelt parameter, which is sent as documented (quirk 19);
 * headings and operation names differ, the operation name counts (quirk 20). @see InteractionsOnChat, InteractionsNotifications
 */
export const INTERACTIONS: Dialect = {
  name: 'interactions',
  collection: 'interactions',
  resourceKeys: ['interaction'],
  strayKeys: [],
  uriKeys: ['interactionUri', 'interactionPath'],
  stateTypes: ['InteractionStateMessage'],
  channel: 'chat',
  topics: ['/v2/me/*'],
  topic: '/v2/me/interactions',
  lacks: [
    'SendUrl',
    'SendToAgents',
    'SendStartTypingToAgentsNotification',
    'SendStopTypingToAgentsNotification',
    'SendCustomNotice',
    'SendCustomNoticeToAgents',
    'SendNicknameUpdatedNotice',
    'Invite',
    'RemoveParticipantFromConference',
    'Leave',
    'LeaveAndComplete',
    'SetDisposition',
    'AttachUserData',
    'UpdateUserData',
    'DeleteUserData',
    'SetInFocus',
    'Intrude',
    'SwitchToMonitor',
    'SwitchToCoach',
    'SwitchToBargeIn',
    'Monitor',
    'Coach',
    'BargeIn',
    'CancelSupervisorMonitoring',
  ],
  wire: {
    SendStartTypingNotification: { name: 'SendNotification', adds: { notifcation: 'TypingStarted' } },
    SendStopTypingNotification: { name: 'SendNotification', adds: { notifcation: 'TypingStopped' } },
    Complete: { name: 'StopProcessing' },
    RequestHistory: { name: 'RequestChatHistory' },
    Consult: {
      name: 'StartChatConsultation',
      renames: { targetUri: 'agentId', targetPath: 'agentId' },
      idParam: 'agentId',
    },
    CompleteConference: { name: 'LeaveChatConsultation' },
  },
  aliases: new Map<string, readonly OperationName[]>([
    ['SendNotification', ['SendStartTypingNotification', 'SendStopTypingNotification']],
    ['StopProcessing', ['Complete']],
    ['RequestChatHistory', ['RequestHistory']],
    ['StartChatConsultation', ['Consult']],
    ['InitiateConsulation', ['Consult']],
    ['InitiateConsultation', ['Consult']],
    ['LeaveChatConsultation', ['CompleteConference']],
  ]),
  history: 'request',
};

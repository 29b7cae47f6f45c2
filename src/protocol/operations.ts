import type { OperationName } from './operation-name.js';
import type { OperationParams } from './operation-params.js';

/**
 * Where an operation is posted: `session` /me/{collection}/{sessionId} · `agent-session` the same below the agent who holds it ·
 * `agent-channel` /users/{userId}/channels/{channel} · `me` /me · `channel` /me/channels/{channel}.
 */
export type OperationTarget = 'session' | 'agent-session' | 'agent-channel' | 'me' | 'channel';

/** `one-of`: at least one of the operation's parameters so marked must be given. `path`: it goes into the path, not into the body. */
export type ParamNeed = 'mandatory' | 'optional' | 'one-of' | 'path';

/**
 * What shows that an accepted operation took effect: the session's `status`, its `participants`, a `message` in the log, its `properties`
 * (attached data), or nothing beyond the `answer`.
 */
export type OperationEffect = 'status' | 'participants' | 'message' | 'properties' | 'answer';

/** The columns of the catalogue that work needs; people's columns (who, when, page) are in `operation-guide.ts`. */
export interface OperationSpec {
  readonly target: OperationTarget;
  /** By canonical name, in the order in which they are sent. */
  readonly params: Readonly<Record<string, ParamNeed>>;
  /** For operations that participants perceive: who does. The customer's audience includes the agents. */
  readonly audience?: 'customer' | 'agents';
  /** What kind of log entry it causes. */
  readonly sends?: 'text' | 'url' | 'typing' | 'notice';
  readonly shows: OperationEffect;
}

type MandatoryKeys<P> = { [K in keyof P]-?: undefined extends P[K] ? never : K }[keyof P];
type ParamSpec<P> = { readonly [K in MandatoryKeys<P>]: 'mandatory' | 'path' } & {
  readonly [K in Exclude<keyof P, MandatoryKeys<P>>]?: Exclude<ParamNeed, 'mandatory'>;
};
type Catalogue = {
  readonly [N in OperationName]: OperationSpec & { readonly params: ParamSpec<OperationParams[N]> };
};

/**
 * Everything that can be asked of GWS, by canonical name. Rows repeat themselves on purpose: a table reads, and compresses, better than its
 * abbreviations. @see SMS Session API, Chat API
 */
export const OPERATIONS: Catalogue = {
  Accept: { target: 'session', params: { nickname: 'optional', saveLAR: 'optional' }, shows: 'status' },
  Reject: { target: 'session', params: {}, shows: 'status' },
  SendMessage: {
    target: 'session',
    params: { text: 'mandatory' },
    audience: 'customer',
    sends: 'text',
    shows: 'message',
  },
  SendUrl: { target: 'session', params: { url: 'mandatory' }, audience: 'customer', sends: 'url', shows: 'message' },
  SendStartTypingNotification: {
    target: 'session',
    params: {},
    audience: 'customer',
    sends: 'typing',
    shows: 'message',
  },
  SendStopTypingNotification: {
    target: 'session',
    params: {},
    audience: 'customer',
    sends: 'typing',
    shows: 'message',
  },
  SendToAgents: {
    target: 'session',
    params: { text: 'mandatory' },
    audience: 'agents',
    sends: 'text',
    shows: 'message',
  },
  SendStartTypingToAgentsNotification: {
    target: 'session',
    params: {},
    audience: 'agents',
    sends: 'typing',
    shows: 'message',
  },
  SendStopTypingToAgentsNotification: {
    target: 'session',
    params: {},
    audience: 'agents',
    sends: 'typing',
    shows: 'message',
  },
  SendCustomNotice: {
    target: 'session',
    params: { noticeText: 'mandatory' },
    audience: 'customer',
    sends: 'notice',
    shows: 'message',
  },
  SendCustomNoticeToAgents: {
    target: 'session',
    params: { noticeText: 'mandatory' },
    audience: 'agents',
    sends: 'notice',
    shows: 'message',
  },
  SendNicknameUpdatedNotice: {
    target: 'session',
    params: { noticeText: 'mandatory' },
    audience: 'customer',
    sends: 'notice',
    shows: 'message',
  },
  Consult: { target: 'session', params: { targetUri: 'one-of', targetPath: 'one-of' }, shows: 'participants' },
  Invite: { target: 'session', params: { targetUri: 'one-of', targetPath: 'one-of' }, shows: 'participants' },
  Transfer: {
    target: 'session',
    params: {
      targetUri: 'one-of',
      targetPath: 'one-of',
      queueName: 'one-of',
      text: 'optional',
      messageType: 'optional',
      treatAs: 'optional',
    },
    shows: 'status',
  },
  CompleteTransfer: { target: 'session', params: {}, shows: 'status' },
  CompleteConference: { target: 'session', params: {}, shows: 'participants' },
  RemoveParticipantFromConference: { target: 'session', params: { targetUri: 'mandatory' }, shows: 'participants' },
  Leave: {
    target: 'session',
    params: { text: 'optional', messageType: 'optional', treatAs: 'optional' },
    shows: 'status',
  },
  Complete: { target: 'session', params: { queueName: 'optional', saveLAR: 'optional' }, shows: 'status' },
  LeaveAndComplete: { target: 'session', params: {}, shows: 'status' },
  SetDisposition: {
    target: 'session',
    params: { disposition: 'mandatory', dispositionKey: 'optional' },
    shows: 'properties',
  },
  AttachUserData: { target: 'session', params: { userData: 'mandatory' }, shows: 'properties' },
  UpdateUserData: { target: 'session', params: { userData: 'mandatory' }, shows: 'properties' },
  DeleteUserData: { target: 'session', params: { keys: 'mandatory' }, shows: 'properties' },
  SetInFocus: { target: 'session', params: {}, shows: 'answer' },
  RequestHistory: { target: 'session', params: { eventId: 'optional' }, shows: 'message' },
  Intrude: {
    target: 'agent-session',
    params: { userId: 'path', supervisorVisibilityMode: 'optional' },
    shows: 'status',
  },
  SwitchToMonitor: { target: 'session', params: {}, shows: 'participants' },
  SwitchToCoach: { target: 'session', params: {}, shows: 'participants' },
  SwitchToBargeIn: { target: 'session', params: {}, shows: 'participants' },
  Monitor: {
    target: 'agent-channel',
    params: { userId: 'path', supervisorMonitoringMode: 'optional', nickname: 'optional' },
    shows: 'answer',
  },
  Coach: {
    target: 'agent-channel',
    params: { userId: 'path', supervisorMonitoringMode: 'optional', nickname: 'optional' },
    shows: 'answer',
  },
  BargeIn: {
    target: 'agent-channel',
    params: { userId: 'path', supervisorMonitoringMode: 'optional', nickname: 'optional' },
    shows: 'answer',
  },
  CancelSupervisorMonitoring: { target: 'agent-channel', params: { userId: 'path' }, shows: 'answer' },
  StartContactCenterSession: {
    target: 'me',
    params: { channels: 'mandatory', place: 'optional', loginCode: 'optional', queue: 'optional' },
    shows: 'answer',
  },
  EndContactCenterSession: { target: 'me', params: {}, shows: 'answer' },
  Ready: { target: 'channel', params: { channel: 'path' }, shows: 'answer' },
  NotReady: { target: 'channel', params: { channel: 'path' }, shows: 'answer' },
};

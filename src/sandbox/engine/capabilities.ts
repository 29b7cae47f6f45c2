/** What a user is in a session, as far as capabilities go. */
export type Situation = 'invited' | 'alone' | 'conference' | 'consultant' | 'monitor' | 'coach' | 'bargeIn' | 'left';

const DATA = ['SetDisposition', 'AttachUserData', 'DeleteUserData', 'UpdateUserData'] as const;
const TO_AGENTS = [
  'SendToAgents',
  'SendStartTypingToAgentsNotification',
  'SendStopTypingToAgentsNotification',
] as const;
const TO_ALL = ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification'] as const;
const CHATTING = ['Transfer', 'Leave', 'Invite', 'Consult', 'SetInFocus', ...DATA] as const;
const SUPERVISING = [
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
  ...TO_ALL,
] as const;

/**
 * The lists exactly as the documentation prints them, misspelt `SwitchBargeIn` included. Two are inferred: a consultant, who like a coach is
 * visible to agents only, has the coach's list without the switches; after LeftChat the text allows data and disposition, so they are added to
 * the sample's four.
 * @see SMSConsult, SwitchToCoach, SMSSwitchtoBargeIn, ChatSwitchToMonitor, SMSLeave
 */
export const CAPABILITIES: Readonly<Record<Situation, readonly string[]>> = {
  invited: ['Accept', 'Reject'],
  alone: [...CHATTING, 'Complete', ...TO_ALL],
  conference: [...CHATTING, ...TO_AGENTS, 'Complete', ...TO_ALL],
  consultant: SUPERVISING,
  monitor: [...SUPERVISING, 'SwitchToCoach', 'SwitchBargeIn'],
  coach: [...SUPERVISING, 'SwitchToMonitor', 'SwitchBargeIn'],
  bargeIn: [...SUPERVISING, 'SwitchToMonitor', 'SwitchToCoach'],
  left: ['Transfer', 'Complete', 'Leave', 'SetInFocus', ...DATA],
};

/** Documented operations that no sample lists as a capability: allowed here, printed only when the control plane asks for it. */
export const UNLISTED: Readonly<Partial<Record<Situation, readonly string[]>>> = {
  alone: ['SendUrl', 'LeaveAndComplete'],
  conference: ['SendUrl', 'LeaveAndComplete', 'RemoveParticipantFromConference'],
  bargeIn: ['SendUrl', 'RemoveParticipantFromConference'],
};

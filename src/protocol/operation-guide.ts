import type { OperationName } from './operation-name.js';

/** The columns of the operations catalogue that are for people: documentation is made of them, and no page has to load them. */
export interface OperationGuide {
  /** Who may ask for it. `participant`: whoever has accepted the session and is not silently monitoring. */
  readonly who: 'agent' | 'supervisor' | 'agent or supervisor' | 'participant' | 'agent visible to all' | 'anyone';
  /** States of the session in which it is offered; `any` where no session of ours is needed. */
  readonly when: readonly ('Invited' | 'Chatting' | 'LeftChat' | 'any')[];
  /** What there is to know beyond the parameters. */
  readonly note: string;
  /** The page of the Web Services API that describes it. */
  readonly page: string;
  /** What no page says and we inferred. */
  readonly inferred?: string;
}

/** One row for each operation. @see OPERATIONS for target, parameters, audience and effect */
export const OPERATION_GUIDE: Readonly<Record<OperationName, OperationGuide>> = {
  Accept: {
    who: 'agent or supervisor',
    when: ['Invited'],
    note: 'The whole log up to the join follows as one notification. The nickname is what the customer sees; saveLAR remembers the agent for last-agent routing.',
    page: 'SMSAccept',
  },
  Reject: {
    who: 'agent or supervisor',
    when: ['Invited'],
    note: 'The session is Completed for the one who rejects.',
    page: 'SMSReject',
  },
  SendMessage: {
    who: 'participant',
    when: ['Chatting'],
    note: 'Echoed to the sender too: the echo is the proof. Not while monitoring.',
    page: 'SMSSendMessage',
  },
  SendUrl: { who: 'participant', when: ['Chatting'], note: 'Arrives as an entry of type PushUrl.', page: 'SMSSendUrl' },
  SendStartTypingNotification: {
    who: 'participant',
    when: ['Chatting'],
    note: 'An entry of type TypingStarted, which uses up an index.',
    page: 'SMSSendStartType',
  },
  SendStopTypingNotification: {
    who: 'participant',
    when: ['Chatting'],
    note: 'An entry of type TypingStopped.',
    page: 'SMSSendStopType',
  },
  SendToAgents: {
    who: 'participant',
    when: ['Chatting'],
    note: 'Offered while at least two agents are present.',
    page: 'SMSSendToAgents',
  },
  SendStartTypingToAgentsNotification: {
    who: 'participant',
    when: ['Chatting'],
    note: 'As the customer-facing one, visible to agents.',
    page: 'SMS Session API, SendStartTypingToAgentsNotification',
  },
  SendStopTypingToAgentsNotification: {
    who: 'participant',
    when: ['Chatting'],
    note: "The page's request body lacks an s; the capability's spelling is sent.",
    page: 'SMS Session API, SendStopTypingToAgentsNotification',
  },
  SendCustomNotice: { who: 'participant', when: ['Chatting'], note: 'Chats only.', page: 'Chat API, SendCustomNotice' },
  SendCustomNoticeToAgents: {
    who: 'participant',
    when: ['Chatting'],
    note: 'Chats only.',
    page: 'Chat API, SendCustomNoticeToAgents',
  },
  SendNicknameUpdatedNotice: {
    who: 'participant',
    when: ['Chatting'],
    note: 'Chats only; noticeText is the new nickname.',
    page: 'Chat API, SendNicknameUpdatedNotice',
  },
  Consult: {
    who: 'participant',
    when: ['Chatting'],
    note: "The consultant is visible to agents only. An Error notification with the answer's referenceId means that it failed.",
    page: 'SMSConsult',
  },
  Invite: {
    who: 'participant',
    when: ['Chatting'],
    note: 'The invited agent is visible to the customer. Through a queue: the business attribute InteractionSubtype needs the value InternalConferenceInvite.',
    page: 'SMSInvite',
  },
  Transfer: {
    who: 'participant',
    when: ['Chatting', 'LeftChat'],
    note: 'A user by uri or path, or a queue by name.',
    page: 'ChatSingleStepTransfer',
    inferred: "Parameters of the SMS form, and that the transferor's session is Completed.",
  },
  CompleteTransfer: {
    who: 'agent',
    when: ['Chatting'],
    note: 'Turns a consultation into a transfer; older interactions only.',
    page: 'InteractionsOnChat',
    inferred: 'How its success shows.',
  },
  CompleteConference: {
    who: 'agent',
    when: ['Chatting'],
    note: 'Turns a consultation into a conference; older interactions only, where it is called LeaveChatConsultation.',
    page: 'InteractionsOnChat',
    inferred: 'How its success shows.',
  },
  RemoveParticipantFromConference: {
    who: 'agent visible to all',
    when: ['Chatting'],
    note: 'Agents are told by a Notice, then the participants change.',
    page: 'SMSRemoveParticipantFromConference',
  },
  Leave: {
    who: 'participant',
    when: ['Chatting', 'LeftChat'],
    note: "Alone: LeftChat, and the customer's session is over. With others present: Completed for the leaver only. The parting text is documented for chats.",
    page: 'SMSLeave',
  },
  Complete: {
    who: 'agent',
    when: ['Chatting', 'LeftChat'],
    note: "Ends the customer's session if that has not ended; with queueName it is placed there instead.",
    page: 'SMSComplete',
  },
  LeaveAndComplete: {
    who: 'agent',
    when: ['Chatting'],
    note: 'Leave and Complete in one.',
    page: 'SMSResources',
    inferred: 'What it does: the name occurs in one list of capabilities.',
  },
  SetDisposition: {
    who: 'participant',
    when: ['Chatting', 'LeftChat'],
    note: "Shows as attached data under the disposition's key.",
    page: 'SMSSetDisposition',
  },
  AttachUserData: {
    who: 'participant',
    when: ['Chatting', 'LeftChat'],
    note: 'The notification holds all attached data.',
    page: 'SMSAttachUserData',
  },
  UpdateUserData: {
    who: 'participant',
    when: ['Chatting', 'LeftChat'],
    note: 'Overwrites the given keys.',
    page: 'SMSUpdateUserData',
  },
  DeleteUserData: {
    who: 'participant',
    when: ['Chatting', 'LeftChat'],
    note: "The keys are gone from the notification's attached data.",
    page: 'SMSDeleteUserData',
  },
  SetInFocus: {
    who: 'participant',
    when: ['Chatting', 'LeftChat'],
    note: 'Sent best effort when a session is selected.',
    page: 'SMS Session API, capabilities',
    inferred: 'Parameters (none) and effect (none seen).',
  },
  RequestHistory: {
    who: 'agent',
    when: ['Chatting'],
    note: 'Older interactions only: the log comes again as notifications.',
    page: 'InteractionsOnChat',
    inferred: "The shape of the history's notification.",
  },
  Intrude: {
    who: 'supervisor',
    when: ['any'],
    note: 'An invitation with supervisorMode follows; then Accept. Without a mode that of the armed monitoring is taken, and there must be one.',
    page: 'Intrude',
  },
  SwitchToMonitor: {
    who: 'supervisor',
    when: ['Chatting'],
    note: "Our participant's visibility becomes Supervisors.",
    page: 'ChatSwitchToMonitor',
    inferred: "That the SMS form equals the chat's.",
  },
  SwitchToCoach: {
    who: 'supervisor',
    when: ['Chatting'],
    note: "Our participant's visibility becomes Agents.",
    page: 'SwitchToCoach',
  },
  SwitchToBargeIn: {
    who: 'supervisor',
    when: ['Chatting'],
    note: "Our participant's visibility becomes All.",
    page: 'SMSSwitchtoBargeIn',
  },
  Monitor: {
    who: 'supervisor',
    when: ['any'],
    note: "From the agent's next session on, silently. No notification tells that monitoring is armed.",
    page: 'SMSMonitor',
    inferred: 'That the supervisor is invited as by Intrude.',
  },
  Coach: {
    who: 'supervisor',
    when: ['any'],
    note: 'As Monitor, heard by agents.',
    page: 'SMSCoach',
    inferred: 'That the supervisor is invited as by Intrude.',
  },
  BargeIn: {
    who: 'supervisor',
    when: ['any'],
    note: 'As Monitor, heard by everybody.',
    page: 'SMSBargeIn',
    inferred: 'That the supervisor is invited as by Intrude.',
  },
  CancelSupervisorMonitoring: {
    who: 'supervisor',
    when: ['any'],
    note: 'A session in progress goes on: leave it.',
    page: 'SMSMonitor',
  },
  StartContactCenterSession: {
    who: 'anyone',
    when: ['any'],
    note: 'statusCode 7 when only some channels started.',
    page: 'StartContactCenterSession',
    inferred: "The SMS channel's name.",
  },
  EndContactCenterSession: { who: 'anyone', when: ['any'], note: 'On exit.', page: 'StartContactCenterSession' },
  Ready: {
    who: 'anyone',
    when: ['any'],
    note: 'Invitations come only while the channel is ready.',
    page: 'AgentStateControlNotReady',
  },
  NotReady: { who: 'anyone', when: ['any'], note: 'No further invitations.', page: 'AgentStateControlNotReady' },
};

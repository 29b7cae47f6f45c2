import type { JsonObject } from '../../protocol/json.js';

/** Something that public documentation leaves open and that this world decides, in a sentence. A real GWS may differ. */
export interface Decision {
  readonly about: string;
  readonly choice: string;
  /** The documentation page that is silent, or comes nearest. */
  readonly page: string;
}

/**
 * What the constants of `inferences.ts` cannot say: how this world behaves where it had to choose. `GET /sandbox/decisions` prints the table, so
 * that whoever compares it with a real GWS knows what to look at.
 */
export const DECISIONS: readonly (Decision & JsonObject)[] = [
  {
    about: 'Transfer to a user',
    choice:
      'The transferor keeps the session until the target accepts, then gets StatusChange Completed with the referenceId of the answer. A target who rejects or does not answer: Error to the transferor, nothing else changes.',
    page: 'ChatSingleStepTransfer',
  },
  {
    about: 'Transfer to a colleague who is in the session already',
    choice: 'Immediate. A consultant becomes visible to the customer.',
    page: 'ChatSingleStepTransfer',
  },
  {
    about: 'Transfer to a queue, Complete with queueName',
    choice: 'Immediate. The customer stays, and the next ready agent of the queue is invited; supervisors are Revoked.',
    page: 'SMSComplete',
  },
  {
    about: 'text of Transfer and Leave',
    choice:
      'Chats only: a Text of the one who goes, as visible as they are, just before ParticipantLeft; for a transfer to a user, when the target accepts. messageType and treatAs are checked and change nothing.',
    page: 'ChatSingleStepTransfer',
  },
  {
    about: 'saveLAR',
    choice:
      'With true, this customer’s next session goes first to the one who accepted or completed, if they are free.',
    page: 'SMSAccept',
  },
  {
    about:
      'Operations that no sample lists among the capabilities: SendUrl, RemoveParticipantFromConference, LeaveAndComplete',
    choice:
      'Executed, but printed as capabilities only on demand (/sandbox/capabilities {"unlisted":true}): the documentation calls capabilities the available operations, so that clients need not offer what is not among them.',
    page: 'SMSResources',
  },
  {
    about: 'Transfer after LeftChat',
    choice: 'Hands over the work after the session: on accepting, the target is in LeftChat too.',
    page: 'SMSLeave',
  },
  {
    about: 'Leave while a transfer is pending',
    choice: 'Completed, and the session waits for the target; if the target rejects, its queue routes it on.',
    page: 'SMSLeave',
  },
  {
    about: 'Leave of the last visible agent while a consultant is there',
    choice: 'Completed; the consultant becomes visible and serves the customer.',
    page: 'SMSLeave',
  },
  {
    about: 'Leave of the last visible agent while only hidden supervisors are there',
    choice: 'As if alone: LeftChat, the session ends for the customer, the supervisors are Revoked.',
    page: 'SMSMonitor',
  },
  { about: 'Leave in LeftChat', choice: 'Accepted; StatusChange LeftChat once more.', page: 'SMSLeave' },
  {
    about: 'Complete with several agents in the session',
    choice: 'Ends it for all: agents Completed, supervisors and the invited Revoked.',
    page: 'SMSComplete',
  },
  {
    about: 'Capabilities and sending of a consultant',
    choice: 'The list of a coach without the switches; SendMessage and typing reach agents only.',
    page: 'SMSConsult',
  },
  {
    about: 'What a silent monitor may do',
    choice: 'Leave, switch, set focus. Everything else is answered with 3 although the printed capabilities list it.',
    page: 'SMSMonitor',
  },
  {
    about: 'Who sees a silent monitor',
    choice:
      'Those who are in the session as supervisors. Agents get neither participant, entries nor capabilities by it.',
    page: 'SMSMonitor',
  },
  {
    about: 'Consult, Invite or Transfer of somebody who is in the session, not ready, or unknown',
    choice: 'Accepted with a referenceId, then Error. So it is for a silent monitor too.',
    page: 'SMSConsult',
  },
  {
    about: 'SwitchToMonitor or SwitchToCoach when nobody else serves the customer',
    choice: 'Refused with 2.',
    page: 'SMSSwitchtoBargeIn',
  },
  {
    about: 'Armed monitoring',
    choice: 'The supervisor is invited (with supervisorMode) and must accept. NextChat ends with that invitation.',
    page: 'SMSMonitor',
  },
  {
    about: 'Finding a running session to intrude',
    choice: 'GET /users/{id}/smssessions for one’s own agents, without attached data; capability Intrude.',
    page: 'Intrude',
  },
  {
    about: 'Index of the log',
    choice: 'One for all entries of a session; a viewer who may not see an entry has a hole there.',
    page: 'SMSGetMessages',
  },
  {
    about: 'Reading the messages of an invitation',
    choice: 'Empty until accepted.',
    page: 'SMSGetMessages',
  },
  {
    about: 'referenceId',
    choice: 'Counted per user; PropertiesUpdated carries it only for the one who asked.',
    page: 'ChatMessageType',
  },
  {
    about: 'AttachUserData with a key that is there',
    choice: 'Overwrites it, as UpdateUserData does.',
    page: 'SMSAttachUserData',
  },
  {
    about: 'An inbound message that nobody takes',
    choice: 'Goes to the next ready agent with least to do; when all have declined it waits and is offered again.',
    page: 'SMSReject',
  },
  {
    about: 'RemoveParticipantFromConference of a supervisor by an agent',
    choice: 'Refused with 3; a silent monitor is answered for as nobody, with 6.',
    page: 'SMSRemoveParticipantFromConference',
  },
  {
    about: 'A chat whose customer has left',
    choice: 'Stays Chatting for its agents, who leave or complete it; invitations are withdrawn if nobody is there.',
    page: 'CustomerChatResource',
  },
];

/** A contradiction of the public documentation or samples, and what this library makes of it. */
export interface Quirk {
  /** Comments and tests name a quirk by this number. */
  readonly row: number;
  /** Where it is handled; `samples`: noise of the printed samples that asks for nothing. */
  readonly where: 'protocol' | 'state' | 'sandbox' | 'samples';
  readonly what: string;
  readonly handling: string;
}

/** Every quirk of the wire that is known. For people and tests; the running code is where each row says. */
export const QUIRKS: readonly Quirk[] = [
  {
    row: 1,
    where: 'protocol',
    what: 'The capability SwitchBargeIn stands for the operation SwitchToBargeIn.',
    handling: 'Read as SwitchToBargeIn; SwitchToBargeIn is sent.',
  },
  { row: 2, where: 'protocol', what: 'Older samples list the capability InFocus.', handling: 'Read as SetInFocus.' },
  {
    row: 3,
    where: 'protocol',
    what: 'One request body spells SendStopTypingToAgentNotification, without the s.',
    handling: 'The plural is sent; both are read.',
  },
  {
    row: 4,
    where: 'protocol',
    what: 'Samples post to smsessions, smsssession, and smssessions without me.',
    handling: 'Requests go to /me/smssessions/{id} only.',
  },
  {
    row: 5,
    where: 'protocol',
    what: 'Bodies have smsession and smsessionUri, or a chat where an SMS session is meant.',
    handling: 'All are read; the id is `id`, or else the last segment of a uri or path.',
  },
  {
    row: 6,
    where: 'protocol',
    what: 'Invite and RemoveParticipantFromConference disagree between userUri and targetUri.',
    handling: 'targetUri is sent.',
  },
  {
    row: 7,
    where: 'protocol',
    what: 'A target that should be a user is a contact in the sample.',
    handling: 'A target is passed on as it is given.',
  },
  {
    row: 8,
    where: 'protocol',
    what: 'Siblings put a path into targetUri.',
    handling: 'Either field takes a uri or a path.',
  },
  {
    row: 9,
    where: 'protocol',
    what: 'A messageType reads "test_accept ".',
    handling: 'Whatever the type, a session in the notification is a state change.',
  },
  {
    row: 10,
    where: 'protocol',
    what: 'The uri of a session lacks me and the agent, and names a host of its own.',
    handling: 'Paths are built of ids; a uri is never followed.',
  },
  {
    row: 11,
    where: 'samples',
    what: 'Notifications carry other ids than the requests above them.',
    handling: 'Nothing to do: two runs on one page.',
  },
  {
    row: 12,
    where: 'protocol',
    what: 'Success and failure of Consult show referenceIds 35 and 36.',
    handling: 'Two runs: only an equal id joins an answer and a notification.',
  },
  {
    row: 13,
    where: 'state',
    what: 'While monitoring one cannot send, yet SendMessage is offered.',
    handling: 'Sending is refused while our visibility is Supervisors.',
  },
  {
    row: 14,
    where: 'state',
    what: 'A coach is not seen by the customer, yet SendMessage is offered.',
    handling: 'A coach writes to agents only.',
  },
  {
    row: 15,
    where: 'protocol',
    what: 'ParticipantRejoined is visible to All while its sender is visible to Agents.',
    handling: 'Both are kept apart; the mode is read from the participants alone.',
  },
  {
    row: 16,
    where: 'state',
    what: 'LeftChat allows disposition and data in words, but not in its capabilities.',
    handling: 'Capabilities decide.',
  },
  {
    row: 17,
    where: 'state',
    what: 'A participant who rejoins keeps its id.',
    handling: 'Participants are told apart by participantId, never by name.',
  },
  {
    row: 18,
    where: 'sandbox',
    what: 'Reads need another feature than operations.',
    handling: 'The sandbox grants both.',
  },
  { row: 19, where: 'protocol', what: 'The older API misspells notifcation.', handling: 'Sent as documented.' },
  {
    row: 20,
    where: 'protocol',
    what: 'The older API has InitiateConsulation, InitiateConsultation and StartChatConsultation for one operation, and CompleteConference for LeaveChatConsultation.',
    handling: 'The operation name is sent; the headings are read too.',
  },
  {
    row: 21,
    where: 'protocol',
    what: 'Answers say status, statusCode as a string, "ok" or "error".',
    handling: 'All are read; anything else is no success.',
  },
  {
    row: 22,
    where: 'protocol',
    what: 'Samples are printed as Python values, or with damaged times and uris.',
    handling: 'Only JSON is taken; times are read with lost and added spaces.',
  },
  {
    row: 23,
    where: 'samples',
    what: 'SendUrl asks for one site and is notified of another.',
    handling: 'Nothing to do: two runs on one page.',
  },
  {
    row: 24,
    where: 'protocol',
    what: 'The heading SendURL stands above the operation SendUrl.',
    handling: 'SendUrl is sent.',
  },
  {
    row: 25,
    where: 'protocol',
    what: 'errorMessage reads "Operationfailed".',
    handling: 'Kept for details; people get our own sentence.',
  },
  {
    row: 26,
    where: 'protocol',
    what: 'Attached values are strings, numbers or null, under keys like PegAG?:2>1.',
    handling: 'Kept as they are, in a Map.',
  },
  {
    row: 27,
    where: 'protocol',
    what: 'AttachUserData may duplicate keys on other media.',
    handling: 'Edits use UpdateUserData.',
  },
  {
    row: 28,
    where: 'protocol',
    what: 'LeaveAndComplete occurs in one list of capabilities only.',
    handling: 'Kept when offered, never assumed.',
  },
  {
    row: 29,
    where: 'state',
    what: 'SMS has typing operations though phones show no typing.',
    handling: 'Sent only when offered.',
  },
];

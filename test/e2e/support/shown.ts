/** A test of this folder: its file, without `.e2e.ts`, and its title. */
export type Shown = readonly [file: string, title: string];

/** Where an operation of the documentation is shown in a browser: that it succeeds, and both ways in which it can fail. */
export interface ShownOperation {
  /** The operation as the page writes it in a request. */
  readonly name: string;
  readonly page: 'Intrude' | 'SMSConsult' | 'SwitchToCoach' | 'InteractionsOnChat';
  readonly succeeds: Shown;
  /** The server answers with a refusal. */
  readonly refused: Shown;
  /** The server accepts, and an `Error` notification says that it failed; a sentence where that cannot be. */
  readonly fails: Shown | string;
  /** Other words by which tests name it: the button's, or the successor's. */
  readonly words?: readonly string[];
}

const modes: Shown = [
  'supervision',
  'as Monitor, then Coach, Barge in, Monitor: everybody perceives exactly what the mode allows',
];
const transferring: Shown = ['dialects', 'reject, accept, message, typing, history, two-step transfer'];
const conferring: Shown = ['dialects', 'two-step conference, single-step transfer, stop processing'];
const inviting: Shown = ['error-notifications', 'the older API: Reject and Accept leave the invitation as it was'];
const talking: Shown = [
  'error-notifications',
  'the older API: SendMessage keeps the text in the log, and SendNotification disturbs nobody',
];
const handing: Shown = [
  'error-notifications',
  'the older API: StartChatConsultation, Transfer and StopProcessing leave the chat with its agent',
];
const completing: Shown = [
  'error-notifications',
  'the older API: CompleteTransfer and CompleteConference leave the consultation as it was',
];

/** Every operation whose page is a sample of its own, and the ten of “Interactions On Chat Channel”. */
export const SHOWN: readonly ShownOperation[] = [
  {
    name: 'Intrude',
    page: 'Intrude',
    succeeds: modes,
    refused: ['too-late', 'Intrude in the armed mode: refused while nothing is armed, then joins in that mode'],
    fails: 'the page knows no such notification',
    words: ['intrudes'],
  },
  {
    name: 'Consult',
    page: 'SMSConsult',
    succeeds: ['teamwork', 'consult and whisper both ways; the phone never shows a whisper'],
    refused: ['too-late', 'Consult in a session that a colleague completes meanwhile: refused by the answer'],
    fails: [
      'too-late',
      'Consult with somebody who says no: an Error notification with the number of the answer, and all is as before',
    ],
  },
  {
    name: 'SwitchToCoach',
    page: 'SwitchToCoach',
    succeeds: modes,
    refused: [
      'too-late',
      'SwitchToCoach when nobody else serves the customer: refused, and still in the customer’s view',
    ],
    fails: ['error-notifications', 'SwitchToCoach: said beside the switch, which stays at the confirmed mode'],
    words: ['switchesTo'],
  },
  {
    name: 'Accept',
    page: 'InteractionsOnChat',
    succeeds: transferring,
    refused: ['too-late', 'Accept of an invitation that is withdrawn meanwhile'],
    fails: inviting,
  },
  { name: 'Reject', page: 'InteractionsOnChat', succeeds: transferring, refused: transferring, fails: inviting },
  {
    name: 'SendMessage',
    page: 'InteractionsOnChat',
    succeeds: transferring,
    refused: ['too-late', 'SendMessage into a chat that a colleague completes meanwhile: nobody reads it'],
    fails: talking,
  },
  {
    name: 'SendNotification',
    page: 'InteractionsOnChat',
    succeeds: transferring,
    refused: transferring,
    fails: talking,
    words: ['SendStartTypingNotification'],
  },
  {
    name: 'Transfer',
    page: 'InteractionsOnChat',
    succeeds: conferring,
    refused: conferring,
    fails: ['too-late', 'Transfer to somebody who says no: an Error notification, and the chat is still ours'],
  },
  {
    name: 'StopProcessing',
    page: 'InteractionsOnChat',
    succeeds: conferring,
    refused: conferring,
    fails: handing,
    words: ['Complete'],
  },
  {
    name: 'RequestChatHistory',
    page: 'InteractionsOnChat',
    succeeds: transferring,
    refused: transferring,
    fails: 'the page knows no such notification',
  },
  {
    name: 'StartChatConsultation',
    page: 'InteractionsOnChat',
    succeeds: transferring,
    refused: transferring,
    fails: handing,
    words: ['Consult'],
  },
  {
    name: 'CompleteTransfer',
    page: 'InteractionsOnChat',
    succeeds: transferring,
    refused: [
      'too-late',
      'Complete transfer when the consulted agent has left meanwhile: refused, and the chat is still ours',
    ],
    fails: completing,
    words: ['Complete transfer'],
  },
  {
    name: 'LeaveChatConsultation',
    page: 'InteractionsOnChat',
    succeeds: conferring,
    refused: [
      'too-late',
      'Complete conference when the consulted agent has left meanwhile: refused, and the chat is still ours',
    ],
    fails: completing,
    words: ['Complete conference'],
  },
];

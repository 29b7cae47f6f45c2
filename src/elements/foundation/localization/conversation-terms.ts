import type { SupervisorMode } from '../../../protocol/visibility.js';
import type { Audience } from '../../../state/audience.js';
import type { ComposingBlock } from '../../../state/selectors.js';

/** Words of one conversation: message-log, message-composer, sms-session, participant-list, supervisor-controls. */
export interface ConversationTerms {
  readonly log: string;
  readonly emptyLog: string;
  readonly today: string;
  readonly yesterday: string;
  /** A hole of `count` entries that is being read. */
  readonly gap: (count: number) => string;
  /** The `count` oldest entries of a very long conversation are no longer held in this page. */
  readonly earlier: (count: number) => string;
  readonly joined: (name: string) => string;
  readonly left: (name: string) => string;
  readonly rejoined: (name: string) => string;
  readonly renamed: (name: string) => string;
  readonly removed: string;
  readonly unknownEntry: (type: string) => string;
  readonly cannotShow: string;
  readonly typing: (names: readonly string[]) => string;
  /** On the button that leads to the end of the log. */
  readonly newer: (count: number) => string;
  readonly toEnd: string;
  /** Said aloud for one new message, and for several of one sender. */
  readonly newMessage: (name: string, text: string, agentsOnly: boolean) => string;
  readonly newMessages: (count: number, name: string, agentsOnly: boolean) => string;
  readonly sending: string;
  readonly sent: string;
  readonly notSent: string;
  readonly unknownSent: string;
  readonly sendAgain: string;
  readonly sendAgainWarning: string;
  readonly discard: string;
  /** Below the copy of a message that one sent once. */
  readonly repeated: string;

  readonly message: string;
  readonly send: string;
  readonly to: string;
  readonly audiences: Readonly<Record<Audience, string>>;
  /** What the composer says of where a text will go: “To: customer”. */
  readonly toAudience: Readonly<Record<Audience, string>>;
  readonly placeholders: Readonly<Record<Audience, string>>;
  /** Why nothing can be written now. */
  readonly blocked: Readonly<Record<ComposingBlock, string>>;
  readonly widened: string;
  readonly narrowed: string;
  readonly sendToCustomer: string;
  readonly sendToAgents: string;
  readonly keepForAgents: string;
  readonly edit: string;
  /** The counter, e.g. “132/160 · 1 SMS”. */
  readonly segments: (used: number, size: number, count: number) => string;
  readonly unicodeReason: (characters: readonly string[], size: number) => string;
  /** Replaces typography by plain characters; `count` SMS then. */
  readonly normalise: (count: number) => string;

  readonly participants: string;
  readonly noParticipants: string;
  readonly external: string;
  readonly visibleToAll: string;
  readonly visibleToAgents: string;
  readonly visibleToSupervisors: string;
  readonly remove: (name: string) => string;
  readonly removeQuestion: (name: string) => string;

  readonly supervision: string;
  readonly modes: Readonly<Record<string, string>> & Readonly<Record<'Monitor' | 'Coach' | 'BargeIn', string>>;
  readonly modeHints: Readonly<Record<'Monitor' | 'Coach' | 'BargeIn', string>>;
  readonly switching: (mode: string) => string;
  /** How a session ended, by its status. */
  readonly ended: Readonly<Record<'Completed' | 'Revoked', string>>;

  readonly chooseSession: string;
  readonly chooseSessionHint: string;
  readonly invitation: (name: string) => string;
  readonly invitationHint: string;
  readonly supervisorInvitation: (mode: SupervisorMode) => string;
  readonly leftChatHint: string;
  readonly since: string;
  readonly unavailable: string;
}

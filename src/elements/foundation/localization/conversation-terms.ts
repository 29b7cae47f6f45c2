import type { SupervisorMode } from '../../../protocol/visibility.js';

/** Words of one conversation: message-log, message-composer, sms-session, participant-list, supervisor-controls. */
export interface ConversationTerms {
  readonly log: string;
  readonly emptyLog: string;
  readonly today: string;
  readonly yesterday: string;
  /** A hole in the log; `from` and `to` are indexes, both included. */
  readonly gap: (from: number, to: number) => string;
  readonly joined: (name: string) => string;
  readonly left: (name: string) => string;
  readonly rejoined: (name: string) => string;
  readonly renamed: (name: string) => string;
  readonly unknownEntry: (type: string) => string;
  readonly typing: (names: readonly string[]) => string;
  readonly newMessages: (count: number) => string;
  /** Said aloud for one new message. */
  readonly newMessage: (name: string, text: string, agentsOnly: boolean) => string;
  readonly sending: string;
  readonly sent: string;
  readonly notSent: string;
  readonly unknownSent: string;
  readonly sendAgain: string;
  readonly sendAgainWarning: string;

  readonly message: string;
  readonly send: string;
  readonly to: string;
  readonly toCustomer: string;
  readonly toAgents: string;
  readonly placeholderCustomer: string;
  readonly placeholderAgents: string;
  readonly segments: (count: number) => string;
  readonly charactersLeft: (count: number) => string;
  readonly cannotSend: string;
  readonly audienceWidened: string;

  readonly participants: string;
  readonly noParticipants: string;
  readonly visibleToAll: string;
  readonly visibleToAgents: string;
  readonly visibleToSupervisors: string;
  readonly remove: (name: string) => string;

  readonly supervision: string;
  readonly modes: Readonly<Record<string, string>> & Readonly<Record<'Monitor' | 'Coach' | 'BargeIn', string>>;
  readonly modeHints: Readonly<Record<'Monitor' | 'Coach' | 'BargeIn', string>>;
  readonly switching: (mode: SupervisorMode) => string;
  readonly attachedData: string;
  readonly disposition: string;
}

import type { OperationName } from '../../../protocol/operation-name.js';
import type { ConnectionPhase } from '../../../session/contract.js';
import type { BoardTerms } from './board-terms.js';
import type { ConversationTerms } from './conversation-terms.js';
import type { DataTerms } from './data-terms.js';
import type { ReadinessTerms } from './readiness-terms.js';
import type { RecorderTerms } from './recorder-terms.js';
import type { SupervisionTerms } from './supervision-terms.js';

/**
 * Every word that the elements say, in one language. Sentences with a value in them are functions, so that each language orders them its own way. Keys that
 * are added later are optional for a minor version, so that older translations still compile; English always has them all.
 */
export interface Translation {
  /** BCP 47 tag: `en`, `de`, `pt-br`. */
  readonly code: string;
  /** Operations as buttons name them. In English the documented names, spelled as people write them. */
  readonly operations: Readonly<Partial<Record<OperationName, string>>>;
  /** States of a session. A state that is not listed is shown as the server wrote it. */
  readonly statuses: Readonly<Record<string, string>>;
  readonly terms: CommonTerms;
  readonly connection: ConnectionTerms;
  readonly list: ListTerms;
  readonly actions: ActionTerms;
  readonly picker: PickerTerms;
  readonly errors: ErrorTerms;
  readonly conversation: ConversationTerms;
  readonly board: BoardTerms;
  readonly readiness: ReadinessTerms;
  readonly data: DataTerms;
  readonly supervision: SupervisionTerms;
  /** For pages with a flight recorder; where it is left out, that element speaks English. */
  readonly recorder?: RecorderTerms;
}

/** Words that more than one element says. */
export interface CommonTerms {
  readonly you: string;
  readonly customer: string;
  readonly agent: string;
  readonly agentsOnly: string;
  readonly unknownPerson: string;
  readonly close: string;
  readonly cancel: string;
  readonly dismiss: string;
  readonly showMore: string;
  readonly loading: string;
  /** A session element that no session reached yet. */
  readonly noSession: string;
}

/** `<connection-status>`. */
export interface ConnectionTerms {
  /** One short word or two per phase. */
  readonly phases: Readonly<Record<ConnectionPhase, string>>;
  /** What a phase means for the person, where that is not plain. `cookies`: a sign-in that does not stick. */
  readonly hints: Readonly<Partial<Record<ConnectionPhase | 'cookies', string>>>;
  /** `time` is formatted. */
  readonly asOf: (time: string) => string;
  /** Whole seconds until the next attempt. */
  readonly nextAttempt: (seconds: number) => string;
  readonly retry: string;
}

/** `<session-list>`. */
export interface ListTerms {
  readonly label: string;
  readonly empty: string;
  readonly unread: (count: number) => string;
  /** Before a preview that agents alone can read. */
  readonly agentsOnly: string;
  /** A last line of ours. */
  readonly own: string;
  readonly invitation: string;
  /** `mode` is a word of the conversation's modes: “Monitor”. */
  readonly supervisorInvitation: (mode: string) => string;
  readonly secondsLeft: (seconds: number) => string;
  readonly expired: string;
  /** Said aloud when an invitation comes. */
  readonly invited: (name: string) => string;
  readonly closeSession: (name: string) => string;
  /** Describes Accept and Reject beside an invitation that fills the desk, apart from those in the list. */
  readonly sessionOf: (name: string) => string;
}

/** `<session-actions>`. */
export interface ActionTerms {
  readonly label: string;
  /** The answer is missing: it may or may not have happened. */
  readonly unknownOutcome: (operation: string) => string;
  /** What will happen, below the dialog's heading. */
  readonly explain: Readonly<Record<'Consult' | 'Invite' | 'Transfer', string>>;
  /** Leaving as the only agent. */
  readonly leaveAlone: string;
  /** Leaving while only agents remain whom the customer does not see. */
  readonly leaveUnseen: string;
  readonly completeRunning: string;
  readonly stay: string;
  readonly help: {
    readonly ask: string;
    /** Neither a whisper nor a call is possible. */
    readonly nobody: string;
    /** Somebody is here, but the page has no composer that leads to them. */
    readonly unheard: string;
  };
}

/** `<target-picker>`. */
export interface PickerTerms {
  readonly to: string;
  readonly placeholder: string;
  readonly searching: string;
  readonly nobody: string;
  readonly failed: string;
  readonly freeTarget: (text: string) => string;
  /** What a queue is, beside its name. */
  readonly queue: string;
  /** A typed name, as a queue's. */
  readonly freeQueue: (name: string) => string;
  readonly options: string;
  readonly results: (count: number) => string;
  /** Below a list that was cut. */
  readonly more: (count: number) => string;
  readonly choose: string;
}

/** What a person can do about a failure; `foundation/error-text.ts` says which code leads to which. */
export type Advice =
  | 'check'
  | 'state'
  | 'denied'
  | 'gone'
  | 'later'
  | 'look'
  | 'signIn'
  | 'administrator'
  | 'refused'
  | 'offline'
  | 'audience'
  | 'canceled'
  | 'busy';

/** A sentence per advice: what happened, and what to do next. `{}` stands for the operation's word, e.g. “Transfer”. */
export interface ErrorTerms extends Readonly<Record<Advice, string>> {
  /** Better sentences where the operation itself could not be done: `state`, `gone` or `refused`. */
  readonly instead: Readonly<Partial<Record<OperationName, string>>>;
  /** When the failure concerns no operation. */
  readonly request: string;
}

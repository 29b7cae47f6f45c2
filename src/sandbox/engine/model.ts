import type { JsonValue } from '../../protocol/json.js';

/** What a GWS user is: agents take part in sessions, supervisors may also watch the agents that are theirs. */
export type Role = 'agent' | 'supervisor';

/** A GWS user of the world. */
export interface Person {
  /** Opaque, 32 hex digits. */
  readonly id: string;
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  /** Ids of the agents that this supervisor may watch; empty for agents. */
  readonly supervises: ReadonlySet<string>;
}

/** A queue that sessions are routed through. */
export interface Queue {
  readonly id: string;
  readonly name: string;
  /** Ids of the agents who receive sessions from it. */
  readonly members: readonly string[];
}

/** The two kinds of session; they differ only in their wire names and in who the customer is. */
export type Media = 'sms' | 'chat';

/** Who may perceive a participant or an entry, widest first. */
export type Reach = 'All' | 'Agents' | 'Supervisors';

/** How a supervisor takes part. @see Intrude, supervisorVisibilityMode */
export type Mode = 'Monitor' | 'Coach' | 'BargeIn';

/** State of a session for one user. @see SMSAccept, SMSLeave, SMSMonitor */
export type SeatState = 'Invited' | 'Chatting' | 'LeftChat' | 'Completed' | 'Revoked';

/** Why a user was invited. */
export type Purpose = 'route' | 'consult' | 'invite' | 'transfer' | 'supervise';

/** One party of a session, as everybody who may see it sees it. */
export interface Party {
  readonly participantId: string;
  readonly nickname: string;
  readonly type: 'Agent' | 'Customer';
  /** Agents only. */
  readonly userId?: string;
  readonly visibility: Reach;
}

/** One entry of a session's log. One index runs over all entries, so a viewer may have legal holes. */
export interface Entry {
  readonly index: number;
  readonly type: string;
  /** The sender as it was at that moment. */
  readonly from: Party;
  readonly visibility: Reach;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly text?: string;
  readonly url?: string;
  readonly noticeText?: string;
}

/** One user's place in one session. A new invitation makes a new seat. */
export interface Seat {
  readonly userId: string;
  readonly purpose: Purpose;
  state: SeatState;
  /** The visibility that the user has, or will have on accepting. */
  visibility: Reach;
  /** Set exactly for supervisors who watch. */
  mode?: Mode;
  /** Who asked for this user: consult, invite, transfer. */
  readonly by?: string;
  /** The `referenceId` that the asker was given. */
  readonly reference?: number;
  /** Nickname to use unless Accept names another. */
  readonly nickname?: string;
  /** What the transferor says in the end. */
  readonly farewell?: string;
  /** Milliseconds since the epoch. */
  readonly offeredAt: number;
  /** Set while present (Chatting). */
  party?: Party;
  /** How many entries of the log this user has been considered for. */
  told: number;
  /** What the last ParticipantsUpdated showed, to tell only those for whom something changed. */
  shown: string;
  /** Number of a chat's Accept, which its first ParticipantsUpdated repeats. @see ChatAccept */
  accepted?: number;
}

/** One SMS or chat session. */
export interface Session {
  /** 16 characters, like `0000UaB58WAR003N`. */
  readonly id: string;
  readonly media: Media;
  /** The customer's phone number; for chats the customer's nickname. */
  readonly address: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly customer: Party;
  /** Whether the customer is there; a chat customer can leave before the agents do. */
  customerPresent: boolean;
  /** Entries that a chat customer has fetched; only those for customers count. */
  customerRead: number;
  /** Whether the session still goes on for the customer. */
  open: boolean;
  /** By user id, in the order in which they joined. */
  readonly seats: Map<string, Seat>;
  readonly log: Entry[];
  readonly userData: Map<string, JsonValue>;
  /** The queue that routes this session. */
  queue: Queue;
  /** Waiting for an agent since nobody could be asked: when to ask again. Milliseconds since the epoch. */
  retryAt: number | undefined;
  /** Who said no in this round of routing, and who put it into the queue. */
  readonly declined: Set<string>;
}

/** An agent whose next sessions a supervisor wants too. @see SMSMonitor */
export interface Arming {
  readonly supervisorId: string;
  readonly agentId: string;
  readonly media: Media;
  readonly mode: Mode;
  readonly scope: 'NextChat' | 'AllChats';
  readonly nickname: string;
}

import type { Capability } from './capability.js';
import type { Participant } from './participant.js';
import type { SupervisorMode } from './visibility.js';

/** Life of a session as one viewer sees it. `Completed` and `Revoked` are final. Open. @see SMSAccept, SMSLeave, SMSMonitor */
export type SessionStatus = 'Invited' | 'Chatting' | 'LeftChat' | 'Completed' | 'Revoked' | (string & {});

/** A value of attached data: flat; the samples hold strings, numbers and null. */
export type UserDataValue = string | number | boolean | null;

/** Attached data in the server's order. A Map, because keys are arbitrary (`PegAG?:2>1`, `__proto__`). */
export type UserData = ReadonlyMap<string, UserDataValue>;

/**
 * What one notification or read says about a session. A field that is absent was not said and must not overwrite what is known: Completed
 * notifications carry only state, id and uri.
 */
export interface SessionUpdate {
  readonly id: string;
  readonly status?: SessionStatus;
  readonly capabilities?: readonly Capability[];
  readonly participants?: readonly Participant[];
  /** Always the whole of the attached data, when present. @see SMSAttachUserData */
  readonly userData?: UserData;
  /** Milliseconds since the epoch. */
  readonly receivedAt?: number;
  readonly chatType?: string;
  /** The mode in which a supervisor was invited; seen only on invitations. @see Intrude */
  readonly supervisorMode?: SupervisorMode;
  /** How many participants, capabilities and attached values were left out, because they could not be read or were too many. */
  readonly dropped?: number;
}

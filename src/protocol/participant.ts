import type { Visibility } from './visibility.js';

/** What kind of party a participant is. Open: the server may know more kinds. */
export type ParticipantType = 'Agent' | 'Customer' | 'External' | (string & {});

/**
 * One party of a session, as the wire names it. Participants are told apart by `participantId` alone: the Consult sample holds two agents with
 * the same nickname.
 */
export interface Participant {
  readonly participantId: string;
  readonly nickname: string;
  readonly type: ParticipantType;
  /** The GWS user behind an agent: last path segment of `uri` or `path`. Absent for customers and in early (2014) samples. */
  readonly userId?: string;
  /** Absent in early samples; absent means "not said", never "everybody". */
  readonly visibility?: Visibility;
}

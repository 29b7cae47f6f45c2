import type { Participant } from './participant.js';
import type { Visibility } from './visibility.js';

/** What a log entry is. Open: unknown types are kept and shown neutrally. @see SMSResources, "message" */
export type MessageType =
  | 'Text'
  | 'PushUrl'
  | 'Notice'
  | 'CustomNotice'
  | 'NicknameUpdated'
  | 'ParticipantJoined'
  | 'ParticipantLeft'
  | 'ParticipantRejoined'
  | 'TypingStarted'
  | 'TypingStopped'
  | (string & {});

/** One entry of a session's message log. Order is by `index` only; times are for display. */
export interface Message {
  /** Position in the session's log: 1-based, unique, not necessarily contiguous for one viewer. Typing entries consume indexes. */
  readonly index: number;
  readonly type: MessageType;
  readonly from?: Participant;
  readonly visibility?: Visibility;
  /** Milliseconds since the epoch, from `timestampSeconds` (which holds milliseconds) or else `timestamp`; absent when neither is readable. */
  readonly time?: number;
  /** `Text`: what was written. `TypingStarted`: the preview, when the server sends one. `Notice`: the notice. */
  readonly text?: string;
  /** `PushUrl` only. Untrusted: never followed without the URL policy. */
  readonly url?: string;
  /** `CustomNotice` and `NicknameUpdated` only. */
  readonly noticeText?: string;
}

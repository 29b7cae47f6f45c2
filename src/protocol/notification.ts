import type { ChannelState } from './channel.js';
import type { Message } from './message.js';
import type { SessionUpdate } from './session.js';

/** What a state-change notification reports. Open. @see ChatMessageType */
export type NotificationType = 'StatusChange' | 'ParticipantsUpdated' | 'PropertiesUpdated' | 'Error' | (string & {});

/** The server says something about a session's state. `Error` means that an accepted operation failed; its session is the unchanged one. */
export interface SessionNotification {
  readonly kind: 'session';
  readonly notificationType: NotificationType;
  readonly session: SessionUpdate;
  /** Joins an `Error` (and some successes) to the answer of the request that caused it. Numbers are kept as their decimal string. */
  readonly referenceId?: string;
  /** Raw server text, for details only; people are shown our own sentence. */
  readonly errorMessage?: string;
}

/** New entries of a session's log. Carries neither a state nor a referenceId. @see SMSSendMessage */
export interface MessagesNotification {
  readonly kind: 'messages';
  readonly sessionId: string;
  readonly messages: readonly Message[];
  /** Entries that could not be read; the rest of the batch stands. */
  readonly rejected: readonly DecodeProblem[];
}

/** The user's media channels changed: only those that did are listed. @see AgentStateControlNotReady, ChannelStateChangeMessageV2 */
export interface ChannelsNotification {
  readonly kind: 'channels';
  readonly channels: readonly ChannelState[];
  /** Channels that could not be read; the others stand. */
  readonly rejected: readonly DecodeProblem[];
}

/** A message that we understand to be meant for another feature (voice, e-mail …) or do not know: tolerated, counted, not reduced. */
export interface OtherNotification {
  readonly kind: 'other';
  readonly messageType: string;
}

/** Everything a Bayeux message or a replayed record can mean to us. */
export type Notification = SessionNotification | MessagesNotification | ChannelsNotification | OtherNotification;

/** Why a value from the wire could not be read. Never contains the value itself: it may be personal data. */
export interface DecodeProblem {
  readonly kind: 'problem';
  readonly code: 'not-an-object' | 'no-session' | 'bad-id' | 'bad-message' | 'too-large';
  /** Where in the value, e.g. `messages[3].index`. */
  readonly path: string;
  /** How many records this problem stands for, when more than one. */
  readonly count?: number;
}

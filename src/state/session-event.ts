import type { Message } from '../protocol/message.js';
import type { MessagesNotification, SessionNotification } from '../protocol/notification.js';
import type { SessionUpdate } from '../protocol/session.js';
import type { OperationRecord } from './session-state.js';

/** Everything that can change a session's state. `at` is milliseconds since the epoch, read by the caller. */
export type SessionEvent =
  | {
      readonly type: 'notification';
      readonly at: number;
      readonly notification: SessionNotification | MessagesNotification;
    }
  /**
   * A read after a (re)connect. `messages` holds everything the server shows us from index `from` on; holes inside it are known holes, also those up to
   * `to`: the highest index that was known when the reading began. (A read that brings nothing explains a hole only by that.)
   */
  | {
      readonly type: 'snapshot';
      readonly at: number;
      readonly session?: SessionUpdate;
      readonly from: number;
      readonly to?: number;
      readonly messages: readonly Message[];
    }
  /** The line went down: what we show may be old. */
  | { readonly type: 'stale' }
  /** An operation of ours began or changed phase. */
  | { readonly type: 'operation'; readonly record: OperationRecord }
  /** A person dismissed an ended operation (for example a failed message). */
  | { readonly type: 'operation-dismissed'; readonly id: string }
  /** The person has seen the log up to `index`. */
  | { readonly type: 'seen'; readonly index: number }
  /** Time passed: typing notices may be over. */
  | { readonly type: 'tick'; readonly at: number };

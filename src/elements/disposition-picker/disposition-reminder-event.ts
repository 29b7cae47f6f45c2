import type { OperationName } from '../../protocol/operation-name.js';

/** What was held back. */
export interface DispositionReminderDetail {
  readonly sessionId: string;
  readonly operation: OperationName;
}

/** Completing is about to be held back for want of a disposition; `preventDefault()` lets it go on. */
export class DispositionReminderEvent extends Event {
  static readonly type = 'disposition-reminder';
  readonly detail: DispositionReminderDetail;

  constructor(detail: DispositionReminderDetail) {
    super(DispositionReminderEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.detail = Object.freeze(detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'disposition-reminder': DispositionReminderEvent;
  }
}

import type { TargetOption } from '../../session/contract.js';

/** Somebody was chosen and confirmed. Neither bubbles nor is composed: it is between the picker and whoever placed it. */
export class TargetPickEvent extends Event {
  static readonly type = 'target-pick';
  /** Whom; a typed address is an option of its own with the address as label. */
  readonly detail: TargetOption;

  constructor(detail: TargetOption) {
    super(TargetPickEvent.type);
    this.detail = detail;
  }
}

declare global {
  interface HTMLElementEventMap {
    'target-pick': TargetPickEvent;
  }
}

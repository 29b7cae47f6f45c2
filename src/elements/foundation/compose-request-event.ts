import type { Audience } from '../../state/audience.js';

/**
 * Asks the composer of a session, wherever it stands in the page, to be ready to write to an audience. Dispatched on the session's controller, within this
 * package only; the composer that takes it prevents its default.
 */
export class ComposeRequestEvent extends Event {
  static readonly type = 'sms-compose-request';
  readonly audience: Audience;

  constructor(audience: Audience) {
    super(ComposeRequestEvent.type, { cancelable: true });
    this.audience = audience;
  }
}

import { MessageComposerElement } from '../message-composer/message-composer.element.js';
import { MessageLogElement } from '../message-log/message-log.element.js';
import { ParticipantListElement } from '../participant-list/participant-list.element.js';
import { SessionActionsElement } from '../session-actions/session-actions.element.js';
import { SupervisorControlsElement } from '../supervisor-controls/supervisor-controls.element.js';
import { TargetPickerElement } from '../target-picker/target-picker.element.js';
import { SmsSessionElement } from './sms-session.element.js';

// The provider first: what is inside asks it.
SmsSessionElement.define();
MessageLogElement.define();
MessageComposerElement.define();
TargetPickerElement.define();
SessionActionsElement.define();
ParticipantListElement.define();
SupervisorControlsElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'sms-session': SmsSessionElement;
  }
}

export { SmsSessionElement };

import { TargetPickerElement } from '../target-picker/target-picker.element.js';
import { SessionActionsElement } from './session-actions.element.js';

TargetPickerElement.define();
SessionActionsElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'session-actions': SessionActionsElement;
  }
}

export { SessionActionsElement };

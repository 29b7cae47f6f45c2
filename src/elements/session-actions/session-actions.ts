import '../target-picker/target-picker.js';
import { SessionActionsElement } from './session-actions.element.js';

SessionActionsElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'session-actions': SessionActionsElement;
  }
}

export { SessionActionsElement };

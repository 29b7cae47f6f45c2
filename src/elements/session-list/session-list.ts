import { SessionListElement } from './session-list.element.js';

SessionListElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'session-list': SessionListElement;
  }
}

export { SessionListElement };

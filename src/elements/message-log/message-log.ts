import { MessageLogElement } from './message-log.element.js';

MessageLogElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'message-log': MessageLogElement;
  }
}

export { MessageLogElement };

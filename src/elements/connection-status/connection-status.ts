import { ConnectionStatusElement } from './connection-status.element.js';

ConnectionStatusElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'connection-status': ConnectionStatusElement;
  }
}

export { ConnectionStatusElement };

import { UserDataElement } from './user-data.element.js';

UserDataElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'user-data': UserDataElement;
  }
}

export { UserDataElement };

import { MessageComposerElement } from './message-composer.element.js';

MessageComposerElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'message-composer': MessageComposerElement;
  }
}

export { MessageComposerElement };

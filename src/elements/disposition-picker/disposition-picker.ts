import { DispositionPickerElement } from './disposition-picker.element.js';

DispositionPickerElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'disposition-picker': DispositionPickerElement;
  }
}

export { DispositionPickerElement };

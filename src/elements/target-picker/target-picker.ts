import { TargetPickerElement } from './target-picker.element.js';

TargetPickerElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'target-picker': TargetPickerElement;
  }
}

export { TargetPickerElement };

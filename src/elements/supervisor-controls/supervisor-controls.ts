import { SupervisorControlsElement } from './supervisor-controls.element.js';

SupervisorControlsElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'supervisor-controls': SupervisorControlsElement;
  }
}

export { SupervisorControlsElement };

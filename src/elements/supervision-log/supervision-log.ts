import { SupervisionLogElement } from './supervision-log.element.js';

SupervisionLogElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'supervision-log': SupervisionLogElement;
  }
}

export { SupervisionLogElement };

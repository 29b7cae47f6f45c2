import { GwsWorkspaceElement } from './gws-workspace.element.js';

GwsWorkspaceElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'gws-workspace': GwsWorkspaceElement;
  }
}

export { GwsWorkspaceElement };

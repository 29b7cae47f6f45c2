import { AgentReadinessElement } from './agent-readiness.element.js';

AgentReadinessElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'agent-readiness': AgentReadinessElement;
  }
}

export { AgentReadinessElement };

import { MonitoredAgentsElement } from './monitored-agents.element.js';

MonitoredAgentsElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'monitored-agents': MonitoredAgentsElement;
  }
}

export { MonitoredAgentsElement };

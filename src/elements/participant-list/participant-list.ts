import { ParticipantListElement } from './participant-list.element.js';

ParticipantListElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'participant-list': ParticipantListElement;
  }
}

export { ParticipantListElement };

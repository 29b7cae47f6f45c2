import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Participant } from '../../protocol/participant.js';
import { allows, selfOf } from '../../state/selectors.js';
import { operationWord } from '../foundation/error-text.js';
import { iconClose, iconEye, iconLock, iconPerson } from '../foundation/icons.js';
import { operationNotice } from '../foundation/operation-notice.js';
import { OperationTroubles } from '../foundation/operation-troubles.js';
import { isolated, personName, roleOf } from '../foundation/people.js';
import { SessionElement } from '../foundation/session-element.js';
import { styles } from './participant-list.styles.js';

const REMOVE = 'RemoveParticipantFromConference';

/**
 * Who is here, as far as this viewer may know: name, role, and who can see them. The role comes from the participant's type, because a name can claim
 * anything. Offers to remove other agents while the server allows it.
 *
 * @tag participant-list
 * @csspart heading - The heading with the count.
 * @csspart participant - One participant.
 * @csspart remove - The button that removes a participant.
 * @csspart dialog - The question before somebody is removed.
 * @csspart error - What went wrong.
 */
export class ParticipantListElement extends SessionElement {
  static override readonly tag = 'participant-list';
  static override styles: CSSResultGroup = styles;

  readonly #participants = this.watch(({ participants }) => participants);
  readonly #self = this.watch(selfOf);
  readonly #mayRemove = this.watch((session) => allows(session, REMOVE));
  readonly #troubles = new OperationTroubles(this);

  /** Whom the dialog asks about. */
  @state() private removing: Participant | undefined;

  constructor() {
    super();
    // Failures come and go with the records of operations.
    this.watch(({ operations }) => operations);
  }

  protected override sessionChanged(): void {
    this.removing = undefined;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { removing } = this;
    // They left while the person was deciding.
    if (removing && !this.#participants.value?.some(({ participantId }) => participantId === removing.participantId)) {
      this.removing = undefined;
    }
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog !== null && this.removing !== undefined && !dialog.open) dialog.showModal();
    else if (dialog?.open === true && this.removing === undefined) dialog.close();
  }

  protected override render(): TemplateResult {
    const participants = this.#participants.value ?? [];
    const { participants: label, noParticipants } = this.t.conversation;
    const { session } = this;
    const trouble = session && this.#troubles.of(session, [REMOVE]);
    return html`<p class="heading" part="heading" aria-hidden="true">
        <span>${label}</span><span>${participants.length}</span>
      </p>
      ${
        participants.length === 0
          ? html`<p class="none">${noParticipants}</p>`
          : html`<ul aria-label=${label}>
              ${repeat(
                participants,
                ({ participantId }) => participantId,
                (each) => this.#renderParticipant(each),
              )}
            </ul>`
      }
      ${
        session && trouble ? operationNotice(this.t, trouble, () => this.#troubles.dismiss(session, [REMOVE])) : nothing
      }${this.#renderDialog()}`;
  }

  #renderParticipant(participant: Participant): TemplateResult {
    const { t } = this;
    const isMe = participant === this.#self.value;
    const name = personName(participant, t);
    const removable =
      this.#mayRemove.value === true && !isMe && participant.type === 'Agent' && participant.userId !== undefined;
    return html`<li part="participant">
      <span class="who"
        ><bdi class="name">${name}</bdi>${isMe ? html`<span class="badge">${t.terms.you}</span>` : nothing}<span
          class="badge"
          >${roleOf(participant, t)}</span
        ></span
      >
      ${this.#renderVisibility(participant)}
      ${
        removable
          ? html`<button
              class="button plain icon-only remove"
              part="remove"
              type="button"
              aria-label=${t.conversation.remove(name)}
              title=${operationWord(t, REMOVE)}
              @click=${() => (this.removing = participant)}
            >
              ${iconClose}
            </button>`
          : nothing
      }
    </li>`;
  }

  #renderVisibility({ visibility, type }: Participant): TemplateResult | typeof nothing {
    const terms = this.t.conversation;
    if (visibility === 'Supervisors') {
      return html`<span class="seen supervisors">${iconEye}${terms.visibleToSupervisors}</span>`;
    }
    if (visibility === 'All') return html`<span class="seen">${iconPerson}${terms.visibleToAll}</span>`;
    // The customer's own visibility, where early servers do not say it, is no secret; anybody else's might be.
    if (visibility === undefined && type === 'Customer') return nothing;
    return visibility === undefined
      ? nothing
      : html`<span class="seen agents">${iconLock}${terms.visibleToAgents}</span>`;
  }

  #renderDialog(): TemplateResult {
    const { removing, t } = this;
    const name = removing === undefined ? '' : personName(removing, t);
    return html`<dialog
      part="dialog"
      aria-labelledby="question"
      @close=${this.#stopRemoving}
      @cancel=${this.#stopRemoving}
    >
      <p id="question">${t.conversation.removeQuestion(isolated(name))}</p>
      <div class="choices">
        <button class="button" type="button" @click=${this.#stopRemoving}>${t.terms.cancel}</button>
        <button class="button filled danger" type="button" @click=${this.#remove}>${operationWord(t, REMOVE)}</button>
      </div>
    </dialog>`;
  }

  readonly #stopRemoving = (): void => {
    this.removing = undefined;
  };

  readonly #remove = (): void => {
    const { removing, session } = this;
    this.removing = undefined;
    const target = removing?.userId;
    if (target === undefined || session === undefined) return;
    // The wire asks for a uri and is documented to take a path as well. @see SMSRemoveParticipantFromConference
    this.#troubles.perform(session, REMOVE, { targetUri: `/users/${target}` });
  };
}

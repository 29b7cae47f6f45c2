import { html, type LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { OperationName } from '../../protocol/operation-name.js';
import type { Target } from '../../protocol/operation-params.js';
import type { SessionApi, TargetSource } from '../../session/contract.js';
import { type Help, helpOf } from '../../state/help.js';
import { allows, pendingOperations } from '../../state/selectors.js';
import { ComposeRequestEvent } from '../foundation/compose-request-event.js';
import { operationWord } from '../foundation/error-text.js';
import { iconAlert, iconClock, iconClose, iconLock } from '../foundation/icons.js';
import { operationNotice, troubleText } from '../foundation/operation-notice.js';
import { OperationTroubles } from '../foundation/operation-troubles.js';
import { SessionElement } from '../foundation/session-element.js';
import { nameOf } from '../foundation/session-words.js';
import { warnOnce } from '../foundation/warn.js';
import { freeTarget } from '../target-picker/free-target.js';
import type { TargetPickEvent } from '../target-picker/target-pick-event.js';
import { styles } from './session-actions.styles.js';
import { warningOf } from './warning.js';

/** Operations that need somebody to address. */
const ADDRESSED = ['Consult', 'Invite', 'Transfer'] as const;
type Addressed = (typeof ADDRESSED)[number];
/** Operations that need nothing. */
const PLAIN = ['CompleteTransfer', 'CompleteConference', 'Leave', 'LeaveAndComplete', 'Complete'] as const;
/** Answers to an invitation; usually the list's. */
const ANSWERS = ['Reject', 'Accept'] as const;
type Plain = (typeof PLAIN | typeof ANSWERS)[number];
const ALL: readonly (Addressed | Plain)[] = [...ANSWERS, ...ADDRESSED, ...PLAIN];

/** Somebody: to tell which way to help there would be. */
const NOBODY: Target = {};

const isAddressed = (operation: OperationName): operation is Addressed =>
  (ADDRESSED as readonly string[]).includes(operation);

const isAnswer = (operation: OperationName): boolean => (ANSWERS as readonly string[]).includes(operation);

/**
 * The operations that the session's capabilities allow now: Complete, Leave, Transfer, Consult, Invite; and “Ask for help”: a whisper to whoever is here for
 * agents only, otherwise a call to `help-target`. What is not allowed is absent; what is under way
 * is shown as such; what failed is explained beside the buttons; what ends something for the customer asks first.
 *
 * @tag session-actions
 * @slot - Further buttons of the host page.
 * @csspart bar - The row of buttons.
 * @csspart button - One button.
 * @csspart dialog - The dialog that asks whom to address, or whether one is sure.
 * @csspart error - What went wrong.
 */
export class SessionActionsElement extends SessionElement {
  static override readonly tag = 'session-actions';
  static override styles: CSSResultGroup = styles;

  /** Also offers Accept and Reject while the session is an invitation: for pages without a `<session-list>`. */
  @property({ type: Boolean }) invitation = false;

  /**
   * Whom “Ask for help” calls in while nobody is here for agents only: an absolute uri, or a path such as `/users/…` or `/queues/…`; as a property also
   * a target. Without it, help can only be asked of somebody who is here.
   */
  @property({ attribute: 'help-target' }) helpTarget?: string | Target;

  /** Whom to consult, invite or transfer to; default the workspace's directory. */
  @property({ attribute: false }) source?: TargetSource;

  readonly #allowed = this.watch((state) => ALL.filter((operation) => allows(state, operation)).join());
  readonly #pending = this.watch(pendingOperations);
  readonly #status = this.watch((state) => state.status);
  readonly #troubles = new OperationTroubles(this);
  /** The operation that the dialog is open for. */
  #asking: Addressed | Plain | undefined;
  /** The dialog asks whether the customer may see who helps. */
  #askingHelp: Target | undefined;
  /** Why help could not be asked for. */
  #noHelp: string | undefined;

  constructor() {
    super();
    // Failures come and go with the records of operations.
    this.watch((state) => state.operations);
    this.watch((state) => helpOf(state, NOBODY)?.way);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override sessionChanged(): void {
    this.#forget();
  }

  #forget(): void {
    this.#asking = this.#askingHelp = this.#noHelp = undefined;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    // The server took it back while the person was choosing.
    if (this.#asking !== undefined && !this.#may(this.#asking)) this.#asking = undefined;
    if (this.#askingHelp !== undefined && this.#help?.way !== 'Invite') this.#askingHelp = undefined;
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog === null || !this.isConnected) return;
    const isAsking = this.#asking !== undefined || this.#askingHelp !== undefined;
    if (isAsking && !dialog.open) {
      dialog.showModal();
      // What is safe, or to be filled in, first.
      const first = dialog.querySelector<HTMLElement & Partial<LitElement>>('.first');
      void Promise.resolve(first?.updateComplete).then(() => first?.focus());
    }
    if (!isAsking && dialog.open) dialog.close();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (session === undefined) return nothing;
    const shown = ALL.filter((operation) => this.#shows(operation));
    const trouble = this.#troubles.of(session, ALL);
    const help = this.#help;
    const offersHelp = help !== undefined && (help.way !== 'none' || help.why !== 'no-target');
    return html`<div
        class="bar"
        part="bar"
        role="group"
        aria-label=${this.t.actions.label}
        ?hidden=${shown.length === 0 && !offersHelp}
      >
        ${offersHelp ? this.#renderHelp(session, help) : nothing}
        ${repeat(
          shown,
          (operation) => operation,
          (operation) => this.#renderButton(session, operation),
        )}<slot></slot>
      </div>
      <span id="whose" hidden>${this.t.list.sessionOf(nameOf(this.t, session.state))}</span>
      ${trouble === undefined ? nothing : operationNotice(this.t, trouble, () => this.#troubles.dismiss(session, ALL))}
      ${this.#noHelp === undefined ? nothing : this.#renderNoHelp(this.#noHelp)}
      <dialog part="dialog" aria-labelledby="title" aria-describedby="text" @close=${this.#close}>
        ${this.#asking === undefined ? nothing : this.#renderDialog(session, this.#asking)}
        ${this.#askingHelp === undefined ? nothing : this.#renderHelpDialog(session, this.#askingHelp)}
      </dialog>`;
  }

  #renderButton(session: SessionApi, operation: Addressed | Plain): TemplateResult {
    const pending = this.#isPending(operation);
    const primary = operation === 'Accept' || (operation === 'Complete' && this.#status.value === 'LeftChat');
    // Not disabled while pending: the focus would be lost. Described, because the list beside us may have buttons of the same names.
    return html`<button
      class="button ${primary ? 'filled' : ''}"
      part="button"
      type="button"
      aria-disabled=${pending ? 'true' : nothing}
      aria-haspopup=${isAddressed(operation) ? 'dialog' : nothing}
      aria-describedby=${isAnswer(operation) ? 'whose' : nothing}
      @click=${() => this.#begin(session, operation)}
    >
      ${pending ? iconClock : nothing}${operationWord(this.t, operation)}
    </button>`;
  }

  get #help(): Help | undefined {
    return this.session && helpOf(this.session.state, this.#helpTarget);
  }

  get #helpTarget(): Target | undefined {
    const { helpTarget } = this;
    if (typeof helpTarget !== 'string') return helpTarget;
    const target = freeTarget(helpTarget)?.target;
    if (target === undefined && helpTarget !== '') warnOnce(`help-target="${helpTarget}" is no uri and no path`);
    return target;
  }

  #renderHelp(session: SessionApi, help: Help): TemplateResult {
    const { ask } = this.t.actions.help;
    const pending = (help.way === 'Consult' || help.way === 'Invite') && this.#isPending(help.way);
    return html`<button
      class="button"
      part="button"
      type="button"
      aria-disabled=${pending ? 'true' : nothing}
      aria-haspopup=${help.way === 'Invite' ? 'dialog' : nothing}
      @click=${() => this.#askForHelp(session, help, pending)}
    >
      ${pending ? iconClock : help.way === 'whisper' ? iconLock : nothing}${ask}
    </button>`;
  }

  #renderNoHelp(text: string): TemplateResult {
    return html`<div class="notice" part="error">
      ${iconAlert}
      <p>${text}</p>
      <button
        class="button plain icon-only dismiss"
        type="button"
        aria-label=${this.t.terms.dismiss}
        @click=${() => this.#tellNoHelp(undefined)}
      >
        ${iconClose}
      </button>
    </div>`;
  }

  #renderHelpDialog(session: SessionApi, target: Target): TemplateResult {
    const { help, explain } = this.t.actions;
    return html`<h2 id="title">${help.ask}</h2>
      <p id="text" class="warning">${iconAlert}<span>${explain.Invite}</span></p>
      <div class="choices">
        <button class="button first" type="button" @click=${this.#close}>${this.t.terms.cancel}</button>
        <button class="button filled" type="button" @click=${() => this.#perform(session, 'Invite', target)}>
          ${help.ask}
        </button>
      </div>`;
  }

  /** A whisper where somebody can hear it, else somebody is called in; never by a way that shows the customer more than was meant. */
  #askForHelp(session: SessionApi, help: Help, pending: boolean): void {
    if (pending) return;
    this.#tellNoHelp(undefined);
    const { unheard, nobody } = this.t.actions.help;
    if (help.way === 'Consult') this.#perform(session, 'Consult', help.target);
    else if (help.way === 'Invite') {
      this.#askingHelp = help.target;
      this.requestUpdate();
    } else if (help.way === 'none') this.#tellNoHelp(nobody);
    else if (session.dispatchEvent(new ComposeRequestEvent('agents'))) this.#tellNoHelp(unheard);
  }

  #tellNoHelp(text: string | undefined): void {
    this.#noHelp = text;
    if (text !== undefined) this.announce(text, { urgency: 'assertive' });
    this.requestUpdate();
  }

  #renderDialog(session: SessionApi, operation: Addressed | Plain): TemplateResult {
    const { actions, terms } = this.t;
    if (isAddressed(operation)) {
      return html`<h2 id="title">${operationWord(this.t, operation)}</h2>
        <p id="text">${actions.explain[operation]}</p>
        <target-picker
          class="first"
          .controller=${session}
          .source=${this.source}
          .operation=${operation}
          @target-pick=${(event: TargetPickEvent) => this.#perform(session, operation, event.detail.target)}
        >
          <button class="button" slot="actions" type="button" @click=${this.#close}>${terms.cancel}</button>
        </target-picker>`;
    }
    const warning = warningOf(session.state, operation);
    return html`<h2 id="title">${operationWord(this.t, operation)}</h2>
      <p id="text" class="warning">${iconAlert}<span>${warning === undefined ? nothing : actions[warning]}</span></p>
      <div class="choices">
        <button class="button first" type="button" @click=${this.#close}>${actions.stay}</button>
        <button class="button filled danger" type="button" @click=${() => this.#perform(session, operation, {})}>
          ${operationWord(this.t, operation)}
        </button>
      </div>`;
  }

  #shows(operation: Addressed | Plain): boolean {
    if (!this.invitation && isAnswer(operation)) return false;
    return this.#may(operation) || this.#isPending(operation);
  }

  #may(operation: OperationName): boolean {
    return (this.#allowed.value ?? '').split(',').includes(operation);
  }

  #isPending(operation: OperationName): boolean {
    return (this.#pending.value ?? []).some((each) => each.operation === operation);
  }

  #begin(session: SessionApi, operation: Addressed | Plain): void {
    if (this.#isPending(operation)) return;
    if (!isAddressed(operation) && warningOf(session.state, operation) === undefined) {
      this.#perform(session, operation, {});
      return;
    }
    this.#asking = operation;
    this.requestUpdate();
  }

  #perform<N extends Addressed | Plain>(
    session: SessionApi,
    operation: N,
    params: Parameters<typeof session.perform<N>>[1],
  ): void {
    this.#close();
    this.#troubles.perform(session, operation, params, (trouble) =>
      this.announce(troubleText(this.t, trouble), { urgency: 'assertive' }),
    );
  }

  readonly #close = (): void => {
    this.#asking = this.#askingHelp = undefined;
    this.requestUpdate();
  };
}

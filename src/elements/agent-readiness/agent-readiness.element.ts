import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Readiness } from '../../protocol/channel.js';
import type { OperationHandle, OperationOutcome, WorkspaceApi, WorkspaceState } from '../../session/contract.js';
import { operationWord } from '../foundation/error-text.js';
import { iconAlert, iconCheck, iconClock, iconClose, iconKey, iconPause } from '../foundation/icons.js';
import { operationNotice } from '../foundation/operation-notice.js';
import { segmented } from '../foundation/segmented.js';
import { WorkspaceElement } from '../foundation/workspace-element.js';
import { styles } from './agent-readiness.styles.js';

/** The two that a person chooses between, with their icons. */
const CHOICES = [
  ['Ready', iconCheck, 'ready'],
  ['NotReady', iconPause, 'not-ready'],
] as const;
type Choice = (typeof CHOICES)[number][0];
type Wish = Choice | 'LoggedOut';

/**
 * Whether new sessions are offered to the signed-in person: Ready or Not ready, as the server confirmed it, and the way to change it. Who is signed out of
 * the channel signs in by choosing Ready; with `sign-out` a button signs out of all channels again. Shows nothing while the server tells of no channel.
 *
 * @tag agent-readiness
 * @csspart state - Any other state than Ready and Not ready: signed out, or a state of the server's own.
 * @csspart choice - The two choices.
 * @csspart sign-out - The button that signs out.
 * @csspart error - What went wrong.
 */
export class AgentReadinessElement extends WorkspaceElement {
  static override readonly tag = 'agent-readiness';
  static override styles: CSSResultGroup = [segmented, styles];

  /** Name of the media channel. Default: the channel of the workspace's dialect. */
  @property() channel?: string;

  /** Also offers to sign out of all media channels (EndContactCenterSession). Sessions in progress stay. */
  @property({ type: Boolean, attribute: 'sign-out' }) signOut = false;

  readonly #channels = this.watch((state) => state.channels);
  /** What was chosen, while nobody knows yet how that ends. */
  #wish: Wish | undefined;
  #trouble: OperationOutcome | undefined;
  /** What was shown last; `undefined` before that, for there is no news in it. */
  #said: Readiness | undefined;

  protected override workspaceChanged(): void {
    this.#wish = this.#trouble = this.#said = undefined;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const readiness = this.#readiness;
    this.toggleAttribute('no-channel', readiness === undefined);
    // A supervisor, or another desk, may have changed it.
    if (this.#said !== undefined && readiness !== undefined && readiness !== this.#said) {
      this.announce(this.t.readiness.changed(this.#word(readiness)));
    }
    this.#said = readiness;
  }

  protected override render(): TemplateResult | typeof nothing {
    const readiness = this.#readiness;
    if (readiness === undefined) return nothing;
    const terms = this.t.readiness;
    const isChoice = CHOICES.some(([choice]) => choice === readiness);
    return html`${
        isChoice
          ? nothing
          : html`<span class="badge warning" part="state">
              ${readiness === 'LoggedOut' ? iconKey : iconPause}${this.#word(readiness)}
            </span>`
      }
      <fieldset
        class="segmented"
        part="choice"
        aria-describedby="hint"
        aria-busy=${this.#wish === undefined ? 'false' : 'true'}
      >
        <legend class="visually-hidden">${terms.label}</legend>
        ${CHOICES.map(([choice, icon, look]) => this.#renderChoice(readiness, choice, icon, look))}
      </fieldset>
      <span class="visually-hidden" id="hint"
        >${this.#wish === undefined ? this.#hint(readiness) : terms.changing}</span
      >
      ${this.signOut && readiness !== 'LoggedOut' ? this.#renderSignOut() : nothing} ${this.#renderTrouble()}`;
  }

  #renderSignOut(): TemplateResult {
    return html`<button
      class="button sign-out"
      part="sign-out"
      type="button"
      aria-disabled=${this.#wish === undefined ? nothing : 'true'}
      @click=${() => this.#choose('LoggedOut')}
    >
      ${this.#wish === 'LoggedOut' ? iconClock : nothing}${operationWord(this.t, 'EndContactCenterSession')}
    </button>`;
  }

  #renderChoice(readiness: Readiness, choice: Choice, icon: TemplateResult, look: string): TemplateResult {
    const isOut = readiness === 'LoggedOut' && choice === 'NotReady';
    return html`<label class=${look}
      >${this.#wish === choice ? iconClock : icon}<input
        type="radio"
        name="readiness"
        .checked=${live(readiness === choice)}
        aria-disabled=${this.#wish === undefined ? 'false' : 'true'}
        ?disabled=${isOut}
        @change=${() => this.#choose(choice)}
      /><span>${this.#word(choice)}</span></label
    >`;
  }

  #renderTrouble(): TemplateResult | typeof nothing {
    const trouble = this.#trouble;
    if (trouble === undefined) return nothing;
    if (trouble.phase !== 'confirmed') return operationNotice(this.t, trouble, this.#dismiss);
    return html`<div class="notice" part="error">
      ${iconAlert}
      <p>${this.t.readiness.partial}</p>
      <button
        class="button plain icon-only dismiss"
        type="button"
        aria-label=${this.t.terms.dismiss}
        @click=${this.#dismiss}
      >
        ${iconClose}
      </button>
    </div>`;
  }

  get #readiness(): Readiness | undefined {
    const wanted = this.channel ?? this.found?.channel;
    return this.#channels.value?.find(({ channel }: WorkspaceState['channels'][number]) => channel === wanted)?.state;
  }

  #word(readiness: Readiness): string {
    return this.t.readiness.states[readiness] ?? readiness;
  }

  #hint(readiness: Readiness): string {
    return this.t.readiness.hints[readiness] ?? '';
  }

  readonly #dismiss = (): void => {
    this.#trouble = undefined;
    this.requestUpdate();
  };

  #choose(choice: Wish): void {
    const { found } = this;
    // What is checked is what the server confirmed; the choice is a wish until then.
    this.requestUpdate();
    // Not disabled meanwhile: that would take the focus away from the keyboard's hands.
    if (found === undefined || this.#wish !== undefined) return;
    this.#trouble = undefined;
    this.#wish = choice;
    void this.#ask(found, choice).finished.then((outcome) => {
      if (found !== this.found) return;
      const { error } = outcome;
      this.#wish = undefined;
      if (error !== undefined && error.code !== 'canceled' && error.code !== 'busy') this.#trouble = outcome;
      this.requestUpdate();
    });
  }

  #ask(workspace: WorkspaceApi, choice: Wish): OperationHandle {
    if (choice === 'LoggedOut') return workspace.end({ source: this });
    const channel = this.channel ?? workspace.channel;
    return this.#readiness === 'LoggedOut'
      ? workspace.start({ channels: [channel] }, { source: this })
      : workspace.setReady(choice === 'Ready', channel, { source: this });
  }
}

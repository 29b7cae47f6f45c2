import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { SessionApi } from '../../session/contract.js';
import type { Audience } from '../../state/audience.js';
import { composing, modeOf } from '../../state/selectors.js';
import { iconAlert, iconLock, iconPerson, iconSend } from '../foundation/icons.js';
import { operationNotice, type Trouble } from '../foundation/operation-notice.js';
import { SessionElement } from '../foundation/session-element.js';
import { ComposerAudience, type Addressed } from './composer-audience.js';
import { EnterGuard } from './enter-guard.js';
import { styles } from './message-composer.styles.js';
import { smsSegments } from './sms-segments.js';

const AUDIENCES = ['customer', 'agents'] as const;

/**
 * Where one writes: to the customer or to agents only. The audience is part of its look, is fixed when a text is begun, and is asked for again if it
 * would widen. Counts SMS segments and says why; keeps a draft per session and audience, in memory only.
 *
 * Keyboard: Enter sends and Shift+Enter breaks the line, or Ctrl+Enter sends (`send-key`).
 *
 * @tag message-composer
 * @csspart box - The text box with its button.
 * @csspart audience - Whom the text goes to.
 * @csspart send - The button “Send”.
 * @csspart error - Why a text could not be sent.
 */
export class MessageComposerElement extends SessionElement {
  static override readonly tag = 'message-composer';
  static override styles: CSSResultGroup = styles;

  /** Which key sends: `enter`, or `ctrl-enter` (⌘+Enter as well) for those who write several lines. */
  @property({ attribute: 'send-key' }) sendKey: 'enter' | 'ctrl-enter' = 'enter';

  @query('textarea') private readonly box!: HTMLTextAreaElement | null;
  @state() private text = '';
  /** The question whether a wider audience is meant. */
  @state() private asking = false;
  @state() private trouble: Trouble | undefined;

  readonly #composing = this.watch(composing);
  readonly #mode = this.watch(modeOf);
  readonly #audience = new ComposerAudience();
  readonly #enter = new EnterGuard();
  #modeBefore: unknown;

  override disconnectedCallback(): void {
    this.#stopTyping(this.session);
    super.disconnectedCallback();
  }

  /** Moves the keyboard into the text box. */
  override focus(options?: FocusOptions): void {
    this.box?.focus(options);
  }

  protected override sessionChanged(session: SessionApi | undefined): void {
    this.#audience.reset();
    this.asking = false;
    this.trouble = undefined;
    this.text = '';
    if (session === undefined) return;
    const { audience } = this.#addressed(session);
    // A whisper that was begun comes back as one, whatever is the natural audience now.
    const draft = AUDIENCES.filter((each) => session.drafts.get(each) !== '');
    const own = draft.find((each) => each === audience) ?? draft[0];
    if (own === undefined) return;
    this.text = session.drafts.get(own);
    this.#audience.restored(own);
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const mode = this.#mode.value;
    if (mode !== this.#modeBefore && this.text === '') this.#audience.reset();
    this.#modeBefore = mode;
    if (!this.#addressed(this.session).widened) this.asking = false;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('text')) this.#fit();
    if (changed.has('asking') && this.asking) this.renderRoot.querySelector<HTMLElement>('.ask .button')?.focus();
  }

  #addressed(session: SessionApi | undefined): Addressed {
    return this.#audience.address(session === undefined ? [] : composing(session.state).audiences);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session, t } = this;
    const now = this.#composing.value;
    if (session === undefined || now === undefined) return nothing;
    const addressed = this.#addressed(session);
    const { audience } = addressed;
    const terms = t.conversation;
    return html`<form class=${audience ?? 'nobody'} @submit=${this.#submit}>
      <div class="top" part="audience">
        ${this.#renderAudience(addressed, now.audiences)}${audience === 'customer' ? this.#renderCount() : nothing}
      </div>
      ${this.#renderQuestion(addressed)}
      <div class="box" part="box">
        <textarea
          class="field"
          rows="1"
          dir="auto"
          enterkeyhint=${this.sendKey === 'enter' ? 'send' : 'enter'}
          aria-label=${terms.message}
          aria-describedby="audience reason"
          aria-disabled=${audience === undefined ? 'true' : nothing}
          placeholder=${audience === undefined ? nothing : terms.placeholders[audience]}
          ?readonly=${audience === undefined}
          .value=${live(this.text)}
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @compositionend=${this.#enter.composed}
          @blur=${() => this.#stopTyping(this.session)}
        ></textarea>
        <button
          class="button filled send"
          part="send"
          type="submit"
          ?disabled=${audience === undefined || this.text.trim() === ''}
        >
          ${iconSend}${terms.send}
        </button>
      </div>
      <p class="reason" id="reason" ?hidden=${now.blocked === undefined}>
        ${now.blocked === undefined ? nothing : terms.blocked[now.blocked]}
      </p>
      ${this.trouble === undefined ? nothing : operationNotice(t, this.trouble, () => (this.trouble = undefined))}
    </form>`;
  }

  #renderAudience({ audience }: Addressed, allowed: readonly Audience[]): TemplateResult {
    const { audiences, to, toAudience } = this.t.conversation;
    const icon = audience === 'agents' ? iconLock : iconPerson;
    if (audience === undefined) return html`<span id="audience"></span>`;
    if (allowed.length < 2) return html`<span class="to" id="audience">${icon}${toAudience[audience]}</span>`;
    return html`<fieldset>
      <legend>${to}</legend>
      ${AUDIENCES.map(
        (each) =>
          html`<label
            ><input
              type="radio"
              name="audience"
              .checked=${live(each === audience)}
              @change=${() => this.#choose(each)}
            />${each === audience ? icon : nothing}${audiences[each]}</label
          >`,
      )}<span class="visually-hidden" id="audience">${toAudience[audience]}</span>
    </fieldset>`;
  }

  #renderCount(): TemplateResult | typeof nothing {
    if (this.text === '') return nothing;
    const { count, culprits, left, plain, size } = smsSegments(this.text);
    const terms = this.t.conversation;
    const counter = html`<span class="count ${count > 1 ? 'many' : ''}"
      >${terms.segments(size - left, size, count)}</span
    >`;
    if (culprits.length === 0) return counter;
    return html`${counter}
      <p class="why">
        ${terms.unicodeReason(culprits, size)}
        ${
          plain === undefined
            ? nothing
            : html`<button class="button" type="button" @click=${() => this.#replace(plain)}>
                ${terms.normalise(smsSegments(plain).count)}
              </button>`
        }
      </p>`;
  }

  #renderQuestion({ narrowed, widened }: Addressed): TemplateResult | typeof nothing {
    const terms = this.t.conversation;
    if (narrowed)
      return html`<div class="notice">
        ${iconLock}
        <p>${terms.narrowed}</p>
      </div>`;
    if (!widened) return nothing;
    return html`<div class="notice" role="alert">
      ${iconAlert}
      <p>${terms.widened}</p>
      ${
        this.asking
          ? html`<div class="ask">
              <button class="button" type="button" @click=${this.#keep}>${terms.keepForAgents}</button>
              <button class="button filled" type="button" @click=${this.#confirm}>${terms.sendToCustomer}</button>
            </div>`
          : nothing
      }
    </div>`;
  }

  readonly #typed = (): void => {
    const { box, session } = this;
    if (box === null || session === undefined) return;
    this.#take(box.value);
    const { audience, widened } = this.#addressed(session);
    // Nobody learns that a whisper is being typed on its way to becoming public.
    if (audience !== undefined && !widened) session.typing(box.value !== '', audience);
  };

  /** The text became another one: it is kept as the draft of the audience that it was begun for. */
  #take(text: string): void {
    const { session } = this;
    const before = this.#addressed(session);
    const owner = before.widened ? 'agents' : before.narrowed ? 'customer' : before.audience;
    this.text = text;
    this.trouble = undefined;
    this.#audience.typed(text, owner);
    if (owner !== undefined) session?.drafts.set(owner, text);
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || this.#enter.isComposing(event) || event.shiftKey || event.altKey) return;
    const modified = event.ctrlKey || event.metaKey;
    if (this.sendKey === 'ctrl-enter' ? !modified : modified) return;
    event.preventDefault();
    // A held key sends one message, not one per repeat.
    if (!event.repeat) this.#send();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#send();
  };

  #send(): void {
    const { audience, widened } = this.#addressed(this.session);
    if (this.text.trim() === '' || audience === undefined) return;
    if (widened) this.asking = true;
    else this.#dispatch(audience);
  }

  readonly #confirm = (): void => {
    const { audience } = this.#addressed(this.session);
    this.asking = false;
    if (audience === undefined) return;
    this.session?.drafts.set('agents', '');
    this.#audience.choose(audience);
    this.#dispatch(audience);
    this.focus();
  };

  readonly #keep = (): void => {
    this.asking = false;
    this.focus();
  };

  #dispatch(audience: Audience): void {
    const { session, text } = this;
    if (session === undefined) return;
    this.trouble = undefined;
    session.typing(false, audience);
    const handle = session.send(text, audience, { source: this });
    this.#take('');
    void handle.finished.then((outcome) => {
      const { error, id, phase } = outcome;
      // What reached the state is shown in the log, with its text. What was refused before comes back into the box.
      if (phase !== 'failed' || session.state.operations.some((each) => each.id === id)) return;
      if (error?.code !== 'canceled') this.trouble = outcome;
      if (this.session !== session || this.text !== '') return;
      this.text = text;
      this.#audience.restored(audience);
      session.drafts.set(audience, text);
    });
  }

  /** Each audience has its own draft: what was begun for one does not slip over to the other. */
  #choose(audience: Audience): void {
    const { session } = this;
    if (session === undefined) return;
    this.#stopTyping(session);
    this.asking = false;
    this.#audience.choose(audience);
    this.text = session.drafts.get(audience);
    if (this.text !== '') this.#audience.restored(audience);
    this.requestUpdate();
  }

  #replace(text: string): void {
    this.#take(text);
    this.focus();
  }

  #stopTyping(session: SessionApi | undefined): void {
    const { audience } = this.#addressed(session);
    if (audience !== undefined) session?.typing(false, audience);
  }

  /** As high as its text, where the browser does not do that by itself. */
  #fit(): void {
    const { box } = this;
    if (box === null || CSS.supports('field-sizing', 'content')) return;
    box.style.setProperty('block-size', 'auto');
    box.style.setProperty('block-size', `${box.scrollHeight + 2}px`);
  }
}

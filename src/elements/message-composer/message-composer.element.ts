import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { OperationName } from '../../protocol/operation-name.js';
import type { SessionApi } from '../../session/contract.js';
import type { Audience } from '../../state/audience.js';
import {
  allows,
  type Composing,
  composing,
  isSwitching,
  modeOf,
  operationById,
  pendingMessages,
} from '../../state/selectors.js';
import type { OperationRecord } from '../../state/session-state.js';
import { ComposeRequestEvent } from '../foundation/compose-request-event.js';
import { errorText, operationWord } from '../foundation/error-text.js';
import { iconAlert, iconLink, iconLock, iconSend } from '../foundation/icons.js';
import { admittedUrl } from '../foundation/linkify.js';
import { SessionElement } from '../foundation/session-element.js';
import { showText } from '../foundation/text.js';
import { EnterGuard } from '../foundation/enter-guard.js';
import { audienceChoice, audienceLine, audienceQuestion } from './audience-views.js';
import { type DraftOrigin, type DraftVerdict, judgeDraft } from './draft-audience.js';
import { styles } from './message-composer.styles.js';
import { segmentCount, segmentReason } from './segment-views.js';
import { type SmsSegments, smsSegments } from './sms-segments.js';

/** Characters of a returned message that its notice quotes. */
const QUOTED = 80;
const NOBODY: Composing = { audiences: [], switching: false, blocked: 'not-chatting' };

/** What is written here, and comes back here. Notices are the host's. */
const OWN: readonly OperationName[] = ['SendMessage', 'SendToAgents', 'SendUrl'];

/** A message that came back: its text is offered again. */
type Returned = Pick<OperationRecord, 'id' | 'operation' | 'text' | 'audience' | 'error'>;

/**
 * Writes to the customer or to agents only, and never leaves a doubt which: by colour, border, icon, words and description. The audience is captured
 * when one begins to write; if more people would read the text when it is to go, or one's own role changed meanwhile, one is asked again first.
 * Where nothing can be sent it says why, and keeps the draft to be copied.
 *
 * An address and nothing else, written to the customer, can also go as a link (SendUrl) where the server offers that: chats open it for the customer.
 *
 * Keyboard: Enter sends, Shift+Enter breaks the line (`send-key="ctrl-enter"`: Ctrl+Enter sends). The Enter that ends an input method's composition
 * never sends.
 *
 * @tag message-composer
 * @fires {GwsBeforeOperationEvent} gws-before-operation - Before a message is sent; `preventDefault()` stops it, and the text stays.
 * @fires {GwsOperationEvent} gws-operation - A message ended: confirmed, failed or unknown.
 * @csspart box - The whole; also `customer`, `agents` or `blocked`, as it looks now.
 * @csspart audience - Who will read: the words, or the choice where there is one.
 * @csspart input - The text field.
 * @csspart send - The button “Send”.
 * @csspart send-link - The button “Send link”, while what is written is an address.
 * @csspart counter - The count of SMS segments.
 * @csspart question - The question when the audience of a draft changed.
 * @csspart returned - The offer of a text that was not sent.
 *
 * @cssprop [--sms-composer-max-block-size=10rem] - Height up to which the field grows with its text.
 */
export class MessageComposerElement extends SessionElement {
  static override readonly tag = 'message-composer';
  static override styles: CSSResultGroup = styles;

  /** Which key sends: `enter`, or `ctrl-enter` (also ⌘+Enter), where Enter breaks the line. */
  @property({ attribute: 'send-key' }) sendKey: 'enter' | 'ctrl-enter' = 'enter';

  /** What is counted below a text to the customer: `sms` segments, or `none` where the session is no SMS session. */
  @property() counter: 'sms' | 'none' = 'sms';

  @query('textarea') private readonly field!: HTMLTextAreaElement | null;

  readonly #composing = this.watch(composing);
  readonly #mode = this.watch(modeOf);
  readonly #switching = this.watch(isSwitching);
  readonly #pending = this.watch(pendingMessages);
  readonly #mayLink = this.watch((state) => allows(state, 'SendUrl'));

  #text = '';
  #origin: DraftOrigin | undefined;
  #chosen: Audience | undefined;
  #refused: Returned | undefined;
  #asked = false;
  #listened: SessionApi | undefined;
  readonly #enter = new EnterGuard();
  #counted: { readonly text: string; readonly segments: SmsSegments } | undefined;

  /** Puts the cursor into the field. */
  override focus(options?: FocusOptions): void {
    this.field?.focus(options);
  }

  protected override sessionChanged(session: SessionApi | undefined): void {
    this.#listened?.removeEventListener(ComposeRequestEvent.type, this.#onRequest);
    this.#listened = session;
    session?.addEventListener(ComposeRequestEvent.type, this.#onRequest);
    this.#refused = undefined;
    this.#chosen = undefined;
    this.#origin = undefined;
    this.#text = '';
    if (session === undefined) return;
    const { audience } = this.#verdict;
    const other = audience === 'agents' ? 'customer' : 'agents';
    // A whisper that was begun comes back as one, whatever is the natural audience now.
    this.#take(session.drafts.get(audience) === '' && session.drafts.get(other) !== '' ? other : audience);
  }

  /** Shows the draft of an audience. */
  #take(audience: Audience): void {
    this.#text = this.session?.drafts.get(audience) ?? '';
    this.#origin = this.#text === '' ? undefined : { audience, mode: this.#mode.value ?? 'unknown' };
    this.requestUpdate();
  }

  get #verdict(): DraftVerdict {
    return judgeDraft(this.#origin, this.#chosen, this.#composing.value ?? NOBODY, this.#mode.value ?? 'unknown');
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const words = t.conversation;
    const { audiences, blocked } = this.#composing.value ?? NOBODY;
    const { audience, question } = this.#verdict;
    const look = blocked === undefined ? audience : 'blocked';
    const reason = blocked === undefined ? words.toAudience[audience] : words.blocked[blocked];
    const segments = look === 'customer' ? this.#segments : undefined;
    return html`<div class="box ${look}" part="box ${look}">
      <div class="bar" part="audience">
        ${
          audiences.length > 1 && question === undefined
            ? audienceChoice(words, audience, this.#choose)
            : audienceLine(audience, blocked !== undefined, reason)
        }
        ${segments === undefined ? nothing : segmentCount(words, segments)}
      </div>
      ${
        question === undefined || blocked !== undefined
          ? nothing
          : audienceQuestion(words, { question, audience, audiences, decide: this.#decide })
      }
      ${this.#renderReturned()}
      <div class="write">
        <textarea
          class="field"
          part="input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          aria-label=${words.message}
          .ariaDescription=${reason}
          placeholder=${blocked === undefined ? words.placeholders[audience] : nothing}
          aria-disabled=${blocked === undefined ? nothing : 'true'}
          ?readonly=${blocked !== undefined}
          .value=${live(this.#text)}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
          @compositionend=${this.#enter.composed}
          @blur=${() => this.session?.typing(false, audience)}
        ></textarea>
        ${look === 'customer' && question === undefined ? this.#renderLink() : nothing}
        <button
          type="button"
          class="button filled send"
          part="send"
          .ariaDescription=${reason}
          ?disabled=${blocked !== undefined || question !== undefined || this.#text.trim() === ''}
          @click=${() => this.#submit(audience)}
        >
          ${audience === 'agents' && blocked === undefined ? iconLock : iconSend}${words.send}
        </button>
      </div>
      ${segments === undefined ? nothing : segmentReason(words, segments, this.#write)}
    </div>`;
  }

  #renderLink(): TemplateResult | typeof nothing {
    const url = this.#text.trim();
    if (this.#mayLink.value !== true || !/^https?:/i.test(url) || /\s/.test(url) || admittedUrl(url) === undefined) {
      return nothing;
    }
    return html`<button
      type="button"
      class="button"
      part="send-link"
      .ariaDescription=${this.t.conversation.toAudience.customer}
      @click=${() => this.#submit('customer', url)}
    >
      ${iconLink}${operationWord(this.t, 'SendUrl')}
    </button>`;
  }

  get #segments(): SmsSegments | undefined {
    if (this.counter === 'none' || this.#text === '') return undefined;
    if (this.#counted?.text !== this.#text) this.#counted = { text: this.#text, segments: smsSegments(this.#text) };
    return this.#counted.segments;
  }

  /** The latest message that was refused, unless it is sent again or dismissed elsewhere. */
  get #returned(): Returned | undefined {
    return (
      this.#refused ??
      this.#pending.value?.findLast(({ phase, operation }) => phase === 'failed' && OWN.includes(operation))
    );
  }

  #renderReturned(): TemplateResult | typeof nothing {
    const returned = this.#returned;
    if (returned === undefined) return nothing;
    const { t } = this;
    const { error, operation, text } = returned;
    const sentence = error === undefined ? t.conversation.notSent : errorText(t, error, operation);
    if (text === undefined)
      return html`<div class="notice danger" part="returned">
        ${iconAlert}
        <p>${sentence}</p>
      </div>`;
    // The log says why; here the text is what matters.
    const why = returned === this.#refused ? sentence : `${t.conversation.notSent}:`;
    return html`<div class="why" part="returned">
      <span>${why} <q dir="auto">${showText(text).text.slice(0, QUOTED)}</q></span>
      <button type="button" class="button" @click=${() => this.#takeBack(returned)}>${t.conversation.edit}</button>
    </div>`;
  }

  protected override updated(): void {
    const { question, audience } = this.#verdict;
    const asks = question !== undefined && this.#composing.value?.blocked === undefined;
    if (asks && !this.#asked) {
      this.session?.typing(false, audience);
      const words = this.t.conversation;
      this.announce(question === 'narrowed' ? words.narrowed : words.widened, { urgency: 'assertive' });
    }
    this.#asked = asks;
    this.#grow();
  }

  /** For engines without `field-sizing`: the field grows with its text. */
  #grow(): void {
    const { field } = this;
    if (field === null || CSS.supports('field-sizing', 'content')) return;
    field.style.setProperty('block-size', 'auto');
    const border = field.offsetHeight - field.clientHeight;
    field.style.setProperty('block-size', `${field.scrollHeight + border}px`);
  }

  readonly #onInput = (event: Event): void => {
    const { value } = event.target as HTMLTextAreaElement;
    const { audience, question } = this.#verdict;
    this.#set(value, audience);
    if (question === undefined) this.session?.typing(value.trim() !== '', audience);
  };

  #set(text: string, audience: Audience): void {
    this.#text = text;
    if (this.#refused?.text === undefined) this.#refused = undefined;
    if (text === '') this.#origin = undefined;
    else this.#origin ??= { audience, mode: this.#mode.value ?? 'unknown' };
    this.session?.drafts.set(audience, text);
    this.requestUpdate();
  }

  readonly #write = (text: string): void => {
    this.#set(text, this.#verdict.audience);
    this.focus();
  };

  /** Somebody elsewhere in the page leads the person here, for example to ask for help. */
  readonly #onRequest = (event: Event): void => {
    const { audience } = event as unknown as Pick<ComposeRequestEvent, 'audience'>;
    const may = this.#composing.value?.audiences.includes(audience) === true;
    if (!this.isConnected || event.defaultPrevented || !may) return;
    event.preventDefault();
    if (this.#verdict.audience !== audience) this.#choose(audience);
    this.focus();
  };

  /** Each audience has its own draft: a text never changes its readers by a click on the other one. */
  readonly #choose = (audience: Audience): void => {
    this.session?.typing(false, this.#verdict.audience);
    this.#chosen = audience;
    this.#take(audience);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || this.#enter.isComposing(event)) return;
    const control = event.ctrlKey || event.metaKey;
    if (this.sendKey === 'ctrl-enter' ? !control : control) return;
    event.preventDefault();
    const { audience, question } = this.#verdict;
    // A held key sends one message, not one per repeat.
    if (question === undefined && !event.repeat) this.#submit(audience);
  };

  /** The answer to the question: for the customer it goes at once; what was for agents stays theirs, and goes when one presses Send. */
  readonly #decide = (audience: Audience): void => {
    if (audience === 'customer' || this.#verdict.audience !== 'agents') {
      this.#submit(audience);
      return;
    }
    this.#chosen = 'agents';
    this.#origin = { audience, mode: this.#mode.value ?? 'unknown' };
    this.requestUpdate();
    this.focus();
  };

  #submit(audience: Audience, url?: string): void {
    const { session } = this;
    const text = this.#text.trim();
    const { audiences } = this.#composing.value ?? NOBODY;
    if (session === undefined || text === '' || this.#switching.value === true || !audiences.includes(audience)) return;
    session.drafts.set(this.#origin?.audience ?? audience, '');
    this.#text = '';
    this.#origin = undefined;
    this.#refused = undefined;
    session.typing(false, audience);
    const { id, operation, finished } =
      url === undefined
        ? session.send(text, audience, { source: this })
        : session.perform('SendUrl', { url }, { source: this });
    void finished.then(({ phase, error }) => {
      if (phase === 'failed' && error !== undefined && error.code !== 'canceled') {
        this.announce(errorText(this.t, error, operation), { urgency: 'assertive' });
      }
      // What was recorded is offered from the record; what never left the page comes back from here.
      if (phase !== 'failed' || session !== this.session || operationById(session.state, id) !== undefined) return;
      this.#return({ id, operation, text, audience, ...(error && { error }) });
    });
    this.requestUpdate();
    this.focus();
  }

  /** Back into the field, when that is free. What the page itself held back, it explains. */
  #return({ text = '', audience = 'agents', ...rest }: Returned): void {
    const free = this.#text === '' && this.#verdict.audience === audience;
    if (free) this.#set(text, audience);
    if (!free) this.#refused = { ...rest, audience, text };
    else if (rest.error?.code !== 'canceled') this.#refused = rest;
    this.requestUpdate();
  }

  /** A returned text becomes the draft of its audience again; a draft that is there already goes below it. */
  #takeBack({ id, text = '', audience = 'agents' }: Returned): void {
    const { session } = this;
    if (session === undefined) return;
    this.#refused = undefined;
    session.dismiss(id);
    const draft = session.drafts.get(audience);
    if (draft !== text) session.drafts.set(audience, draft === '' ? text : `${text}\n${draft}`);
    this.#chosen = audience;
    this.#take(audience);
    this.focus();
  }
}

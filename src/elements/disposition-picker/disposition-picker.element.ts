import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { OperationName } from '../../protocol/operation-name.js';
import type { SessionApi } from '../../session/contract.js';
import { GwsBeforeOperationEvent, type OperationEventDetail } from '../../session/events.js';
import { isPending } from '../../state/operation-machine.js';
import { allows, operationOf } from '../../state/selectors.js';
import type { OperationRecord, SessionState } from '../../state/session-state.js';
import { operationWord } from '../foundation/error-text.js';
import { iconAlert, iconCheck, iconClock } from '../foundation/icons.js';
import { operationNotice, troubleText } from '../foundation/operation-notice.js';
import { OperationTroubles } from '../foundation/operation-troubles.js';
import { isolated } from '../foundation/people.js';
import { SessionElement } from '../foundation/session-element.js';
import { safeName } from '../foundation/text.js';
import { warnOnce } from '../foundation/warn.js';
import type { DispositionCode } from './disposition-code.js';
import { DispositionReminderEvent } from './disposition-reminder-event.js';
import { styles } from './disposition-picker.styles.js';

const SET = 'SetDisposition';
const COMPLETING: readonly OperationName[] = ['Complete', 'LeaveAndComplete'];
/** Key of the documentation's sample: where the disposition is looked for unless the host names a key. @see SMSSetDisposition */
const SAMPLE_KEY = 'DispositionCode';

/**
 * Sets how a session ended, by a code of the host's list. What is chosen is a wish until the server confirms it; the confirmed disposition is said in words
 * below. With `required`, completing the session is held back until one is confirmed, and the picker says so; it never locks anybody in: where a disposition
 * cannot be set now, or the server would not take the last one, completing goes on.
 *
 * @tag disposition-picker
 * @fires {DispositionReminderEvent} disposition-reminder - With `required`: completing is about to be held back; `preventDefault()` lets it go on.
 * @fires {GwsBeforeOperationEvent} gws-before-operation - Before the disposition is set; `preventDefault()` stops it.
 * @fires {GwsOperationEvent} gws-operation - Setting it ended: confirmed, failed or unknown.
 * @csspart select - The list of codes.
 * @csspart set - The button “Set disposition”.
 * @csspart state - What the server confirmed, or what is under way.
 * @csspart reminder - Why completing was held back.
 * @csspart error - What went wrong.
 */
export class DispositionPickerElement extends SessionElement {
  static override readonly tag = 'disposition-picker';
  static override styles: CSSResultGroup = styles;

  /** The codes to choose from, in order; those of one `group` stand together. */
  @property({ attribute: false }) codes: readonly DispositionCode[] = [];

  /** Key of the attached data that holds the disposition. Default: the server's own, shown from `DispositionCode`. */
  @property({ attribute: 'disposition-key' }) dispositionKey?: string;

  /** Completing the session waits for a disposition. */
  @property({ type: Boolean }) required = false;

  readonly #allowed = this.watch((state) => allows(state, SET));
  readonly #troubles = new OperationTroubles(this);
  /** What is chosen and not confirmed yet, per session. */
  readonly #chosen = new WeakMap<SessionApi, string>();
  #held = false;
  #listening: SessionApi | undefined;

  constructor() {
    super();
    // What was confirmed, and what is under way.
    this.watch(({ userData }) => userData);
    this.watch(({ operations }) => operations);
  }

  /** Puts the keyboard on the list of codes. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('select')?.focus(options);
  }

  protected override sessionChanged(session: SessionApi | undefined): void {
    this.#held = false;
    this.#listening?.removeEventListener(GwsBeforeOperationEvent.type, this.#hold);
    session?.addEventListener(GwsBeforeOperationEvent.type, this.#hold);
    this.#listening = session;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const select = this.renderRoot.querySelector('select');
    // Not by attributes, which only say what is selected at first.
    if (select !== null) select.value = this.#selected;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session, t } = this;
    if (session === undefined) return nothing;
    const wish = pendingWish(session.state);
    const confirmed = confirmedOf(session.state, this.dispositionKey);
    const trouble = this.#troubles.of(session, [SET]);
    const codes = this.#codes;
    const offered = codes.length > 0 && (this.#allowed.value === true || wish !== undefined);
    return html`<div class="box" role="group" aria-label=${t.data.disposition}>
      ${
        offered
          ? this.#renderChoice(session, codes, confirmed, wish !== undefined)
          : html`<span class="label">${t.data.disposition}</span>`
      }
      ${this.#renderState(confirmed, wish)}
      ${
        this.#held && confirmed === undefined
          ? html`<div class="notice" part="reminder">
              ${iconAlert}
              <p>${t.data.dispositionFirst}</p>
            </div>`
          : nothing
      }
      ${trouble === undefined ? nothing : operationNotice(t, trouble, () => this.#troubles.dismiss(session, [SET]))}
    </div>`;
  }

  #renderChoice(
    session: SessionApi,
    codes: readonly DispositionCode[],
    confirmed: string | undefined,
    pending: boolean,
  ): TemplateResult {
    const { data } = this.t;
    const wish = this.#chosen.get(session);
    const idle = wish === undefined || wish === confirmed;
    return html`<label class="label" for="code">${data.disposition}</label>
      <div class="row">
        <select
          class="field"
          part="select"
          id="code"
          aria-describedby="state"
          ?required=${this.required}
          @change=${(event: Event) => this.#choose(session, (event.target as HTMLSelectElement).value)}
        >
          ${confirmed === undefined ? html`<option value="">${data.choose}</option>` : nothing}
          ${
            confirmed === undefined || codes.some(({ code }) => code === confirmed)
              ? nothing
              : html`<option value="other">${safeName(confirmed)}</option>`
          }
          ${[...groupsOf(codes)].map(([group, options]) =>
            group === undefined ? options : html`<optgroup label=${group}>${options}</optgroup>`,
          )}
        </select>
        <button
          class="button"
          part="set"
          type="button"
          aria-disabled=${pending ? 'true' : nothing}
          ?disabled=${idle && !pending}
          @click=${() => !idle && !pending && this.#set(session, wish)}
        >
          ${pending ? iconClock : nothing}${operationWord(this.t, SET)}
        </button>
      </div>`;
  }

  #renderState(confirmed: string | undefined, wish: string | undefined): TemplateResult {
    const { data } = this.t;
    return html`<p class="state ${confirmed === undefined ? '' : 'set'}" id="state" part="state">
      ${
        wish !== undefined
          ? html`${iconClock}<span>${data.saving}: <bdi>${this.#labelOf(wish)}</bdi></span>`
          : confirmed === undefined
            ? data.noDisposition
            : html`${iconCheck}<span>${data.dispositionIs(isolated(this.#labelOf(confirmed)))}</span>`
      }
    </p>`;
  }

  /** What the page set, as far as it can be understood. */
  get #codes(): readonly DispositionCode[] {
    const given: unknown = this.codes;
    const codes = (Array.isArray(given) ? (given as readonly unknown[]) : []).filter(isCode);
    if (!Array.isArray(given) || codes.length < given.length) {
      warnOnce('<disposition-picker>.codes is a list of { code, label, group? }.');
    }
    return codes;
  }

  /** Value of the option that is to be selected: places in the list, since values from the server stay out of attributes. */
  get #selected(): string {
    const { session } = this;
    if (session === undefined) return '';
    const { state } = session;
    const wanted = this.#chosen.get(session) ?? pendingWish(state) ?? confirmedOf(state, this.dispositionKey);
    const place = this.#codes.findIndex(({ code }) => code === wanted);
    return place >= 0 ? String(place) : wanted === undefined ? '' : 'other';
  }

  #labelOf(code: string): string {
    return safeName(this.#codes.find((each) => each.code === code)?.label ?? code);
  }

  #choose(session: SessionApi, value: string): void {
    const code = this.#codes[Number(value)]?.code;
    if (code === undefined || value === '') this.#chosen.delete(session);
    else this.#chosen.set(session, code);
    this.requestUpdate();
  }

  #set(session: SessionApi, disposition: string): void {
    const { dispositionKey } = this;
    const params = { disposition, ...(dispositionKey && { dispositionKey }) };
    const { finished } = this.#troubles.perform(session, SET, params, (trouble) =>
      this.announce(troubleText(this.t, trouble), { urgency: 'assertive' }),
    );
    void finished.then(({ phase }) => {
      if (phase !== 'confirmed') return;
      this.#held = false;
      if (this.#chosen.get(session) === disposition) this.#chosen.delete(session);
      if (session === this.session) this.announce(this.t.data.dispositionIs(this.#labelOf(disposition)));
      this.requestUpdate();
    });
  }

  /** Listens on the session, so that it hears of every Complete, whoever asks for it. */
  readonly #hold = (event: Event): void => {
    const { session } = this;
    const { operation } = (event as Event & { readonly detail: OperationEventDetail }).detail;
    if (session === undefined || event.defaultPrevented || !this.#holds(session, operation)) return;
    if (!this.dispatchEvent(new DispositionReminderEvent({ sessionId: session.id, operation }))) return;
    event.preventDefault();
    this.#held = true;
    this.requestUpdate();
    this.announce(this.t.data.dispositionFirst, { urgency: 'assertive' });
    // A dialog that asked before gives the focus back when it closes: after that.
    setTimeout(() => this.focus());
  };

  #holds(session: SessionApi, operation: OperationName): boolean {
    return (
      this.required &&
      COMPLETING.includes(operation) &&
      this.#codes.length > 0 &&
      allows(session.state, SET) &&
      confirmedOf(session.state, this.dispositionKey) === undefined &&
      this.#troubles.of(session, [SET]) === undefined
    );
  }
}

/** The disposition that the server confirmed. Where its key is the server's secret, one of ours that was confirmed and is still attached. */
function confirmedOf({ userData, operations }: SessionState, key: string | undefined): string | undefined {
  const value = String(userData.get(key || SAMPLE_KEY) ?? '');
  if (value !== '') return value;
  const ours = operations.findLast(({ operation, phase }) => operation === SET && phase === 'confirmed');
  const set = key || ours === undefined ? undefined : wishOf(ours);
  return [...userData.values()].some((each) => String(each) === set) ? set : undefined;
}

const wishOf = ({ expect }: OperationRecord): string | undefined => expect?.map(([, value]) => String(value))[0];

/** What is being set. */
function pendingWish(state: SessionState): string | undefined {
  const record = operationOf(state, SET);
  return record && isPending(record) ? wishOf(record) : undefined;
}

/** Options by group, in the order in which groups appear. */
function groupsOf(codes: readonly DispositionCode[]): ReadonlyMap<string | undefined, readonly TemplateResult[]> {
  const groups = new Map<string | undefined, TemplateResult[]>();
  for (const [place, { label, group }] of codes.entries()) {
    const options = groups.get(group) ?? [];
    groups.set(group, options);
    options.push(html`<option value=${place}>${safeName(label)}</option>`);
  }
  return groups;
}

function isCode(value: unknown): value is DispositionCode {
  const { code, label, group } = (value ?? {}) as Partial<Record<keyof DispositionCode, unknown>>;
  const isName = (each: unknown): boolean => typeof each === 'string' && each !== '';
  return isName(code) && isName(label) && (group === undefined || isName(group));
}

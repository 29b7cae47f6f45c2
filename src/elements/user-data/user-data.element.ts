import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { OperationParams } from '../../protocol/operation-params.js';
import type { SessionApi } from '../../session/contract.js';
import { isPending } from '../../state/operation-machine.js';
import { allows, operationById } from '../../state/selectors.js';
import { EnterGuard } from '../foundation/enter-guard.js';
import { operationWord } from '../foundation/error-text.js';
import { troubleText } from '../foundation/operation-notice.js';
import { SessionElement } from '../foundation/session-element.js';
import { warnOnce } from '../foundation/warn.js';
import { admits, DATA_OPERATIONS, type DataRow, type RowRules, rowsOf, textOf, valueOf } from './data-rows.js';
import { type Draft, draftForm, isComplete } from './draft.js';
import { nameOf, rowBody } from './row.js';
import type { OtherKeys, UserDataField } from './user-data-field.js';
import { styles } from './user-data.styles.js';

type DataOperation = (typeof DATA_OPERATIONS)[number];

/** Rows that are shown before “Show all”. */
const ROW_LIMIT = 40;
const OTHERS: readonly string[] = ['edit', 'read', 'hide'];

/**
 * The data attached to a session, in the server's order, and ways to edit it as far as capabilities allow. The value shown is always the one that the
 * server confirmed; what is being saved, was refused or is uncertain stands beside it. Keys and values are strangers' texts: they are shown as text
 * alone, and are neither in attributes nor in events.
 *
 * Keyboard: Enter saves, Shift+Enter breaks the line, Escape gives up.
 *
 * @tag user-data
 * @fires {GwsBeforeOperationEvent} gws-before-operation - Before data is attached, updated or deleted; `preventDefault()` stops it, and what was typed stays.
 * @fires {GwsOperationEvent} gws-operation - Such an operation ended: confirmed, failed or unknown.
 * @csspart heading - The heading with the count.
 * @csspart row - One key with its value.
 * @csspart key - The key, or the host's label of it.
 * @csspart value - The confirmed value.
 * @csspart form - The form in which a value is edited or added.
 * @csspart error - What went wrong.
 */
export class UserDataElement extends SessionElement {
  static override readonly tag = 'user-data';
  static override styles: CSSResultGroup = styles;

  /** What the host knows of keys: labels, and which are read-only or hidden. Named keys are shown also while they have no value. */
  @property({ attribute: false }) fields: readonly UserDataField[] = [];

  /** What happens to keys that `fields` does not name: `edit`, `read` or `hide`. */
  @property() others: OtherKeys = 'edit';

  /** Nothing can be edited here. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;

  readonly #status = this.watch(({ status }) => status);
  readonly #allowed = this.watch((state) => DATA_OPERATIONS.filter((each) => allows(state, each)).join());
  readonly #drafts = new WeakMap<SessionApi, Draft>();
  readonly #enter = new EnterGuard();
  /** Keys whose long value is shown whole. */
  readonly #whole = new Set<string>();
  /** The key that one is asked about before it is deleted. */
  #asking: string | undefined;
  #all = false;
  /** The keys of the rows that are shown, in order. */
  #keys: readonly string[] = [];
  /** What gets the focus after the next update: a class, inside of the row of that key if it has one. */
  #focus: readonly [className: string, key: string | undefined] | undefined;

  constructor() {
    super();
    // What rows are made of.
    this.watch(({ userData }) => userData);
    this.watch(({ operations }) => operations);
  }

  protected override sessionChanged(): void {
    this.#asking = undefined;
    this.#all = false;
    this.#whole.clear();
  }

  protected override update(changes: PropertyValues<this>): void {
    const root = this.renderRoot as ShadowRoot;
    const had = this.hasUpdated && root.activeElement !== null;
    super.update(changes);
    const [className, key] = this.#focus ?? [];
    this.#focus = undefined;
    if (className !== undefined) {
      // By place: a key is nothing for a selector.
      const row = key === undefined ? root : root.querySelectorAll('.row')[this.#keys.indexOf(key)];
      row?.querySelector<HTMLElement>(`.${className}`)?.focus();
    }
    // A row that the server took away does not take the keyboard with it.
    if (had && !root.querySelector(':focus')) root.querySelector<HTMLElement>('.frame')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (session === undefined) return nothing;
    const words = this.t.data;
    const rows = rowsOf(session.state, this.#rules, this.#drafts.get(session)?.key);
    const shown = this.#all ? rows : rows.slice(0, ROW_LIMIT);
    this.#keys = shown.map(({ key }) => key);
    const count = this.#status.value === undefined ? '' : rows.filter(({ value }) => value !== undefined).length;
    return html`<div class="frame" role="group" aria-label=${words.label} tabindex="-1">
      <p class="heading" part="heading" aria-hidden="true"><span>${words.label}</span><span>${count}</span></p>
      ${
        rows.length === 0
          ? html`<p class="none">${this.#status.value === undefined ? this.t.terms.loading : words.noData}</p>`
          : html`<ul>
              ${repeat(
                shown,
                ({ key }) => key,
                (row) => this.#renderRow(session, row),
              )}
            </ul>`
      }
      ${
        shown.length === rows.length
          ? nothing
          : html`<button class="more" type="button" @click=${this.#showAll}>${words.showAll(rows.length)}</button>`
      }
      ${this.#renderAdd(session)}
    </div>`;
  }

  #renderRow(session: SessionApi, row: DataRow): TemplateResult {
    const { key, value, locked } = row;
    const draft = this.#drafts.get(session);
    const edits = !locked && this.#may(value === undefined ? 'AttachUserData' : 'UpdateUserData');
    const body =
      draft?.key === key
        ? this.#renderForm(session, draft, row)
        : rowBody(this.t, row, {
            edit: edits ? (text) => this.#begin(session, { key, name: key, text, from: value }) : undefined,
            askToRemove:
              !locked && value !== undefined && this.#may('DeleteUserData') ? () => this.#ask(key, 'stay') : undefined,
            asking: this.#asking === key,
            stay: () => this.#ask(undefined, 'remove'),
            remove: () => this.#remove(session, row),
            isWhole: this.#whole.has(key),
            showWhole: () => {
              this.#whole.add(key);
              this.requestUpdate();
            },
            dismiss: ({ id }) => session.dismiss(id),
          });
    return html`<li class="row" part="row">
      <div class="key" part="key"><bdi>${nameOf(this.t, row)}</bdi></div>
      ${body}
    </li>`;
  }

  #renderForm(session: SessionApi, draft: Draft, row?: DataRow): TemplateResult {
    const operation = operationFor(session, draft);
    const change = (part: Partial<Draft>): void => this.#put(session, { ...draft, problem: undefined, ...part });
    return draftForm(this.t, draft, {
      name: row === undefined ? '' : nameOf(this.t, row),
      value: row?.value,
      operation,
      offered: this.#may(operation),
      busy: isBusy(session, operation),
      change,
      save: () => this.#save(session),
      giveUp: () => this.#giveUp(session, draft),
      keydown: (event) => this.#onKeydown(event, session, draft),
      composed: this.#enter.composed,
    });
  }

  #renderAdd(session: SessionApi): TemplateResult | typeof nothing {
    const draft = this.#drafts.get(session);
    if (draft !== undefined && draft.key === undefined) return this.#renderForm(session, draft);
    if (this.#rules.others !== 'edit' || !this.#may('AttachUserData')) return nothing;
    const empty: Draft = { key: undefined, name: '', text: '', from: undefined };
    return html`<button class="button add" type="button" @click=${() => this.#begin(session, empty)}>
      ${operationWord(this.t, 'AttachUserData')}
    </button>`;
  }

  /** What the page set, as far as it can be understood; what cannot be is read-only. */
  get #rules(): RowRules {
    const given: unknown = this.fields;
    const fields = (Array.isArray(given) ? (given as readonly unknown[]) : []).filter(isField);
    if (!Array.isArray(given) || fields.length < given.length) warnOnce('<user-data>.fields is a list of { key, … }.');
    if (OTHERS.includes(this.others)) return { fields, others: this.others };
    warnOnce(`<user-data others> is one of ${OTHERS.join(', ')}.`);
    return { fields, others: 'read' };
  }

  #may(operation: DataOperation): boolean {
    return !this.readOnly && (this.#allowed.value ?? '').split(',').includes(operation);
  }

  readonly #showAll = (): void => {
    this.#all = true;
    this.requestUpdate();
  };

  #put(session: SessionApi, draft: Draft | undefined): void {
    if (draft === undefined) this.#drafts.delete(session);
    else this.#drafts.set(session, draft);
    this.requestUpdate();
  }

  #begin(session: SessionApi, draft: Draft): void {
    this.#asking = undefined;
    this.#focus = ['first', draft.key];
    this.#put(session, draft);
  }

  #giveUp(session: SessionApi, { key }: Draft): void {
    this.#focus = key === undefined ? ['add', undefined] : ['edit', key];
    this.#put(session, undefined);
  }

  #ask(key: string | undefined, focus: string): void {
    this.#focus = [focus, key ?? this.#asking];
    this.#asking = key;
    this.requestUpdate();
  }

  #onKeydown(event: KeyboardEvent, session: SessionApi, draft: Draft): void {
    if (this.#enter.isComposing(event)) return;
    const target = event.target as HTMLElement;
    if (event.key === 'Escape') {
      // The form's alone: what surrounds it stays open.
      event.stopPropagation();
      this.#giveUp(session, draft);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.repeat && target.localName !== 'button') {
      event.preventDefault();
      this.#save(session);
    }
  }

  #save(session: SessionApi): void {
    const draft = this.#drafts.get(session);
    if (draft === undefined || !isComplete(draft)) return;
    const operation = operationFor(session, draft);
    const { userData } = session.state;
    const key = draft.key ?? draft.name.trim();
    if (draft.key === undefined && (userData.has(key) || !admits(this.#rules, key))) {
      this.#put(session, { ...draft, problem: admits(this.#rules, key) ? 'nameTaken' : 'nameReserved' });
      return;
    }
    const now = userData.get(key);
    if (now !== undefined && now === draft.from && textOf(now) === draft.text) {
      this.#giveUp(session, draft);
      return;
    }
    if (!this.#may(operation) || isBusy(session, operation)) return;
    // Computed, so that `__proto__` is a key like any other.
    this.#perform(session, operation, { userData: { [key]: valueOf(draft.text, now) } }, key, draft);
  }

  #remove(session: SessionApi, { key }: DataRow): void {
    this.#ask(undefined, 'remove');
    this.#perform(session, 'DeleteUserData', { keys: [key] }, key);
  }

  #perform<N extends DataOperation>(
    session: SessionApi,
    operation: N,
    params: OperationParams[N],
    key: string,
    draft?: Draft,
  ): void {
    // A new attempt: how the last one ended is no news any more.
    for (const { attempt } of rowsOf(session.state, this.#rules).filter((row) => row.key === key)) {
      if (attempt !== undefined && !isPending(attempt)) session.dismiss(attempt.id);
    }
    const { id, finished } = session.perform(operation, params, { source: this });
    // What is on its way stands in the row; what never left the page stays in the form.
    if (draft !== undefined && operationById(session.state, id) !== undefined) this.#giveUp(session, draft);
    void finished.then((outcome) => {
      const { phase, error } = outcome;
      if (error?.code === 'canceled') return;
      const { data } = this.t;
      const name = nameOf(
        this.t,
        rowsOf(session.state, this.#rules).find((row) => row.key === key) ?? { key, label: undefined },
      );
      if (phase !== 'confirmed') {
        if (draft !== undefined && this.#drafts.get(session) === draft)
          this.#put(session, { ...draft, problem: outcome });
        if (session === this.session) this.announce(troubleText(this.t, outcome), { urgency: 'assertive' });
      } else if (session === this.session) {
        this.announce(operation === 'DeleteUserData' ? data.removed(name) : data.saved(name));
      }
    });
  }
}

/** Edits overwrite; what is not there is attached: for voice, attaching a known key doubles it. @see SMSAttachUserData, SMSUpdateUserData */
function operationFor({ state }: SessionApi, { key }: Draft): 'AttachUserData' | 'UpdateUserData' {
  return key !== undefined && state.userData.has(key) ? 'UpdateUserData' : 'AttachUserData';
}

/** Operations of one name go one at a time. */
const isBusy = ({ state }: SessionApi, operation: DataOperation): boolean =>
  state.operations.some((each) => each.operation === operation && isPending(each));

function isField(value: unknown): value is UserDataField {
  const { key, label } = (value ?? {}) as Partial<Record<keyof UserDataField, unknown>>;
  return typeof key === 'string' && (label === undefined || typeof label === 'string');
}

import { html, nothing, type TemplateResult } from 'lit';
import { isPending } from '../../state/operation-machine.js';
import type { OperationRecord } from '../../state/session-state.js';
import { operationWord } from '../foundation/error-text.js';
import { iconAlert, iconClock, iconClose, iconDelete, iconEdit, iconUnknown } from '../foundation/icons.js';
import type { Translation } from '../foundation/localization/translation.js';
import { troubleText } from '../foundation/operation-notice.js';
import { isolated } from '../foundation/people.js';
import { safeName, showText } from '../foundation/text.js';
import { type DataRow, textOf, wishOf } from './data-rows.js';

/** Characters and lines of a value that are shown before “Show more”. */
const VALUE_LIMIT = 280;
const LINE_LIMIT = 6;

/** What one can do with a row; absent where it is not offered. */
export interface RowActs {
  readonly edit?: ((text: string) => void) | undefined;
  readonly askToRemove?: (() => void) | undefined;
  /** Whether the row asks now. */
  readonly asking: boolean;
  readonly stay: () => void;
  readonly remove: () => void;
  readonly isWhole: boolean;
  readonly showWhole: () => void;
  readonly dismiss: (record: OperationRecord) => void;
}

/** The name of a row as it may be shown. */
export const nameOf = (t: Translation, { key, label }: Pick<DataRow, 'key' | 'label'>): string =>
  safeName(label ?? '') || safeName(key) || t.data.noName;

/** What stands below the name: the confirmed value, what one can do, and how the last attempt stands. */
export function rowBody(t: Translation, row: DataRow, acts: RowActs): TemplateResult {
  const { attempt } = row;
  return html`${renderValue(t, row, acts)}${acts.asking ? renderQuestion(t, row, acts) : renderActs(t, row, acts)}
  ${attempt === undefined ? nothing : renderAttempt(t, row, attempt, acts)}`;
}

function renderValue(t: Translation, { value }: DataRow, { isWhole, showWhole }: RowActs): TemplateResult {
  const { text, cut } = showText(textOf(value), isWhole);
  if (text.trim() === '') return html`<div class="value empty" part="value">${t.data.noValue}</div>`;
  const long = !isWhole && (cut || text.length > VALUE_LIMIT || text.split('\n', LINE_LIMIT + 1).length > LINE_LIMIT);
  // No links: an address would be a value in an attribute.
  return html`<div class="value" part="value">
    <div class=${long ? 'long' : 'short'}><bdi>${text}</bdi></div>
    ${long ? html`<button class="more" type="button" @click=${showWhole}>${t.terms.showMore}</button>` : nothing}
  </div>`;
}

function renderActs(t: Translation, row: DataRow, { edit, askToRemove }: RowActs): TemplateResult | typeof nothing {
  if (edit === undefined && askToRemove === undefined) return nothing;
  const pending = row.attempt !== undefined && isPending(row.attempt);
  const name = isolated(nameOf(t, row));
  // Words inside, not in a label: names of keys stay out of attributes.
  const button = (look: string, icon: TemplateResult, word: string, act: () => void): TemplateResult =>
    html`<button
      class="button plain icon-only ${look}"
      type="button"
      aria-disabled=${pending ? 'true' : nothing}
      @click=${() => {
        if (!pending) act();
      }}
    >
      ${icon}<span class="visually-hidden">${word}</span>
    </button>`;
  return html`<span class="acts"
    >${edit && button('edit', iconEdit, t.data.edit(name), () => edit(textOf(row.value)))}${
      askToRemove && button('remove', iconDelete, t.data.remove(name), askToRemove)
    }</span
  >`;
}

function renderQuestion(t: Translation, row: DataRow, { stay, remove }: RowActs): TemplateResult {
  return html`<div class="notice question" role="group" aria-labelledby="question">
    ${iconAlert}
    <p id="question">${t.data.removeQuestion(isolated(nameOf(t, row)))}</p>
    <div class="choices">
      <button class="button stay" type="button" @click=${stay}>${t.terms.cancel}</button>
      <button class="button danger" type="button" @click=${remove}>${operationWord(t, 'DeleteUserData')}</button>
    </div>
  </div>`;
}

/** How the last attempt stands: under way, refused, or nobody knows. What was to be written is kept to be tried again. */
function renderAttempt(t: Translation, row: DataRow, attempt: OperationRecord, acts: RowActs): TemplateResult {
  const { data } = t;
  const removes = attempt.operation === 'DeleteUserData';
  const wish = removes ? undefined : textOf(wishOf(attempt, row.key));
  const quoted = wish === undefined ? nothing : html`<q>${isolated(safeName(wish))}</q>`;
  if (isPending(attempt)) {
    return html`<p class="pending">${iconClock}<span>${removes ? data.removing : data.saving} ${quoted}</span></p>`;
  }
  const unknown = attempt.phase === 'unknown';
  const { edit } = acts;
  return html`<div class="notice ${unknown ? '' : 'danger'}" part="error">
    ${unknown ? iconUnknown : iconAlert}
    <p>
      ${removes ? nothing : html`<b>${unknown ? data.maybeSaved : data.notSaved}: ${quoted}</b>`}${troubleText(t, attempt)}
    </p>
    <button
      class="button plain icon-only dismiss"
      type="button"
      aria-label=${t.terms.dismiss}
      @click=${() => acts.dismiss(attempt)}
    >
      ${iconClose}
    </button>
    ${
      edit === undefined || wish === undefined
        ? nothing
        : html`<button class="button again" type="button" @click=${() => edit(wish)}>${t.conversation.edit}</button>`
    }
  </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { UserDataValue } from '../../protocol/session.js';
import { operationWord } from '../foundation/error-text.js';
import { iconAlert, iconClock } from '../foundation/icons.js';
import type { Translation } from '../foundation/localization/translation.js';
import { type Trouble, troubleText } from '../foundation/operation-notice.js';
import { isolated } from '../foundation/people.js';
import { safeName } from '../foundation/text.js';
import { textOf } from './data-rows.js';

/** Longer keys are left out by the decoder, so that they would be written and never seen. */
const NAME_LENGTH = 256;

/** What somebody is writing. Kept per session while they look at another one. */
export interface Draft {
  /** The key whose value is edited; `undefined` for one that is to be added. */
  readonly key: string | undefined;
  /** The key as it is typed, when it is to be added. */
  readonly name: string;
  readonly text: string;
  /** The confirmed value when the writing began. */
  readonly from: UserDataValue | undefined;
  /** Why it was not sent. */
  readonly problem?: 'nameTaken' | 'nameReserved' | Trouble | undefined;
}

/** What the form is told of, and whom it tells. */
export interface DraftForm {
  /** The key as people call it; empty for a new one. */
  readonly name: string;
  /** The confirmed value now. */
  readonly value: UserDataValue | undefined;
  readonly operation: 'AttachUserData' | 'UpdateUserData';
  /** Whether the server offers it now. */
  readonly offered: boolean;
  /** Whether another one of the kind is under way. */
  readonly busy: boolean;
  readonly change: (change: Partial<Draft>) => void;
  readonly save: () => void;
  readonly giveUp: () => void;
  readonly keydown: (event: KeyboardEvent) => void;
  readonly composed: () => void;
}

/** Whether there is something to save. */
export const isComplete = ({ key, name }: Draft): boolean => key !== undefined || name.trim() !== '';

/** The form in which a value, and for a new key its name, is written. What is typed is a property, never an attribute. */
export function draftForm(t: Translation, draft: Draft, form: DraftForm): TemplateResult {
  const { data } = t;
  const isNew = draft.key === undefined;
  const disabled = !form.offered || !isComplete(draft);
  const typed =
    (name: 'name' | 'text') =>
    ({ target }: Event): void =>
      form.change({ [name]: (target as HTMLInputElement).value });
  return html`<div class="form" part="form" @keydown=${form.keydown} @compositionend=${form.composed}>
    ${
      isNew
        ? html`<label
            >${data.name}<input
              class="field first"
              type="text"
              dir="auto"
              autocomplete="off"
              maxlength=${NAME_LENGTH}
              .value=${live(draft.name)}
              @input=${typed('name')}
          /></label>`
        : nothing
    }
    <label
      >${isNew ? data.value : html`<span class="visually-hidden">${form.name}</span>`}<textarea
        class="field ${isNew ? '' : 'first'}"
        rows="1"
        dir="auto"
        .value=${live(draft.text)}
        @input=${typed('text')}
      ></textarea>
    </label>
    ${!isNew && form.value !== draft.from ? renderChanged(t, form.value) : nothing}
    ${draft.problem === undefined ? nothing : renderProblem(t, draft.problem)}
    <div class="choices">
      <button class="button" type="button" @click=${form.giveUp}>${t.terms.cancel}</button>
      <button
        class="button filled"
        type="button"
        aria-disabled=${form.busy ? 'true' : nothing}
        ?disabled=${disabled}
        @click=${form.save}
      >
        ${form.busy ? iconClock : nothing}${operationWord(t, form.operation)}
      </button>
    </div>
  </div>`;
}

function renderChanged(t: Translation, value: UserDataValue | undefined): TemplateResult {
  const now = safeName(textOf(value));
  return html`<div class="notice">
    ${iconAlert}
    <p>${t.data.changedMeanwhile} ${now === '' ? t.data.noValue : html`<q>${isolated(now)}</q>`}</p>
  </div>`;
}

const renderProblem = (t: Translation, problem: NonNullable<Draft['problem']>): TemplateResult =>
  html`<div class="notice danger" part="error" role="alert">
    ${iconAlert}
    <p>${typeof problem === 'string' ? t.data[problem] : troubleText(t, problem)}</p>
  </div>`;

import { html, type TemplateResult } from 'lit';
import type { OperationRecord } from '../../state/session-state.js';
import { errorText, operationWord } from './error-text.js';
import { iconAlert, iconClose, iconUnknown } from './icons.js';
import type { Translation } from './localization/translation.js';

/** How an operation ended that did not end well. */
export type Trouble = Pick<OperationRecord, 'operation' | 'phase' | 'error'>;

/** What happened and what to do next, as one text. */
export function troubleText(t: Translation, { operation, phase, error }: Trouble): string {
  const unknown = phase === 'unknown' || error === undefined;
  return unknown ? t.actions.unknownOutcome(operationWord(t, operation)) : errorText(t, error, operation);
}

/** The text beside the control that caused it, with a way to dismiss it. */
export const operationNotice = (t: Translation, trouble: Trouble, dismiss: () => void): TemplateResult =>
  html`<div class="notice ${trouble.phase === 'unknown' ? '' : 'danger'}" part="error">
    ${trouble.phase === 'unknown' ? iconUnknown : iconAlert}
    <p>${troubleText(t, trouble)}</p>
    <button class="button plain icon-only dismiss" type="button" aria-label=${t.terms.dismiss} @click=${dismiss}>
      ${iconClose}
    </button>
  </div>`;

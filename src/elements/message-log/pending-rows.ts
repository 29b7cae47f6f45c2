import { html, nothing, type TemplateResult } from 'lit';
import type { OperationHandle, SessionApi } from '../../session/contract.js';
import type { OperationName } from '../../protocol/operation-name.js';
import type { OperationRecord } from '../../state/session-state.js';
import { errorText } from '../foundation/error-text.js';
import { iconAlert, iconClock, iconUnknown } from '../foundation/icons.js';
import { richText } from '../foundation/linkify.js';
import type { Translation } from '../foundation/localization/translation.js';
import { showText } from '../foundation/text.js';
import { agentsOnlyMark } from './rows.js';

/** What one can do about a message that is not in the log. */
export interface PendingActs {
  /** Whether its audience may still be written to. */
  readonly canSend: (record: OperationRecord) => boolean;
  readonly sendAgain: (record: OperationRecord) => void;
  readonly discard: (record: OperationRecord) => void;
}

/**
 * A message of ours that the log does not hold yet: under way, refused, or nobody knows. Its text stays until the log shows it or the person
 * discards it, and it is never sent again by itself.
 */
export function pendingRow(record: OperationRecord, t: Translation, acts: PendingActs): TemplateResult {
  const { phase, audience } = record;
  const state = phase === 'failed' || phase === 'unknown' ? phase : 'pending';
  const only = audience === 'agents';
  const { text } = showText(record.text ?? '');
  return html`<div
    class="row message agent own start ${state} ${only ? 'agents-only' : ''}"
    role="article"
    tabindex="-1"
    aria-label=${pendingLabel(record, t)}
  >
    <div class="line">
      <div class="bubble" part="bubble ${state}">
        ${only ? agentsOnlyMark(t) : nothing}
        <div class="text" dir="auto">${richText(text)}</div>
      </div>
      ${state === 'pending' ? html`<span class="meta" part="meta">${iconClock}${t.conversation.sending}</span>` : nothing}
    </div>
    ${state === 'pending' ? nothing : trouble(record, t, acts)}
  </div>`;
}

/** What is said with other operations than those for texts, and by which parameter. */
const SAID_WITH: { readonly [name in OperationName]?: 'url' | 'noticeText' } = {
  SendUrl: 'url',
  SendCustomNotice: 'noticeText',
  SendCustomNoticeToAgents: 'noticeText',
  SendNicknameUpdatedNotice: 'noticeText',
};

/** Asks for the same once more, as what it was: a notice or an address never goes out as somebody's words. */
export function performAgain(
  session: SessionApi,
  { operation, text = '', audience = 'agents' }: OperationRecord,
  source: EventTarget,
): OperationHandle {
  const parameter = SAID_WITH[operation];
  return parameter === undefined
    ? session.send(text, audience, { source })
    : session.perform(operation, { [parameter]: text }, { source });
}

/** One sentence for a pending row that gets the focus. */
function pendingLabel({ phase, audience, text = '' }: OperationRecord, t: Translation): string {
  const { sending, notSent, unknownSent } = t.conversation;
  const state = phase === 'failed' ? notSent : phase === 'unknown' ? unknownSent : sending;
  const only = audience === 'agents' ? `, ${t.terms.agentsOnly}` : '';
  return `${t.terms.you}${only}, ${state}: ${showText(text).text.slice(0, 500)}`;
}

function trouble(record: OperationRecord, t: Translation, acts: PendingActs): TemplateResult {
  const words = t.conversation;
  const unknown = record.phase === 'unknown';
  const reason = record.error === undefined ? words.notSent : errorText(t, record.error, record.operation);
  return html`<div class="trouble" part="trouble">
    <span
      >${unknown ? iconUnknown : iconAlert}${unknown ? `${words.unknownSent}. ${words.sendAgainWarning}` : reason}</span
    >
    ${
      acts.canSend(record)
        ? html`<button type="button" class="button" @click=${() => acts.sendAgain(record)}>${words.sendAgain}</button>`
        : nothing
    }
    <button type="button" class="button" @click=${() => acts.discard(record)}>${words.discard}</button>
  </div>`;
}

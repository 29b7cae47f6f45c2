import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationTerms } from '../foundation/localization/conversation-terms.js';
import { type SmsSegments, smsSegments } from './sms-segments.js';

/** How full the last SMS is, and how many there are. */
export const segmentCount = (words: ConversationTerms, { size, left, count }: SmsSegments): TemplateResult =>
  html`<span class="count ${count > 1 ? 'several' : ''}" part="counter"
    >${words.segments(size - left, size, count)}</span
  >`;

/** Why a text needs more SMS than its length suggests, and the way out. */
export function segmentReason(
  words: ConversationTerms,
  { culprits, size, plain }: SmsSegments,
  write: (text: string) => void,
): TemplateResult | typeof nothing {
  if (culprits.length === 0) return nothing;
  return html`<div class="why">
    <span>${words.unicodeReason(culprits, size)}</span>
    ${
      plain === undefined
        ? nothing
        : html`<button type="button" class="button" @click=${() => write(plain)}>
            ${words.normalise(smsSegments(plain).count)}
          </button>`
    }
  </div>`;
}

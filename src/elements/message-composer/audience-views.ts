import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Audience } from '../../state/audience.js';
import type { ConversationTerms } from '../foundation/localization/conversation-terms.js';
import { iconAlert, iconLock, iconSpeech } from '../foundation/icons.js';
import type { DraftVerdict } from './draft-audience.js';

const iconOf = (audience: Audience): TemplateResult => (audience === 'agents' ? iconLock : iconSpeech);

/** For whom one writes, or why one cannot. */
export const audienceLine = (audience: Audience, isBlocked: boolean, words: string): TemplateResult =>
  html`<span class="to">${isBlocked ? iconAlert : iconOf(audience)}${words}</span>`;

/** For whom one writes, where there is a choice. */
export function audienceChoice(
  words: ConversationTerms,
  audience: Audience,
  choose: (audience: Audience) => void,
): TemplateResult {
  const option = (each: Audience): TemplateResult =>
    html`<label
      ><input type="radio" name="audience" .checked=${live(each === audience)} @change=${() => choose(each)} />${iconOf(
        each,
      )}${words.audiences[each]}</label
    >`;
  return html`<span class="to" aria-hidden="true">${words.to}:</span>
    <span class="choice" role="radiogroup" aria-label=${words.to}>${option('customer')}${option('agents')}</span>`;
}

/** What has to be decided before a draft may go. */
export interface AudienceQuestion extends Required<DraftVerdict> {
  /** Who can be written to now. */
  readonly audiences: readonly Audience[];
  /** Says that the draft goes to the customer, or that it is for agents. */
  readonly decide: (audience: Audience) => void;
}

/** Asks for whom a draft is, since more or other people than its writer had in mind would read it. */
export function audienceQuestion(
  words: ConversationTerms,
  { question, audience, audiences, decide }: AudienceQuestion,
): TemplateResult {
  const answer = (each: Audience, label: string): TemplateResult | typeof nothing =>
    audiences.includes(each)
      ? html`<button type="button" class="button" @click=${() => decide(each)}>${label}</button>`
      : nothing;
  return html`<div class="notice" part="question">
    ${iconAlert}
    <p>${audiences.includes('customer') && question !== 'narrowed' ? words.widened : words.narrowed}</p>
    ${answer('customer', words.sendToCustomer)}
    ${answer('agents', audience === 'agents' ? words.keepForAgents : words.sendToAgents)}
  </div>`;
}

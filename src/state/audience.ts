import type { Message } from '../protocol/message.js';

/** Who can read a text: the customer too, or agents only. */
export type Audience = 'customer' | 'agents';

/**
 * The one audience rule, used by log, composer, previews, toasts, announcements and export. Agents-only if the message's or the sender's
 * visibility is given and is not `All` (unknown values included). An absent sender visibility falls back to the message's own; a customer's
 * own words are for all. When neither is given nothing widens it: agents-only.
 * @see SwitchToCoach (message `All`, sender `Agents`), SendCustomNoticeToAgents (message `Agents`, sender `All`)
 */
export function audienceOf(message: Pick<Message, 'from' | 'visibility'>): Audience {
  const { from, visibility } = message;
  if (from?.type === 'Customer') return 'customer';
  if (visibility !== undefined && visibility !== 'All') return 'agents';
  if (from?.visibility !== undefined && from.visibility !== 'All') return 'agents';
  return visibility === undefined && from?.visibility === undefined ? 'agents' : 'customer';
}

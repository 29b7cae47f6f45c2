import type { SessionState } from '../../state/session-state.js';
import type { Translation } from './localization/translation.js';
import { safeName } from './text.js';

/**
 * Attached data that names the customer before anybody is listed as a participant: invitations come with data, but without participants. The key is the
 * routing's to choose; this one is an inference. @see SMSAccept, Intrude
 */
const NUMBER_KEY = 'PhoneNumber';

/** What is known of the customer's name or number, as the server wrote it; empty when it has not said. */
export function customerName({ participants, userData }: Pick<SessionState, 'participants' | 'userData'>): string {
  const nickname = participants.find(({ type }) => type === 'Customer')?.nickname;
  return nickname ?? String(userData.get(NUMBER_KEY) ?? '');
}

/** The customer's name or number as it may be shown, in `<bdi>`; a word when the server has not said it. */
export const nameOf = (t: Translation, state: Pick<SessionState, 'participants' | 'userData'>): string =>
  safeName(customerName(state)) || t.terms.customer;

/** A session's state in a word. A state that we do not know is shown as the server wrote it. */
export const statusWord = (t: Translation, status: string | undefined): string =>
  status === undefined ? t.terms.loading : (t.statuses[status] ?? safeName(status));

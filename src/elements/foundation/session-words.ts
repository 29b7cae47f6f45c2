import type { SessionState } from '../../state/session-state.js';
import type { Translation } from './localization/translation.js';
import { safeName } from './text.js';

/** The customer's name or number as it may be shown, in `<bdi>`; a word when the server has not said it. */
export function nameOf(t: Translation, { participants }: Pick<SessionState, 'participants'>): string {
  const nickname = participants.find(({ type }) => type === 'Customer')?.nickname ?? '';
  return safeName(nickname) || t.terms.customer;
}

/** A session's state in a word. A state that we do not know is shown as the server wrote it. */
export const statusWord = (t: Translation, status: string | undefined): string =>
  status === undefined ? t.terms.loading : (t.statuses[status] ?? safeName(status));

import type { OperationName } from '../../protocol/operation-name.js';
import { customerOf, selfOf } from '../../state/selectors.js';
import type { SessionState } from '../../state/session-state.js';
import type { ActionTerms } from '../foundation/localization/translation.js';

/** What an operation would end for the customer, as the key of the sentence that says so. */
export type Warning = Extract<keyof ActionTerms, 'leaveAlone' | 'leaveUnseen' | 'completeRunning'>;

/**
 * What to ask about before an operation; `undefined` when nobody loses anything by it. Alone, Leave ends the customer's session; with others in it, the
 * session goes on, but the customer may be left with nobody whom they can see. Complete ends it in any case. @see SMSLeave, SMSComplete
 */
export function warningOf(state: SessionState, operation: OperationName): Warning | undefined {
  if (state.status !== 'Chatting') return undefined;
  const self = selfOf(state);
  // Who was never seen is not missed; and without a customer there is nobody to lose.
  if ((self?.visibility ?? 'All') !== 'All' || (state.participants.length > 0 && customerOf(state) === undefined)) {
    return undefined;
  }
  if (operation === 'Complete' || operation === 'LeaveAndComplete') return 'completeRunning';
  if (operation !== 'Leave') return undefined;
  const others = state.participants.filter(
    ({ type, participantId }) => type === 'Agent' && participantId !== self?.participantId,
  );
  if (others.length === 0) return 'leaveAlone';
  return others.some(({ visibility }) => (visibility ?? 'All') === 'All') ? undefined : 'leaveUnseen';
}

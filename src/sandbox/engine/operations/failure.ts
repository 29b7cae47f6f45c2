import { tellError } from '../notifications.js';
import type { Outcome } from '../outcome.js';
import type { Act } from './act.js';

/** An operation that was accepted under a number. */
export interface Asking extends Act {
  readonly reference: number;
}

/** Accepted, and failed: the answer has the number, and so has the Error notification. @see SMSConsult */
export function deliverFailure({ world, session, seat, reference }: Asking): Outcome {
  tellError(world, session, seat, reference);
  return { code: 0, referenceId: reference };
}

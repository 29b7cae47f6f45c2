import type { JsonObject } from '../../../protocol/json.js';
import type { Party, Person, Seat, Session } from '../model.js';
import type { Outcome } from '../outcome.js';
import type { World } from '../world.js';

/** One operation on a session that the caller holds, already authorised and with checked parameters. */
export interface Act {
  readonly world: World;
  readonly session: Session;
  readonly seat: Seat;
  readonly person: Person;
  readonly params: JsonObject;
}

/** Carries out an operation: changes the world and tells whom it concerns. */
export type Handler = (act: Act) => Outcome;

/** Whether the caller is in the session as a participant. */
export function isPresent(seat: Seat): seat is Seat & { party: Party } {
  return seat.state === 'Chatting' && seat.party !== undefined;
}

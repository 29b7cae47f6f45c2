import type { SessionApi } from '../../session/contract.js';
import { Repetitions } from '../../state/repetitions.js';

const known = new WeakMap<SessionApi, Repetitions>();

/** What was found to be repeated stays with its session, since elements come and go. Without a session nothing is. */
export function repetitionsOf(session: SessionApi | undefined): Repetitions {
  const repetitions = (session && known.get(session)) ?? new Repetitions();
  if (session !== undefined) known.set(session, repetitions);
  return repetitions;
}

import type { SessionApi } from '../../session/contract.js';

/**
 * When we first saw each invitation, in milliseconds since the epoch: our own clock, since the server's may differ by minutes. Kept for the session and not
 * for the element: a list that is moved or shown anew must not start the count again.
 */
const seen = new WeakMap<SessionApi, number>();

/** Whole seconds left of `timeout` seconds since the invitation was first seen; never below zero. */
export function secondsLeft(session: SessionApi, timeout: number, now = Date.now()): number {
  let since = seen.get(session);
  if (since === undefined) seen.set(session, (since = now));
  return Math.max(0, Math.ceil(timeout - (now - since) / 1000));
}

/** The invitation was answered or withdrawn: another one of the same session counts anew. */
export function forgetInvitation(session: SessionApi): void {
  seen.delete(session);
}

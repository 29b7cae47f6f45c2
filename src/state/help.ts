import type { Target } from '../protocol/operation-params.js';
import { isOwn } from './own.js';
import { allows, isSupervisor } from './selectors.js';
import type { SessionState } from './session-state.js';

/** How an agent gets help in a session, or why not. */
export type Help =
  /** Somebody is here whom the customer does not see: write to agents only. */
  | { readonly way: 'whisper' }
  /** Somebody is to be called in: unseen by the customer, or seen. */
  | { readonly way: 'Consult' | 'Invite'; readonly target: Target }
  /** Nobody is here, and `no-target`: nobody was named whom to call in; `not-offered`: the server offers neither Consult nor Invite now. */
  | { readonly way: 'none'; readonly why: 'no-target' | 'not-offered' };

/** Coaches and consultants, and a supervisor who monitors, where the server tells of one. */
const UNSEEN: readonly (string | undefined)[] = ['Agents', 'Supervisors'];

/**
 * The way to help that keeps it most from the customer: first a whisper to whoever is here unseen (a coach, a consultant, a supervisor who monitors), then
 * Consult, and Invite only where Consult is not offered. Whom the server hides from agents cannot be asked. `undefined` for those who need none: supervisors, and
 * everybody outside a conversation.
 * @see SendToAgents, SMSConsult, SMSInvite
 */
export function helpOf(state: SessionState, target: Target | undefined): Help | undefined {
  if (state.status !== 'Chatting' || isSupervisor(state)) return undefined;
  const unseen = state.participants.some(
    (each) => each.type === 'Agent' && UNSEEN.includes(each.visibility) && !isOwn(state, each),
  );
  if (unseen && allows(state, 'SendToAgents')) return { way: 'whisper' };
  if (target === undefined) return { way: 'none', why: 'no-target' };
  if (allows(state, 'Consult')) return { way: 'Consult', target };
  return allows(state, 'Invite') ? { way: 'Invite', target } : { way: 'none', why: 'not-offered' };
}

import { CAPABILITIES, UNLISTED, type Situation } from './capabilities.js';
import type { Relation } from './authorisation.js';
import type { Entry, Mode, Party, Reach, Seat, SeatState, Session } from './model.js';

/** What a mode lets be seen. @see ChatSwitchToMonitor, SwitchToCoach, SMSSwitchtoBargeIn */
export const REACH_OF_MODE: Readonly<Record<Mode, Reach>> = { Monitor: 'Supervisors', Coach: 'Agents', BargeIn: 'All' };

const WIDTH: Readonly<Record<Reach, number>> = { Supervisors: 0, Agents: 1, All: 2 };

/** The narrower of two reaches. */
export function narrower(one: Reach, other: Reach): Reach {
  return WIDTH[one] <= WIDTH[other] ? one : other;
}

/** Who can perceive an entry: no more than could perceive its sender. */
export function reachOf(entry: Entry): Reach {
  return narrower(entry.visibility, entry.from.visibility);
}

/** Whether the user in a seat may perceive what has that reach. What is for supervisors is for those who came in as such. */
export function sees(seat: Seat, reach: Reach): boolean {
  return reach !== 'Supervisors' || seat.mode !== undefined;
}

/** Whether a state is one in which the user holds the session. */
export function isLive(state: SeatState | undefined): boolean {
  return state === 'Invited' || state === 'Chatting' || state === 'LeftChat';
}

/** Seats of those who are in the session now, in the order in which they joined. */
export function present(session: Session): (Seat & { party: Party })[] {
  return [...session.seats.values()].filter(
    (seat): seat is Seat & { party: Party } => seat.state === 'Chatting' && seat.party !== undefined,
  );
}

/** Those in the session now whom the customer can see. */
export function visibleSeats(session: Session): Seat[] {
  return present(session).filter((seat) => seat.visibility === 'All');
}

/** The colleague whom a user has consulted, as long as they are in the session for that. */
export function consultantOf(session: Session, seat: Seat): (Seat & { party: Party }) | undefined {
  return present(session).find(
    (other) => other.by === seat.userId && other.purpose === 'consult' && other.visibility === 'Agents',
  );
}

/** Invitations that nobody has answered yet. */
export function offers(session: Session): Seat[] {
  return [...session.seats.values()].filter((seat) => seat.state === 'Invited');
}

/** The parties that one user is shown: agents in the order in which they joined, then the customer. */
export function partiesFor(session: Session, seat: Seat): Party[] {
  if (seat.state === 'Invited') return [];
  const parties = present(session)
    .filter((other) => other === seat || sees(seat, other.visibility))
    .map((other) => other.party);
  return session.customerPresent ? [...parties, session.customer] : parties;
}

/** The entries that one user is shown, from a position in the log on. */
export function entriesFor(session: Session, seat: Seat, from = 0): Entry[] {
  if (seat.state === 'Invited') return [];
  return session.log.slice(from).filter((entry) => sees(seat, reachOf(entry)));
}

/** What a user is in a session; `ended` when it is over for them, `foreign` when it never was theirs. */
export function relationOf(session: Session, seat: Seat | undefined): Situation | 'ended' | 'foreign' {
  if (seat === undefined) return 'foreign';
  if (seat.state === 'Invited') return 'invited';
  if (seat.state === 'LeftChat') return 'left';
  if (seat.state !== 'Chatting') return 'ended';
  if (seat.mode !== undefined) return MODE_SITUATION[seat.mode];
  if (seat.visibility !== 'All') return 'consultant';
  // Counted as this user sees it: a silent monitor must not show, not even by a capability.
  return partiesFor(session, seat).filter((party) => party.type === 'Agent').length > 1 ? 'conference' : 'alone';
}

const MODE_SITUATION = { Monitor: 'monitor', Coach: 'coach', BargeIn: 'bargeIn' } as const;

/** The capabilities printed for a user; none once the session is over for them. */
export function capabilitiesFor(session: Session, seat: Seat, withUnlisted = false): readonly string[] | undefined {
  const relation: Relation = relationOf(session, seat);
  if (relation === 'ended' || relation === 'foreign') return undefined;
  const extra = withUnlisted ? (UNLISTED[relation] ?? []) : [];
  const notices = withUnlisted && session.media === 'chat' ? noticesIn(relation) : [];
  return [...CAPABILITIES[relation], ...extra, ...notices];
}

function noticesIn(situation: Situation): readonly string[] {
  const visible = ['SendCustomNotice', 'SendNicknameUpdatedNotice'];
  if (situation === 'alone') return visible;
  return situation === 'conference' || situation === 'bargeIn' ? [...visible, 'SendCustomNoticeToAgents'] : [];
}

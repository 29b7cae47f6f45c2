import { participantIdOf } from './ids.js';
import { append } from './log.js';
import type { Mode, Party, Person, Purpose, Reach, Seat, Session } from './model.js';
import { tellChanges, tellError, tellStatus } from './notifications.js';
import { isLive, offers, present, REACH_OF_MODE, visibleSeats } from './seats.js';
import type { World } from './world.js';

/** The details of an invitation. */
export interface Offer {
  readonly purpose: Purpose;
  readonly visibility: Reach;
  readonly mode?: Mode;
  readonly by?: string;
  readonly reference?: number;
  readonly nickname?: string;
  /** A transfer's last text, written when the transferor goes. @see ChatSingleStepTransfer */
  readonly farewell?: string;
}

/** Invites a user: `StatusChange` Invited. @see Intrude */
export function invite(world: World, session: Session, person: Person, offer: Offer): Seat {
  const seat: Seat = {
    ...offer,
    userId: person.id,
    state: 'Invited',
    offeredAt: world.now(),
    told: 0,
    shown: '',
  };
  session.seats.delete(person.id);
  session.seats.set(person.id, seat);
  tellStatus(world, session, seat, 'invited');
  return seat;
}

/** Makes an invited user a participant: the last to have joined, with a participantId of its own. */
export function enter(world: World, session: Session, seat: Seat, nickname: string): void {
  // Counted among joins of the same reach, so that no id tells of joins that its reader could not see.
  const before = session.log.filter(
    ({ type, from }) =>
      type === 'ParticipantJoined' && from.userId === seat.userId && from.visibility === seat.visibility,
  );
  const who = `${seat.userId}/${seat.visibility}`;
  const participantId = participantIdOf(world.seed, session.id, who, before.length);
  const party: Party = { participantId, nickname, type: 'Agent', userId: seat.userId, visibility: seat.visibility };
  seat.state = 'Chatting';
  seat.party = party;
  session.seats.delete(seat.userId);
  session.seats.set(seat.userId, seat);
  append(world, session, 'ParticipantJoined', party, seat.visibility);
}

/** Changes who may perceive a participant. */
export function setReach(seat: Seat & { party: Party }, visibility: Reach): void {
  seat.visibility = visibility;
  seat.party = { ...seat.party, visibility };
}

/** Makes somebody whom only agents see visible to the customer. @see SMSInvite */
export function reveal(world: World, session: Session, seat: Seat & { party: Party }): void {
  setReach(seat, 'All');
  append(world, session, 'ParticipantJoined', seat.party, 'All');
}

/** Takes a participant out of the session for good: `StatusChange` Completed, and their open questions to others are withdrawn. */
export function depart(world: World, session: Session, seat: Seat & { party: Party }, reference?: number): void {
  append(world, session, 'ParticipantLeft', seat.party, seat.visibility);
  finish(world, session, seat, 'Completed', reference);
  for (const offer of offers(session)) {
    if (offer.by === seat.userId && offer.purpose !== 'transfer') finish(world, session, offer, 'Revoked');
  }
}

/** Ends a session for one user: Completed by themselves, Revoked by others. The resource shrinks to state, id and uri. @see SMSComplete */
export function finish(
  world: World,
  session: Session,
  seat: Seat,
  state: 'Completed' | 'Revoked',
  reference?: number,
): void {
  if (!isLive(seat.state)) return;
  seat.state = state;
  delete seat.party;
  tellStatus(world, session, seat, 'final', reference);
}

/** Ends a session for everybody but `except`: agents Completed; supervisors who watch, and the invited, Revoked. @see SMSMonitor */
export function finishOthers(world: World, session: Session, except?: Seat): void {
  for (const seat of session.seats.values()) {
    if (seat === except) continue;
    finish(world, session, seat, seat.mode !== undefined || seat.state === 'Invited' ? 'Revoked' : 'Completed');
  }
}

/**
 * The last visible agent goes. The customer keeps the session when somebody visible, or the target of a visible agent's transfer, is there to take over; a consultant
 * takes over by becoming visible (the documentation leaves the session open "in a conference or consultation"); supervisors never are made
 * visible by somebody else's act. Says whether the session goes on.
 * @see SMSLeave
 */
export function handOver(world: World, session: Session, leaving: Seat): boolean {
  if (visibleSeats(session).some((seat) => seat !== leaving)) return true;
  const consultant = present(session).find((seat) => seat !== leaving && seat.mode === undefined);
  if (consultant !== undefined) reveal(world, session, consultant);
  return (
    consultant !== undefined ||
    offers(session).some((offer) => offer.purpose === 'transfer' && offer.visibility === 'All')
  );
}

/** Tells whoever asked for a user that nothing came of it: `Error` with the number they were given. @see SMSConsult */
export function reportFailure(world: World, session: Session, offer: Seat): void {
  const asker = offer.by === undefined ? undefined : session.seats.get(offer.by);
  if (asker === undefined || offer.reference === undefined) return;
  if (asker.state === 'Chatting' || asker.state === 'LeftChat') tellError(world, session, asker, offer.reference);
}

/** Invites the supervisors who watch an agent to the session that the agent has just accepted. @see SMSMonitor, SMSCoach, SMSBargeIn */
export function summonSupervisors(world: World, session: Session, agentId: string): void {
  for (const [key, arming] of world.armings) {
    if (arming.agentId !== agentId || arming.media !== session.media) continue;
    const person = world.people.get(arming.supervisorId);
    if (person === undefined || isLive(session.seats.get(person.id)?.state)) continue;
    const { mode, nickname } = arming;
    if (arming.scope === 'NextChat') world.armings.delete(key);
    invite(world, session, person, { purpose: 'supervise', visibility: REACH_OF_MODE[mode], mode, nickname });
  }
}

/** Ends a session in which nobody serves the customer any more but hidden participants. */
export function closeForCustomer(world: World, session: Session, last: Seat): void {
  session.open = false;
  session.retryAt = undefined;
  finishOthers(world, session, last);
  tellChanges(world, session);
}

import { deliverFailure, type Asking } from './failure.js';
import { append } from '../log.js';
import { depart, finishOthers, invite, reveal } from '../membership.js';
import type { Party, Person, Purpose, Reach, Seat } from '../model.js';
import { tellChanges } from '../notifications.js';
import { ACCEPTED, refusal, type Outcome } from '../outcome.js';
import { agentOf, enqueue } from '../routing.js';
import { isLive, offers, present, visibleSeats } from '../seats.js';
import { targetOf } from '../targets.js';
import { isReady, takeReference } from '../world.js';
import { isPresent, type Act, type Handler } from './act.js';
import { farewellIn, sayFarewell } from './farewell.js';

/** Whom to ask: the named user if free, or a ready agent of the named queue. */
function personFor({ world, session, params }: Act): Person | undefined {
  const target = targetOf(world, params);
  if (target === undefined) return undefined;
  if ('queue' in target) return agentOf(world, session, target.queue);
  const { person } = target;
  const free = isReady(world, person.id, session.media) && !isLive(session.seats.get(person.id)?.state);
  return free ? person : undefined;
}

/** The named user as the consultant that the caller sees in the session, if that is what they are. */
function consultantFor({ world, session, params }: Act): (Seat & { party: Party }) | undefined {
  const target = targetOf(world, params);
  if (target === undefined || 'queue' in target) return undefined;
  return present(session).find(
    (seat) => seat.userId === target.person.id && seat.mode === undefined && seat.visibility === 'Agents',
  );
}

/** Accepted with a number either way; when nobody can be asked, an Error notification with that number follows. @see SMSConsult */
function ask(act: Act, purpose: Purpose, visibility: Reach): Outcome {
  const { world, session, seat } = act;
  const asking: Asking = { ...act, reference: takeReference(world, seat.userId) };
  const person = personFor(act);
  if (person === undefined) return deliverFailure(asking);
  const farewell = purpose === 'transfer' ? farewellIn(act) : undefined;
  const offer = { purpose, visibility, by: seat.userId, reference: asking.reference };
  invite(world, session, person, farewell === undefined ? offer : { ...offer, farewell });
  return { code: 0, referenceId: asking.reference };
}

/** @see SMSInvite */
function inviteVisibly(act: Act): Outcome {
  const { world, session, seat } = act;
  const consultant = consultantFor(act);
  if (consultant === undefined || consultant === seat || seat.visibility !== 'All') {
    return ask(act, 'invite', seat.visibility);
  }
  const referenceId = takeReference(world, seat.userId);
  reveal(world, session, consultant);
  tellChanges(world, session);
  return { code: 0, referenceId };
}

/**
 * A user gets the session by accepting it; until then it stays with the transferor, so that no customer is ever without anybody. A queue takes
 * it at once. @see ChatSingleStepTransfer
 */
function transfer(act: Act): Outcome {
  const { world, session, seat, params } = act;
  const pending = offers(session).some((offer) => offer.purpose === 'transfer' && offer.by === seat.userId);
  if (pending) return refusal(2, 'a transfer is pending');
  const target = targetOf(world, params);
  if (target !== undefined && 'queue' in target) return transferToQueue(act);
  const colleague =
    target !== undefined &&
    present(session).find((other) => other.userId === target.person.id && other !== seat && other.mode === undefined);
  // A hidden colleague of a hidden one must not come into view by this.
  if (!isPresent(seat) || colleague === undefined || colleague === false) {
    return ask(act, 'transfer', seat.visibility);
  }
  const referenceId = takeReference(world, seat.userId);
  sayFarewell(act, session, farewellIn(act));
  if (seat.visibility === 'All' && colleague.visibility !== 'All') reveal(world, session, colleague);
  depart(world, session, seat, referenceId);
  tellChanges(world, session);
  return { code: 0, referenceId };
}

function transferToQueue(act: Act): Outcome {
  const { world, session, seat, params } = act;
  const target = targetOf(world, params);
  const referenceId = takeReference(world, seat.userId);
  if (target === undefined || !('queue' in target) || !isPresent(seat) || seat.visibility !== 'All') {
    return deliverFailure({ ...act, reference: referenceId });
  }
  const { queue } = target;
  sayFarewell(act, session, farewellIn(act));
  if (visibleSeats(session).length > 1) {
    // The others go on serving the customer; the queue has nothing to route.
    depart(world, session, seat, referenceId);
    tellChanges(world, session);
    return { code: 0, referenceId };
  }
  depart(world, session, seat, referenceId);
  finishOthers(world, session);
  enqueue(world, session, queue, seat.userId);
  return { code: 0, referenceId };
}

/** @see SMSRemoveParticipantFromConference */
function removeParticipant(act: Act): Outcome {
  const { world, session, seat, params } = act;
  const target = targetOf(world, params);
  if (!isPresent(seat)) return refusal(2);
  if (target === undefined || 'queue' in target) return refusal(6, 'targetUri');
  const other = present(session).find((each) => each.userId === target.person.id);
  // A silent monitor is answered for exactly as somebody who is not there.
  if (other === undefined || other.visibility === 'Supervisors') return refusal(6, 'targetUri');
  if (other === seat) return refusal(10, 'targetUri');
  if (other.mode !== undefined && seat.mode === undefined) return refusal(3, 'supervisor');
  const text = `REMOVE_PARTICIPANT_FROM_CONFERENCE${other.userId}`;
  append(world, session, 'Notice', seat.party, 'Agents', { text });
  tellChanges(world, session);
  depart(world, session, other);
  tellChanges(world, session);
  return ACCEPTED;
}

/** Working with other agents. */
export const TEAMWORK: Readonly<Record<string, Handler>> = {
  Consult: (act) => ask(act, 'consult', 'Agents'),
  Invite: inviteVisibly,
  Transfer: transfer,
  RemoveParticipantFromConference: removeParticipant,
};

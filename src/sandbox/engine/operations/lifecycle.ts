import { append } from '../log.js';
import { closeForCustomer, depart, enter, finish, finishOthers, handOver, summonSupervisors } from '../membership.js';
import type { Party, Seat } from '../model.js';
import { tellChanges, tellStatus } from '../notifications.js';
import { ACCEPTED, own, refusal, type Outcome } from '../outcome.js';
import { textOf } from '../parameters.js';
import { customerKey, declineOffer, enqueue } from '../routing.js';
import { queueNamed } from '../targets.js';
import { takeReference } from '../world.js';
import { isPresent, type Act, type Handler } from './act.js';
import { farewellIn, sayFarewell } from './farewell.js';

/** @see SMSAccept */
function accept(act: Act): Outcome {
  const { world, session, seat, person, params } = act;
  const reference = takeReference(world, seat.userId);
  const transferor = seat.purpose === 'transfer' && seat.by !== undefined ? session.seats.get(seat.by) : undefined;
  if (transferor?.state === 'LeftChat') return takeOver(act, transferor, reference);
  // The transferor may have come into the customer's view since asking: whoever takes the place is seen as they are.
  if (transferor?.state === 'Chatting' && transferor.visibility === 'All') seat.visibility = 'All';
  const byDefault = seat.mode === undefined ? person.firstName : person.userName;
  enter(world, session, seat, textOf(params, 'nickname') ?? seat.nickname ?? byDefault);
  if (seat.visibility === 'All') session.retryAt = undefined;
  session.declined.clear();
  saveLastAgent(act);
  if (transferor !== undefined && isPresent(transferor)) {
    sayFarewell({ world, seat: transferor }, session, seat.farewell);
    depart(world, session, transferor, seat.reference);
  }
  if (session.media === 'chat') seat.accepted = reference;
  tellStatus(world, session, seat, 'accepted', reference);
  tellChanges(world, session);
  if (seat.mode === undefined) summonSupervisors(world, session, person.id);
  return ACCEPTED;
}

/** What had already ended for the customer is handed over as the work after it. */
function takeOver({ world, session, seat }: Act, transferor: Seat, reference: number): Outcome {
  seat.state = 'LeftChat';
  tellStatus(world, session, seat, 'left', reference);
  finish(world, session, transferor, 'Completed', seat.reference);
  tellChanges(world, session);
  return ACCEPTED;
}

/** Whom this customer is routed to next time, if they are free then. @see SMSAccept, SMSComplete, saveLAR */
function saveLastAgent({ world, session, person, params }: Act): void {
  const flag = own(params, 'saveLAR');
  if (flag === true || flag === 'true') world.lastAgents.set(customerKey(session), person.id);
}

/** @see SMSReject */
function reject({ world, session, seat }: Act): Outcome {
  seat.state = 'Completed';
  tellStatus(world, session, seat, 'rejected', takeReference(world, seat.userId));
  declineOffer(world, session, seat);
  return ACCEPTED;
}

/** @see SMSLeave, ChatLeave */
function leave(act: Act): Outcome {
  const { world, session, seat } = act;
  if (!isPresent(seat)) {
    tellStatus(world, session, seat, 'left', takeReference(world, seat.userId));
    return ACCEPTED;
  }
  sayFarewell(act, session, farewellIn(act));
  if (seat.visibility !== 'All' || handOver(world, session, seat)) {
    depart(world, session, seat);
    tellChanges(world, session);
    return ACCEPTED;
  }
  stay(act, seat.party);
  return ACCEPTED;
}

/** The last one to leave keeps the session for the work after it. */
function stay({ world, session, seat }: Act, party: Party): void {
  append(world, session, 'ParticipantLeft', party, 'All');
  seat.state = 'LeftChat';
  delete seat.party;
  tellStatus(world, session, seat, 'left', takeReference(world, seat.userId));
  closeForCustomer(world, session, seat);
}

/** @see SMSComplete */
function complete(act: Act): Outcome {
  const { world, session, seat, params } = act;
  const queueName = textOf(params, 'queueName');
  const queue = queueNamed(world, queueName);
  if (queueName !== undefined && queue === undefined) return refusal(6, 'queueName');
  saveLastAgent(act);
  finish(world, session, seat, 'Completed');
  finishOthers(world, session);
  // Placed into a queue instead, the customer stays and is routed on; ended before, there is nobody left to route.
  if (queue !== undefined && session.open) enqueue(world, session, queue, seat.userId);
  else session.open = false;
  if (!session.open) session.retryAt = undefined;
  return ACCEPTED;
}

/** A capability without a page of its own: Leave, then Complete. @see SMSResources */
function leaveAndComplete(act: Act): Outcome {
  leave(act);
  return act.seat.state === 'LeftChat' ? complete({ ...act, params: {} }) : ACCEPTED;
}

/** Taking, refusing and ending a session. */
export const LIFECYCLE: Readonly<Record<string, Handler>> = {
  Accept: accept,
  Reject: reject,
  Leave: leave,
  Complete: complete,
  LeaveAndComplete: leaveAndComplete,
};

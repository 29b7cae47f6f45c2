import { sessionIdOf, participantIdOf } from './ids.js';
import { OFFER_AGAIN_AFTER } from './inferences.js';
import { LIMITS } from './limits.js';
import { append } from './log.js';
import { finish, invite, reportFailure } from './membership.js';
import type { Media, Party, Person, Queue, Seat, Session } from './model.js';
import { isLive, offers, visibleSeats } from './seats.js';
import { busyness, isReady, type World } from './world.js';

/** Opens a session for a customer; `undefined` when the world is full of sessions that still go on. */
export function openSession(world: World, media: Media, address: string, nickname: string): Session | undefined {
  if (!makeRoom(world)) return undefined;
  const id = sessionIdOf(world.seed, world.sessionCount++);
  const customer: Party = {
    participantId: participantIdOf(world.seed, id, 'customer', 0),
    nickname,
    type: 'Customer',
    visibility: 'All',
  };
  const session: Session = {
    id,
    media,
    address,
    receivedAt: world.now(),
    customer,
    customerPresent: true,
    customerRead: 0,
    open: true,
    seats: new Map(),
    log: [],
    userData: new Map(),
    queue: world.queues[0],
    retryAt: undefined,
    declined: new Set(),
  };
  world.sessions.set(id, session);
  append(world, session, 'ParticipantJoined', customer, 'All');
  return session;
}

function makeRoom(world: World): boolean {
  if (world.sessions.size < LIMITS.sessions) return true;
  for (const [id, session] of world.sessions) {
    if (session.open || [...session.seats.values()].some((seat) => isLive(seat.state))) continue;
    world.sessions.delete(id);
    return true;
  }
  return false;
}

/** The agent of a queue who is ready, not in the session, has not declined it, and has least to do. */
export function agentOf(world: World, session: Session, queue: Queue): Person | undefined {
  let best: Person | undefined;
  let least = Infinity;
  for (const id of queue.members) {
    const person = freeAgent(world, session, id);
    if (person === undefined) continue;
    const load = busyness(world, id);
    if (load < least) [best, least] = [person, load];
  }
  return best;
}

/** The person of that id if they are ready, not in the session, and have not declined it. */
function freeAgent(world: World, session: Session, id: string): Person | undefined {
  if (!isReady(world, id, session.media) || session.declined.has(id)) return undefined;
  return isLive(session.seats.get(id)?.state) ? undefined : world.people.get(id);
}

/** Under what a customer is remembered. */
export const customerKey = ({ media, address }: Session): string => `${media}/${address}`;

/** Who was saved for this customer; only where everything comes in: whoever puts a session into another queue wants that queue. */
function lastAgentOf(world: World, session: Session): Person | undefined {
  const id = session.queue === world.queues[0] ? world.lastAgents.get(customerKey(session)) : undefined;
  return id === undefined ? undefined : freeAgent(world, session, id);
}

/** Offers a session to an agent of its queue; without one it waits and is offered again. */
export function route(world: World, session: Session): void {
  const person = lastAgentOf(world, session) ?? agentOf(world, session, session.queue);
  session.retryAt = person === undefined ? world.now() + OFFER_AGAIN_AFTER : undefined;
  if (person !== undefined) invite(world, session, person, { purpose: 'route', visibility: 'All' });
}

/** Puts a session into a queue, from where the next ready agent but `from` gets it. */
export function enqueue(world: World, session: Session, queue: Queue, from: string): void {
  session.queue = queue;
  session.declined.clear();
  session.declined.add(from);
  route(world, session);
}

/** Somebody did not take an invitation: whoever asked is told, and the customer is offered to somebody else if nobody serves them. */
export function declineOffer(world: World, session: Session, offer: Seat): void {
  session.declined.add(offer.userId);
  reportFailure(world, session, offer);
  if (offer.purpose === 'supervise' || !session.open || visibleSeats(session).length > 0) return;
  if (offers(session).every((other) => other.purpose === 'supervise')) route(world, session);
}

/** Time-driven rules: unanswered invitations are withdrawn, waiting sessions are offered again. */
export function routeInTime(world: World): void {
  const now = world.now();
  for (const session of world.sessions.values()) {
    for (const offer of world.offerTimeout > 0 ? offers(session) : []) {
      if (now - offer.offeredAt < world.offerTimeout) continue;
      finish(world, session, offer, 'Revoked');
      declineOffer(world, session, offer);
    }
    if (session.retryAt === undefined || session.retryAt > now) continue;
    session.declined.clear();
    route(world, session);
  }
}

/** Somebody became ready: sessions that wait are offered at once. */
export function routeWaiting(world: World): void {
  for (const session of world.sessions.values()) {
    if (session.retryAt !== undefined) route(world, session);
  }
}

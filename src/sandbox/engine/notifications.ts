import type { JsonObject } from '../../protocol/json.js';
import { deliver } from './faults.js';
import { ERROR_MESSAGE, TOPICS } from './inferences.js';
import { interactionMessages, interactionState } from './interactions.js';
import { NAMING } from './naming.js';
import type { Seat, Session } from './model.js';
import { uriOf, wireEntry, wireSession, type ResourcePart } from './projection.js';
import { entriesFor } from './seats.js';
import type { World } from './world.js';

/** Which parts of the resource a StatusChange shows, as the samples print them. @see Intrude, SMSAccept, SMSReject, SMSLeave, SMSComplete */
const STATUS_PARTS = {
  invited: ['userData', 'received', 'participants', 'capabilities'],
  accepted: ['participants', 'capabilities'],
  rejected: ['participants'],
  left: ['capabilities'],
  final: [],
} as const satisfies Record<string, readonly ResourcePart[]>;

const FULL: readonly ResourcePart[] = ['received', 'participants', 'capabilities'];

function tellState(
  world: World,
  session: Session,
  seat: Seat,
  notificationType: string,
  resource: JsonObject,
  extra: JsonObject = {},
): void {
  const { resource: key, stateMessage, topic } = NAMING[session.media];
  deliver(world, seat.userId, topic, { [key]: resource, messageType: stateMessage, notificationType, ...extra });
  if (session.media !== 'chat') return;
  deliver(world, seat.userId, TOPICS.interactions, interactionState(session, seat, notificationType, resource, extra));
}

/** `StatusChange`: the state of the session for this user changed. */
export function tellStatus(
  world: World,
  session: Session,
  seat: Seat,
  shape: keyof typeof STATUS_PARTS,
  referenceId?: number,
): void {
  const resource = wireSession(world, session, seat, STATUS_PARTS[shape]);
  // The sample shows nobody yet: the participants come with the ParticipantsUpdated that follows. @see SMSAccept
  const nobody = shape === 'accepted' || shape === 'rejected' ? { participants: [] } : {};
  const extra = referenceId === undefined ? {} : { referenceId };
  tellState(world, session, seat, 'StatusChange', { ...resource, ...nobody }, extra);
}

/** `PropertiesUpdated` to everybody who holds the session; the `referenceId` only to the one who asked. @see SMSAttachUserData */
export function tellProperties(world: World, session: Session, by: Seat, referenceId: number): void {
  for (const seat of session.seats.values()) {
    if (seat.state !== 'Chatting' && seat.state !== 'LeftChat') continue;
    const resource = wireSession(world, session, seat, [...FULL, 'userData']);
    tellState(world, session, seat, 'PropertiesUpdated', resource, seat === by ? { referenceId } : {});
  }
}

/** `Error`: an accepted operation failed; with the session as it still is. @see SMSConsult */
export function tellError(world: World, session: Session, seat: Seat, referenceId: number): void {
  const resource = wireSession(world, session, seat, FULL);
  tellState(world, session, seat, 'Error', resource, { errorMessage: ERROR_MESSAGE, referenceId });
}

/**
 * Tells everybody in the session what changed for them and nothing else: ParticipantsUpdated where their own view of participants or
 * capabilities differs from the last one, then NewMessages with the entries that they have not been told and may see. For somebody who has just
 * joined that is the whole history. @see SMSAccept, SMSConsult
 */
export function tellChanges(world: World, session: Session): void {
  const { topic, uriKey, pathKey } = NAMING[session.media];
  for (const seat of session.seats.values()) {
    if (seat.state !== 'Chatting' && seat.state !== 'LeftChat') continue;
    if (seat.state === 'Chatting') {
      const resource = wireSession(world, session, seat, FULL);
      const shown = JSON.stringify([resource['participants'], resource['capabilities']]);
      if (shown !== seat.shown) {
        seat.shown = shown;
        const repeated = seat.accepted === undefined ? {} : { referenceId: seat.accepted };
        delete seat.accepted;
        tellState(world, session, seat, 'ParticipantsUpdated', resource, repeated);
      }
    }
    const entries = entriesFor(session, seat, seat.told);
    seat.told = session.log.length;
    if (entries.length === 0) continue;
    deliver(world, seat.userId, topic, {
      messages: entries.map((entry) => wireEntry(world, entry)),
      notificationType: 'NewMessages',
      messageType: 'MessageLogUpdated',
      [uriKey]: uriOf(world, session),
      ...(pathKey === undefined ? {} : { [pathKey]: `/${NAMING[session.media].collection}/${session.id}` }),
    });
    if (session.media === 'chat') {
      deliver(world, seat.userId, TOPICS.interactions, interactionMessages(world, session, entries));
    }
  }
}

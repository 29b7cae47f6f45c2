import type { JsonObject, JsonValue } from '../../protocol/json.js';
import type { Entry, Seat, Session } from './model.js';
import { wireEntry } from './projection.js';
import { consultantOf } from './seats.js';
import type { World } from './world.js';

/**
 * Chats as the older pre-release interactions API shows them: the same sessions under older names. Which keys a notification has beyond those of
 * the one public example (an invitation), and the shape of history, are inferred from its successor.
 * @see InteractionsOnChat, InteractionsNotifications
 */

/** Older names of the operations that this API has; what it lacks is not in the list. */
const OLDER: Readonly<Record<string, readonly string[]>> = {
  Accept: ['Accept'],
  Reject: ['Reject'],
  SendMessage: ['SendMessage'],
  SendStartTypingNotification: ['SendNotification'],
  Consult: ['StartChatConsultation'],
  Transfer: ['Transfer'],
  Complete: ['StopProcessing', 'RequestChatHistory'],
};

/** The absolute uri of an interaction. */
export function interactionUri(world: World, session: Session): string {
  return `${world.baseUri}/interactions/${session.id}`;
}

function olderCapabilities(session: Session, seat: Seat, capabilities: JsonValue | undefined): readonly string[] {
  const names = Array.isArray(capabilities) ? (capabilities as readonly JsonValue[]) : [];
  const older = names.flatMap((name) => (typeof name === 'string' ? (OLDER[name] ?? []) : []));
  return consultantOf(session, seat) === undefined ? older : [...older, 'CompleteTransfer', 'LeaveChatConsultation'];
}

/** A resource of the successor under the older names. */
export function wireInteraction(session: Session, seat: Seat, resource: JsonObject): JsonObject {
  const { capabilities, participants, userData } = resource;
  return {
    id: session.id,
    channel: 'chat',
    state: seat.state,
    ...(capabilities === undefined ? {} : { capabilities: olderCapabilities(session, seat, capabilities) }),
    // An invitation shows no more than the example does.
    ...(seat.state === 'Invited' || participants === undefined ? {} : { participants }),
    ...(seat.state === 'Invited' || userData === undefined ? {} : { userData }),
  };
}

/** The notification of a state change. */
export function interactionState(
  session: Session,
  seat: Seat,
  notificationType: string,
  resource: JsonObject,
  extra: JsonObject,
): JsonObject {
  return {
    messageTypeName: 'InteractionStateMessage',
    ...(notificationType === 'StatusChange' ? {} : { notificationType }),
    ...wireInteraction(session, seat, resource),
    ...extra,
  };
}

/** The notification of history, and of what is new. */
export function interactionMessages(world: World, session: Session, entries: readonly Entry[]): JsonObject {
  return {
    messageType: 'MessageLogUpdated',
    notificationType: 'NewMessages',
    interactionUri: interactionUri(world, session),
    messages: entries.map((entry) => wireEntry(world, entry)),
  };
}

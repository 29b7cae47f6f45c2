import type { JsonObject } from '../../protocol/json.js';
import type { Entry, Party, Person, Seat, Session } from './model.js';
import { NAMING } from './naming.js';
import { capabilitiesFor, partiesFor } from './seats.js';
import { wireTime } from './timestamps.js';
import type { World } from './world.js';

/** Parts of a session resource; `id`, `uri` and `state` are always there. */
export type ResourcePart = 'capabilities' | 'participants' | 'received' | 'userData';

/** Everything that the resource holds. */
export const WHOLE: readonly ResourcePart[] = ['capabilities', 'participants', 'received', 'userData'];

/** A participant, or the sender of an entry; `long` adds the keys that reads have since 2015. @see SwitchToCoach, SMSGetMessages */
export function wireParty(world: World, party: Party, long = false): JsonObject {
  const { participantId, nickname, type, visibility, userId } = party;
  return {
    nickname,
    type,
    ...(userId === undefined ? {} : { uri: `${world.baseUri}/users/${userId}` }),
    ...(long ? { id: participantId, ...(userId === undefined ? {} : { path: `/users/${userId}` }) } : {}),
    visibility,
    participantId,
  };
}

/** An entry of the log. `timestampSeconds` holds milliseconds, as in every sample. @see SMSResources */
export function wireEntry(world: World, entry: Entry, long = false): JsonObject {
  const { index, type, from, visibility, time, text, url, noticeText } = entry;
  return {
    index,
    type,
    from: wireParty(world, from, long),
    visibility,
    timestamp: wireTime(time),
    timestampSeconds: time,
    ...(text === undefined ? {} : { text }),
    ...(url === undefined ? {} : { url }),
    ...(noticeText === undefined ? {} : { noticeText }),
  };
}

/** The absolute uri of a session: without `/me`. @see SMSConsult */
export function uriOf(world: World, session: Session): string {
  return `${world.baseUri}/${NAMING[session.media].collection}/${session.id}`;
}

/** The session as one user sees it. */
export function wireSession(world: World, session: Session, seat: Seat, parts: readonly ResourcePart[]): JsonObject {
  const capabilities = parts.includes('capabilities') ? capabilitiesFor(session, seat, world.printUnlisted) : undefined;
  const participants = partiesFor(session, seat).map((party) => wireParty(world, party));
  return {
    ...(parts.includes('userData') ? { userData: Object.fromEntries(session.userData) } : {}),
    ...(parts.includes('received') ? { receivedDate: wireTime(session.receivedAt), chatType: 'Inbound' } : {}),
    ...(parts.includes('participants') ? { participants } : {}),
    ...(capabilities === undefined ? {} : { capabilities: [...capabilities] }),
    uri: uriOf(world, session),
    ...(session.media === 'chat' ? { path: `/chats/${session.id}` } : {}),
    state: seat.state,
    ...(seat.state === 'Invited' && seat.mode !== undefined ? { supervisorMode: seat.mode } : {}),
    id: session.id,
  };
}

/** A user. */
export function wirePerson(world: World, person: Person): JsonObject {
  const { id, userName, firstName, lastName, role } = person;
  return {
    id,
    userName,
    firstName,
    lastName,
    roles: role === 'agent' ? ['ROLE_AGENT'] : ['ROLE_AGENT', 'ROLE_SUPERVISOR'],
    uri: `${world.baseUri}/users/${id}`,
    path: `/users/${id}`,
  };
}

import type { JsonObject } from '../../protocol/json.js';
import { verdict } from './authorisation.js';
import type { Media, Person, Seat, Session } from './model.js';
import { NAMING } from './naming.js';
import { found, refusal, type Outcome } from './outcome.js';
import { countIn } from './paths.js';
import { uriOf, WHOLE, wireEntry, wirePerson, wireSession } from './projection.js';
import { entriesFor, isLive } from './seats.js';
import { isReady, type World } from './world.js';

/** Query parameters. */
export type Query = Readonly<Record<string, string>> | undefined;

/** Whether a collection is asked for with its members' fields rather than as a list of uris. @see ReturnValues */
export function withFields(query: Query): boolean {
  return query !== undefined && Object.hasOwn(query, 'fields') && query['fields'] !== '';
}

/** The sessions of a kind that a user is invited to or holds. */
export function heldBy(world: World, media: Media, person: Person): { session: Session; seat: Seat }[] {
  const held = [];
  for (const session of world.sessions.values()) {
    const seat = session.seats.get(person.id);
    if (session.media === media && seat !== undefined && isLive(seat.state)) held.push({ session, seat });
  }
  return held;
}

/** `GET /me`, with `?subresources=*` also what a page needs to recover its state. @see RecoveringExistingState */
export function readMe(world: World, person: Person, query: Query): Outcome {
  const embedded = query !== undefined && Object.hasOwn(query, 'subresources');
  const user: JsonObject = {
    ...wirePerson(world, person),
    features: ['api-multimedia', 'api-multimedia-chat', 'api-supervisor-agent-control'],
    ...(embedded
      ? {
          smssessions: sessionsOf(world, 'sms', person),
          chats: sessionsOf(world, 'chat', person),
          ...channelsOf(world, person),
        }
      : {}),
  };
  return found({ user });
}

function sessionsOf(world: World, media: Media, person: Person): JsonObject[] {
  return heldBy(world, media, person).map(({ session, seat }) => wireSession(world, session, seat, WHOLE));
}

/** The state of a user's channels, as notifications have it. @see AgentStateControlNotReady */
export function channelsOf(world: World, person: Person): { readonly channels: readonly JsonObject[] } {
  return { channels: (['sms', 'chat'] as const).map((media) => channelOf(world, person, media)) };
}

/** The state of one channel. */
export function channelOf(world: World, person: Person, media: Media): JsonObject {
  const state = world.loggedOut.has(person.id) ? 'LoggedOut' : isReady(world, person.id, media) ? 'Ready' : 'NotReady';
  const displayName = { LoggedOut: 'Logged Out', Ready: 'Ready', NotReady: 'Not Ready' }[state];
  return { channel: NAMING[media].channel, dndState: 'Off', userState: { displayName, state } };
}

/** `GET /users`: one's reach is everybody. */
export function readUsers(world: World, query: Query): Outcome {
  const people = [...world.people.values()];
  if (!withFields(query)) return found({ uris: people.map((person) => `${world.baseUri}/users/${person.id}`) });
  return found({ users: people.map((person) => wirePerson(world, person)) });
}

/** `GET /users/{id}`. */
export function readUser(world: World, id: string): Outcome {
  const person = world.people.get(id);
  return person === undefined ? refusal(6) : found({ user: wirePerson(world, person) });
}

/** `GET /queues`: documented for administrators; here everybody may read it. @see QueuesAPI */
export function readQueues(world: World, query: Query): Outcome {
  const uri = (id: string): string => `${world.baseUri}/queues/${id}`;
  if (!withFields(query)) return found({ uris: world.queues.map(({ id }) => uri(id)) });
  return found({ queues: world.queues.map(({ id, name }) => ({ id, name, uri: uri(id), path: `/queues/${id}` })) });
}

/** `GET /me/smssessions`. @see SMSResources */
export function readSessions(world: World, media: Media, person: Person, query: Query): Outcome {
  if (withFields(query)) return found({ [NAMING[media].collection]: sessionsOf(world, media, person) });
  return found({ uris: heldBy(world, media, person).map(({ session }) => uriOf(world, session)) });
}

/** `GET /me/smssessions/{id}`. */
export function readSession(world: World, session: Session | undefined, person: Person): Outcome {
  const seat = session?.seats.get(person.id);
  if (session === undefined || seat === undefined || !isLive(seat.state)) return refusal(6);
  return found({ [NAMING[session.media].resource]: wireSession(world, session, seat, WHOLE) });
}

/** `GET /me/smssessions/{id}/messages`: 0 or nothing stands for the first, and for all. An invited user reads nothing yet. @see SMSGetMessages */
export function readMessages(world: World, session: Session | undefined, person: Person, query: Query): Outcome {
  const seat = session?.seats.get(person.id);
  if (session === undefined || seat === undefined || !isLive(seat.state)) return refusal(6);
  const startIndex = countIn(query, 'startIndex');
  const count = countIn(query, 'count');
  if (startIndex === undefined || count === undefined) return refusal(10, 'startIndex or count');
  const entries = entriesFor(session, seat, Math.max(0, startIndex - 1));
  const asked = count === 0 ? entries : entries.slice(0, count);
  return found({ messages: asked.map((entry) => wireEntry(world, entry, true)) });
}

/**
 * `GET /users/{id}/smssessions`, not documented: what a supervisor needs to find a running session to intrude. Holds neither what was said nor
 * attached data; `Intrude` is the capability of a session that the supervisor could join.
 */
export function readAgentSessions(
  world: World,
  media: Media,
  supervisor: Person,
  agentId: string,
  query: Query,
): Outcome {
  const agent = world.people.get(agentId);
  const relation = supervisor.supervises.has(agentId) ? 'supervised' : agent === undefined ? 'unknown' : 'unsupervised';
  const code = verdict('ReadAgentSessions', supervisor.role, relation);
  if (code !== 0 || agent === undefined) return refusal(code === 0 ? 6 : code);
  const held = heldBy(world, media, agent);
  if (!withFields(query)) return found({ uris: held.map(({ session }) => uriOf(world, session)) });
  const resources = held.map(({ session, seat }) => {
    const own = session.seats.get(supervisor.id);
    const joinable = seat.state === 'Chatting' && !isLive(own?.state);
    return {
      ...wireSession(world, session, seat, ['participants', 'received']),
      capabilities: joinable ? ['Intrude'] : [],
    };
  });
  return found({ [NAMING[media].collection]: resources });
}

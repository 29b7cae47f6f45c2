import type { JsonObject } from '../../protocol/json.js';
import { verdict, type Relation } from './authorisation.js';
import type { EngineRequest } from './contract.js';
import { strike } from './faults.js';
import { UNKNOWN_OPERATION } from './inferences.js';
import type { Media, Person, Session } from './model.js';
import { INTERACTIONS, operateInteraction, readInteractions } from './interactions-router.js';
import { mediaOf } from './naming.js';
import { operationIn, perform } from './operations/perform.js';
import { intrude, WATCHING } from './operations/supervision.js';
import { refusal, refused, type Outcome } from './outcome.js';
import { checkParameters } from './parameters.js';
import { segmentsOf } from './paths.js';
import { endSession, mediaOfChannel, setReady, startSession } from './presence.js';
import * as reads from './reads.js';
import type { World } from './world.js';

/** One request by one user, taken apart. */
interface Call {
  readonly world: World;
  readonly person: Person;
  readonly query: Readonly<Record<string, string>> | undefined;
  readonly body: JsonObject;
}

const WRONG_METHOD: Outcome = { ...refusal(10, 'method'), status: 405 };

function sessionOf(world: World, media: Media, id: string | undefined): Session | undefined {
  const session = world.sessions.get(id ?? '');
  return session?.media === media ? session : undefined;
}

/** What a body without a usable operation is answered; otherwise the operation. */
function withOperation(body: JsonObject, then: (operation: string) => Outcome): Outcome {
  const operation = operationIn(body);
  return refused(operation) ? operation : then(operation);
}

function read({ world, person, query }: Call, segments: readonly string[]): Outcome {
  const [first, second, third, fourth] = segments;
  const mine = first === 'me' ? segments.slice(1) : segments;
  const media = mediaOf(mine[0]);
  if (mine[0] === INTERACTIONS && mine.length < 3) return readInteractions(world, person, mine[1], query);
  if (first === 'me' && segments.length === 1) return reads.readMe(world, person, query);
  if (first === 'me' && second === 'channels') return readChannels(world, person, third);
  if (first === 'users' && segments.length === 1) return reads.readUsers(world, query);
  if (first === 'users' && segments.length === 2) return reads.readUser(world, second ?? '');
  if (first === 'queues' && segments.length === 1) return reads.readQueues(world, query);
  const agents = first === 'users' && fourth === undefined ? mediaOf(third) : undefined;
  if (agents !== undefined) return reads.readAgentSessions(world, agents, person, second ?? '', query);
  if (media === undefined) return refusal(6);
  if (mine.length === 1) return reads.readSessions(world, media, person, query);
  const session = sessionOf(world, media, mine[1]);
  if (mine.length === 2) return reads.readSession(world, session, person);
  if (mine.length === 3 && mine[2] === 'messages') return reads.readMessages(world, session, person, query);
  return refusal(6);
}

function readChannels(world: World, person: Person, name: string | undefined): Outcome {
  if (name === undefined) return { code: 0, body: reads.channelsOf(world, person) };
  const media = mediaOfChannel(name);
  return media === undefined ? refusal(6) : { code: 0, body: { channel: reads.channelOf(world, person, media) } };
}

/** `POST /me/channels/{channel}` and `POST /users/{id}/channels/{channel}`: readiness and monitoring. */
function operateChannel(call: Call, agentId: string, channel: string | undefined): Outcome {
  const { world, person, body } = call;
  const media = mediaOfChannel(channel) ?? mediaOf(channel);
  return withOperation(body, (operation) => {
    const readiness = operation === 'Ready' || operation === 'NotReady';
    const watching = Object.hasOwn(WATCHING, operation) ? WATCHING[operation] : undefined;
    if (!readiness && watching === undefined) return refusal(UNKNOWN_OPERATION, 'operationName');
    const agent = world.people.get(agentId);
    const code = verdict(operation, person.role, relationTo(call, agentId));
    if (code !== 0) return refusal(code);
    if (agent === undefined || media === undefined) return refusal(6);
    const wrong = checkParameters(operation, body);
    if (wrong !== undefined) return wrong;
    if (watching !== undefined) return watching({ world, supervisor: person, agent, media, params: body });
    return setReady(world, agent, media, operation === 'Ready');
  });
}

function relationTo({ world, person }: Call, userId: string): Relation {
  if (userId === person.id) return 'self';
  if (person.supervises.has(userId)) return 'supervised';
  return world.people.has(userId) ? 'unsupervised' : 'unknown';
}

/** `POST /users/{id}/smssessions/{session}`: Intrude is all there is. @see Intrude */
function operateOnAgent(call: Call, agentId: string, media: Media, id: string | undefined): Outcome {
  const { world, person, body } = call;
  return withOperation(body, (operation) => {
    if (operation !== 'Intrude') return refusal(UNKNOWN_OPERATION, 'operationName');
    const code = verdict(operation, person.role, relationTo(call, agentId));
    if (code !== 0) return refusal(code);
    const agent = world.people.get(agentId);
    const session = sessionOf(world, media, id);
    const relation = session?.seats.get(agentId);
    if (agent === undefined || session === undefined || relation === undefined) return refusal(6);
    if (relation.state === 'Completed' || relation.state === 'Revoked') return refusal(6);
    return (
      checkParameters(operation, body) ?? intrude({ world, supervisor: person, agent, media, params: body }, session)
    );
  });
}

function operateMe({ world, person, body }: Call): Outcome {
  return withOperation(body, (operation) => {
    if (operation === 'Ready' || operation === 'NotReady') {
      const outcomes = (['sms', 'chat'] as const).map((media) => setReady(world, person, media, operation === 'Ready'));
      return outcomes.find((outcome) => outcome.code !== 0) ?? { code: 0 };
    }
    if (operation === 'EndContactCenterSession') return endSession(world, person);
    if (operation !== 'StartContactCenterSession') return refusal(UNKNOWN_OPERATION, 'operationName');
    return checkParameters(operation, body) ?? startSession(world, person, body);
  });
}

function post(call: Call, segments: readonly string[]): Outcome {
  const [first, second, third, fourth] = segments;
  if (first === 'me' && segments.length === 1) return operateMe(call);
  if (first === 'me' && second === 'channels' && segments.length === 3) {
    return operateChannel(call, call.person.id, third);
  }
  if (first === 'users' && third === 'channels' && segments.length === 4) {
    return operateChannel(call, second ?? '', fourth);
  }
  const agents = first === 'users' ? mediaOf(third) : undefined;
  if (agents !== undefined && segments.length === 4) return operateOnAgent(call, second ?? '', agents, fourth);
  // Consult and Invite print the resource without `/me`; it is the caller's all the same.
  const [collection, id, ...rest] = first === 'me' ? segments.slice(1) : segments;
  if (collection === INTERACTIONS && rest.length === 0)
    return operateInteraction(call.world, call.person, id, call.body);
  const media = mediaOf(collection);
  if (media === undefined || id === undefined || rest.length > 0) return refusal(6);
  const session = sessionOf(call.world, media, id);
  return withOperation(call.body, (operation) =>
    perform(call.world, session, media, call.person, operation, call.body),
  );
}

/** What a fault's HTTP status says as a `statusCode`; everything else is an internal error. @see ReturnValues */
const CODE_OF: Readonly<Record<number, number>> = { 400: 10, 401: 20, 403: 5, 404: 6, 409: 2 };

/** Answers a request of an authenticated user. */
export function dispatch(world: World, person: Person, request: EngineRequest): Outcome {
  const segments = segmentsOf(request.path);
  if (segments === undefined) return refusal(10, 'path');
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) return refusal(10, 'body');
  const call: Call = { world, person, query: request.query, body };
  const named = body['operationName'];
  const fault = strike(world, 'http', person.id, typeof named === 'string' ? named : request.method);
  if (fault !== undefined) {
    const { status, ms: retryAfter, execute } = fault;
    if (execute) run(call, request.method, segments);
    return { ...refusal(CODE_OF[status] ?? 4, 'fault'), status, retryAfter, unexecuted: !execute };
  }
  return run(call, request.method, segments);
}

function run(call: Call, method: string, segments: readonly string[]): Outcome {
  if (method === 'GET') return read(call, segments);
  return method === 'POST' ? post(call, segments) : WRONG_METHOD;
}

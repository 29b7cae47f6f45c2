import type { JsonObject, JsonValue } from '../../protocol/json.js';
import type { WireRequest } from '../../protocol/wire.js';
import type { EngineAnswer } from './contract.js';
import { DECISIONS } from './decisions.js';
import { releaseHeld, type Fault } from './faults.js';
import { LIMITS } from './limits.js';
import { answerOf, refusal, refused, type Outcome } from './outcome.js';
import { segmentsOf } from './paths.js';
import { phoneView, receiveText } from './phone.js';
import type { World } from './world.js';

const DONE: Outcome = { code: 0 };
const KINDS: readonly JsonValue[] = ['drop', 'duplicate', 'reorder', 'delay', 'http', 'refuse'];

/** Milliseconds that a notification waits for its successor unless the fault says otherwise. */
const REORDER_WAIT = 1000;

function userIdIn(world: World, body: JsonObject): string | undefined | Outcome {
  const { user } = body;
  if (user === undefined || user === null) return undefined;
  for (const person of world.people.values()) if (person.userName === user || person.id === user) return person.id;
  return refusal(10, 'user');
}

function wholeNumber(value: JsonValue | undefined, byDefault: number, max: number): number | Outcome {
  if (value === undefined || value === null) return byDefault;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
    ? value
    : refusal(10, 'count, ms or status');
}

/** Sets, or with `none` clears, faults. `count` is how often it strikes: 1 unless given, 0 until cleared. */
function setFault(world: World, body: JsonObject): Outcome {
  const { kind, operation, execute } = body;
  const userId = userIdIn(world, body);
  if (refused(userId)) return userId;
  if (kind === undefined) return refusal(1, 'kind');
  if (kind === 'expire-session') world.sink.expireSessions(userId);
  else if (kind === 'restart') world.sink.restart();
  else if (kind === 'none') {
    world.faults = userId === undefined ? [] : world.faults.filter((fault) => fault.userId !== userId);
    releaseHeld(world, true);
  } else {
    if (!KINDS.includes(kind)) return refusal(10, 'kind');
    if (operation !== undefined && typeof operation !== 'string') return refusal(10, 'operation');
    if (world.faults.length >= LIMITS.faults) return refusal(4, 'too many faults');
    const count = wholeNumber(body['count'], 1, 1_000_000);
    const ms = wholeNumber(body['ms'], kind === 'reorder' ? REORDER_WAIT : 0, 3_600_000);
    const status = wholeNumber(body['status'], 500, 599);
    if (refused(count)) return count;
    if (refused(ms)) return ms;
    if (refused(status) || status < 100) return refusal(10, 'status');
    world.faults.push({
      kind: kind as Fault['kind'],
      ...(userId === undefined ? {} : { userId }),
      ...(operation === undefined ? {} : { operation }),
      left: count === 0 ? Infinity : count,
      ms,
      status,
      execute: execute === true,
    });
  }
  return DONE;
}

function post(world: World, what: string, body: JsonObject): Outcome | undefined {
  switch (what) {
    case 'sms':
      return receiveText(world, body);
    case 'faults':
      return setFault(world, body);
    case 'dedupe':
      if (typeof body['on'] !== 'boolean') return refusal(10, 'on');
      world.answers = body['on'] ? new Map() : undefined;
      return DONE;
    case 'capabilities':
      if (typeof body['unlisted'] !== 'boolean') return refusal(10, 'unlisted');
      world.printUnlisted = body['unlisted'];
      return DONE;
    default:
      return undefined;
  }
}

/** A dump for tests: who is in what, without anything that was said. */
function dump(world: World): JsonObject {
  const name = (id: string): string => world.people.get(id)?.userName ?? id;
  return {
    seed: world.seed,
    users: [...world.people.values()].map(({ id, userName, role }) => ({ id, userName, role })),
    sessions: [...world.sessions.values()].map((session) => ({
      id: session.id,
      media: session.media,
      from: session.address,
      open: session.open,
      entries: session.log.length,
      waiting: session.retryAt !== undefined,
      seats: [...session.seats.values()].map(({ userId, state, visibility, purpose, mode }) => ({
        user: name(userId),
        state,
        visibility,
        purpose,
        mode,
      })),
    })),
    monitoring: [...world.armings.values()].map(({ supervisorId, agentId, media, mode, scope }) => ({
      supervisor: name(supervisorId),
      agent: name(agentId),
      media,
      mode,
      scope,
    })),
    faults: world.faults.map(({ kind, left }) => ({ kind, left: Number.isFinite(left) ? left : 0 })),
  };
}

function printedPhone(world: World, number: string): JsonObject {
  const view = phoneView(world, number);
  return { ...view, messages: view.messages.map((message) => ({ ...message })) };
}

/** The world outside GWS. `reset` makes a new world of the given seed. */
export function control(world: World, request: WireRequest, reset: (seed: number) => void): EngineAnswer {
  const segments = segmentsOf(request.path);
  const body: JsonValue = request.body ?? {};
  if (segments === undefined || segments[0] !== 'sandbox' || typeof body !== 'object' || Array.isArray(body)) {
    return answerOf(refusal(segments?.[0] === 'sandbox' ? 10 : 6));
  }
  const [, what = '', detail, ...rest] = segments;
  if (rest.length > 0) return answerOf(refusal(6));
  if (request.method === 'GET') {
    if (what === 'sms' && detail !== undefined) return { status: 200, body: printedPhone(world, detail) };
    if (what === 'decisions' && detail === undefined) return { status: 200, body: { decisions: DECISIONS } };
    if (what === 'world' && detail === undefined) return { status: 200, body: dump(world) };
    return answerOf(refusal(6));
  }
  if (request.method !== 'POST') return answerOf({ ...refusal(10, 'method'), status: 405 });
  if (detail !== undefined) return answerOf(refusal(6));
  if (what !== 'reset') return answerOf(post(world, what, body) ?? refusal(6));
  const seed = body['seed'] ?? world.seed;
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed)) return answerOf(refusal(10, 'seed'));
  reset(seed);
  return answerOf(DONE);
}

import type { Dialect } from './dialects/dialect.js';
import { GwsError } from './gws-error.js';
import { idFromUri, isId } from './id.js';
import type { JsonValue } from './json.js';
import type { OperationName } from './operation-name.js';
import type { OperationCall } from './operation-params.js';
import { OPERATIONS } from './operations.js';
import type { OperationSpec } from './operations.js';
import { given } from './read.js';
import type { WireRequest } from './wire.js';

type Params = Readonly<Record<string, JsonValue | undefined>>;

/** Whether a dialect has an operation at all; whether it is offered now is what a session's capabilities say. */
export function hasOperation(dialect: Dialect, operation: string): operation is OperationName {
  return Object.hasOwn(OPERATIONS, operation) && !dialect.lacks.includes(operation as OperationName);
}

/**
 * The request for one operation. Paths are built from ids alone; only parameters of the catalogue are sent, and only those that are given.
 * @throws GwsError `not-offered`: the dialect has no such operation · `parameter-missing` · `validation`: an id that cannot stand in a path.
 */
export function encode(dialect: Dialect, call: OperationCall): WireRequest {
  const { operation, sessionId } = call;
  if (!hasOperation(dialect, operation)) throw new GwsError('not-offered', { operation });
  const { target, params: spec }: OperationSpec = OPERATIONS[operation];
  const form = dialect.wire[operation];
  const params = call.params as Params;
  const body: Record<string, JsonValue> = { operationName: form?.name ?? operation, ...form?.adds };
  const needs = Object.entries(spec);
  const choice = needs.filter(([, need]) => need === 'one-of');
  let missing = choice.length > 0 && choice.every(([name]) => params[name] == null);
  for (const [name, need] of needs) {
    const value = params[name];
    if (value == null) missing ||= need === 'mandatory';
    else if (need !== 'path') {
      const wireName = form?.renames?.[name] ?? name;
      // A dialect that takes an agent's bare id is given the uri's. @see InteractionsOnChat, StartChatConsultation
      body[wireName] ??= wireName === form?.idParam ? segment(idFromUri(value) ?? '', operation) : value;
    }
  }
  if (missing) throw new GwsError('parameter-missing', { operation });
  return {
    method: 'POST',
    path:
      (target.startsWith('agent') ? `/users/${segment(params['userId'], operation)}` : '/me') +
      (target.endsWith('session')
        ? `/${dialect.collection}/${segment(sessionId, operation)}`
        : target.endsWith('channel')
          ? `/channels/${segment(params['channel'] ?? dialect.channel, operation)}`
          : ''),
    body,
  };
}

/** All sessions of the signed-in user, in full. @see SMSResources, ReturnValues */
export function listSessions(dialect: Dialect): WireRequest {
  return { method: 'GET', path: `/me/${dialect.collection}`, query: { fields: '*' } };
}

/** One session as it stands. @throws GwsError `validation` */
export function readSession(dialect: Dialect, sessionId: string): WireRequest {
  return { method: 'GET', path: `/me/${dialect.collection}/${segment(sessionId)}` };
}

/**
 * The running sessions of an agent whom one supervises. Not documented: an inference from the address of Intrude, which names such a session.
 * @throws GwsError `validation`
 */
export function listAgentSessions(dialect: Dialect, userId: string): WireRequest {
  return { method: 'GET', path: `/users/${segment(userId)}/${dialect.collection}`, query: { fields: '*' } };
}

/**
 * A session's log from the 1-based `startIndex` on, at most `count` entries; everything by default. @see SMSGetMessages
 * @throws GwsError `not-offered` in a dialect that sends its history by notifications · `validation`
 */
export function readMessages(dialect: Dialect, sessionId: string, startIndex?: number, count?: number): WireRequest {
  if (dialect.history !== 'read') throw new GwsError('not-offered');
  return {
    method: 'GET',
    path: `/me/${dialect.collection}/${segment(sessionId)}/messages`,
    query: given({ startIndex: startIndex?.toString(), count: count?.toString() }),
  };
}

/** Who is signed in; every GET also brings the CSRF token. @see CSRFProtection */
export function readMe(): WireRequest {
  return { method: 'GET', path: '/me' };
}

/** The signed-in user's media channels, in full. The address is where Ready and NotReady go, without a channel. @see AgentStateControlNotReady */
export function readChannels(): WireRequest {
  return { method: 'GET', path: '/me/channels', query: { fields: '*' } };
}

/** The users within reach, in full. */
export function readUsers(): WireRequest {
  return { method: 'GET', path: '/users', query: { fields: '*' } };
}

/** The queues of the contact centre, in full: documented for administrators, and others may be refused. @see QueuesAPI */
export function readQueues(): WireRequest {
  return { method: 'GET', path: '/queues', query: { fields: '*' } };
}

/** An id as one segment of a path. What passes `isId` has nothing to escape; encoding stands guard over that rule's future. */
function segment(id: JsonValue | undefined, operation?: OperationName): string {
  if (isId(id)) return encodeURIComponent(id);
  throw new GwsError(id == null ? 'parameter-missing' : 'validation', given({ operation }));
}

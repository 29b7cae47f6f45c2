import type { JsonObject } from '../../../protocol/json.js';
import { verdict } from '../authorisation.js';
import { strike } from '../faults.js';
import { UNKNOWN_OPERATION } from '../inferences.js';
import type { Person, Session } from '../model.js';
import { own, refusal, type Outcome } from '../outcome.js';
import { checkParameters } from '../parameters.js';
import { relationOf } from '../seats.js';
import { takeReference, type World } from '../world.js';
import type { Handler } from './act.js';
import { DATA } from './data.js';
import { deliverFailure } from './failure.js';
import { LIFECYCLE } from './lifecycle.js';
import { CHAT_NOTICES, MESSAGING } from './messaging.js';
import { SWITCHING } from './supervision.js';
import { TEAMWORK } from './teamwork.js';

const COMMON: Readonly<Record<string, Handler>> = { ...LIFECYCLE, ...MESSAGING, ...TEAMWORK, ...DATA, ...SWITCHING };

const HANDLERS: Readonly<Record<Session['media'], Readonly<Record<string, Handler>>>> = {
  sms: COMMON,
  chat: { ...COMMON, ...CHAT_NOTICES },
};

/** Other spellings that the documentation prints for an operation. */
const SPELLINGS: Readonly<Record<string, string>> = {
  SwitchBargeIn: 'SwitchToBargeIn',
  InFocus: 'SetInFocus',
  SendStartTypingToAgentNotification: 'SendStartTypingToAgentsNotification',
  SendStopTypingToAgentNotification: 'SendStopTypingToAgentsNotification',
  SendURL: 'SendUrl',
};

/** The operation that a body names; refused with 1 when it names none, with 10 when that is no text. */
export function operationIn(body: JsonObject): string | Outcome {
  const name = own(body, 'operationName');
  if (name === undefined || name === null || name === '') return refusal(1, 'operationName');
  if (typeof name !== 'string') return refusal(UNKNOWN_OPERATION, 'operationName');
  return Object.hasOwn(SPELLINGS, name) ? (SPELLINGS[name] ?? name) : name;
}

/**
 * An operation on a session as one user holds it. Checked in this order: name, role and ownership (5, 6), state (2), parameters (1, 10),
 * then what the caller is in the session (3).
 */
export function perform(
  world: World,
  session: Session | undefined,
  media: Session['media'],
  person: Person,
  operation: string,
  params: JsonObject,
): Outcome {
  const handlers = HANDLERS[media];
  const handler = Object.hasOwn(handlers, operation) ? handlers[operation] : undefined;
  if (handler === undefined) return refusal(UNKNOWN_OPERATION, 'operationName');
  const seat = session?.seats.get(person.id);
  const code = verdict(operation, person.role, session === undefined ? 'unknown' : relationOf(session, seat));
  if (session === undefined || seat === undefined) return refusal(code === 0 ? 6 : code);
  if (code !== 0 && code !== 3) return refusal(code);
  const wrong = checkParameters(operation, params);
  if (wrong !== undefined) return wrong;
  if (code === 3) return refusal(3);
  const act = { world, session, seat, person, params };
  const refuse = strike(world, 'refuse', person.id, operation);
  if (refuse !== undefined) return deliverFailure({ ...act, reference: takeReference(world, seat.userId) });
  return handler(act);
}

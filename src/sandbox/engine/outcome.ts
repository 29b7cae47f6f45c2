import type { JsonObject, JsonValue } from '../../protocol/json.js';
import type { EngineAnswer } from './contract.js';
import { HTTP_STATUS } from './inferences.js';

/** How a request ended: code 0 is accepted. @see ReturnValues */
export interface Outcome {
  readonly code: number;
  /** `statusMessage`; only when the code is not 0. */
  readonly message?: string;
  /** Operations whose outcome comes later are given a number to recognise it by. @see SMSConsult */
  readonly referenceId?: number;
  /** What a read returns. */
  readonly body?: JsonObject;
  /** Answered as `{"status": 0}`, as three operations of the older API are. @see InteractionsOnChat */
  readonly older?: boolean;
  /** Set when a fault answered instead: a copy of the request is no copy of anything done. */
  readonly unexecuted?: boolean;
  /** HTTP status where it is not the one of the code. */
  readonly status?: number;
  /** `Retry-After`, in milliseconds; 0 for none. */
  readonly retryAfter?: number;
}

/** Accepted, with nothing more to say. */
export const ACCEPTED: Outcome = { code: 0 };

const MESSAGES: Readonly<Record<number, string>> = {
  1: 'Required parameter missing',
  2: 'Not valid for the current state',
  3: 'Operation forbidden',
  4: 'Internal error',
  5: 'Permission denied',
  6: 'Resource not found',
  7: 'Partially successful',
  10: 'Input validation failed',
  20: 'Access denied',
};

/** Refused with a `statusCode`; `detail` says what was wrong, never what was sent. */
export function refusal(code: number, detail?: string): Outcome {
  const message = MESSAGES[code] ?? 'Error';
  return { code, message: detail === undefined ? message : `${message}: ${detail}` };
}

/** A read's answer. */
export function found(body: JsonObject): Outcome {
  return { code: 0, body };
}

/** Whether a helper's result is a refusal rather than a value. */
export function refused(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

/** The HTTP answer: on an error nothing but the code and the message. @see ReturnValues */
export function answerOf(outcome: Outcome): EngineAnswer {
  const { code, message, referenceId, body } = outcome;
  const status = outcome.status ?? HTTP_STATUS[code] ?? 500;
  const wait = outcome.retryAfter ?? 0;
  const headers = wait > 0 ? { headers: { 'Retry-After': String(Math.ceil(wait / 1000)) } } : {};
  if (code !== 0) return { status, body: { statusCode: code, statusMessage: message ?? 'Error', ...body }, ...headers };
  if (outcome.older === true) return { status, body: { status: 0 } };
  return { status, body: { statusCode: 0, ...(referenceId === undefined ? {} : { referenceId }), ...body } };
}

/** An own property of a JSON object; never one of the prototype. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

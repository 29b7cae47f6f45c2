import type { GwsErrorCode } from './gws-error.js';
import { readNumber } from './read.js';

const CODES: readonly (GwsErrorCode | undefined)[] = [
  undefined,
  'parameter-missing',
  'invalid-state',
  'forbidden',
  'server-error',
  'permission-denied',
  'not-found',
  'partial',
  'change-password',
  'incomplete',
  'validation',
  'read-only',
  'resource-error',
  'resource-error',
  'resource-error',
  'resource-error',
  'resource-error',
  'resource-error',
  'already-exists',
  'in-use',
  'auth-required',
];

/** What a `statusCode` other than 0 means; one that is not documented is the server's own trouble. @see ReturnValues */
export function errorCodeOf(statusCode: number): GwsErrorCode {
  return CODES[statusCode] ?? 'server-error';
}

/**
 * Reads `statusCode` in all its spellings: a number, the same as a string (AgentStateControlNotReady), `status` instead of it
 * (InteractionsOnChat), `"ok"` and `"error"` (pre-release pages). `undefined` when the value is none of these (quirk 21).
 */
export function readStatusCode(value: unknown): number | undefined {
  if (value === 'ok') return 0;
  if (value === 'error') return 4;
  const code = readNumber(value);
  return Number.isInteger(code) ? code : undefined;
}

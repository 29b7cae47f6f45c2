import type { GwsErrorCode } from '../../protocol/gws-error.js';
import type { OperationName } from '../../protocol/operation-name.js';
import type { Advice, Translation } from './localization/translation.js';

/** What each code asks of a person. Codes that are not listed pass by themselves: try again later. */
const ADVICE: Readonly<Partial<Record<GwsErrorCode, Advice>>> = {
  'parameter-missing': 'check',
  validation: 'check',
  'invalid-state': 'state',
  'not-offered': 'state',
  forbidden: 'denied',
  'permission-denied': 'denied',
  'read-only': 'denied',
  'not-found': 'gone',
  partial: 'look',
  incomplete: 'look',
  timeout: 'look',
  unconfirmed: 'look',
  'auth-required': 'signIn',
  'change-password': 'signIn',
  'resource-error': 'administrator',
  'bad-answer': 'administrator',
  'already-exists': 'administrator',
  'operation-failed': 'refused',
  network: 'offline',
  audience: 'audience',
  canceled: 'canceled',
  busy: 'busy',
};

/** The part of a `GwsError` that a sentence is made from: a structure, since the error may come from another copy of the library. */
interface ErrorLike {
  readonly code: GwsErrorCode;
  readonly operation?: OperationName | undefined;
}

/** An operation as buttons name it. */
export const operationWord = (t: Translation, operation: OperationName): string => t.operations[operation] ?? operation;

/** One or two sentences for a failure: what happened and what to do next. The server's own words are never shown as the explanation. */
export function errorText(t: Translation, error: ErrorLike, operation = error.operation): string {
  const { errors } = t;
  const advice = ADVICE[error.code] ?? 'later';
  // An invitation is over when the server does not know it any more, not when it refused to have it accepted.
  const instead = advice === 'state' || advice === 'gone' || (advice === 'refused' && operation !== 'Accept');
  const word = operation === undefined ? errors.request : operationWord(t, operation);
  const better = instead && operation !== undefined ? errors.instead[operation] : undefined;
  return better ?? errors[advice].replace('{}', word);
}

import type { GwsErrorCode } from '../../protocol/gws-error.js';
import type { OperationName } from '../../protocol/operation-name.js';
import type { Translation } from './localization/translation.js';

/** The part of a `GwsError` that a sentence is made from: a structure, since the error may come from another copy of the library. */
interface ErrorLike {
  readonly code: GwsErrorCode;
  readonly operation?: OperationName | undefined;
}

/** An operation as buttons name it. */
export const operationWord = (t: Translation, operation: OperationName): string => t.operations[operation] ?? operation;

/** One or two sentences for a failure: what happened and what to do next. The server's own words are never shown as the explanation. */
export function errorText(t: Translation, error: ErrorLike, operation = error.operation): string {
  const word = operation === undefined ? t.errors.request : operationWord(t, operation);
  const special = operation === undefined ? undefined : t.errors.special[`${operation}:${error.code}`];
  // A host's own transport may bring a code of its own.
  const sentence = (t.errors.codes as Partial<typeof t.errors.codes>)[error.code] ?? t.errors.codes['server-error'];
  return special ?? sentence(word);
}

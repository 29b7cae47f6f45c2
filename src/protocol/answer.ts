import { GwsError } from './gws-error.js';
import type { GwsErrorCode } from './gws-error.js';
import { MAX_NAME, MAX_SERVER_MESSAGE } from './limits.js';
import type { OperationName } from './operation-name.js';
import { given, isRecord, readText } from './read.js';
import { errorCodeOf, readStatusCode } from './status-code.js';
import type { WireAnswer } from './wire.js';

/**
 * Reads the answer to a request: success is a 2xx answer whose `statusCode` is 0, and nothing else is. It means that the request was accepted,
 * not that its effect has come; `referenceId`, where there is one, joins it to a later notification.
 * @param operation what was asked, absent for reads; what cannot be judged may have been executed only if something was asked
 * @throws GwsError
 * @see ReturnValues, AsynchronousEvents
 */
export function readAnswer(answer: WireAnswer, operation?: OperationName): { readonly referenceId?: string } {
  const { status, body, retryAfter } = answer;
  const fields = isRecord(body) ? body : {};
  const statusCode = readStatusCode(fields['statusCode'] ?? fields['status']);
  const referenceId = readText(fields['referenceId'], MAX_NAME);
  const ok = status >= 200 && status < 300;
  if (ok && statusCode === 0) return given({ referenceId });

  const refused = statusCode !== undefined && statusCode !== 0;
  const serverMessage = readText(
    typeof body === 'string' ? body : (fields['statusMessage'] ?? fields['errorDescription']),
    MAX_SERVER_MESSAGE,
  );
  throw new GwsError(
    httpCode(status, serverMessage) ?? (refused ? errorCodeOf(statusCode) : bareCode(status)),
    given({
      operation,
      statusCode,
      httpStatus: status,
      referenceId,
      serverMessage,
      retryAfter,
      // Neither GWS nor HTTP said that it was refused: a gateway gave up, or the answer is not GWS's.
      outcomeUnknown: operation !== undefined && !refused && (ok || status >= 500 || status === 408) ? true : undefined,
    }),
  );
}

/** What the HTTP status says more exactly than any `statusCode`. */
function httpCode(status: number, serverMessage: string | undefined): GwsErrorCode | undefined {
  if (status === 401) return 'auth-required';
  // The one refusal that GWS words as plain text. @see CSRFProtection
  if (status === 403 && serverMessage !== undefined && /csrf/i.test(serverMessage)) return 'csrf';
  if (status === 429) return 'rate-limited';
  if (status >= 502 && status <= 504) return 'unavailable';
  return undefined;
}

/** The HTTP status alone, when no `statusCode` says what went wrong. */
function bareCode(status: number): GwsErrorCode {
  return BARE[status] ?? (status >= 500 ? 'server-error' : 'bad-answer');
}

const BARE: Readonly<Partial<Record<number, GwsErrorCode>>> = {
  400: 'validation',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  413: 'validation',
};

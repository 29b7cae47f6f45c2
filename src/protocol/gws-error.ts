import type { OperationName } from './operation-name.js';

/**
 * Why something asked of GWS did not happen, or may not have happened. Codes are ours and stable; sentences for people live with the elements.
 * - `statusCode` of the answer: 1 `parameter-missing` · 2 `invalid-state` · 3 `forbidden` · 4 `server-error` · 5 `permission-denied` ·
 *   6 `not-found` · 7 `partial` · 8 `change-password` · 9 `incomplete` · 10 `validation` · 11 `read-only` · 12–17 `resource-error` ·
 *   18 `already-exists` · 19 `in-use` · 20 `auth-required`. @see ReturnValues
 * - `operation-failed`: an `Error` notification came for an accepted operation.
 * - `csrf` · `rate-limited` (429) · `unavailable` (502, 503, 504) · `network` (no answer) · `timeout` · `bad-answer` (not the JSON that was promised).
 * - `not-offered`: the session's capabilities do not hold the operation · `audience`: the audience rule forbids it · `canceled`: the host
 *   cancelled the before-event · `busy`: the same operation is still under way · `unconfirmed`: accepted, but its effect was never seen.
 */
export type GwsErrorCode =
  | 'parameter-missing'
  | 'invalid-state'
  | 'forbidden'
  | 'server-error'
  | 'permission-denied'
  | 'not-found'
  | 'partial'
  | 'change-password'
  | 'incomplete'
  | 'validation'
  | 'read-only'
  | 'resource-error'
  | 'already-exists'
  | 'in-use'
  | 'auth-required'
  | 'operation-failed'
  | 'csrf'
  | 'rate-limited'
  | 'unavailable'
  | 'network'
  | 'timeout'
  | 'bad-answer'
  | 'not-offered'
  | 'audience'
  | 'canceled'
  | 'busy'
  | 'unconfirmed';

/** What is known about a failure. */
export interface GwsErrorDetail {
  readonly operation?: OperationName;
  /** GWS `statusCode` of the answer. */
  readonly statusCode?: number;
  /** HTTP status of the answer. */
  readonly httpStatus?: number;
  readonly referenceId?: string;
  /** Raw `statusMessage` or `errorMessage`: for details and logs of the host, never shown as the explanation. */
  readonly serverMessage?: string;
  /** Milliseconds to wait before trying again, when the server said so. */
  readonly retryAfter?: number;
  /** True when the request may have been executed although no good answer came. */
  readonly outcomeUnknown?: boolean;
}

/** The one error type of this library. */
export class GwsError extends Error {
  readonly code: GwsErrorCode;
  readonly detail: GwsErrorDetail;

  constructor(code: GwsErrorCode, detail: GwsErrorDetail = {}) {
    super(detail.operation === undefined ? code : `${detail.operation}: ${code}`);
    this.name = 'GwsError';
    this.code = code;
    this.detail = detail;
  }

  get operation(): OperationName | undefined {
    return this.detail.operation;
  }
  get statusCode(): number | undefined {
    return this.detail.statusCode;
  }
  get referenceId(): string | undefined {
    return this.detail.referenceId;
  }
  /** Whether trying the same again can help without anybody changing anything. Never true while the outcome is unknown. */
  get retryable(): boolean {
    return this.detail.outcomeUnknown !== true && RETRYABLE.has(this.code);
  }
}

/** Whether this is one of our errors, whichever copy of the library made it: same interface, perhaps another class. */
export const isGwsError = (error: unknown): error is GwsError =>
  (error as Partial<GwsError> | null | undefined)?.name === 'GwsError';

const RETRYABLE: ReadonlySet<GwsErrorCode> = new Set([
  'server-error',
  'csrf',
  'rate-limited',
  'unavailable',
  'network',
  'timeout',
  'incomplete',
  'in-use',
]);

import { GwsError } from '../protocol/gws-error.js';
import type { OperationCall, OperationParams } from '../protocol/operation-params.js';
import type { OperationHandle, OperationOutcome, WorkspaceApi } from './contract.js';
import type { Environment } from './environment.js';
import { GwsBeforeOperationEvent, GwsErrorEvent, GwsOperationEvent, type OperationEventDetail } from './events.js';
import type { GwsClient } from './gws-client.js';

/** What the parts of a workspace share. */
export interface SessionLink extends Environment {
  readonly workspace: WorkspaceApi;
  readonly client: GwsClient;
  /** Where events go that no element started, besides the controllers. */
  readonly host: EventTarget | undefined;
  /** Whether notifications arrive and everything missed has been read. */
  live(): boolean;
  count(counter: string): void;
  /** A listener of the host threw: the platform is told, and nothing stops. */
  readonly report: (error: unknown) => void;
  /** Reads the list of sessions and the logs of open ones again; the answers are reduced like notifications. */
  check(): void;
}

/**
 * Dispatches one event, made anew for each target: on the session's controller if there is one, on the workspace's, and on the page: at the
 * element that asked, else at the host. False when a listener cancelled it. Exceptions of listeners are reported by the platform and stop nothing.
 */
export function emit(
  link: Pick<SessionLink, 'workspace' | 'host'>,
  make: () => Event,
  session?: EventTarget,
  source?: EventTarget,
): boolean {
  let go = true;
  for (const target of [session, link.workspace, source ?? link.host]) {
    if (target?.dispatchEvent(make()) === false) go = false;
  }
  return go;
}

/** Asks the page before an operation; one that the page prevents has ended with that. */
export function emitBefore(
  link: SessionLink,
  id: string,
  { operation, params }: OperationCall,
  session?: EventTarget & { readonly id: string },
  source?: EventTarget,
): boolean {
  // Untyped pages may leave the parameters out.
  const { userId, supervisorVisibilityMode: mode } = (params as Partial<OperationParams['Intrude']> | undefined) ?? {};
  const detail = {
    ...operationDetail(id, operation, session?.id),
    ...(userId !== undefined && { userId }),
    ...(mode !== undefined && { supervisorMode: mode }),
  };
  if (emit(link, () => new GwsBeforeOperationEvent({ ...detail }), session, source)) return true;
  emitEnded(link, { id, operation, phase: 'failed', error: new GwsError('canceled', { operation }) }, session, source);
  return false;
}

/** Tells how an operation ended, and separately that it failed. What the host itself prevented is no error. */
export function emitEnded(
  link: SessionLink,
  { id, operation, phase, error }: OperationOutcome,
  session?: EventTarget & { readonly id: string },
  source?: EventTarget,
): void {
  const detail = operationDetail(id, operation, session?.id);
  const ended = { ...detail, phase, ...(error && { code: error.code }) };
  emit(link, () => new GwsOperationEvent({ ...ended }), session, source);
  if (error !== undefined && error.code !== 'canceled') emitError(link, error, session, source, operation);
}

/** Tells that something failed, in codes. */
export function emitError(
  link: Pick<SessionLink, 'workspace' | 'host'>,
  error: GwsError,
  session?: EventTarget & { readonly id: string },
  source?: EventTarget,
  operation = error.operation,
): void {
  const { statusCode, httpStatus, referenceId } = error.detail;
  const detail = {
    code: error.code,
    ...(operation && { operation }),
    ...(session && { sessionId: session.id }),
    ...(statusCode !== undefined && { statusCode }),
    ...(httpStatus !== undefined && { httpStatus }),
    ...(referenceId !== undefined && { referenceId }),
  };
  emit(link, () => new GwsErrorEvent({ ...detail }), session, source);
}

/** An operation that never left the page. */
export function refused(id: string, operation: OperationOutcome['operation'], code: GwsError['code']): OperationHandle {
  const outcome: OperationOutcome = { id, operation, phase: 'failed', error: new GwsError(code, { operation }) };
  return { id, operation, finished: Promise.resolve(outcome) };
}

function operationDetail(
  id: string,
  operation: OperationOutcome['operation'],
  sessionId: string | undefined,
): OperationEventDetail {
  return { id, operation, ...(sessionId !== undefined && { sessionId }) };
}

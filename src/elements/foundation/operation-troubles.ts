import type { ReactiveControllerHost } from 'lit';
import type { OperationName } from '../../protocol/operation-name.js';
import type { OperationParams } from '../../protocol/operation-params.js';
import type { OperationHandle, OperationOutcome, SessionApi } from '../../session/contract.js';
import type { OperationRecord, SessionState } from '../../state/session-state.js';
import type { Trouble } from './operation-notice.js';

/**
 * Asks sessions for operations in the name of an element, and remembers what went wrong. What was under way at the server is remembered by the session's
 * state and survives the element; what was refused before it left the page is remembered here.
 */
export class OperationTroubles {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #refused = new WeakMap<SessionApi, OperationOutcome>();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  /** Performs, with the element as the source of events. What went wrong with the same operation before is forgotten. */
  perform<N extends OperationName>(
    session: SessionApi,
    operation: N,
    params: OperationParams[N],
    failed?: (trouble: Trouble) => void,
  ): OperationHandle {
    this.dismiss(session, [operation]);
    const handle = session.perform(operation, params, { source: this.#host });
    void handle.finished.then((outcome) => {
      if (outcome.phase === 'confirmed') return;
      // A host that cancels a before-event tells the person itself; a click too many needs no telling.
      if (outcome.error?.code === 'canceled' || outcome.error?.code === 'busy') return;
      if (!session.state.operations.some(({ id }) => id === outcome.id)) {
        this.#refused.set(session, outcome);
        this.#host.requestUpdate();
      }
      failed?.(outcome);
    });
    return handle;
  }

  /** The latest trouble with one of these operations, if it was not dismissed. */
  of(session: SessionApi, operations: readonly OperationName[]): Trouble | undefined {
    const refused = this.#refused.get(session);
    return refused !== undefined && operations.includes(refused.operation)
      ? refused
      : troubleOf(session.state, operations);
  }

  /** The person has read it, or tries again. */
  dismiss(session: SessionApi, operations: readonly OperationName[]): void {
    if (operations.includes(this.#refused.get(session)?.operation ?? ('' as OperationName)))
      this.#refused.delete(session);
    for (const { id, operation, phase } of session.state.operations) {
      if (operations.includes(operation) && isTrouble(phase)) session.dismiss(id);
    }
    this.#host.requestUpdate();
  }
}

const isTrouble = (phase: OperationRecord['phase']): boolean => phase === 'failed' || phase === 'unknown';

/** The latest of these operations, if it did not end well. */
function troubleOf({ operations }: SessionState, wanted: readonly OperationName[]): Trouble | undefined {
  const last = operations.filter(({ operation }) => wanted.includes(operation)).at(-1);
  const error = last?.error?.code;
  return last !== undefined && isTrouble(last.phase) && error !== 'canceled' ? last : undefined;
}

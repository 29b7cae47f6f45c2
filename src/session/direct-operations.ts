import type { OperationCall } from '../protocol/operation-params.js';
import type { OperationHandle, OperationOutcome } from './contract.js';
import { asGwsError } from './gws-client.js';
import { emitBefore, emitEnded, refused, type SessionLink } from './session-link.js';

/**
 * Operations that belong to no session (monitoring of an agent, readiness): the answer is all that is ever heard of them. @see SMSMonitor,
 * StartContactCenterSession
 */
export class DirectOperations {
  readonly #link: SessionLink;
  readonly #busy = new Set<string>();

  constructor(link: SessionLink) {
    this.#link = link;
  }

  /** `key` tells apart what may run at the same time; `began` is called when the request is about to be sent. */
  perform(call: OperationCall, key: string, source?: EventTarget, began?: () => void): OperationHandle {
    const link = this.#link;
    const { operation } = call;
    const id = link.newId();
    if (this.#busy.has(key)) return refused(id, operation, 'busy');
    this.#busy.add(key);
    if (!emitBefore(link, id, call, undefined, source)) {
      this.#busy.delete(key);
      return refused(id, operation, 'canceled');
    }
    began?.();
    const finished = link.client
      .operate(call, id)
      .then(
        (): OperationOutcome => ({ id, operation, phase: 'confirmed' }),
        (thrown: unknown): OperationOutcome => {
          const error = asGwsError(thrown);
          // Signed in to some of the channels is signed in; which, the channels tell. @see ReturnValues, 7
          const isPart = error.code === 'partial' && operation === 'StartContactCenterSession';
          const phase = isPart ? 'confirmed' : error.detail.outcomeUnknown ? 'unknown' : 'failed';
          return { id, operation, phase, error };
        },
      )
      .then((outcome) => {
        this.#busy.delete(key);
        emitEnded(link, outcome, undefined, source);
        return outcome;
      });
    return { id, operation, finished };
  }
}

import type { Message } from '../protocol/message.js';
import { MessageLog } from './message-log.js';
import { wrote } from './operation-effect.js';
import type { OperationRecord, SessionState } from './session-state.js';

/**
 * Milliseconds of the server's clock between what an operation wrote and its copy. A browser repeats a request as soon as its connection ends without
 * an answer. It is less than the time after which an outcome is called unknown: what a person then sends again is no copy.
 */
const COPY_SPAN = 10_000;

/**
 * Entries that stand in the log once more than we asked for: our own words, to the same audience, after an operation of ours began and close to the
 * entry that confirmed it, and claimed by none. A browser sends a POST again, without telling anybody, when a connection that it used before ends after
 * the server acted and before the answer begins; gateways do likewise. What the same user sends elsewhere at another time, or what was sent twice on
 * purpose, is none of these. Entries without a time are never called copies.
 *
 * Costs what is new in the log, and looks further back only when an operation changed.
 */
export class Repetitions {
  readonly #indexes = new Set<number>();
  #log = MessageLog.empty();
  #operations: readonly OperationRecord[] | undefined;

  /** Indexes of the copies, in the order in which they were found. */
  get indexes(): ReadonlySet<number> {
    return this.#indexes;
  }

  /** Looks at what is new; true when there are more copies than before. Always to be given the states of one session. */
  update(state: SessionState): boolean {
    const { log, operations } = state;
    const { size } = this.#indexes;
    for (const record of operations) {
      const isKnown = this.#operations?.includes(record);
      for (const message of isKnown ? log.addedSince(this.#log.version) : log.from(record.afterIndex)) {
        if (isCopy(state, record, message)) this.#indexes.add(message.index);
      }
    }
    this.#log = log;
    this.#operations = operations;
    return this.#indexes.size > size;
  }
}

function isCopy(state: SessionState, record: OperationRecord, message: Message): boolean {
  const original = state.log.get(record.confirmedBy ?? 0)?.time;
  // What has no time is near to nothing: NaN.
  const distance = Math.abs(Number(message.time) - Number(original));
  return distance <= COPY_SPAN && !state.claims.includes(message.index) && wrote(state, record, message);
}

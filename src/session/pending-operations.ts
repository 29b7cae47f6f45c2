import { GwsError } from '../protocol/gws-error.js';
import type { OperationCall } from '../protocol/operation-params.js';
import { OPERATIONS } from '../protocol/operations.js';
import { expectationOf, showsInLog } from '../state/operation-effect.js';
import { isDoubted, isOpen, isPending } from '../state/operation-machine.js';
import { operationById } from '../state/selectors.js';
import type { OperationRecord, SessionState } from '../state/session-state.js';
import type { OperationHandle, OperationOutcome } from './contract.js';
import { asGwsError } from './gws-client.js';
import type { SessionLink } from './session-link.js';

/** What the operations need of their session. */
export interface OperationsOfSession {
  latest(): SessionState;
  /** Puts a record into the state; `PendingOperations.settle` is called after it, as after any other change. */
  record(record: OperationRecord): void;
  /** Why the operation may not be sent now, if so. */
  forbids(call: OperationCall): GwsError | undefined;
  ended(outcome: OperationOutcome, source: EventTarget | undefined): void;
}

interface Pending {
  readonly call: OperationCall;
  readonly source: EventTarget | undefined;
  readonly resolve: (outcome: OperationOutcome) => void;
  /** Ends the timer that is running for it. */
  cancel?: (() => void) | undefined;
  /** Why no good answer came. */
  lost?: GwsError;
  /** How it ended, as far as that was told. */
  told?: OperationOutcome['phase'];
  /** Its time is over, but the line is down: to be decided when everything missed has been read. */
  overdue?: boolean;
}

/** Accepted by the server, these still wait for a person. @see SMSConsult, SMSInvite, ChatSingleStepTransfer */
const ASKS_PEOPLE: ReadonlySet<string> = new Set(['Consult', 'Invite', 'Transfer']);

/**
 * One session's operations from the POST to their end. Nothing is sent twice, ever: an answer that is lost means looking into the log, and in the end
 * `unknown`. The end itself is always found in the state: by the reducer (an effect was seen, or an Error notification came) or put there from here.
 */
export class PendingOperations {
  readonly #link: SessionLink;
  readonly #session: OperationsOfSession;
  readonly #pending = new Map<string, Pending>();
  /** Ended, but not for sure: what is seen later may still decide them, and is told then. */
  readonly #unsure = new Map<string, Pending>();
  readonly #queue: (() => Promise<void>)[] = [];
  #draining = false;

  constructor(link: SessionLink, session: OperationsOfSession) {
    this.#link = link;
    this.#session = session;
  }

  get size(): number {
    return this.#pending.size;
  }

  /**
   * Whether the same operation is under way. Log entries may queue; everything else is latched, but for asking somebody else while the first one asked
   * has not decided yet.
   */
  busy(call: OperationCall): boolean {
    if (isQueued(call)) return false;
    for (const [id, { call: other }] of this.#pending) {
      if (other.operation !== call.operation) continue;
      const isWaiting = ASKS_PEOPLE.has(call.operation) && operationById(this.#session.latest(), id)?.phase === 'acked';
      if (!isWaiting || JSON.stringify(other.params) === JSON.stringify(call.params)) return true;
    }
    return false;
  }

  /** Records the operation and sends it: log entries one after the other in order, everything else at once. */
  begin(id: string, call: OperationCall, source: EventTarget | undefined): OperationHandle {
    const { operation } = call;
    const { audience } = OPERATIONS[operation];
    const params = call.params as { readonly text?: string; readonly url?: string; readonly noticeText?: string };
    const text = showsInLog(operation) ? (params.text ?? params.url ?? params.noticeText) : undefined;
    const expect = expectationOf(call);
    const finished = new Promise<OperationOutcome>((resolve) => {
      this.#pending.set(id, { call, source, resolve });
    });
    this.#session.record({
      id,
      operation,
      phase: 'sending',
      startedAt: this.#link.now(),
      afterIndex: this.#session.latest().log.lastIndex,
      ...(text !== undefined && { text }),
      ...(text !== undefined && audience !== undefined && { audience }),
      ...(expect && { expect }),
    });
    if (isQueued(call)) {
      this.#queue.push(() => this.#post(id));
      void this.#drain();
    } else void this.#post(id);
    return { id, operation, finished };
  }

  /** After each change of the state: whatever ended there is ended here. */
  settle(): void {
    if (this.#pending.size + this.#unsure.size === 0) return;
    for (const record of this.#session.latest().operations) {
      const { id, operation, error } = record;
      const phase = record.phase as OperationOutcome['phase'];
      const pending = this.#pending.get(id) ?? this.#unsure.get(id);
      if (pending === undefined || isPending(record) || pending.told === phase) continue;
      pending.cancel?.();
      pending.told = phase;
      this.#pending.delete(id);
      if (isOpen(record) || isDoubted(record)) this.#unsure.set(id, pending);
      else this.#unsure.delete(id);
      const outcome: OperationOutcome = { id, operation, phase, ...(error && phase !== 'confirmed' && { error }) };
      pending.resolve(outcome);
      this.#session.ended(outcome, pending.source);
    }
  }

  /** Forgets an operation that ended. */
  dismiss(id: string): void {
    this.#unsure.delete(id);
  }

  /** Everything missed has been read: what should have been seen by now will not be seen any more. */
  caughtUp(): void {
    for (const [id, pending] of [...this.#pending]) if (pending.overdue) this.#giveUp(id);
  }

  /** The workspace is closed. */
  abandon(): void {
    this.#queue.length = 0;
    for (const id of [...this.#pending.keys()]) this.#giveUp(id);
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) await next();
    this.#draining = false;
  }

  async #post(id: string): Promise<void> {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    const { call } = pending;
    // Once more: while it waited in the queue, the audience may have changed.
    const forbidden = this.#session.forbids(call);
    if (forbidden !== undefined) {
      this.#advance(id, { phase: 'failed', error: forbidden });
      return;
    }
    const control = new AbortController();
    const lost = new Promise<GwsError>((resolve) => {
      pending.cancel = this.#link.timers.after(this.#link.timings.answer, () => {
        resolve(new GwsError('timeout', { operation: call.operation, outcomeUnknown: true }));
        // What still waits for a token or a login must not go out behind the back of somebody who may have sent it again.
        control.abort();
      });
    });
    const { signal } = control;
    const answer = await Promise.race([this.#link.client.operate(call, id, signal).catch(asGwsError), lost]);
    pending.cancel?.();
    if (!(answer instanceof Error)) {
      // The end may be known already: a notification with this referenceId, or the effect, was quicker.
      this.#advance(id, { phase: 'acked', ...answer });
    } else if (answer.detail.outcomeUnknown) pending.lost = answer;
    else this.#advance(id, { phase: 'failed', error: answer });
    this.#await(id, pending);
  }

  /** Waits for the effect; then looks it up; then gives up. */
  #await(id: string, pending: Pending): void {
    if (!this.#pending.has(id)) return;
    const { lookup, giveUp, people } = this.#link.timings;
    const patience = ASKS_PEOPLE.has(pending.call.operation) && pending.lost === undefined ? people : giveUp;
    pending.cancel = this.#link.timers.after(lookup, () => {
      this.#link.check();
      pending.cancel = this.#link.timers.after(patience - lookup, () => {
        if (this.#link.live()) this.#giveUp(id);
        else pending.overdue = true;
      });
    });
  }

  #giveUp(id: string): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    const { operation } = pending.call;
    const error = pending.lost ?? new GwsError('unconfirmed', { operation, outcomeUnknown: true });
    this.#advance(id, { phase: 'unknown', error });
  }

  #advance(id: string, patch: Partial<OperationRecord>): void {
    const record = operationById(this.#session.latest(), id);
    if (record !== undefined) this.#session.record({ ...record, ...patch });
  }
}

/** What writes a line into the log keeps its order by going one at a time. */
function isQueued({ operation }: OperationCall): boolean {
  return OPERATIONS[operation].sends !== undefined;
}

import { GwsError } from '../protocol/gws-error.js';
import type { Message } from '../protocol/message.js';
import type { OperationName } from '../protocol/operation-name.js';
import { audienceOf } from './audience.js';
import { change } from './change.js';
import { showsInLog, tookEffect, wrote } from './operation-effect.js';
import type { OperationPhase, OperationRecord, Reference, SessionState } from './session-state.js';

/**
 * Where each phase may lead. An operation whose outcome is unknown may still be decided by what is seen later. So may one that was refused: a browser
 * that sends a request again by itself hands on only the answer to the copy, and the first one may have been executed.
 */
const NEXT: Readonly<Record<OperationPhase, readonly OperationPhase[]>> = {
  sending: ['acked', 'confirmed', 'failed', 'unknown'],
  acked: ['confirmed', 'failed', 'unknown'],
  unknown: ['confirmed', 'failed'],
  confirmed: [],
  failed: ['confirmed'],
};

/** So many records and references are remembered, besides what is open or holds a text that a person may want back. */
const MEMORY = 16;
const MAX_CLAIMS = 64;

/** Whether an operation may still change: also an unknown one. */
export function isOpen({ phase }: OperationRecord): boolean {
  return phase !== 'confirmed' && phase !== 'failed';
}

/** Whether the server is still to be heard. */
export function isPending({ phase }: OperationRecord): boolean {
  return phase === 'sending' || phase === 'acked';
}

/** Whether an answer alone says that a text was not sent: the log knows better. */
export function isDoubted({ phase, operation, error }: OperationRecord): boolean {
  return phase === 'failed' && showsInLog(operation) && error?.detail.httpStatus !== undefined;
}

/** The record in another phase; to the phase it is in already is no transition. Throws on one that the table does not know. */
export function transition(
  record: OperationRecord,
  phase: OperationPhase,
  patch: Partial<OperationRecord> = {},
): OperationRecord {
  const same = record.phase === phase;
  if (!same && !NEXT[record.phase].includes(phase)) throw new Error(`${record.phase} → ${phase}`);
  return same && !isOpen(record) ? record : { ...record, ...patch, phase };
}

/** The operations with what their owner says of one: begun, or another phase. What came too late to matter is left out. */
export function noteOperation(state: SessionState, said: OperationRecord): readonly OperationRecord[] {
  const { operations, status, participants, userData, references } = state;
  const known = operations.find(({ id }) => id === said.id);
  if (!known) {
    const kept = operations.filter(
      (each, i) => isOpen(each) || (each.phase === 'failed' && each.text) || i > operations.length - MEMORY,
    );
    return [...kept, { before: { status, participants, userData, references }, ...said }];
  }
  if (!isOpen(known)) return operations;
  const phase = NEXT[known.phase].includes(said.phase) ? said.phase : known.phase;
  const next = change(known, { ...said, phase });
  return next === known ? operations : operations.map((each) => (each === known ? next : each));
}

/** The recent references with one more. */
export function noteReference(references: readonly Reference[], said: Reference): readonly Reference[] {
  const { id, at } = said;
  return references.some((each) => each.id === id && each.at === at)
    ? references
    : [...references.slice(1 - MEMORY), said];
}

/**
 * Ends operations whose outcome the state shows after an event: an Error or another notification that names the request, in either order with its
 * answer; our own entry in the log, each entry for one operation, oldest first, those refused last; or the state that the operation brings about.
 */
export function settle(before: SessionState, after: SessionState): SessionState {
  // Stryker disable next-line ConditionalExpression: saves the work while nothing waits, which would change nothing
  if (!after.operations.some((each) => isOpen(each) || isDoubted(each))) return after;
  const { log, references } = after;
  let { claims } = after;
  // Who we are, or what we wait for, is news: then also what is in the log already is looked at.
  const anew = after.participants !== before.participants || after.operations !== before.operations;
  const claim = (record: OperationRecord): OperationRecord => {
    const { operation } = record;
    const entries = anew ? log.from(record.afterIndex) : log.addedSince(before.log.version);
    const free = entries.filter(({ index }) => !claims.includes(index));
    const entry =
      free.find((each) => wrote(after, record, each)) ??
      free.find((each) => after.operations.some((other) => swapped(after, record, other, each)));
    const unheard = entry ?? free.find((each) => isOpen(record) && wentUnheard(after, record, each));
    if (!unheard) return record;
    claims = [...claims, unheard.index].slice(-MAX_CLAIMS);
    return entry
      ? transition(record, 'confirmed', { confirmedBy: entry.index })
      : transition(record, 'failed', { error: new GwsError('invalid-state', { operation }) });
  };
  const decide = (record: OperationRecord): OperationRecord => {
    const { operation, referenceId, before: began } = record;
    if (!isOpen(record)) return record;
    // What was heard before it began is of an earlier request. Not by time: clocks are set back.
    const heard = references.find(
      (each) =>
        (each.id === referenceId || isUnnamed(after, record, each)) && began?.references.includes(each) !== true,
    );
    if (heard?.error !== undefined) {
      const detail = { operation, referenceId: heard.id, serverMessage: heard.error };
      return transition(record, 'failed', { error: new GwsError('operation-failed', detail) });
    }
    if (heard || (!showsInLog(operation) && tookEffect(after, record))) return transition(record, 'confirmed');
    return showsInLog(operation) ? claim(record) : record;
  };
  const operations = after.operations.map(decide).map((each) => (isDoubted(each) ? claim(each) : each));
  return operations.some((each, i) => each !== after.operations[i]) ? { ...after, operations, claims } : after;
}

/** Operations that ask somebody else, and whose answer names no number in the older API. @see InteractionsOnChat */
const UNNUMBERED: readonly OperationName[] = ['Consult', 'CompleteTransfer', 'CompleteConference'];

/** Whether an Error that names no request of ours is that of the one operation that waits without a number. */
function isUnnamed({ operations }: SessionState, record: OperationRecord, { id, error }: Reference): boolean {
  const waits = (each: OperationRecord): boolean =>
    isPending(each) && each.referenceId === undefined && UNNUMBERED.includes(each.operation);
  return (
    error !== undefined &&
    record.phase === 'acked' &&
    waits(record) &&
    !operations.some((each) => each.referenceId === id || (each !== record && waits(each)))
  );
}

/** Whether a late entry is that of an earlier equal text, which was confirmed by the record's own entry, come before it. */
function swapped(state: SessionState, record: OperationRecord, other: OperationRecord, entry: Message): boolean {
  const { operation, text, afterIndex } = record;
  const isEqual = other.operation === operation && other.text === text;
  return isEqual && (other.confirmedBy ?? 0) > afterIndex && wrote(state, other, entry);
}

/**
 * Whether an entry is a text for the customer that reached agents alone: meanwhile we were in the customer's view no more, by a switch on another
 * device. Not while an earlier entry may still come, nor if the words were meant for agents by another of our operations.
 */
function wentUnheard(state: SessionState, record: OperationRecord, entry: Message): boolean {
  return (
    (entry.from?.visibility ?? 'All') !== 'All' &&
    entry.index <= state.log.contiguousTo &&
    wrote(state, record, entry, audienceOf(entry)) &&
    !state.operations.some((other) => isOpen(other) && wrote(state, other, entry))
  );
}

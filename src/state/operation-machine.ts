import { GwsError } from '../protocol/gws-error.js';
import type { Message } from '../protocol/message.js';
import { change } from './change.js';
import { showsByAnswer, showsInLog, tookEffect, wrote } from './operation-effect.js';
import type { OperationPhase, OperationRecord, Reference, SessionState } from './session-state.js';

/** Where each phase may lead. An operation whose outcome is unknown may still be decided by what is seen later. */
const NEXT: Readonly<Record<OperationPhase, readonly OperationPhase[]>> = {
  sending: ['acked', 'confirmed', 'failed', 'unknown'],
  acked: ['confirmed', 'failed', 'unknown'],
  unknown: ['confirmed', 'failed'],
  confirmed: [],
  failed: [],
};

/** Ended records without a text to keep for the person, beyond which the oldest are forgotten. */
const MAX_ENDED = 16;
const MAX_REFERENCES = 16;
const MAX_CLAIMS = 64;

/** Whether an operation may still change: also an unknown one. */
export function isOpen({ phase }: OperationRecord): boolean {
  return NEXT[phase].length > 0;
}

/** Whether the server is still to be heard. */
export function isPending({ phase }: OperationRecord): boolean {
  return phase === 'sending' || phase === 'acked';
}

/** The record in another phase. To the phase it is in already is no transition. Throws on one that the table does not know. */
export function transition(
  record: OperationRecord,
  phase: OperationPhase,
  patch: Partial<OperationRecord> = {},
): OperationRecord {
  if (record.phase === phase) return isOpen(record) ? { ...record, ...patch, phase } : record;
  if (!NEXT[record.phase].includes(phase)) throw new Error(`${record.phase} → ${phase}`);
  return { ...record, ...patch, phase };
}

/** The operations with what their owner says of one: begun, or another phase. What came too late to matter is left out. */
export function noteOperation(state: SessionState, said: OperationRecord): readonly OperationRecord[] {
  const { operations, status, participants, userData } = state;
  const known = operations.find(({ id }) => id === said.id);
  if (known === undefined) {
    const spare = operations.filter((each) => each.phase === 'confirmed' || (!isOpen(each) && each.text === undefined));
    const kept = spare.length < MAX_ENDED ? operations : operations.filter((each) => each !== spare[0]);
    return [...kept, { before: { status, participants, userData }, ...said }];
  }
  if (!isOpen(known)) return operations;
  const wanted = said.phase === 'acked' && showsByAnswer(known.operation) ? 'confirmed' : said.phase;
  const phase = NEXT[known.phase].includes(wanted) ? wanted : known.phase;
  return replace(operations, known, change(known, { ...said, phase }));
}

/** The recent references with one more; a repeated one changes nothing. */
export function noteReference(references: readonly Reference[], said: Reference): readonly Reference[] {
  const known = references.find(({ id }) => id === said.id);
  if (known?.failed === said.failed && known.at === said.at) return references;
  return [...references.filter((each) => each !== known), said].slice(-MAX_REFERENCES);
}

/**
 * Ends operations whose outcome the state shows after an event: an Error or another notification that names the request, in either order with its
 * answer; our own entry in the log, each entry for one operation, oldest first; or the state that the operation brings about.
 */
export function settle(before: SessionState, after: SessionState): SessionState {
  let { operations, claims } = after;
  if (after === before || !operations.some(isOpen)) return after;
  const added = after.log === before.log ? [] : after.log.addedSince(before.log.version);
  // Who we are, or what we wait for, is news: then also what is in the log already is looked at.
  const anew = after.participants !== before.participants || after.operations !== before.operations;
  for (const record of after.operations) {
    if (!isOpen(record)) continue;
    const { operation, referenceId, startedAt } = record;
    const heard =
      referenceId === undefined
        ? undefined
        : after.references.find(({ id, at }) => id === referenceId && at >= startedAt);
    if (heard?.failed) {
      operations = replace(operations, record, transition(record, 'failed', { error: failure(record, heard) }));
    } else if (heard || (!showsInLog(operation) && tookEffect(after, record))) {
      operations = replace(operations, record, transition(record, 'confirmed'));
    } else if (showsInLog(operation)) {
      const taken = claims;
      const message = (anew ? entriesAfter(after, record.afterIndex) : added).find(
        (each) => !taken.includes(each.index) && wrote(after, record, each),
      );
      if (message === undefined) continue;
      claims = [...claims, message.index].slice(-MAX_CLAIMS);
      operations = replace(operations, record, transition(record, 'confirmed', { confirmedBy: message.index }));
    }
  }
  return change(after, { operations, claims });
}

function entriesAfter({ log }: SessionState, index: number): readonly Message[] {
  const entries: Message[] = [];
  for (let ordinal = log.ordinalOf(index + 1); ordinal < log.size; ordinal++) entries.push(log.at(ordinal) as Message);
  return entries;
}

function replace(
  operations: readonly OperationRecord[],
  old: OperationRecord,
  next: OperationRecord,
): readonly OperationRecord[] {
  return old === next ? operations : operations.map((each) => (each === old ? next : each));
}

function failure({ operation }: OperationRecord, { id, errorMessage }: Reference): GwsError {
  const detail = { operation, referenceId: id };
  return new GwsError(
    'operation-failed',
    errorMessage === undefined ? detail : { ...detail, serverMessage: errorMessage },
  );
}

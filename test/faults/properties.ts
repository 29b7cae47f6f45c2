import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEnded } from '../../src/state/selectors.js';
import { checkConverged, checkGaps, checkShown } from './final-checks.js';
import { play, Run } from './run.js';
import { ANY_FAULT, NO_LOSS, REOPENING, type Schedule } from './steps.js';

/** Long enough for the slowest end: an answer that never comes, then patience with people who never decide. */
const HEALING = 300_000;
/** Long enough for a gap: the grace, and a reading. */
const SOON = 2_000;
/** What people have to decide may stay open as long as they do not. */
const ASKS = new Set(['Consult', 'Invite', 'Transfer']);
const JOIN_STEPS = new Set(['accepts', 'accept']);
const DATA_STEPS = new Set(['attach', 'add', 'detach', 'dispose', 'attaches']);

/** Whatever happens on the way: at every step nothing is invented, doubled or sent twice, and in the end everything is as the server has it. */
export async function anyFault(schedule: Schedule): Promise<void> {
  const run = new Run(schedule.dialect);
  await play(run, schedule);
  await run.heal(SOON);
  checkGaps(run);
  await run.heal(HEALING);
  checkConverged(run);
}

/** Once the lines are back for good, everything is as the server has it at once; what nobody knows the end of may take its time. */
export async function reopening(schedule: Schedule): Promise<void> {
  const run = new Run(schedule.dialect);
  await play(run, schedule);
  await run.heal(SOON);
  checkShown(run);
}

/**
 * While nothing is lost, what arrives is enough: every operation ends by its answer and its notifications, in whatever order they come and with
 * copies among them, before any time has passed and without anything being read again. A reading that heals would hide what was not understood.
 */
export async function noLoss(schedule: Schedule): Promise<void> {
  const run = new Run(schedule.dialect, { check: 0 });
  await run.start(schedule.opening);
  const reads = run.desks.map((desk) => desk.reads);
  const { elapsed } = run.clock;
  for (const step of schedule.steps) await run.take(step);
  const count = (kinds: ReadonlySet<string>): number => schedule.steps.filter(([kind]) => kinds.has(kind)).length;
  const others = { data: count(DATA_STEPS), joins: count(JOIN_STEPS) };
  await run.flow();
  run.check();
  assert.equal(run.clock.elapsed, elapsed);
  for (const [at, desk] of run.desks.entries()) {
    assert.equal(desk.reads, reads[at], 'something was read again');
    for (const { id, operation, sessionId, text, outcome } of desk.deeds) {
      const session = desk.sessions.find((each) => each.id === sessionId);
      const isOver = session === undefined || isEnded(session.state);
      if (text !== undefined && !desk.executed.has(id)) assert.equal(outcome?.phase, 'failed', `${operation} ${id}`);
      const failed = desk.world.truth.errors.has(`${desk.userId} ${desk.references.get(id) ?? 0}`);
      if (ASKS.has(operation) && outcome === undefined && !failed) continue;
      // No notification is believed about what is over, be it a late one or a new beginning: the list is read, after a pause.
      if (isOver && operation !== 'Leave' && operation !== 'Complete') continue;
      // To leave what was left already shows nowhere: only the end would prove it.
      if (operation === 'Leave' && session?.state.status === 'LeftChat' && outcome === undefined) continue;
      // Data that was there before, and is gone again, shows nothing; the answer to SetDisposition has no number. @see SMSSetDisposition
      if (operation === 'SetDisposition' && outcome === undefined && others.data > 1) continue;
      // Nor does it show that somebody is gone who came after we asked. @see RemoveParticipantFromConference
      if (operation === 'RemoveParticipantFromConference' && outcome === undefined && others.joins > 0) continue;
      assert.ok(outcome, `${operation} ${id} waits although nothing is on its way`);
      assert.notEqual(outcome.phase, 'unknown', `${operation} ${id}`);
      // What was refused may have come about by somebody else.
      if (desk.executed.has(id) && !ASKS.has(operation))
        assert.equal(outcome.phase, 'confirmed', `${operation} ${id} was accepted`);
    }
  }
}

export const PROPERTIES = {
  'any fault': { schedules: ANY_FAULT, holds: anyFault },
  'no loss': { schedules: NO_LOSS, holds: noLoss },
  reopening: { schedules: REOPENING, holds: reopening },
} as const;
export type PropertyName = keyof typeof PROPERTIES;

/** What came of many schedules: nothing, or the smallest that fails. */
export interface Verdict {
  readonly runs: number;
  readonly failure?: {
    readonly seed: number;
    readonly path: string;
    readonly schedule: Schedule;
    readonly error: unknown;
  };
}

/** Runs a property over schedules made from a seed; `path` goes to one of them directly. */
export async function tryOut(name: PropertyName, numRuns: number, seed?: number, path?: string): Promise<Verdict> {
  const { schedules, holds } = PROPERTIES[name];
  const details = await fc.check(fc.asyncProperty(schedules, holds), {
    numRuns,
    ...(seed !== undefined && { seed }),
    ...(path !== undefined && { path }),
  });
  if (!details.failed) return { runs: details.numRuns };
  const [schedule] = details.counterexample ?? [];
  if (schedule === undefined) throw new Error(`${name}: no schedule could be made`);
  return {
    runs: details.numRuns,
    failure: { seed: details.seed, path: details.counterexamplePath ?? '', schedule, error: details.errorInstance },
  };
}

/** A failure as people need it: how to see it again, and the smallest schedule, ready to become a fixture. */
export function told(name: PropertyName, { runs, failure }: Verdict): string {
  if (failure === undefined) return `${name}: ${runs} schedules hold`;
  const { seed, path, schedule, error } = failure;
  return [
    `${name}: falsified by schedule ${runs}; again: --property "${name}" --seed ${seed} --path ${path}`,
    JSON.stringify({ property: name, ...schedule }),
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ].join('\n');
}

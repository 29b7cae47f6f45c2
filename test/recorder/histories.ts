import fc from 'fast-check';
import { createFlightRecorder, type FlightRecorder, type FlightRecorderOptions } from '../../src/recorder/index.js';
import { play, Run } from '../faults/run.js';
import { ANY_FAULT, type Schedule } from '../faults/steps.js';

/** A history of the sandbox behind faulty lines, and when the recorders begin anew: at the start, or after so many steps. */
export interface History {
  readonly schedule: Schedule;
  readonly restartAfter: number | undefined;
}

export const HISTORIES: fc.Arbitrary<History> = fc.record({
  schedule: ANY_FAULT,
  restartAfter: fc.option(fc.nat(40), { nil: undefined }),
});

/** Plays a history at two desks that are recorded. */
export async function record(
  { schedule, restartAfter }: History,
  options: FlightRecorderOptions = {},
): Promise<readonly [FlightRecorder, FlightRecorder]> {
  const recorders = [createFlightRecorder(options), createFlightRecorder(options)] as const;
  const run = new Run(
    schedule.dialect,
    {},
    recorders.map(({ createWorkspace }) => createWorkspace),
  );
  if (restartAfter === undefined) await play(run, schedule);
  else {
    await run.start(schedule.opening);
    for (const [at, step] of schedule.steps.entries()) {
      if (at === restartAfter) for (const recorder of recorders) recorder.start();
      await run.take(step);
    }
  }
  return recorders;
}

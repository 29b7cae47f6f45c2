import fc from 'fast-check';
import { createFlightRecorder, type FlightRecorder, type FlightRecorderOptions } from '../../src/recorder/index.js';
import type { Transport } from '../../src/transport/transport.js';
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

/** Hears everything that goes over a line. */
type Ear = (value: unknown) => void;

function overheard(line: Transport, ear: Ear): Transport {
  return {
    get status() {
      return line.status;
    },
    connect: () => {
      line.connect();
    },
    probe: () => {
      line.probe();
    },
    disconnect: () => line.disconnect(),
    listen: (listener) =>
      line.listen({
        ...listener,
        message: (frame) => {
          ear(frame.data);
          listener.message?.(frame);
        },
      }),
    request: async (request, options) => {
      ear({ path: request.path, body: request.body });
      const answer = await line.request(request, options);
      ear(answer.body);
      return answer;
    },
  };
}

/** Plays a history at two desks that are recorded; `ear` hears what goes over their lines. */
export async function record(
  { schedule, restartAfter }: History,
  options: FlightRecorderOptions = {},
  ear?: Ear,
): Promise<readonly [FlightRecorder, FlightRecorder]> {
  const recorders = [createFlightRecorder(options), createFlightRecorder(options)] as const;
  const run = new Run(
    schedule.dialect,
    {},
    recorders.map(({ createWorkspace }) =>
      ear === undefined
        ? createWorkspace
        : (desk) => createWorkspace({ ...desk, transport: overheard(desk.transport, ear) }),
    ),
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

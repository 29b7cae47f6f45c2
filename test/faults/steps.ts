import fc from 'fast-check';

/** What happens outside: customers, and colleagues whose lines are in order. */
const WORLD = [
  'text',
  'text',
  'accepts',
  'rejects',
  'says',
  'whispers',
  'types',
  'leaves',
  'completes',
  'attaches',
  'asks',
] as const;
/** What the people at the desks do. */
const PEOPLE = [
  'accept',
  'reject',
  'send',
  'send',
  'send',
  'whisper',
  'whisper',
  'consult',
  'invite',
  'transfer',
  'leave',
  'complete',
  'attach',
  'dispose',
  'intrude',
  'switch',
  'switch',
  'type',
  'look',
  'dismiss',
  'close',
  'monitor',
] as const;
/** What the line does when nothing is lost: each thing in its time, in any order with others. */
const GOOD = [
  'deliver',
  'deliver',
  'deliver',
  'deliver',
  'execute',
  'execute',
  'execute',
  'answer',
  'answer',
  'answer',
  'flow',
  'flow',
] as const;
/** … and what else may happen without any loss. */
const ODD = ['swap', 'swap', 'repeat'] as const;
const BAD = [
  'elsewhere',
  'hasten',
  'drop',
  'drop',
  'lose-before',
  'lose-after',
  'break',
  'open',
  'open',
  'renew',
  'sign-out',
  'restart',
  'wait',
  'wait',
  'wait',
  'fire',
  'leap',
  'sleep',
] as const;

export type StepKind = (typeof WORLD | typeof PEOPLE | typeof GOOD | typeof ODD | typeof BAD)[number];

/** One step: what, at which desk (0 the agent's, 1 the supervisor's), and which of the candidates. */
export type Step = readonly [kind: StepKind, desk: 0 | 1, pick: number];

/** How the world stands when a schedule begins. */
export const OPENINGS = ['nothing', 'invited', 'chatting', 'conference', 'supervised'] as const;
export type Opening = (typeof OPENINGS)[number];

export interface Schedule {
  readonly opening: Opening;
  readonly steps: readonly Step[];
}

const LENGTH = 45;

function schedules(kinds: readonly StepKind[]): fc.Arbitrary<Schedule> {
  const step = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom<0 | 1>(0, 1), fc.nat(63));
  return fc.record({
    opening: fc.constantFrom(...OPENINGS),
    steps: fc.array<Step>(step, { maxLength: LENGTH, size: 'max' }),
  });
}

/** Everything that can happen. */
export const ANY_FAULT = schedules([...WORLD, ...PEOPLE, ...GOOD, ...ODD, ...BAD]);
/** Nothing is lost, and no time passes: whatever ends, ends by what arrives. */
export const NO_LOSS = schedules([...WORLD, ...PEOPLE, ...GOOD, ...GOOD, ...ODD, 'leap']);

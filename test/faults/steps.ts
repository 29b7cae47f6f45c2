import fc from 'fast-check';
import type { DialectName } from './dialects.js';

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
  'hangs-up',
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
  'add',
  'detach',
  'dispose',
  'url',
  'notice',
  'remove',
  'finish',
  'conclude',
  'history',
  'ready',
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

/** Both lines go down and come back, the server having kept (even) or lost (odd) what it had for them. */
const REOPEN = 'reopen';

export type StepKind = (typeof WORLD | typeof PEOPLE | typeof GOOD | typeof ODD | typeof BAD)[number] | typeof REOPEN;

/** One step: what, at which desk (0 the agent's, 1 the supervisor's), and which of the candidates. */
export type Step = readonly [kind: StepKind, desk: 0 | 1, pick: number];

/** How the world stands when a schedule begins. `offered`: the invitation came by notification, and may come again. */
export const OPENINGS = ['nothing', 'offered', 'invited', 'chatting', 'conference', 'supervised'] as const;
export type Opening = (typeof OPENINGS)[number];

export interface Schedule {
  /** Default `sms-session`. */
  readonly dialect?: DialectName;
  readonly opening: Opening;
  readonly steps: readonly Step[];
}

const LENGTH = 45;

type Steps = fc.Arbitrary<readonly Step[]>;

function steps(kinds: readonly StepKind[], maxLength = LENGTH): Steps {
  const step = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom<0 | 1>(0, 1), fc.nat(63));
  return fc.array<Step>(step, { maxLength, size: 'max' });
}

function schedules(made: Steps): fc.Arbitrary<Schedule> {
  return fc.record({
    dialect: fc.constantFrom<DialectName>('sms-session', 'sms-session', 'chat', 'interactions'),
    opening: fc.constantFrom(...OPENINGS),
    steps: made,
  });
}

/** Everything that can happen. */
export const ANY_FAULT = schedules(steps([...WORLD, ...PEOPLE, ...GOOD, ...ODD, ...BAD]));
/** Nothing is lost, and no time passes: whatever ends, ends by what arrives. */
export const NO_LOSS = schedules(steps([...WORLD, ...PEOPLE, ...GOOD, ...GOOD, ...ODD, 'leap']));
/** Anything; then the lines come back, and from then on nothing is lost and no time passes. */
export const REOPENING = schedules(
  fc
    .tuple(
      // In order: of two notifications the later one counts, until something is read again.
      steps([...WORLD, ...PEOPLE, ...GOOD, 'repeat', ...BAD], 30),
      fc.nat(1),
      steps([...WORLD, ...PEOPLE, ...GOOD, ...GOOD], 20),
    )
    // What got lost is older than what the server still has for us.
    .map(([before, pick, after]) => [
      ...before.map((step): Step => (step[0] === 'drop' ? ['drop', step[1], 0] : step)),
      [REOPEN, 0, pick],
      ...after,
    ]),
);

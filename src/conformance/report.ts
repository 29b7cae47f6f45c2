import type { Frame } from './frames.js';
import type { Sight } from './inferences.js';
import type { Check, DialectName } from './stage.js';

/** How one scenario went. `failed`: it could not be played to its end. */
export interface ScenarioReport {
  readonly name: string;
  readonly outcome: 'played' | 'skipped' | 'failed';
  /** Why it was skipped or failed. */
  readonly reason?: string;
  readonly milliseconds: number;
  readonly checks: readonly Check[];
}

/** What was seen of one operation or read. */
export interface OperationReport {
  readonly operation: string;
  readonly same: number;
  readonly different: number;
}

/** One API, played. */
export interface DialectReport {
  readonly dialect: DialectName;
  readonly scenarios: readonly ScenarioReport[];
  readonly operations: readonly OperationReport[];
  readonly inferences: readonly Sight[];
}

/** Sums of a run. */
export interface Totals {
  readonly scenarios: number;
  readonly played: number;
  readonly skipped: number;
  readonly failed: number;
  readonly checks: number;
  readonly same: number;
  readonly different: number;
  /** Operations and reads that were checked, those of each API counted for themselves. */
  readonly operations: number;
}

/** Everything that a run has to say. */
export interface Report {
  readonly url: string;
  readonly dialects: readonly DialectReport[];
  readonly totals: Totals;
}

/** What each operation came to. */
export function byOperation(scenarios: readonly ScenarioReport[]): readonly OperationReport[] {
  const rows = new Map<string, { same: number; different: number }>();
  for (const { operation, same } of scenarios.flatMap(({ checks }) => checks)) {
    const row = rows.get(operation) ?? { same: 0, different: 0 };
    row[same ? 'same' : 'different']++;
    rows.set(operation, row);
  }
  return [...rows]
    .map(([operation, row]) => ({ operation, ...row }))
    .sort((a, b) => (a.operation < b.operation ? -1 : 1));
}

/** The sums of all dialects. */
export function totalsOf(dialects: readonly DialectReport[]): Totals {
  const scenarios = dialects.flatMap((one) => one.scenarios);
  const checks = scenarios.flatMap((one) => one.checks);
  const count = (outcome: ScenarioReport['outcome']): number =>
    scenarios.filter((one) => one.outcome === outcome).length;
  const same = checks.filter((one) => one.same).length;
  return {
    scenarios: scenarios.length,
    played: count('played'),
    skipped: count('skipped'),
    failed: count('failed'),
    checks: checks.length,
    same,
    different: checks.length - same,
    operations: dialects.reduce((sum, { operations }) => sum + operations.length, 0),
  };
}

/** Whether everything that was played was as documented, and something was. */
export function isConformant({ totals }: Report): boolean {
  return totals.different === 0 && totals.failed === 0 && totals.same > 0;
}

const MAX_LINE = 400;

/** A server's words must not steer the reader's terminal. */
function printable(text: string): string {
  const clean = text.replace(/\p{Cc}|\p{Cf}/gu, '·');
  return clean.length > MAX_LINE ? `${clean.slice(0, MAX_LINE)}…` : clean;
}

const ARROWS = { request: '→', answer: '←', notification: '⇐' } as const;

function frameLine({ who, direction, what, body }: Frame): string {
  const text = body === undefined ? '' : ` ${JSON.stringify(body)}`;
  return `        ${printable(`${who} ${ARROWS[direction]} ${what}${text}`)}`;
}

function checkLines({ operation, documented, observed, frames = [] }: Check): readonly string[] {
  return [
    `    ${operation}: DIFFERENT`,
    `      documented: ${documented}`,
    `      observed:   ${printable(observed ?? 'otherwise')}`,
    ...frames.map(frameLine),
  ];
}

const MARKS = { played: '✔', skipped: '–', failed: '✖' } as const;

function scenarioLines({ name, outcome, reason, checks }: ScenarioReport): readonly string[] {
  const different = checks.filter((check) => !check.same);
  const mark = different.length > 0 ? MARKS.failed : MARKS[outcome];
  const detail = outcome === 'skipped' ? `skipped: ${reason ?? ''}` : `${checks.length} checks`;
  return [`  ${mark} ${name}  (${printable(detail)})`, ...different.flatMap(checkLines)];
}

/** The report as text for a terminal. */
export function printReport({ url, dialects, totals }: Report): string {
  const lines = dialects.flatMap(({ dialect, scenarios, operations, inferences }) => [
    `${dialect} at ${url}`,
    ...scenarios.flatMap(scenarioLines),
    '',
    '  operation by operation',
    ...operations.map(
      ({ operation, same, different }) =>
        `    ${operation.padEnd(40)} ${different === 0 ? 'same' : 'DIFFERENT'}  ${same} of ${same + different}`,
    ),
    '',
    '  what the documentation leaves open',
    ...inferences.map(
      ({ verdict, assumed, observed }) =>
        `    ${verdict.padEnd(12)} ${assumed}${observed.length > 0 ? ` — ${printable(observed.join('; '))}` : ''}`,
    ),
    '',
  ]);
  const { scenarios, played, skipped, failed, checks, same, different, operations } = totals;
  return [
    ...lines,
    `${scenarios} scenarios: ${played} played, ${skipped} skipped, ${failed} failed; ` +
      `${checks} checks of ${operations} operations: ${same} same, ${different} different`,
    '',
  ].join('\n');
}

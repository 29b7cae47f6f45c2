import { CHAT } from '../protocol/dialects/chat.js';
import type { Dialect } from '../protocol/dialects/dialect.js';
import { INTERACTIONS } from '../protocol/dialects/interactions.js';
import { SMS_SESSION } from '../protocol/dialects/sms-session.js';
import { Company, type Members } from './company.js';
import { FrameLog } from './frames.js';
import { HTTP_OF_CODE, InferenceLedger } from './inferences.js';
import { Performance } from './performance.js';
import { byOperation, type DialectReport, type ScenarioReport } from './report.js';
import { SCENARIOS } from './scenarios.js';
import { Skip } from './stage.js';
import type { Customer, DialectName, Scenario } from './stage.js';

/** The dialects by name. */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  'sms-session': SMS_SESSION,
  chat: CHAT,
  interactions: INTERACTIONS,
};

/** What a run is made with. */
export interface RunOptions {
  readonly dialect: DialectName;
  readonly members: Members;
  readonly customer: Customer;
  /** Milliseconds that anything awaited may take. */
  readonly timeout: number;
  /** Milliseconds that a scenario may take. */
  readonly limit: number;
  readonly queue?: string;
  /** Only scenarios whose name contains this. */
  readonly only?: string;
}

/** The scenarios of a dialect, chosen by a part of their name. */
export function scenariosFor(dialect: DialectName, only = ''): readonly Scenario[] {
  return SCENARIOS.filter(({ name, dialects }) => dialects.includes(dialect) && name.includes(only));
}

/** Plays the scenarios of one dialect, one after the other. Never rejects: whatever goes wrong is in the report. */
export async function runDialect(options: RunOptions): Promise<DialectReport> {
  const dialect = DIALECTS[options.dialect];
  const log = new FrameLog();
  const ledger = new InferenceLedger(dialect);
  const company = new Company(options.members, dialect, options.timeout, log);
  const scenarios: ScenarioReport[] = [];
  try {
    for (const scenario of scenariosFor(options.dialect, options.only)) {
      scenarios.push(await playOne(scenario, { ...options, company, log, ledger }));
    }
  } finally {
    await company.close();
  }
  return {
    dialect: options.dialect,
    scenarios,
    operations: byOperation(scenarios),
    inferences: ledger.sights,
  };
}

interface Playing extends RunOptions {
  readonly company: Company;
  readonly log: FrameLog;
  readonly ledger: InferenceLedger;
}

async function playOne(scenario: Scenario, playing: Playing): Promise<ScenarioReport> {
  const { company, log, ledger, customer, queue, limit } = playing;
  const { name } = scenario;
  const start = performance.now();
  const vacant = scenario.cast.filter((role) => !company.has(role));
  if (vacant.length > 0) {
    return { name, outcome: 'skipped', reason: `nobody plays the ${vacant.join(', ')}`, milliseconds: 0, checks: [] };
  }
  const stage = new Performance(name, {
    dialect: DIALECTS[playing.dialect],
    company,
    customer,
    log,
    ledger,
    ...(queue !== undefined && { queue }),
  });
  const report = (outcome: ScenarioReport['outcome'], reason?: string): ScenarioReport => ({
    name,
    outcome,
    ...(reason !== undefined && { reason }),
    milliseconds: Math.round(performance.now() - start),
    checks: stage.checks,
  });
  log.clear();
  try {
    await company.everybody();
    await within(limit, scenario.play(stage));
    if (stage.checks.length === 0) throw new Error('the scenario checked nothing');
    return report('played');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Skip) return report('skipped', reason);
    stage.check(log.operation ?? 'sign-in', 'the scenario can be played to its end', false, reason);
    return report('failed', reason);
  } finally {
    lookAtFrames(playing);
    await within(limit, company.tidy()).catch(() => undefined);
  }
}

/** Rejects when something takes longer than `limit` milliseconds. */
async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What every scenario shows without meaning to: on which channel notifications come, and how refusals are coded. */
function lookAtFrames({ dialect: name, log, ledger }: Playing): void {
  const { topic, stateTypes } = DIALECTS[name];
  for (const { direction, what, body } of log.frames) {
    const fields = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
    if (direction === 'notification') {
      const type = fields['messageType'] ?? fields['messageTypeName'];
      if (typeof type === 'string' && stateTypes.includes(type.trim())) ledger.note('topic', what === topic, what);
    }
    if (direction !== 'answer') continue;
    const code = Number(fields['statusCode']);
    const http = HTTP_OF_CODE.get(code);
    if (http !== undefined) ledger.note('http-codes', String(http) === what, `${code} with ${what}`);
  }
}

import { parseArgs } from 'node:util';
import { adapt } from 'cometd-nodejs-client';
import { createGwsTransport } from '../transport/gws-transport.js';
import type { Members } from './company.js';
import { cookieFetch } from './cookie-fetch.js';
import { ChatVisitor } from './customers/chat-visitor.js';
import { ManualCustomer } from './customers/manual.js';
import { isSandbox, outsideOver } from './customers/outside.js';
import { SandboxPhone } from './customers/sandbox-phone.js';
import { isConformant, printReport, totalsOf, type DialectReport, type Report } from './report.js';
import { DIALECTS, runDialect, scenariosFor } from './run.js';
import type { Customer, DialectName, Role } from './stage.js';

const USAGE = `Usage: sms-session-elements conform --url <base> --agent <user:password> [options]

Plays scenarios against a GWS and tells, operation by operation, whether it does what its documentation says.
It talks in real sessions: use agents and a supervisor who are there for tests.

  --url <base>                address of the API, such as http://127.0.0.1:8090/api/v2
  --agent <user:password>     an agent; up to three, in the order in which roles are given out
  --supervisor <user:password>  a supervisor of the first agent
  --queue <name>              a queue that the second and third agent serve   (default in the sandbox: Billing)
  --dialect <name>            sms, chat or interactions; repeatable           (default: sms)
  --customer <kind>           sandbox or manual: who plays the customer       (default: sandbox where there is one)
  --only <text>               scenarios whose name contains the text
  --timeout <ms>              how long anything may take                      (default: 5000)
  --json                      print the report as JSON
  --help

A scenario that lacks somebody is skipped. Exit code: 0 all the same, 1 differences, 2 wrong usage.`;

const NAMES: Readonly<Record<string, DialectName>> = {
  sms: 'sms-session',
  'sms-session': 'sms-session',
  chat: 'chat',
  interactions: 'interactions',
};
const AGENTS: readonly Role[] = ['agent', 'second-agent', 'third-agent'];

/** How much longer than its slowest step a scenario may take; a person who plays the customer needs time. */
const STEPS = { sandbox: 12, manual: 360 } as const;

const SANDBOX_QUEUE = 'Billing';

/** The command `conform`; resolves with the exit code. */
export async function conformCommand(args: readonly string[]): Promise<number> {
  let settings: Settings;
  try {
    const read = readSettings(args);
    if (read === 'help') {
      console.log(USAGE);
      return 0;
    }
    settings = read;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  // CometD wants the globals of a browser.
  adapt();
  const report = await conform(settings);
  process.stdout.write(settings.json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
  return isConformant(report) ? 0 : 1;
}

interface Settings {
  readonly url: string;
  readonly credentials: Readonly<Partial<Record<Role, string>>>;
  readonly dialects: readonly DialectName[];
  readonly customer: 'sandbox' | 'manual' | undefined;
  readonly queue: string | undefined;
  readonly only: string;
  readonly timeout: number;
  readonly json: boolean;
}

/** Throws an Error that says what is wrong with the command line. */
function readSettings(args: readonly string[]): Settings | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      agent: { type: 'string', multiple: true },
      supervisor: { type: 'string' },
      queue: { type: 'string' },
      dialect: { type: 'string', multiple: true },
      customer: { type: 'string' },
      only: { type: 'string' },
      timeout: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return 'help';
  const { url = '', agent = [], supervisor, customer, only = '' } = values;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Error('--url must be the http(s) address of the API');
  }
  if (agent.length === 0 || agent.length > AGENTS.length) throw new Error('give one to three --agent');
  if (![...agent, supervisor ?? ':'].every((one) => one.includes(':')))
    throw new Error('credentials are user:password');
  const dialects = (values.dialect ?? ['sms']).map((name) => {
    const dialect = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (dialect === undefined) throw new Error('--dialect must be sms, chat or interactions');
    return dialect;
  });
  if (customer !== undefined && customer !== 'sandbox' && customer !== 'manual') {
    throw new Error('--customer must be sandbox or manual');
  }
  const timeout = Number(values.timeout ?? 5000);
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 600_000) throw new Error('--timeout must be milliseconds');
  if (dialects.every((dialect) => scenariosFor(dialect, only).length === 0)) {
    throw new Error('--only fits no scenario');
  }
  return {
    url,
    credentials: {
      ...Object.fromEntries(agent.map((one, at) => [AGENTS[at] ?? 'agent', one])),
      ...(supervisor !== undefined && { supervisor }),
    },
    dialects,
    customer,
    queue: values.queue,
    only,
    timeout,
    json: values.json === true,
  };
}

async function conform(settings: Settings): Promise<Report> {
  const { url, customer, timeout, only } = settings;
  const outside = outsideOver(url);
  const sandboxed = customer === 'manual' ? false : await isSandbox(outside);
  const kind = customer ?? (sandboxed ? 'sandbox' : 'manual');
  const queue = settings.queue ?? (sandboxed ? SANDBOX_QUEUE : undefined);
  const person = kind === 'manual' ? new ManualCustomer(process.stdin, process.stderr) : undefined;
  const customerFor = (dialect: DialectName): Customer =>
    person ?? (dialect === 'sms-session' ? new SandboxPhone(outside) : new ChatVisitor(outside));
  const dialects: DialectReport[] = [];
  for (const dialect of settings.dialects) {
    const options = { dialect, members: membersOf(settings, dialect), customer: customerFor(dialect), timeout, only };
    const limit = timeout * STEPS[kind];
    dialects.push(await runDialect({ ...options, limit, ...(queue !== undefined && { queue }) }));
  }
  person?.close();
  return { url, dialects, totals: totalsOf(dialects) };
}

/** A line for each role, with its own cookies. Only the name is ever printed. */
function membersOf({ url, credentials, timeout }: Settings, dialect: DialectName): Members {
  return Object.fromEntries(
    Object.entries(credentials).map(([role, credential]) => [
      role,
      {
        name: credential.slice(0, credential.indexOf(':')),
        transport: () =>
          createGwsTransport({
            baseUrl: url,
            topics: DIALECTS[dialect].topics,
            authorization: `Basic ${Buffer.from(credential).toString('base64')}`,
            fetch: cookieFetch(),
            timing: { request: timeout },
          }),
      },
    ]),
  );
}

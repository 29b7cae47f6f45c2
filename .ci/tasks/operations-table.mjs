import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { SCENARIOS } from '../../src/conformance/scenarios.ts';
import { DIALECTS } from '../../src/conformance/run.ts';
import { encode } from '../../src/protocol/encode.ts';
import { OPERATION_GUIDE } from '../../src/protocol/operation-guide.ts';
import { OPERATIONS } from '../../src/protocol/operations.ts';
import { createEngine } from '../../src/sandbox/engine/engine.ts';
import { filesBelow } from './lib/files.mjs';
import { inRoot } from './lib/root.mjs';
import { SHOWN } from '../../test/e2e/support/shown.ts';

// `operations-table.mjs` writes docs/operations.md, operation by operation, from what the code says; `--check` only tells whether the committed one
// is right. Runs under tsx. What nobody does is a cell that says so.
const file = inRoot('docs/operations.md');
const missing = '**missing**';
const none = '—';
const dialects = Object.entries(DIALECTS);
const titles = { 'sms-session': 'SMS session', chat: 'chat', interactions: 'interactions' };

/** What asks for an operation by something else than its name: the controller's call, and how elements write it. */
const send = { call: 'session.send()', pattern: /\bsession\??\.send\(/ };
const typing = { call: 'session.typing()', pattern: /\bsession\??\.typing\(/ };
const monitor = { call: 'workspace.monitor()', pattern: /\.monitor\(/ };
const switching = { call: 'session.perform()', pattern: /`SwitchTo\$\{/ };
const ready = { call: 'workspace.setReady()', pattern: /\.setReady\(/ };
/**
 * What programs say to programs has no button: the page asks for it, as the README tells, and the element named here shows that it arrived, by the
 * words for an entry of that type. An element that only asks again for what failed does not count.
 */
const shownAs = {
  SendCustomNotice: 'CustomNotice',
  SendCustomNoticeToAgents: 'CustomNotice',
  SendNicknameUpdatedNotice: 'NicknameUpdated',
};
/** @type {Readonly<Record<string, { call: string, pattern: RegExp, automatic?: true }>>} */
const ways = {
  SendMessage: send,
  SendToAgents: send,
  SendStartTypingNotification: typing,
  SendStopTypingNotification: typing,
  SendStartTypingToAgentsNotification: typing,
  SendStopTypingToAgentsNotification: typing,
  SwitchToMonitor: switching,
  SwitchToCoach: switching,
  SwitchToBargeIn: switching,
  Monitor: monitor,
  Coach: monitor,
  BargeIn: monitor,
  CancelSupervisorMonitoring: { call: 'workspace.cancelMonitoring()', pattern: /\.cancelMonitoring\(/ },
  SetInFocus: { call: 'workspace.select()', pattern: /\.select\(/ },
  StartContactCenterSession: { call: 'workspace.start()', pattern: /(?:workspace|found)\??\.start\(/ },
  EndContactCenterSession: { call: 'workspace.end()', pattern: /(?:workspace|found)\??\.end\(/ },
  Ready: ready,
  NotReady: ready,
  // The controllers read a log again by themselves.
  RequestHistory: { call: 'by itself, where a log has a gap', pattern: /$^/, automatic: true },
};

const textsBelow = async (/** @type {string} */ folder) =>
  Promise.all(
    (await filesBelow(folder))
      .filter((name) => name.endsWith('.ts') && !/localization|translations/.test(name))
      .map(async (name) => ({ name, text: await readFile(inRoot(name), 'utf8') })),
  );
const elements = await textsBelow('src/elements');
const controllers = await readFile(inRoot('src/session/contract.ts'), 'utf8');
const readme = await readFile(inRoot('README.md'), 'utf8');

/** The tags whose code names the operation, or asks for it in its own way. */
function tagsOf(/** @type {string} */ operation) {
  const pattern = ways[operation]?.pattern ?? new RegExp(`['"\`]${operation}['"\`]`);
  const tags = elements
    .filter(({ name, text }) => /^src\/elements\/[^/]+-[^/]+\//.test(name) && pattern.test(text))
    .map(({ name }) => `\`<${name.split('/')[2]}>\``);
  return [...new Set(tags)];
}

/** The controller's call, as long as there is such a method. */
function callOf(/** @type {string} */ operation) {
  const { call = 'session.perform()', automatic = false } = ways[operation] ?? {};
  const [, method = ''] = /\.(\w+)\(/.exec(call) ?? [];
  return automatic ? call : new RegExp(`^ {2}${method}[<(]`, 'm').test(controllers) ? `\`${call}\`` : missing;
}

/** Where the page's own way is told, and which elements show what comes of it. */
function hostOf(/** @type {string} */ operation) {
  const isTold = readme.includes(`perform('${operation}'`);
  const showing = elements.filter(({ text }) => new RegExp(`type === '${shownAs[operation]}'`).test(text));
  const tags = [...new Set(showing.map(({ name }) => `\`<${name.split('/')[2]}>\``))];
  return `${isTold ? 'by the page (README)' : `by the page: ${missing}`}; shown by ${tags.join(', ') || missing}`;
}

function clientOf(/** @type {string} */ operation) {
  const tags = tagsOf(operation);
  const call = callOf(operation);
  if (ways[operation]?.automatic) return call;
  if (operation in shownAs) return `${call}, ${hostOf(operation)}`;
  return `${call}; ${tags.length > 0 ? tags.join(', ') : `element: ${missing}`}`;
}

const engine = createEngine({
  now: () => 0,
  baseUri: 'http://sandbox.invalid/api/v2',
  sink: { deliver() {}, expireSessions() {}, restart() {} },
});
const userId = engine.authenticate('supervisor1', 'password') ?? '';
const agentId = engine.authenticate('agent1', 'password') ?? '';

/** Whether the sandbox knows the operation: whatever it answers about a session that is not there, it must not be that it has no such operation. */
function isHandled(
  /** @type {string} */ operation,
  /** @type {import('../../src/protocol/dialects/dialect.ts').Dialect} */ dialect,
) {
  const given = { userId: agentId, userData: {}, keys: [], channels: [dialect.channel] };
  const params = Object.fromEntries(
    Object.entries(OPERATIONS[operation].params)
      .filter(([name, need]) => need !== 'optional' && !(need === 'path' && !(name in given)))
      .map(([name]) => [name, given[name] ?? 'x']),
  );
  const request = encode(dialect, { operation, sessionId: '0000Probe0000000', params });
  const { body } = engine.request({ ...request, userId });
  return !(body.statusCode === 10 && /operationName/.test(body.statusMessage));
}

const has = (/** @type {string} */ operation) => dialects.filter(([, dialect]) => !dialect.lacks.includes(operation));
const lackingOf = (/** @type {readonly string[]} */ names) =>
  names.length === 0 ? '' : `${missing}: ${names.map((name) => titles[name]).join(', ')}`;

function sandboxOf(/** @type {string} */ operation) {
  const lacking = has(operation).filter(([, dialect]) => !isHandled(operation, dialect));
  return lackingOf(lacking.map(([name]) => name)) || 'yes';
}

function scenariosOf(/** @type {string} */ operation) {
  const playing = SCENARIOS.filter(({ operations }) => operations.includes(operation));
  const lacking = has(operation).filter(([name]) => !playing.some((one) => one.dialects.includes(name)));
  return [...playing.map(({ name }) => name), ...[lackingOf(lacking.map(([name]) => name))].filter(Boolean)].join('; ');
}

/** How the operation is written in a dialect. */
function wireOf(/** @type {string} */ operation, dialect) {
  if (dialect.lacks.includes(operation)) return none;
  const { name = operation, adds = {} } = dialect.wire[operation] ?? {};
  const added = Object.entries(adds).map(([key, value]) => ` {${key}: ${value}}`);
  return `\`${name}${added.join('')}\``;
}

const row = (/** @type {readonly string[]} */ cells) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const names = Object.keys(OPERATIONS);
const head = ['operation', ...dialects.map(([name]) => titles[name]), 'sandbox', 'client', 'scenarios', 'page'];
const rows = names.map((operation) => [
  operation,
  ...dialects.map(([, dialect]) => wireOf(operation, dialect)),
  sandboxOf(operation),
  clientOf(operation),
  scenariosOf(operation),
  OPERATION_GUIDE[operation].page,
]);
const gaps = rows.flat().filter((cell) => cell.includes(missing)).length;
const counts = dialects.map(
  ([name]) => `${names.filter((one) => has(one).some(([each]) => each === name)).length} in the ${titles[name]} API`,
);

const shownHead = ['operation', 'page', 'succeeds', 'is refused', 'fails later'];
const testName = (/** @type {import('../../test/e2e/support/shown.ts').Shown | string} */ shown) =>
  typeof shown === 'string' ? shown : `${shown[0]}: ${shown[1]}`;
const shownCells = (/** @type {import('../../test/e2e/support/shown.ts').ShownOperation} */ one) => [
  `\`${one.name}\``,
  one.page,
  ...[one.succeeds, one.refused, one.fails].map(testName),
];

const markdown = `<!-- Generated by \`npm run operations\`; \`npm run check\` compares it with the code. -->

# Every operation

The catalogue in \`src/protocol/operations.ts\` has ${names.length} operations: ${counts.join(', ')}. Each row says how the operation is written in each API, whether the
sandbox knows it, how the client asks for it, which scenarios of \`src/conformance\` play it, and the documentation page that describes it. A dash: the API has no such
operation. ${gaps === 0 ? 'Nothing is missing.' : `Cells that say ${missing}: ${gaps}.`}

${[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')}

## Shown in a browser

Operations whose documentation tells how they succeed and fail, each through the elements on the sandbox's server in Chromium (\`test/e2e\`): that it succeeds,
that the server refuses it, and that the server accepts it and later tells by an \`Error\` notification that it failed.

${[row(shownHead), row(shownHead.map(() => '---')), ...SHOWN.map((each) => row(shownCells(each)))].join('\n')}

## Left open by the documentation

${names
  .filter((operation) => OPERATION_GUIDE[operation].inferred !== undefined)
  .map((operation) => `- **${operation}**: ${OPERATION_GUIDE[operation].inferred}`)
  .join('\n')}
`;

const text = await format(markdown, { ...(await resolveConfig(file)), filepath: file });
if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== text) {
    console.error('docs/operations.md does not say what the code says: run `npm run operations` and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}

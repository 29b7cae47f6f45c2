import { readFileSync } from 'node:fs';

const modules = JSON.parse(readFileSync(new URL('modules.json', import.meta.url), 'utf8'));
const chosen = modules.find((/** @type {{ name: string }} */ { name }) => name === process.env['MUTATION_MODULE']);
if (chosen === undefined) throw new RangeError('MUTATION_MODULE names a module of modules.json');

export default {
  mutate: chosen.mutate,
  nodeTests: chosen.tests,
  // These watch the clock, and code with mutants in it is slower.
  nodeTestsWithout: ['cost no more than'],
  testRunner: 'node-tests',
  plugins: [new URL('node-tests.mjs', import.meta.url).pathname],
  testRunnerNodeArgs: ['--import', 'tsx'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 15_000,
  ignorePatterns: ['dist', 'storybook-static', 'docs', 'stories', 'coverage', '.ci/mutation/node_modules'],
  checkers: [],
  reporters: ['clear-text', 'json'],
  clearTextReporter: { reportTests: false, logTests: false, allowEmojis: false },
  jsonReporter: { fileName: `coverage/mutation/${chosen.name}.json` },
  cleanTempDir: 'always',
  disableTypeChecks: false,
  allowConsoleColors: false,
};

import { ensureInstalled } from './install.mjs';
import { inRoot } from './lib/root.mjs';

// `npm test`: on a fresh clone too. Ends with a line `N passed, N failed`; a step that is no test and fails counts as one failure.
await ensureInstalled();
const [{ packageSteps, sourceSteps }, { countBy, runSteps }, { ensureBrowser }] = await Promise.all([
  import('./lib/check-steps.mjs'),
  import('./lib/steps.mjs'),
  import(inRoot('test/support/ensure-browser.mjs')),
]);

try {
  const { source, executablePath } = await ensureBrowser();
  console.log(`browser: ${executablePath} (${source})`);
} catch (error) {
  console.error(`The tests need a browser. ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const node = (/** @type {string} */ name, /** @type {string[]} */ ...args) => ({ name, command: 'node', args });
const nodeTests = countBy(/^ℹ (?:pass (?<passed>\d+)|(?:fail|cancelled) (?<failed>\d+))$/gm);
const ownTotals = countBy(/^(?:browser tests in .+|stories): (?<passed>\d+) passed, (?<failed>\d+) failed$/gm);

/** One after the other: each has the machine for itself, since some of them watch the clock. */
const testSteps = [
  { ...node('unit', '.ci/tasks/node-tests.mjs', 'unit'), count: nodeTests },
  { name: 'browser', command: 'wtr', args: [], count: ownTotals },
  { ...node('stories', '.ci/tasks/stories.mjs', '--built'), count: ownTotals },
  { ...node('end to end', '.ci/tasks/node-tests.mjs', 'e2e'), count: nodeTests },
];

const start = performance.now();
const storybook = { name: 'build storybook', command: 'npm', args: ['run', 'build-storybook'] };
const build = await runSteps([node('build', '.ci/tasks/build.mjs')]);
const parts =
  build.failed === 0
    ? [await runSteps([...sourceSteps, storybook, ...packageSteps], 2), await runSteps(testSteps)]
    : [await runSteps(sourceSteps, 2)];
if (build.failed > 0) console.log('no tests: they need the build');
const sum = (/** @type {'passed' | 'failed'} */ key) => [build, ...parts].reduce((total, part) => total + part[key], 0);
console.log(`\n${((performance.now() - start) / 1000).toFixed(0)} s`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

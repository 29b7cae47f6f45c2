import { stripVTControlCharacters } from 'node:util';
import { run } from './run.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 * @property {(output: string) => Counts} [count] reads how many tests ran from the output; without it the step is no test
 */

/** @typedef {{ passed: number, failed: number }} Counts */

const none = { passed: 0, failed: 0 };
const add = (/** @type {Counts} */ a, /** @type {Counts} */ b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

/** Sum of all matches of a pattern with the groups `passed` and `failed`. */
export const countBy = (/** @type {RegExp} */ pattern) => (/** @type {string} */ output) =>
  [...output.matchAll(pattern)]
    .map(({ groups }) => ({ passed: Number(groups?.passed ?? 0), failed: Number(groups?.failed ?? 0) }))
    .reduce(add, none);

/** The end of a long output, where runners say what failed. */
function excerpt(/** @type {string} */ output) {
  const lines = output.trimEnd().split('\n');
  const shown = lines.slice(-300);
  return [...(shown.length < lines.length ? [`… ${lines.length - shown.length} lines before`] : []), ...shown].join(
    '\n',
  );
}

/** Lines that a runner says about what it left out. */
const skippedLines = (/** @type {string} */ output) => output.split('\n').filter((line) => line.includes('skipping '));

async function runStep(/** @type {Step} */ { name, command, args, count }) {
  const start = performance.now();
  const { ok, output: colourful } = await run(command, args);
  const output = stripVTControlCharacters(colourful);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const counted = count?.(output) ?? none;
  // A step that failed without a failed test broke as a whole.
  const counts = !ok && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  const tests = count ? `  ${counts.passed} passed, ${counts.failed} failed` : '';
  console.log(`${ok ? '✔' : '✖'} ${name.padEnd(24)} ${seconds.padStart(6)} s${tests}`);
  if (!ok) console.log(`${excerpt(output)}\n`);
  else for (const line of skippedLines(output)) console.log(`  ${line.trim()}`);
  return counts;
}

/**
 * Runs steps, several at a time, each with its own line; what fails shows its output.
 * @param {readonly Step[]} steps
 * @param {number} atOnce
 * @returns {Promise<Counts>}
 */
export async function runSteps(steps, atOnce = 1) {
  const waiting = [...steps];
  let total = none;
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      // Not `total = add(total, await …)`: that would read the sum before the other workers write it.
      const counts = await runStep(step);
      total = add(total, counts);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return total;
}

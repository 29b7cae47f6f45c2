import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inRoot } from './lib/root.mjs';
import { run, runOrExit } from './lib/run.mjs';

// Mutants against the tests of each module: `[--module name]`. Stryker has a lock of its own and is installed here, not by `npm ci`: 166 packages that
// nothing else needs.
const { values } = parseArgs({ options: { module: { type: 'string' } } });
/** What is mutated, which tests have to notice, and which share of the mutants at least, in percent. @type {Record<'name' | 'least', any>[]} */
const modules = JSON.parse(await readFile(inRoot('.ci/mutation/modules.json'), 'utf8'));
const chosen = modules.filter(({ name }) => values.module === undefined || values.module === name);
if (chosen.length === 0) throw new RangeError(`modules: ${modules.map(({ name }) => name).join(', ')}`);
const stryker = inRoot('.ci/mutation/node_modules/@stryker-mutator/core/bin/stryker.js');
if (!existsSync(stryker)) {
  const args = ['ci', '--prefix', '.ci/mutation', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await runOrExit('npm', args, { quiet: true });
}

/** @type {string[]} */
const rows = [];
for (const { name, least } of chosen) {
  const began = performance.now();
  process.env['MUTATION_MODULE'] = name;
  const { ok } = await run('node', [stryker, 'run', '.ci/mutation/stryker.config.mjs'], { show: true });
  const seconds = (performance.now() - began) / 1000;
  if (!ok) throw new Error(`${name}: Stryker did not finish`);
  const report = JSON.parse(await readFile(inRoot(`coverage/mutation/${name}.json`), 'utf8'));
  /** @type {{ status: string }[]} */
  const mutants = Object.values(report.files).flatMap((file) => file.mutants);
  const count = (/** @type {string[]} */ ...statuses) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const [dead, alive, ignored] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage'), count('Ignored')];
  const score = (100 * dead) / (dead + alive);
  if (score < least) process.exitCode = 1;
  const verdict = score < least ? `, less than ${least} %` : '';
  rows.push(
    `${name}: ${score.toFixed(1)} % of ${dead + alive}, ${ignored} equivalent, ${seconds.toFixed(0)} s${verdict}`,
  );
}
console.log(`\n${rows.join('\n')}`);

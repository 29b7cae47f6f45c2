import { runOrExit } from './lib/run.mjs';

// Schedules of faults against the real controllers: `--schedules N --seed S`, and what a failure prints to see it again. `--planted`: against known bugs.
const given = process.argv.slice(2);
const args = given.includes('--planted')
  ? ['.ci/tasks/planted.mjs', ...given.filter((each) => each !== '--planted')]
  : ['--import', 'tsx', 'test/faults/main.ts', ...given];
await runOrExit('node', args);

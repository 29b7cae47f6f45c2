import { runOrExit } from './lib/run.mjs';

// Schedules of faults against the real controllers: `--schedules N --seed S`, and what a failure prints to see it again.
await runOrExit('node', ['--import', 'tsx', 'test/faults/main.ts', ...process.argv.slice(2)]);

import { ensureBuilt } from './build.mjs';
import { runOrExit } from './lib/run.mjs';

// Schedules of faults on a real wire: `--schedules N --messages M --seed S --ack on|off|both`, and what a failure prints to see it again.
await ensureBuilt();
await runOrExit('node', ['--import', 'tsx', 'test/wire/main.ts', ...process.argv.slice(2)]);

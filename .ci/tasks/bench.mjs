import { filesBelow } from './lib/files.mjs';
import { runOrExit } from './lib/run.mjs';

// Every test/bench/*.bench.ts in turn, alone in its process; each prints its own table. Arguments choose by name.
const chosen = process.argv.slice(2);
for (const file of await filesBelow('test/bench')) {
  if (!file.endsWith('.bench.ts') || (chosen.length > 0 && !chosen.some((name) => file.includes(name)))) continue;
  await runOrExit('node', ['--expose-gc', '--import', 'tsx', file]);
}

import { ensureBuilt } from './build.mjs';
import { runOrExit } from './lib/run.mjs';

// `scale.mjs herd|flood|hidden` and what that program takes: the large sizes of the tests in test/scale.
const [which, ...args] = process.argv.slice(2);
// Pages in a browser run what was built.
if (which !== 'herd') await ensureBuilt();
await runOrExit('node', ['--import', 'tsx', '--expose-gc', `test/scale/${which}-main.ts`, ...args]);

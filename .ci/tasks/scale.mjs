import { runOrExit } from './lib/run.mjs';

// `scale.mjs herd|flood|fuzz` and what that program takes: the large sizes of the tests in test/scale.
const [which, ...args] = process.argv.slice(2);
await runOrExit('node', ['--import', 'tsx', '--expose-gc', `test/scale/${which}-main.ts`, ...args]);

import { ensureBuilt } from './build.mjs';
import { runOrExit } from './lib/run.mjs';

// What hours at work leave behind: `--hours N --seed S` on a virtual clock, `--minutes N` in a browser with the real server.
const args = process.argv.slice(2);
const inBrowser = args.some((each) => each.startsWith('--minutes'));
if (inBrowser) await ensureBuilt();
await runOrExit('node', ['--import', 'tsx', `test/soak/${inBrowser ? 'browser-main' : 'main'}.ts`, ...args]);

import { filesBelow } from './lib/files.mjs';
import { run } from './lib/run.mjs';

// `node-tests.mjs unit` runs test/**/*.test.ts, `node-tests.mjs e2e` runs test/e2e/*.e2e.ts; further arguments choose by path.
const [kind, ...chosen] = process.argv.slice(2);
const suffix = kind === 'e2e' ? '.e2e.ts' : '.test.ts';
// Browsers and servers need the machine for themselves.
const concurrency = kind === 'e2e' ? 1 : 2;

const files = (await filesBelow('test')).filter(
  (file) => file.endsWith(suffix) && (chosen.length === 0 || chosen.some((part) => file.includes(part))),
);
if (files.length === 0) {
  console.log(`no ${kind} tests`);
} else {
  const options = ['--import', 'tsx', '--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`];
  const { ok } = await run('node', [...options, ...files], { show: true });
  process.exitCode = ok ? 0 : 1;
}

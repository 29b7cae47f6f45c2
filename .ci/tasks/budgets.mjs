import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import { onwarn, plugins } from '../../rollup.config.mjs';
import { inRoot } from './lib/root.mjs';

/**
 * Bytes after gzip -9; 1 kB is 1,000 bytes. `limit` fails the check and may only be lowered; `goal` is where we want to be (ADR 0007).
 */
const budgets = [
  { name: 'controller, with cometd', entry: 'dist/controller.js', limit: 34_800, goal: 20_000 },
  { name: '<sms-session> as it comes', entry: 'dist/elements/sms-session/sms-session.js', limit: 42_100, goal: 32_000 },
  {
    name: 'flight recorder and replay, with controllers',
    entry: 'dist/recorder/index.js',
    limit: 29_900,
    goal: 25_000,
  },
  { name: '<flight-recorder>, its CDN file', file: 'dist/cdn/sms-flight-recorder.min.js', limit: 50_500, goal: 42_000 },
  { name: 'everything, the CDN file', file: 'dist/cdn/sms-session-elements.min.js', limit: 88_500, goal: 45_000 },
  {
    name: 'what shares a line, beside it',
    file: 'dist/cdn/sms-session-elements-shared.min.js',
    limit: 5_500,
    goal: 5_000,
  },
];

/** The bundled entry, and with `--details` what it consists of. */
async function bundled(/** @type {string} */ entry) {
  const bundle = await rollup({ input: inRoot(entry), plugins: plugins(), onwarn });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  if (process.argv.includes('--details')) {
    const modules = Object.entries(output[0].modules).map(([id, { code }]) => ({
      module: id.replace(/^.*\/(node_modules|dist)\//, '$1/'),
      bytes: code?.length ?? 0,
    }));
    console.table(modules.sort((a, b) => b.bytes - a.bytes).slice(0, 40));
  }
  return output.map((chunk) => chunk.code ?? '').join('');
}

const rows = [];
for (const { name, entry, file, limit, goal } of budgets) {
  const code = entry ? await bundled(entry) : await readFile(inRoot(file), 'utf8');
  rows.push({ bundle: name, min: Buffer.byteLength(code), gz: gzipSync(code, { level: 9 }).length, limit, goal });
}
console.table(rows);
const over = rows.filter(({ gz, limit }) => gz > limit);
for (const { bundle, gz, limit } of over)
  console.error(`over budget: ${bundle} is ${gz} bytes gz, ${gz - limit} too many`);
process.exitCode = over.length > 0 ? 1 : 0;

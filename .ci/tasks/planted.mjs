import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { inRoot, root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

// `--schedules N --seed S [--only part of a name]`: plants one known bug after the other in a copy of the compiled test, and tells which survive.
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

/** @typedef {{ about: string, file: string, from: string, to: string }} Bug */
/** @type {readonly Bug[]} */
const all = JSON.parse(await readFile(inRoot('test/faults/planted.json'), 'utf8'));
// Next to the packages that it imports.
const folder = await mkdtemp(path.join(root, 'node_modules', '.planted-'));
let survivors = 0;
try {
  for (const bug of all) {
    if (!bug.about.includes(values.only)) continue;
    const outfile = path.join(folder, 'main.mjs');
    await build({
      entryPoints: [inRoot('test/faults/main.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
      plugins: [planting(bug)],
    });
    const began = performance.now();
    const { ok, output } = await run('node', [outfile, '--schedules', values.schedules, '--seed', values.seed]);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    if (ok) survivors++;
    const [how = 'died of something else'] = /.*: falsified by schedule \d+/.exec(output) ?? [];
    console.log(`${ok ? 'SURVIVED' : 'died'}  ${bug.about} (${ok ? '' : `${how}, `}${seconds} s)`);
    if (!ok && !output.includes('falsified')) console.log(output.slice(0, 2_000));
  }
} finally {
  await rm(folder, { recursive: true });
}
console.log(`${survivors} survived`);
process.exitCode = survivors > 0 ? 1 : 0;

/**
 * Replaces what a bug replaces while its file is read.
 * @param {Bug} bug
 * @returns {import('esbuild').Plugin}
 */
function planting({ about, file, from, to }) {
  return {
    name: 'planting',
    setup(builder) {
      builder.onLoad({ filter: new RegExp(`${file.replaceAll(/[/.]/g, '\\$&')}$`) }, async (args) => {
        const source = await readFile(args.path, 'utf8');
        if (source.split(from).length !== 2) throw new Error(`${about}: not there, or more than once: ${from}`);
        return { contents: source.replace(from, () => to), loader: 'ts' };
      });
    },
  };
}

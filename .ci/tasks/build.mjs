import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow, newest } from './lib/files.mjs';
import { inRoot } from './lib/root.mjs';
import { runOrExit } from './lib/run.mjs';

/** Written last, so its age is that of the build. */
const lastOutput = 'dist/cdn/sms-session-elements.min.js';

const inputs = async () => [
  ...(await filesBelow('src')),
  ...['package.json', 'package-lock.json', 'rollup.config.mjs', 'tsconfig.json', 'tsconfig.build.json'],
];

/** Pages and sheets of the sandbox lie beside the code that serves them. */
async function copyAssets() {
  const assets = (await filesBelow('src')).filter((file) => !/\.ts$|\/tsconfig\.json$/.test(file));
  for (const asset of assets) {
    const target = inRoot(asset.replace(/^src\//, 'dist/'));
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(inRoot(asset), target);
  }
}

/** Compiles, copies, describes and bundles: src/ → dist/. */
export async function build() {
  await rm(inRoot('dist'), { recursive: true, force: true });
  await runOrExit('tsc', ['-p', 'tsconfig.build.json']);
  await copyAssets();
  await Promise.all([
    runOrExit('node', ['.ci/tasks/framework-types.mjs'], { quiet: true }),
    runOrExit('rollup', ['--config', 'rollup.config.mjs', '--silent']),
  ]);
}

/** Builds if nothing is built yet, or something older than its sources. */
export async function ensureBuilt() {
  const built = await newest([lastOutput]);
  if (built > 0 && built > (await newest(await inputs()))) return;
  console.log('building …');
  await build();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();

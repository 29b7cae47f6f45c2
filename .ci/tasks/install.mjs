// Needs nothing but Node and npm: `npm start` and `npm test` begin here on a fresh clone.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { inRoot } from './lib/root.mjs';
import { runOrExit } from './lib/run.mjs';

const packagesOf = async (/** @type {string} */ lock) => {
  try {
    return JSON.parse(await readFile(inRoot(lock), 'utf8')).packages;
  } catch {
    return {};
  }
};

/** Whether node_modules holds what the lock says; packages for other platforms may be missing. */
async function isInstalled() {
  const [locked, installed] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map(packagesOf),
  );
  return Object.entries(locked).every(([place, { version, optional }]) => {
    if (place === '') return true;
    const found = installed[place];
    return found ? found.version === version : optional === true;
  });
}

/** Installs the locked dependencies if they are missing or others. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (await isInstalled()) return;
  console.log('installing dependencies (npm ci) …');
  await runOrExit('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensureInstalled();

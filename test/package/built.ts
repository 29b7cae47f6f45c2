import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A value of package.json that names what others may import: a file, or files by condition. */
export type Target = string | { readonly [condition: string]: Target };

export interface PackageJson {
  readonly name: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Target>>;
  readonly sideEffects: readonly string[];
  readonly [field: string]: unknown;
}

export const packageJson = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as PackageJson;

/** Tags of all elements, by their folders. */
export const tags: readonly string[] = readdirSync(`${root}src/elements`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`${root}src/elements/${entry.name}/${entry.name}.element.ts`))
  .map((entry) => entry.name)
  .sort();

/** Elements that the usual files leave out: pages that want them import them by name. */
export const apart: readonly string[] = ['flight-recorder'];

/** Fails with advice if `npm run build` has not run. */
export function assertBuilt(): void {
  assert.ok(existsSync(`${root}dist/index.js`), 'dist/ is missing: run `npm run build` first');
}

/** Runs a module in a fresh Node without loaders and returns what it prints. */
export async function inPlainNode(code: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { cwd: root });
  return stdout.trim();
}

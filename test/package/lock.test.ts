import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { VERSION } from '../../src/elements/foundation/version.js';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe('package.json and its lock', () => {
  const lock = JSON.parse(read('package-lock.json')) as Lock;
  const manifest = JSON.parse(read('package.json')) as Manifest;

  it('name no registry, so that everyone installs from their own', () => {
    const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
    assert.deepEqual(resolved, []);
  });

  it('pin every version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
    );
    assert.deepEqual(loose, []);
  });

  it('lock the binaries of every platform, without which `npm ci` refuses the lock elsewhere', () => {
    for (const family of ['@rollup/rollup-', '@rolldown/binding-', '@esbuild/']) {
      const platforms = Object.keys(lock.packages).filter((place) => place.startsWith(`node_modules/${family}`));
      for (const platform of ['darwin-arm64', 'linux-x64', 'win32-x64']) {
        assert.ok(
          platforms.some((place) => place.includes(platform)),
          `${family}${platform}`,
        );
      }
    }
  });

  it('agree with the version that the elements carry', () => assert.equal(VERSION, manifest.version));
});

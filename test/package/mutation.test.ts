import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { root } from './built.js';

interface Module {
  readonly name: string;
  /** Percent of the mutants that have to die. */
  readonly least: number;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

describe('the mutation tests’ plan', () => {
  const modules = JSON.parse(readFileSync(`${root}.ci/mutation/modules.json`, 'utf8')) as readonly Module[];

  it('names files that are there', () => {
    for (const { name, tests, mutate } of modules) {
      for (const file of [...tests, ...mutate.filter((each) => !/[*!]/.test(each))])
        assert.ok(existsSync(root + file), `${name}: ${file}`);
    }
  });

  it('lets no mutant of the audience rule and the URL policy live', () => {
    const strict = modules.filter(({ least }) => least === 100).flatMap(({ mutate }) => mutate);
    for (const file of ['src/state/audience.ts', 'src/elements/foundation/linkify.ts', 'src/protocol/id.ts'])
      assert.ok(strict.includes(file), file);
  });
});

describe('the lock of the mutation tests’ own tools', () => {
  const text = readFileSync(`${root}.ci/mutation/package-lock.json`, 'utf8');

  it('names no registry, and every hash', () => {
    assert.doesNotMatch(text, /"resolved"|"file:|git\+/);
    const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, { integrity?: string }>> };
    for (const [place, { integrity }] of Object.entries(packages))
      if (place !== '') assert.match(integrity ?? '', /^sha512-/, place);
  });
});

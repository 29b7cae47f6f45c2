import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { assertBuilt, packageJson, root } from './built.js';

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

describe('what npm publishes', () => {
  let files: readonly string[] = [];

  before(async () => {
    assertBuilt();
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const { stdout } = await promisify(execFile)('npm', args, { cwd: root, shell: process.platform === 'win32' });
    const answer = JSON.parse(stdout) as readonly Packed[] | Readonly<Record<string, Packed>>;
    files = Object.values(answer)[0]?.files.map(({ path }) => path) ?? [];
  });

  it('is the build, the manifest, and the papers', () => {
    const expected = /^(dist\/.+|custom-elements\.json|package\.json|README\.md|LICENSE|CHANGELOG\.md|SECURITY\.md)$/;
    assert.deepEqual(
      files.filter((file) => !expected.test(file)),
      [],
    );
    for (const file of ['LICENSE', 'README.md', 'custom-elements.json']) assert.ok(files.includes(file), file);
  });

  for (const field of ['types', 'unpkg', 'jsdelivr', 'customElements', 'web-types']) {
    it(`holds the file that "${field}" names`, () => {
      assert.ok(files.includes(String(packageJson[field]).replace(/^\.\//, '')));
    });
  }

  it('holds the program', () => {
    for (const file of Object.values(packageJson.bin)) assert.ok(files.includes(file), file);
  });

  it('holds what the sandbox serves', () => {
    assert.ok(files.some((file) => file.startsWith('dist/sandbox/server/') && file.endsWith('.html')));
  });
});

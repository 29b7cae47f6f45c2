import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { sbomOf } from '../../.ci/tasks/sbom.mjs';
import { assertBuilt, packageJson, root } from './built.js';

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
}
const lockText = readFileSync(`${root}package-lock.json`, 'utf8');
const packages = Object.entries(
  (JSON.parse(lockText) as { readonly packages: Readonly<Record<string, Entry>> }).packages,
).filter(([place]) => place !== '');
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('what is installed', () => {
  it('comes from no named host: the lock holds versions and hashes only', () => {
    assert.doesNotMatch(lockText, /"resolved"|https?:\/\/(?!.*"url")[^"]*\.tgz|git\+|"file:/);
    for (const [place, { integrity, link }] of packages) {
      assert.match(integrity ?? '', /^sha512-/, place);
      assert.notEqual(link, true, place);
    }
  });

  it('may run a script while installing only if package.json says so', () => {
    const wanting = packages.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    assert.deepEqual(
      [...new Set(wanting.map(([place]) => nameOf(place)))].sort(),
      Object.keys(packageJson['allowScripts'] as object).sort(),
    );
  });

  it('needs nothing else at run time than SECURITY.md names', () => {
    const [, section = ''] = readFileSync(`${root}SECURITY.md`, 'utf8').split('## Dependencies in the page');
    const [inPage = ''] = section.split('The sandbox server');
    const named = [...inPage.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    assert.deepEqual(Object.keys(packageJson['dependencies'] as object).sort(), named.sort());
  });

  it('is under a licence that asks for no more than a notice', () => {
    const licences = new Set(packages.filter(([, { dev }]) => dev !== true).map(([, { license }]) => license));
    for (const licence of licences) assert.match(licence ?? 'none', /^(?:MIT|0BSD|Apache-2\.0|BSD-[23]-Clause|ISC)$/);
  });
});

describe('the bill of materials', () => {
  const sbom = sbomOf(JSON.parse(lockText));

  it('lists every package that the lock needs at run time, with version and hash', () => {
    assert.equal(sbom.bomFormat, 'CycloneDX');
    const locked = packages.filter(([, { dev }]) => dev !== true);
    assert.deepEqual(
      sbom.components.map(({ name, version }) => `${name}@${version}`).sort(),
      locked.map(([place, { version = '' }]) => `${nameOf(place)}@${version}`).sort(),
    );
    for (const { purl, hashes } of sbom.components) {
      assert.match(purl, /^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/);
      assert.match(hashes?.[0]?.content ?? '', /^[\da-f]{128}$/);
    }
  });

  it('says what needs what, by references that exist', () => {
    const known = new Set([sbom.metadata.component['bom-ref'], ...sbom.components.map((each) => each['bom-ref'])]);
    for (const { ref, dependsOn } of sbom.dependencies)
      for (const each of [ref, ...dependsOn]) assert.ok(known.has(each));
    assert.equal(sbom.dependencies.length, known.size);
  });
});

describe('what is published', () => {
  let files: readonly string[] = [];

  before(async () => {
    assertBuilt();
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const options = { cwd: root, shell: process.platform === 'win32', maxBuffer: 64_000_000 };
    const { stdout } = await promisify(execFile)('npm', args, options);
    const [packed] = Object.values(JSON.parse(stdout) as Readonly<Record<string, unknown>>);
    files = (packed as { readonly files: readonly { readonly path: string }[] }).files.map(({ path }) => path);
    assert.ok(files.length > 100);
  });

  it('holds no test, story, tool or fixture', () => {
    const strange =
      /(?:^|\/)(?:test|tests|stories|storybook-static|fixtures|node_modules|\.[^/]+)\/|\.(?:test|stories|browser|e2e)\./;
    assert.deepEqual(
      files.filter((file) => strange.test(file)),
      [],
    );
  });

  it('names no path of the machine that built it, nor where that machine installs from', () => {
    const home = root.replaceAll('\\', '/').replace(/\/$/, '');
    const leaks = files.filter((file) => {
      if (!existsSync(root + file)) return false;
      const text = readFileSync(root + file, 'utf8');
      return (
        text.includes(`${home}/`) ||
        /"(?:sources|file|sourceRoot)":\[?"(?:\/|file:|[A-Za-z]:\\)/.test(text) ||
        /\/\/registry\.|_authToken/.test(text)
      );
    });
    assert.deepEqual(leaks, []);
  });
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { assertBuilt, inPlainNode, packageJson, root, tags, type Target } from './built.js';

const filesOf = (target: Target): readonly string[] =>
  typeof target === 'string' ? [target] : Object.values(target).flatMap(filesOf);

describe('what users import', () => {
  before(assertBuilt);

  it('has elements', () => assert.ok(tags.length >= 9, tags.join()));

  for (const [name, target] of Object.entries(packageJson.exports)) {
    it(`${name} is there`, () => {
      const files = filesOf(target).flatMap((file) =>
        file.includes('*') ? tags.map((tag) => file.replaceAll('*', tag)) : [file],
      );
      assert.deepEqual(
        files.filter((file) => !existsSync(`${root}${file}`)),
        [],
      );
    });
  }

  it('is the define file of each element under its tag, and its class under tag.element', async () => {
    const resolved = await inPlainNode(`
      for (const tag of ${JSON.stringify(tags)}) for (const end of ['', '.element'])
        console.log(import.meta.resolve('sms-session-elements/elements/' + tag + end));
    `);
    const expected = tags.flatMap((tag) => ['', '.element'].map((end) => `/dist/elements/${tag}/${tag}${end}.js`));
    assert.deepEqual(
      resolved.split('\n').map((url) => url.slice(url.indexOf('/dist/'))),
      expected,
    );
  });

  it('keeps everything else private', async () => {
    const answer = await inPlainNode(`
      try { import.meta.resolve('sms-session-elements/dist/index.js'); console.log('open'); }
      catch (error) { console.log(error.code); }
    `);
    assert.equal(answer, 'ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  for (const entry of [
    '',
    '/controller',
    '/define',
    '/sandbox',
    '/audit-trail',
    '/queues',
    '/recorder',
    '/shared-transport',
    '/transcript',
    ...tags.map((tag) => `/elements/${tag}`),
  ]) {
    it(`sms-session-elements${entry} loads in plain Node, where there is no page`, async () => {
      const answer = await inPlainNode(`
        await import('sms-session-elements${entry}');
        console.log(typeof window, typeof document);
      `);
      assert.equal(answer, 'undefined undefined');
    });
  }

  it('brings no Lit with the controller', async () => {
    // Lit for Node makes itself a registry of custom elements.
    const answer = await inPlainNode(`
      await import('sms-session-elements/controller');
      console.log(typeof customElements);
      await import('sms-session-elements');
      console.log(typeof customElements);
    `);
    assert.equal(answer, 'undefined\nobject');
  });

  it('leaves a registry empty until something is defined', async () => {
    const answer = await inPlainNode(`
      globalThis.customElements = { get: () => undefined, define: (tag) => console.log('defined ' + tag) };
      await import('sms-session-elements');
      for (const tag of ${JSON.stringify(tags)}) await import('sms-session-elements/elements/' + tag + '.element');
      console.log('done');
    `);
    assert.equal(answer, 'done');
  });

  it('lets bundlers drop everything but what registers elements or runs as a program', () => {
    const registering = tags.map((tag) => `./dist/elements/${tag}/${tag}.js`);
    const bundles = ['sms-session-elements', 'sms-flight-recorder'].map((name) => `./dist/cdn/${name}.min.js`);
    const programs = ['./dist/define.js', ...bundles, './dist/bin.js'];
    // The project's own Storybook bundles the sources, under the same list.
    const sources = ['./src/define.ts', './src/elements/**/*.ts', '**/*.css'];
    assert.deepEqual([...packageJson.sideEffects].sort(), [...registering, ...programs, ...sources].sort());
  });
});

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { root } from '../package/built.js';
import { launchOptions } from '../support/ensure-browser.mjs';
import { recommendedPolicy, serveUnder } from './support/under-policy.js';

/** With the npm modules, Lit's policy has Lit's name. One of the host pages brings Vue, which has a policy of its own. */
const policy = async (): Promise<string> =>
  (await recommendedPolicy()).replace('trusted-types sms-session-elements', 'trusted-types lit-html vue');

/** All stories, and what shows them, as one script and one sheet. */
async function bundle(): Promise<{ readonly script: string; readonly sheet: string; readonly count: number }> {
  const all = await readdir(`${root}stories`, { recursive: true });
  const files = all.filter((file) => file.endsWith('.stories.ts')).sort();
  const contents = `
    import './src/define.js';
    import { showStories } from './test/e2e/support/story-stage.js';
    ${files.map((file, at) => `import * as file${at} from './stories/${file}';`).join('\n')}
    const violations = [];
    let showing = '';
    addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile, lineNumber, sample }) =>
      violations.push(\`after \${showing}: \${effectiveDirective} \${sourceFile}:\${lineNumber} \${sample}\`));
    globalThis.showAll = async () => {
      const shown = [];
      for await (const name of showStories([${files.map((_, at) => `file${at}`).join()}])) shown.push(showing = name);
      return { shown, violations };
    };
    // So that silence means something.
    globalThis.violate = () => { try { document.body.innerHTML = '<b>x</b>'; } catch {} return violations.splice(0); };
  `;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    outdir: root,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const text = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: text('.js'), sheet: text('.css'), count: files.length };
}

describe('the stories under the policy that SECURITY.md recommends', () => {
  it('render and play without a violation', { timeout: 240_000 }, async () => {
    const { script, sheet, count } = await bundle();
    const html = '<!doctype html><html lang="en"><title>Stories</title><link rel="stylesheet" href="/s.css"></html>';
    const files = new Map([
      ['/', ['text/html', html.replace('</html>', '<script type="module" src="/s.js"></script></html>')]],
      ['/s.js', ['text/javascript', script]],
      ['/s.css', ['text/css', sheet]],
    ] as const);
    const server = await serveUnder(await policy(), files);
    const browser = await chromium.launch(await launchOptions());
    try {
      const page = await browser.newPage({ reducedMotion: 'reduce' });
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      await page.goto(server.url);
      type Shown = Readonly<Record<'shown' | 'violations', string[]>>;
      const showAll = (): Promise<Shown> =>
        page.evaluate(() => (globalThis as unknown as { showAll(): Promise<Shown> }).showAll());
      const { shown, violations } = await showAll();
      assert.ok(shown.length > 3 * count, `only ${shown.length} stories of ${count} files were shown`);
      assert.deepEqual({ violations, errors }, { violations: [], errors: [] });
      const heard = await page.evaluate(async () => {
        const page = globalThis as unknown as { violate(): string[] };
        page.violate();
        await new Promise((resolve) => setTimeout(resolve));
        return page.violate();
      });
      assert.match(heard.join(), /require-trusted-types-for/);
    } finally {
      await browser.close();
      server.close();
    }
  });
});

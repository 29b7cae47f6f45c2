import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { serveUnder } from '../e2e/support/under-policy.js';
import { launchOptions } from '../support/ensure-browser.mjs';
import { apart, assertBuilt, root, tags } from './built.js';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types";
const NAMES = 'lit-html sms-session-elements sms-flight-recorder';
/** What the one file defines. */
const usual = tags.filter((tag) => !apart.includes(tag));

const page = (scripts: readonly string[]): string =>
  `<!doctype html><title>Host</title>${scripts.map((src) => `<script type="module" src="${src}"></script>`).join('')}`;

/** A host page that has a Lit of its own. */
const hostLit = `trustedTypes.createPolicy('lit-html', { createHTML: (html) => html });`;

describe('the CDN file in a host page under strict CSP and Trusted Types', () => {
  let server: Awaited<ReturnType<typeof serveUnder>>;
  let browser: Browser;

  before(async () => {
    assertBuilt();
    const cdn = await readFile(`${root}dist/cdn/sms-session-elements.min.js`);
    const recorder = await readFile(`${root}dist/cdn/sms-flight-recorder.min.js`);
    const pages = new Map<string, readonly [type: string, body: string | Buffer]>([
      ['/one.html', ['text/html', page(['/cdn.js'])]],
      ['/twice.html', ['text/html', page(['/cdn.js', '/cdn.js?second-copy'])]],
      ['/beside-lit.html', ['text/html', page(['/lit.js', '/cdn.js'])]],
      ['/with-recorder.html', ['text/html', page(['/cdn.js', '/recorder.js'])]],
      ['/recorder.js', ['text/javascript', recorder]],
      ['/lit.js', ['text/javascript', hostLit]],
      ['/cdn.js', ['text/javascript', cdn]],
    ]);
    // Two copies make two policies of one name, which a host has to allow.
    const names = (path: string): string => (path === '/twice.html' ? `${NAMES} 'allow-duplicates'` : NAMES);
    server = await serveUnder((path) => `${POLICY} ${names(path)}`, pages);
    browser = await chromium.launch(await launchOptions());
  });

  after(async () => {
    await browser.close();
    server.close();
  });

  /** What the page complained of, and which of our tags it knows. */
  async function visit(path: string): Promise<{ errors: readonly string[]; known: readonly string[] }> {
    const tab = await browser.newPage();
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(error.message));
    tab.on('console', (message) => {
      const favicon = message.location().url.endsWith('/favicon.ico');
      if (message.type() === 'error' && !favicon) errors.push(message.text());
    });
    await tab.goto(`${server.url}${path}`);
    await tab.waitForLoadState('networkidle');
    const known = await tab.evaluate((names) => names.filter((name) => customElements.get(name)), [...tags]);
    await tab.close();
    return { errors, known };
  }

  it('defines every element', async () => assert.deepEqual(await visit('/one.html'), { errors: [], known: usual }));

  it('holds nothing that runs script from a server, as JSONP does', async () => {
    const cdn = await readFile(`${root}dist/cdn/sms-session-elements.min.js`, 'utf8');
    assert.doesNotMatch(cdn, /createElement\(["'`]script/);
  });

  it('loads beside another copy of itself, where the host allows it', async () => {
    assert.deepEqual(await visit('/twice.html'), { errors: [], known: usual });
  });

  it('loads beside a Lit of the host', async () => {
    assert.deepEqual(await visit('/beside-lit.html'), { errors: [], known: usual });
  });

  it('leaves to the file of the flight recorder what that one defines', async () => {
    const { errors, known } = await visit('/with-recorder.html');
    assert.deepEqual({ errors, known: [...known].sort() }, { errors: [], known: tags });
  });
});

import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../test/support/ensure-browser.mjs';
import { inRoot } from './lib/root.mjs';
import { runOrExit } from './lib/run.mjs';
import { serveFolder } from './lib/static-server.mjs';

// Opens every story and docs page of the built Storybook: it must render, play, and be clean by axe, in light and left to
// right, and in dark and right to left. `--built` takes what is built; other arguments choose by id.
const folder = inRoot('storybook-static');
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const looks = ['scheme:light;direction:ltr', 'scheme:dark;direction:rtl'];
const patience = 30_000;

/** Runs in the page before anything else: collects what Storybook says of the story. */
function listen() {
  const events = { storyThrewException: 1, playFunctionThrewException: 1, storyErrored: 1, storyMissing: 1 };
  let channel;
  const finish = (problems) => {
    globalThis.storyProblems ??= problems;
  };
  Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
    configurable: true,
    get: () => channel,
    set(value) {
      channel = value;
      for (const event of Object.keys(events)) {
        channel.on(event, (detail) => finish([`${event}: ${detail?.message ?? detail?.description ?? detail}`]));
      }
      channel.on('docsRendered', () => finish([]));
      channel.on('storyFinished', ({ status, reporters }) => {
        const failed = reporters.filter((reporter) => reporter.status === 'failed');
        const rules = failed.flatMap(({ type, result }) =>
          (result?.violations ?? []).map(
            ({ id, help, nodes }) =>
              `${type}: ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
          ),
        );
        finish(status === 'error' && rules.length === 0 ? [`story: ${JSON.stringify(failed)}`] : rules);
      });
    },
  });
}

const firstLine = (/** @type {unknown} */ text) => String(text).split('\n')[0];

/** A page that shows one entry after the other, and tells what is wrong with each. */
async function openViewer(context, base) {
  const page = await context.newPage();
  let problems = [];
  page.on('pageerror', (error) => problems.push(`page: ${firstLine(error.message)}`));
  page.on('console', (message) => {
    const isFavicon = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !isFavicon) problems.push(`console: ${firstLine(message.text())}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(?:blob|data):/.test(url)) problems.push(`asks another server: ${url}`);
  });
  await page.addInitScript(listen);
  return async ({ id, type }, look) => {
    problems = [];
    const view = type === 'docs' ? 'docs' : 'story';
    try {
      await page.goto(`${base}/iframe.html?id=${id}&viewMode=${view}&globals=${look}`);
      const result = await page.waitForFunction(() => globalThis.storyProblems, undefined, { timeout: patience });
      problems.push(...(await result.jsonValue()));
      // A bundler that drops what registers the elements leaves stories that nothing can be wrong with.
      const undefinedTags = await page.evaluate(() =>
        [...globalThis.document.querySelectorAll('#storybook-root :not(:defined), #storybook-docs :not(:defined)')].map(
          (element) => element.localName,
        ),
      );
      for (const tag of new Set(undefinedTags)) problems.push(`<${tag}> is not defined`);
    } catch (error) {
      problems.push(firstLine(error.message));
    }
    return [...new Set(problems)];
  };
}

if (!process.argv.includes('--built')) await runOrExit('npm', ['run', 'build-storybook']);
const { entries } = JSON.parse(await readFile(inRoot('storybook-static/index.json'), 'utf8'));
const waiting = Object.values(entries)
  .filter(({ id }) => chosen.length === 0 || chosen.some((part) => id.includes(part)))
  .flatMap((entry) => (entry.type === 'docs' ? looks.slice(0, 1) : looks).map((look) => ({ entry, look })));

const server = await serveFolder(folder);
const browser = await chromium.launch(await launchOptions());
let passed = 0;
let failed = 0;
const context = await browser.newContext({ reducedMotion: 'reduce' });
const worker = async () => {
  const problemsOf = await openViewer(context, server.url);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const problems = await problemsOf(next.entry, next.look);
    if (problems.length === 0) passed += 1;
    else failed += 1;
    for (const problem of problems) console.log(`✖ ${next.entry.id} (${next.look}): ${problem}`);
  }
};
await Promise.all([worker(), worker()]);
await browser.close();
server.close();
console.log(`stories: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

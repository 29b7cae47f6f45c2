import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { commonjsPlugin } from './test/support/commonjs-plugin.mjs';
import { findOnPath, launchOptions } from './test/support/ensure-browser.mjs';
import { totalsReporter } from './test/support/totals-reporter.mjs';
import { webkitInstalled, webkitLauncher } from './test/support/webkit-launcher.mjs';

const firefox = findOnPath(['firefox-esr', 'firefox']);

/** Every engine we test in: whether it is here, and how it starts. */
const engines = {
  chromium: {
    here: true,
    launch: async () =>
      chromeLauncher({
        launchOptions: await launchOptions(),
        // A window for each test file: a tab behind another one gets no animation frames.
        createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
      }),
  },
  firefox: {
    here: Boolean(firefox),
    launch: () =>
      chromeLauncher({
        puppeteer,
        concurrency: 1,
        launchOptions: { browser: 'firefox', headless: true, executablePath: firefox },
      }),
  },
  webkit: { here: webkitInstalled(), launch: webkitLauncher },
};

/** `BROWSERS=chromium,webkit` asks for these and fails without them; otherwise all that are installed. */
const asked = process.env.BROWSERS?.split(',');
const wanted = asked ?? Object.keys(engines).filter((name) => engines[name].here);
const skipped = Object.keys(engines).filter((name) => !wanted.includes(name));
if (skipped.length > 0)
  console.log(`browser tests: skipping ${skipped.join(', ')} (${asked ? 'not asked for' : 'not installed'})`);

const quiet = ['Lit is in dev mode', 'Multiple versions of Lit loaded'];

export default {
  files: 'test/**/*.browser.ts',
  nodeResolve: { exportConditions: ['browser', 'development'], browser: true },
  browsers: await Promise.all(wanted.map((name) => engines[name].launch())),
  plugins: [
    // The one dependency that is not an ES module.
    commonjsPlugin(['split-sms/lib/index.js']),
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
  ],
  reporters: [defaultReporter(), totalsReporter()],
  testFramework: { config: { timeout: 10_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  filterBrowserLogs: ({ args }) =>
    !args.some((arg) => typeof arg === 'string' && quiet.some((text) => arg.includes(text))),
};

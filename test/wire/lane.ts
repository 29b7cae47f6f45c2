import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startSandbox } from '../../dist/sandbox/server/server.js';
import { launchOptions } from '../support/ensure-browser.mjs';
import { FaultProxy } from './fault-proxy.js';
import { Referee } from './referee.js';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

const HTML = '<!doctype html><meta charset="utf-8"><title>Wire</title><script type="module" src="/wire.js"></script>';

/** A Chromium for any number of lanes. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

/** One of our page scripts with the built library, as one file. */
export async function bundle(script: 'page.ts' | 'stock-page.ts'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(script, import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** A server of its own, the proxy before it, and a page behind the proxy. Schedules run in it one after the other. */
export class Lane {
  readonly sandbox: Sandbox;
  readonly proxy: FaultProxy;
  readonly page: Page;
  readonly referee: Referee;
  readonly #context: BrowserContext;
  /** Exceptions and policy errors of the page: there may be none. */
  readonly complaints: string[] = [];

  private constructor(sandbox: Sandbox, proxy: FaultProxy, context: BrowserContext, page: Page) {
    this.sandbox = sandbox;
    this.proxy = proxy;
    this.page = page;
    this.#context = context;
    this.referee = new Referee(sandbox.url);
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async open(browser: Browser, script: string, ack: boolean): Promise<Lane> {
    const sandbox = await startSandbox({ port: 0, bayeux: { ack, timeout: 2_000, maxInterval: 5_000 } });
    const proxy = await FaultProxy.open(sandbox.url);
    proxy.pages.set('/wire.html', { type: 'text/html', body: HTML });
    proxy.pages.set('/wire.js', { type: 'text/javascript', body: script });
    const context = await browser.newContext();
    const page = await context.newPage();
    const lane = new Lane(sandbox, proxy, context, page);
    // Signs in: the cookie is that of the host name, whatever the port.
    await page.goto(`${proxy.url}/bare.html?as=agent1`);
    await page.goto(`${proxy.url}/wire.html`);
    return lane;
  }

  async close(): Promise<void> {
    await this.#context.close().catch(() => undefined);
    await this.proxy.close();
    await this.sandbox.close();
  }
}

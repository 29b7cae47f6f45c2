import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { launchOptions } from '../../support/ensure-browser.mjs';
import { until } from './house.js';

/** An event of the browser. */
export interface CdpEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Which page it is about. */
  readonly sessionId?: string;
}

type Answer = Readonly<Record<string, unknown>>;

/** False for the refusal to speak of a document whose place another one takes; throws whatever else went wrong. */
const isActive = (error: unknown): false => {
  if (!/not attached to an active page/i.test(String(error))) throw error;
  return false;
};

/**
 * A Chromium of our own, driven by nothing but its protocol: test libraries keep every page visible, so that nothing is ever hidden or frozen. One
 * browser, one profile: its pages are tabs of each other.
 */
export class CdpBrowser {
  /** Every event, as it comes. */
  readonly listeners = new Set<(event: CdpEvent) => void>();
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #open = new Map<number, { resolve: (result: Answer) => void; reject: (error: Error) => void }>();
  #last = 0;

  private constructor(child: ChildProcess, profile: string) {
    this.#process = child;
    this.#profile = profile;
    let text = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (text + chunk).split('\0');
      text = parts.pop() ?? '';
      for (const part of parts) this.#receive(JSON.parse(part) as CdpEvent & { id?: number });
    });
  }

  /** Starts it; `flags` are further ones of its command line. */
  static async launch(flags: readonly string[] = []): Promise<CdpBrowser> {
    const { executablePath, env, args } = await launchOptions();
    const profile = await mkdtemp(path.join(tmpdir(), 'cdp-'));
    const all = ['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--no-first-run'];
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const;
    return new CdpBrowser(
      spawn(executablePath, [...all, ...args, ...flags], { stdio: [...stdio], env, detached: true }),
      profile,
    );
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Answer> {
    const id = ++this.#last;
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#open.set(id, { resolve, reject }));
  }

  /** Opens a tab in front of the others. */
  async open(url: string): Promise<CdpPage> {
    const { targetId } = await this.send('Target.createTarget', { url });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return new CdpPage(this, targetId as string, sessionId as string);
  }

  /** All its processes stand still, as on a machine that sleeps. */
  sleep(): void {
    process.kill(-(this.#process.pid ?? 0), 'SIGSTOP');
  }

  /** They run again. Nobody tells them that they slept. */
  wake(): void {
    process.kill(-(this.#process.pid ?? 0), 'SIGCONT');
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #receive({ id, ...event }: CdpEvent & { id?: number; result?: Answer; error?: { message: string } }): void {
    if (id === undefined) for (const listener of [...this.listeners]) listener(event);
    const waiting = this.#open.get(id ?? 0);
    this.#open.delete(id ?? 0);
    if (event.error) waiting?.reject(new Error(event.error.message));
    else waiting?.resolve(event.result ?? {});
  }
}

/** One tab. */
export class CdpPage {
  readonly sessionId: string;
  readonly #browser: CdpBrowser;
  readonly #targetId: string;

  constructor(browser: CdpBrowser, targetId: string, sessionId: string) {
    this.#browser = browser;
    this.#targetId = targetId;
    this.sessionId = sessionId;
  }

  send(method: string, params: object = {}): Promise<Answer> {
    return this.#browser.send(method, params, this.sessionId);
  }

  /** The value of an expression in the page; promises are awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Brings it to the front: the one that was there is hidden from now on. */
  async show(): Promise<void> {
    await this.#browser.send('Target.activateTarget', { targetId: this.#targetId });
  }

  /** Takes it off the network, or puts it back on, as far as the page is told; what is under way goes on. */
  async network(online: boolean): Promise<void> {
    const conditions = { offline: !online, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await this.send('Network.emulateNetworkConditions', conditions);
  }

  /** Goes elsewhere, and resolves when the other page is there. */
  async navigate(url: string): Promise<void> {
    await this.#arrive(() => this.send('Page.navigate', { url }));
  }

  /** Goes back by one page. */
  async back(): Promise<void> {
    const { currentIndex, entries } = (await this.send('Page.getNavigationHistory')) as {
      currentIndex: number;
      entries: readonly { id: number }[];
    };
    await this.#arrive(() => this.send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1]?.id }));
  }

  /** While one document takes the place of another, the protocol may refuse to speak of either, though both come and go as they should. */
  async #arrive(go: () => Promise<unknown>): Promise<void> {
    const { listeners } = this.#browser;
    const arrived = new Promise<void>((resolve) => {
      const listener = ({ method, sessionId }: CdpEvent): void => {
        if (method !== 'Page.frameNavigated' || sessionId !== this.sessionId) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
    await go().catch(isActive);
    await arrived;
    await until('it can be spoken of', () => this.send('Page.getNavigationHistory').then(() => true, isActive));
  }

  /** Stops its timers and tasks, as a browser does with hidden tabs; only a hidden one freezes. */
  async freeze(): Promise<void> {
    await this.send('Page.setWebLifecycleState', { state: 'frozen' });
  }

  /** Lets it run again. */
  async thaw(): Promise<void> {
    await this.send('Page.setWebLifecycleState', { state: 'active' });
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId });
  }
}

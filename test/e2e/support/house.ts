import assert from 'node:assert/strict';
import { request } from 'node:http';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { Balancer } from '../../scale/support/balancer.js';
import { Posts } from './posts.js';
import { ensureBrowser } from '../../support/ensure-browser.mjs';
// The built server, as `npm start` runs it: it serves the built one-file bundle.
import { startSandbox } from '../../../dist/sandbox/server/server.js';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** How long a person may wait for something to show, in milliseconds. */
const PATIENCE = 5000;

/** What a sandbox's fault endpoint takes. */
export interface Fault {
  readonly kind: string;
  readonly user?: string;
  readonly count?: number;
  readonly ms?: number;
  readonly status?: number;
  readonly operation?: string;
}

/** A running sandbox, a browser, and the people in it, each in a browser of their own. */
export class House {
  readonly sandbox: Sandbox;
  /** Where everybody finds it. */
  readonly origin: string;
  readonly #balancer: Balancer | undefined;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  /** Violations of the policy, exceptions and console errors of any page; a test ends with none. */
  readonly complaints: string[] = [];
  /** What the pages asked of GWS; a test ends with one request and one id for each act. */
  readonly posts = new Posts();

  private constructor(sandbox: Sandbox, browser: Browser, balancer?: Balancer) {
    this.sandbox = sandbox;
    this.origin = balancer?.origin ?? sandbox.url;
    this.#browser = browser;
    this.#balancer = balancer;
  }

  /** With more than one front end, they stand behind a load balancer. */
  static async open(frontEnds = 1): Promise<House> {
    const { executablePath, env } = await ensureBrowser();
    const browser = await chromium.launch({
      executablePath,
      env: { ...process.env, ...env },
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    const balancer = frontEnds > 1 ? await Balancer.start() : undefined;
    const sandbox = await startSandbox({
      port: 0,
      frontEnds,
      bayeux: { timeout: 5000, maxInterval: 5000 },
      ...(balancer && { publicOrigin: balancer.origin }),
    });
    balancer?.serve(sandbox.frontEnds.map(({ port }) => port));
    return new House(sandbox, browser, balancer);
  }

  /** Ends the visit of everybody, and gives the next test a new world. */
  async tidy(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
    await this.control('faults', { kind: 'none' });
    await this.control('reset', { seed: 1 });
    assert.deepEqual([...this.complaints.splice(0), ...this.posts.judge()], []);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.sandbox.close();
    await this.#balancer?.close();
  }

  /** Opens a page in a browser of its own. */
  async page(path: string): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(PATIENCE);
    this.#contexts.push(context);
    await context.addInitScript(() =>
      addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile, sample }) =>
        console.error(`policy violated: ${effectiveDirective} ${sourceFile} ${sample}`),
      ),
    );
    // A line whose server started anew waits at random, up to 18 s, to make room for others. Here chance is kind.
    await context.addInitScript(() => {
      const random = Math.random.bind(Math);
      Math.random = () => random() / 10;
    });
    await this.posts.watch(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      // The browser reports every refused or cut request by itself; what the page makes of it is what the tests look at.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
        this.complaints.push(`${path}: ${text}`);
    });
    await page.goto(new URL(path, this.origin).href);
    return page;
  }

  /** A page of markup alone, signed in as that user, with its line alive. */
  async desk(userName: string, file = userName.startsWith('supervisor') ? 'supervisor' : 'bare'): Promise<Desk> {
    const desk = new Desk((await this.page(`/${file}.html?as=${userName}`)).locator('body'));
    await desk.sees(desk.root.getByText('Live', { exact: true }));
    return desk;
  }

  /** An agent's desk on which a conversation has begun with the text `first`, and the customer's phone. */
  async conversation(): Promise<{ readonly desk: Desk; readonly phone: Phone }> {
    const phone = this.phone();
    const desk = await this.desk('agent1');
    await phone.text('first', 'agent1');
    await desk.accepts();
    await desk.reads('first');
    return { desk, phone };
  }

  /** A request to the world outside GWS. */
  async control(address: string, body: object): Promise<void> {
    const { status, text } = await send('POST', `${this.origin}/sandbox/${address}`, body);
    assert.equal(status, 200, text);
  }

  async fault(fault: Fault): Promise<void> {
    await this.control('faults', fault);
  }

  /** The customer's phone. */
  phone(number = '+15550100'): Phone {
    return new Phone(this, number);
  }

  /** A customer who asks for a chat, which rings at an agent who is free. @see CustomerChatResource */
  async chatter(nickname: string): Promise<Chatter> {
    const url = `${this.origin}/api/v2/chats`;
    const { text } = await send('POST', url, { operationName: 'RequestChat', nickname, subject: 'Bill' });
    return new Chatter(`${url}/${(JSON.parse(text) as { id: string }).id}`);
  }
}

/** What a customer reads in a chat. */
interface ChatLine {
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly type: string };
}

/** A customer's side of a chat: polling, and nothing of GWS. */
export class Chatter {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async says(text: string): Promise<void> {
    await send('POST', this.#url, { operationName: 'SendMessage', text });
  }

  /** Ends the chat. */
  async ends(): Promise<void> {
    await send('POST', this.#url, { operationName: 'Complete' });
  }

  /** The texts of agents, oldest first. */
  async received(): Promise<readonly (string | undefined)[]> {
    return (await this.#lines()).filter(({ type }) => type === 'Text').map(({ text }) => text);
  }

  /** Waits until an agent's text is there. */
  async receives(text: string): Promise<void> {
    await until(`the chat shows “${text}”`, async () => (await this.received()).includes(text));
  }

  /** How often an agent began to type. */
  async typings(): Promise<number> {
    return (await this.#lines()).filter(({ type }) => type === 'TypingStarted').length;
  }

  async #lines(): Promise<readonly ChatLine[]> {
    const { text } = await send('GET', `${this.#url}/messages?index=1`);
    return (JSON.parse(text) as { messages: ChatLine[] }).messages.filter(({ from }) => from.type === 'Agent');
  }
}

/** A customer's phone in the sandbox. */
export class Phone {
  readonly #house: House;
  readonly #number: string;

  constructor(house: House, number: string) {
    this.#house = house;
    this.#number = number;
  }

  async text(text: string, to?: string): Promise<void> {
    await this.#house.control('sms', { from: this.#number, text, ...(to !== undefined && { to }) });
  }

  /** The texts it received, oldest first. */
  async received(): Promise<readonly string[]> {
    return (await this.#read()).messages.filter((one) => one.direction === 'received').map((one) => one.text);
  }

  async agentTyping(): Promise<boolean> {
    return (await this.#read()).agentTyping === true;
  }

  /** Waits until it received the text. */
  async receives(text: string): Promise<void> {
    await until(`the phone shows “${text}”`, async () => (await this.received()).includes(text));
  }

  async #read(): Promise<{ messages: { direction: string; text: string }[]; agentTyping?: boolean }> {
    const { text } = await send('GET', `${this.#house.origin}/sandbox/sms/${encodeURIComponent(this.#number)}`);
    return JSON.parse(text) as { messages: { direction: string; text: string }[]; agentTyping?: boolean };
  }
}

/** One person's desk: everything is found by role and accessible name. */
export class Desk {
  readonly root: Locator;

  constructor(root: Locator) {
    this.root = root;
  }

  get log(): Locator {
    return this.root.getByRole('log', { name: 'Conversation' });
  }
  get composer(): Locator {
    return this.root.getByRole('textbox', { name: 'Message' });
  }
  get participants(): Locator {
    return this.root.getByRole('list', { name: 'Participants' });
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async sees(what: Locator): Promise<void> {
    await what.first().waitFor();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).first().click();
  }

  /** Accepts the invitation that rings, and waits for the conversation. */
  async accepts(): Promise<void> {
    await this.press('Accept');
    await this.sees(this.log);
  }

  async says(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.press('Send');
    await this.reads(text);
  }

  /** Waits until the log shows the text, and that it shows it once. */
  async reads(text: string): Promise<void> {
    await this.log.getByText(text, { exact: true }).first().waitFor();
    assert.equal(await this.log.getByText(text, { exact: true }).count(), 1, `“${text}” is shown once`);
  }

  async readsNot(text: string): Promise<void> {
    assert.equal(await this.root.getByText(text, { exact: true }).count(), 0, `“${text}” is not shown`);
  }

  /** Asks for Consult, Invite or Transfer through its dialog. */
  async asks(operation: 'Consult' | 'Invite' | 'Transfer', target: string): Promise<void> {
    await this.press(operation);
    const dialog = this.root.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'To' }).fill(target);
    // A queue of whatever name is typed is offered at once, while people and queues are still looked up.
    const found = dialog.getByRole('option').filter({ hasText: target, hasNotText: 'Queue “' });
    await found.first().click();
    await dialog.getByRole('button', { name: operation, exact: true }).click();
  }

  /** Chooses a supervision mode by its radio. */
  async switchesTo(mode: 'Monitor' | 'Coach' | 'Barge in'): Promise<void> {
    await this.root.locator('supervisor-controls').getByRole('radio', { name: mode }).first().click({ force: true });
  }
}

/** One request on a connection of its own: `fetch` would reuse one that a restart of the sandbox has cut. */
function send(method: string, url: string, body?: object): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method, agent: false, headers: { 'Content-Type': 'application/json' } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Waits for something outside a page to become true. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

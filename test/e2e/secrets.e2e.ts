import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { Desk, House } from './support/house.js';

/** Strings that occur nowhere else, so that one found tells where it came from. */
const SAID = {
  customer: 'canary-customer-4417',
  agent: 'canary-agent-4418',
  draft: 'canary-draft-4419',
  dataKey: 'canary-key-4420',
  dataValue: 'canary-value-4421',
  agents: 'canary-agents-4422',
} as const;
/** What signs the agent in: `Basic` of name and password. */
const CREDENTIAL = Buffer.from('agent1:password').toString('base64');

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

/** Writes down what reaches listeners anywhere, before any script of the page runs. */
function recordEvents(): void {
  const seen: string[] = [];
  Object.assign(globalThis, { seenEvents: seen });
  const dispatch = Object.getOwnPropertyDescriptor(EventTarget.prototype, 'dispatchEvent')?.value as (
    event: Event,
  ) => boolean;
  EventTarget.prototype.dispatchEvent = function (event) {
    // What asks for a context holds elements; what tells something holds a detail.
    const { detail } = event as CustomEvent<unknown>;
    seen.push(`${event.type} ${JSON.stringify(detail)}`);
    return dispatch.call(this, event);
  };
}

/** Everything a page keeps or shows where others could find it: by place. */
function whereabouts(): Promise<Readonly<Record<string, readonly string[]>>> {
  const attributes: string[] = [];
  const walk = (node: Element | ShadowRoot | Document): void => {
    for (const element of node.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) attributes.push(`<${element.localName} ${name}="${value}">`);
      if (element.shadowRoot !== null) walk(element.shadowRoot);
    }
  };
  walk(document);
  return Promise.all([indexedDB.databases(), caches.keys()]).then(([databases, cached]) => ({
    attributes,
    storage: [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage).flat() as string[]),
    databases: [...databases.map(({ name = '' }) => name), ...cached],
    page: [location.href, document.title, document.cookie, window.name, JSON.stringify(history.state)],
    events: (globalThis as unknown as { seenEvents: string[] }).seenEvents,
    globals: Object.entries(globalThis).map(([name, value]) => `${name} ${typeof value === 'string' ? value : ''}`),
  }));
}

interface Witness {
  readonly page: Page;
  readonly console: string[];
  readonly urls: string[];
  readonly tokens: Set<string>;
}

async function signedIn(): Promise<Witness> {
  const page = await house.page('/bare.html');
  const witness: Witness = { page, console: [], urls: [], tokens: new Set() };
  // The loader of these tests names inner functions by this helper, which a page does not have.
  await page.addInitScript('globalThis.__name = (one) => one;');
  await page.addInitScript(recordEvents);
  page.on('console', (message) => witness.console.push(message.text()));
  page.on('request', (request) => {
    witness.urls.push(request.url());
    const token = request.headers()['x-csrf-token'];
    if (token !== undefined) witness.tokens.add(token);
  });
  await page.reload();
  await page.getByText('Sign-in needed').waitFor();
  await page.evaluate((credential) => {
    const workspace = document.querySelector('gws-workspace') as HTMLElement & {
      authorization: string;
      workspace: { retry(): void };
    };
    workspace.authorization = `Basic ${credential}`;
    workspace.workspace.retry();
  }, CREDENTIAL);
  await page.getByText('Live', { exact: true }).waitFor();
  return witness;
}

describe('secrets', () => {
  it('stay in memory: nothing that was said or signs in is in attributes, storage, addresses, events or the console', async () => {
    const witness = await signedIn();
    const { page } = witness;
    const desk = new Desk(page.locator('body'));
    await house.phone().text(SAID.customer, 'agent1');
    await desk.accepts();
    await desk.reads(SAID.customer);
    await desk.says(SAID.agent);
    await page.evaluate(async ({ dataKey, dataValue }) => {
      const { workspace } = document.querySelector('gws-workspace') as HTMLElement & {
        workspace: {
          state: { sessionIds: readonly string[] };
          session(id: string | undefined): {
            perform(operation: string, params: unknown): { finished: Promise<{ phase: string }> };
          };
        };
      };
      const session = workspace.session(workspace.state.sessionIds[0]);
      const { phase } = await session.perform('AttachUserData', { userData: { [dataKey]: dataValue } }).finished;
      if (phase !== 'confirmed') throw new Error(phase);
    }, SAID);
    const colleague = await house.desk('agent2');
    await desk.asks('Consult', 'agent2');
    await colleague.accepts();
    await colleague.says(SAID.agents);
    await desk.reads(SAID.agents);
    // A failure on the way, which may be tempted to explain itself.
    await house.fault({ kind: 'refuse', user: 'agent1', operation: 'SendMessage' });
    await desk.composer.fill(`${SAID.agent} refused`);
    await desk.press('Send');
    await desk.sees(page.getByText('Not sent').first());
    await house.fault({ kind: 'none' });
    await page.getByRole('button', { name: 'Discard' }).first().click();
    await desk.composer.fill(SAID.draft);

    const places: Readonly<Record<string, readonly string[]>> = {
      ...(await page.evaluate(whereabouts)),
      console: witness.console,
      urls: witness.urls,
    };
    assert.ok(witness.tokens.size > 0, 'a CSRF token was in use');
    assert.ok(places['urls']?.some((url) => url.includes('/smssessions/')));
    assert.ok(places['events']?.some((event) => event.startsWith('gws-operation')));
    const canaries = [...Object.values(SAID), CREDENTIAL, ...witness.tokens];
    const found = Object.entries(places).flatMap(([place, texts]) =>
      texts.flatMap((text) => canaries.filter((one) => text.includes(one)).map((one) => `${place}: ${one} in ${text}`)),
    );
    assert.deepEqual(found, []);
    assert.deepEqual(places['storage'], []);
    assert.deepEqual(places['databases'], []);
    console.log(
      `${canaries.length} canaries: none in ${Object.entries(places)
        .map(([place, texts]) => `${texts.length} ${place}`)
        .join(', ')}`,
    );
  });

  it('are not in the text of the page either, where they sign in', async () => {
    const { page, tokens } = await signedIn();
    const text = await page.evaluate(() => {
      const texts: string[] = [];
      const walk = (node: Node): void => {
        if (node instanceof Element && node.shadowRoot !== null) walk(node.shadowRoot);
        texts.push(node.nodeValue ?? '');
        node.childNodes.forEach(walk);
      };
      walk(document.documentElement);
      return texts.join('\n');
    });
    for (const secret of [CREDENTIAL, ...tokens]) assert.ok(!text.includes(secret));
  });
});

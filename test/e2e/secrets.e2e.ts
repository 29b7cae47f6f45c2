import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { canaryTalk, keepTokens, signIn } from './support/canary-talk.js';
import { Desk, House } from './support/house.js';

/** Strings that occur nowhere else, so that one found tells where it came from. */
const SAID = {
  customer: 'canary-customer-4417',
  agent: 'canary-agent-4418',
  draft: 'canary-draft-4419',
  dataKey: 'canary-key-4420',
  dataValue: 'canary-value-4421',
  whisper: 'canary-agents-4422',
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
  });
  keepTokens(page, witness.tokens);
  await page.reload();
  await signIn(page, CREDENTIAL);
  return witness;
}

describe('secrets', () => {
  it('stay in memory: nothing that was said or signs in is in attributes, storage, addresses, events or the console', async () => {
    const witness = await signedIn();
    const { page } = witness;
    const desk = new Desk(page.locator('body'));
    await canaryTalk(house, page, desk, { ...SAID, phone: '+15550100', refused: `${SAID.agent} refused` });
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

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { root } from '../package/built.js';
import { Desk, House } from './support/house.js';
import { recommendedPolicy, serveUnder } from './support/under-policy.js';

/** A host's own script: a Lit of its own with an element of its own, and desks on the sandbox inside the page. */
const HOST = `
  import { LitElement, html } from 'lit';
  import { createSandbox } from './dist/sandbox/browser/index.js';
  class HostCard extends LitElement {
    static properties = { count: { type: Number } };
    constructor() { super(); this.count = 0; }
    render() { return html\`<button @click=\${() => this.count++}>Host counts \${this.count}</button>\`; }
  }
  customElements.define('host-card', HostCard);
  const sandbox = createSandbox();
  for (const workspace of document.querySelectorAll('gws-workspace')) workspace.transport = sandbox.transportFor(workspace.id);
  globalThis.say = (text) => sandbox.text('+15550100', text, 'agent1');
`;

const desk = (id: string, more = ''): string =>
  `<gws-workspace id="${id}"><connection-status></connection-status>${more}<session-list></session-list><sms-session></sms-session></gws-workspace>`;
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
  <script type="module" src="/cdn.js"></script><script type="module" src="/host.js"></script>
  <host-card></host-card>${desk('agent1')}${desk('agent2')}${desk('supervisor1', '<monitored-agents refresh="1"></monitored-agents>')}</html>`;

let house: House;
let host: Awaited<ReturnType<typeof serveUnder>>;
before(async () => {
  house = await House.open();
  const { outputFiles } = await build({
    stdin: { contents: HOST, resolveDir: root },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const files = new Map<string, readonly [type: string, body: string | Buffer]>([
    ['/', ['text/html', PAGE]],
    ['/cdn.js', ['text/javascript', await readFile(`${root}dist/cdn/sms-session-elements.min.js`)]],
    ['/host.js', ['text/javascript', outputFiles[0]?.text ?? '']],
  ]);
  // Two copies of Lit: the one file's under our name, the host's own under Lit's.
  host = await serveUnder(`${await recommendedPolicy()} lit-html`, files);
});
afterEach(() => house.tidy());
after(async () => {
  await house.close();
  host.close();
});

describe('under the policy that SECURITY.md recommends', () => {
  it('a page hears of violations, so that silence means something', async () => {
    const page = await house.page('/bare.html');
    await page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>x</b>';
      } catch {
        // The policy forbids it; that it was reported is what counts.
      }
    });
    await page.waitForFunction(() => true);
    const heard = house.complaints.splice(0);
    assert.ok(
      heard.some((complaint) => complaint.includes('policy violated: require-trusted-types-for')),
      heard.join('\n'),
    );
  });

  it('the sandbox sends it with its pages', async () => {
    const { headers } = await fetch(`${house.sandbox.url}/`);
    assert.equal(headers.get('content-security-policy'), await recommendedPolicy());
  });

  it('a whole talk with consult, coach and end violates nothing on the sandbox’s pages', async () => {
    const phone = house.phone();
    const agent = await house.desk('agent1');
    const colleague = await house.desk('agent2');
    const supervisor = await house.desk('supervisor1');
    await phone.text('Where is my order? https://shop.example/4417', 'agent1');
    await agent.accepts();
    await agent.says('Let me look.');
    await agent.asks('Consult', 'agent2');
    await colleague.accepts();
    const board = supervisor.root.locator('monitored-agents');
    await board.getByRole('radio', { name: 'Coach' }).check({ force: true });
    await board.getByRole('button', { name: 'Intrude', exact: true }).first().click();
    await supervisor.accepts();
    await agent.press('Leave');
    assert.deepEqual(house.complaints, []);
  });

  it('the one file works beside a Lit of the host, in every state of a talk', async () => {
    const page = await house.page(`${host.url}/`);
    const [agent, colleague, supervisor] = ['agent1', 'agent2', 'supervisor1'].map(
      (id) => new Desk(page.locator(`#${id}`)),
    ) as [Desk, Desk, Desk];
    await page.getByRole('button', { name: 'Host counts 0' }).click();
    await page.getByRole('button', { name: 'Host counts 1' }).waitFor();
    for (const each of [agent, colleague, supervisor]) await each.sees(each.root.getByText('Live', { exact: true }));
    await page.evaluate(() => {
      (globalThis as unknown as { say(text: string): void }).say('Where is it?');
    });
    await agent.accepts();
    await agent.reads('Where is it?');
    await agent.says('In the van.');
    await agent.asks('Consult', 'agent2');
    await colleague.accepts();
    await colleague.reads('In the van.');
    const board = supervisor.root.locator('monitored-agents');
    await board.getByRole('radio', { name: 'Monitor' }).check({ force: true });
    await board.getByRole('button', { name: 'Intrude', exact: true }).first().click();
    await supervisor.accepts();
    await supervisor.reads('In the van.');
    await supervisor.switchesTo('Coach');
    await supervisor.sees(
      supervisor.root.locator('supervisor-controls').getByRole('radio', { name: 'Coach', checked: true }),
    );
    await page.getByRole('button', { name: 'Host counts 1' }).click();
    await page.getByRole('button', { name: 'Host counts 2' }).waitFor();
    assert.deepEqual(house.complaints, []);
  });
});

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/elements/connection-status/connection-status.js';
import '../../../src/elements/message-log/message-log.js';
import '../../../src/elements/participant-list/participant-list.js';
import '../../../src/elements/session-list/session-list.js';
import { GwsWorkspaceElement } from '../../../src/elements/gws-workspace/gws-workspace.js';
import type { ConnectionStatusElement } from '../../../src/elements/connection-status/connection-status.js';
import { GwsError } from '../../../src/protocol/gws-error.js';
import { createFlightRecorder, recorderOf } from '../../../src/recorder/index.js';
import { createSandbox, type PageSandbox } from '../../../src/sandbox/browser/index.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole } from '../../support/by-role.js';
import { ScriptedTransport } from '../../support/scripted-transport.js';

async function show(transport: ScriptedTransport): Promise<GwsWorkspaceElement> {
  return fixture(
    html`<gws-workspace lang="en" .transport=${transport}><connection-status></connection-status></gws-workspace>`,
  );
}
const word = (element: Element): string => byRole(element, 'status').textContent;
const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
/** Every timer that is set meanwhile, run at will: so that no test waits for the grace period. */
function holdTimers(): { run(ms: number): void; release(): void } {
  const real = window.setTimeout.bind(window);
  const clear = window.clearTimeout.bind(window);
  const held = new Map<number, { readonly act: () => void; readonly ms: number }>();
  let last = 1_000_000;
  window.setTimeout = ((act: () => void, ms = 0) => {
    held.set(++last, { act, ms });
    return last;
  }) as typeof setTimeout;
  window.clearTimeout = ((id: number) => held.delete(id) || clear(id)) as typeof clearTimeout;
  return {
    run: (ms) => {
      for (const [id, timer] of [...held]) {
        if (timer.ms > ms) continue;
        held.delete(id);
        timer.act();
      }
    },
    release: () => {
      window.setTimeout = real;
      window.clearTimeout = clear;
    },
  };
}

describe('<gws-workspace>', () => {
  it('connects once and gives the line to what is inside it', async () => {
    const transport = new ScriptedTransport();
    const element = await show(transport);
    expect(transport.connects).to.equal(1);
    await waitUntil(() => word(element.querySelector('connection-status')!) === 'Connecting');
    await expectAccessible(element);
  });

  it('waits for connect() when that is wanted', async () => {
    const transport = new ScriptedTransport();
    const element = await fixture<GwsWorkspaceElement>(
      html`<gws-workspace auto-connect="false" .transport=${transport}></gws-workspace>`,
    );
    expect(transport.connects).to.equal(0);
    element.workspace!.connect();
    expect(transport.connects).to.equal(1);
  });

  it('makes nothing until it knows where to go, and then does', async () => {
    const element = await fixture<GwsWorkspaceElement>(html`<gws-workspace></gws-workspace>`);
    expect(element.workspace).to.equal(undefined);
    const transport = new ScriptedTransport();
    element.transport = transport;
    await element.updateComplete;
    expect(transport.connects).to.equal(1);
  });

  it('takes properties that were set before it was defined', async () => {
    const transport = new ScriptedTransport();
    const element = Object.assign(document.createElement('test-late-workspace'), { transport });
    const home = await fixture(html`<div></div>`);
    home.append(element);
    GwsWorkspaceElement.define('test-late-workspace');
    await waitUntil(() => transport.connects === 1);
  });

  it('is recorded by the recorder it is given, which knows its workspace', async () => {
    const transport = new ScriptedTransport();
    const recorder = createFlightRecorder();
    const element = await fixture<GwsWorkspaceElement>(
      html`<gws-workspace .transport=${transport} .recorder=${recorder}></gws-workspace>`,
    );
    expect(recorderOf(element.workspace!) === recorder).to.equal(true);
    expect(transport.connects).to.equal(1);
    expect(recorder.toNdjson()).to.contain('"act":"connect"');
    // Another line, another recording.
    element.transport = new ScriptedTransport();
    await element.updateComplete;
    expect(recorderOf(element.workspace!) === recorder).to.equal(true);
    expect(recorder.toNdjson().match(/"act":"connect"/g)?.length).to.equal(1);
  });

  it('reaches elements that stand apart and name it', async () => {
    const transport = new ScriptedTransport();
    const home = await fixture(
      html`<div>
        <connection-status lang="en" for="the-workspace"></connection-status>
        <gws-workspace id="the-workspace" .transport=${transport}></gws-workspace>
      </div>`,
    );
    await waitUntil(() => word(home.querySelector('connection-status')!) === 'Connecting');
  });

  it('keeps the line when it is moved, and what is inside keeps it too', async () => {
    const transport = new ScriptedTransport();
    const element = await show(transport);
    const { workspace } = element;
    const other = await fixture(html`<div></div>`);
    const timers = holdTimers();
    try {
      other.append(element);
      timers.run(60_000);
    } finally {
      timers.release();
    }
    await element.updateComplete;
    expect(element.workspace === workspace).to.equal(true);
    expect(transport.status.state).to.equal('connecting');
    expect(word(element.querySelector('connection-status')!)).to.equal('Connecting');
  });

  it('hangs up some time after it left the page, and calls again when it comes back', async () => {
    const transport = new ScriptedTransport();
    const element = await show(transport);
    const home = element.parentElement!;
    const timers = holdTimers();
    try {
      element.remove();
      timers.run(element.grace - 1);
      expect(transport.status.state).to.equal('connecting');
      timers.run(element.grace);
      expect(transport.status.state).to.equal('stopped');
      expect(element.workspace).to.equal(undefined);
    } finally {
      timers.release();
    }
    home.append(element);
    await element.updateComplete;
    expect(transport.connects).to.equal(2);
  });

  it('takes another line when it is given one', async () => {
    const first = new ScriptedTransport();
    const element = await show(first);
    const second = new ScriptedTransport();
    element.transport = second;
    await element.updateComplete;
    expect(first.status.state).to.equal('stopped');
    expect(second.connects).to.equal(1);
    const status = element.querySelector<ConnectionStatusElement>('connection-status')!;
    second.become('auth-required', { error: new GwsError('auth-required') });
    await status.updateComplete;
    await waitUntil(() => word(status) === 'Sign-in needed');
  });

  it('tries again when it gets new credentials', async () => {
    const transport = new ScriptedTransport();
    const element = await show(transport);
    transport.become('auth-required', { error: new GwsError('auth-required') });
    element.authorization = 'Bearer new';
    await element.updateComplete;
    expect(transport.connects).to.equal(2);
  });

  it('never shows credentials as an attribute', async () => {
    const element = await fixture<GwsWorkspaceElement>(
      html`<gws-workspace auto-connect="false" base-url="/nowhere" .authorization=${'Bearer secret'}></gws-workspace>`,
    );
    expect(element.outerHTML).not.to.contain('secret');
    element.setAttribute('authorization', 'Bearer attribute');
    expect(element.authorization).to.equal('Bearer secret');
  });

  it('asks for the authorization at each request, and sends none when there is none', async () => {
    const sent: (string | null)[] = [];
    const fetch = window.fetch.bind(window);
    window.fetch = (_, init) => {
      sent.push(new Headers(init?.headers).get('authorization'));
      return Promise.resolve(
        new Response('{"statusCode":0,"users":[]}', { headers: { 'content-type': 'application/json' } }),
      );
    };
    try {
      const element = await fixture<GwsWorkspaceElement>(
        html`<gws-workspace auto-connect="false" base-url="/nowhere"></gws-workspace>`,
      );
      await element.workspace!.users();
      element.authorization = () => Promise.resolve('Bearer 1');
      const again = document.createElement('gws-workspace');
      again.autoConnect = false;
      again.baseUrl = '/nowhere';
      element.replaceWith(again);
      await again.updateComplete;
      again.authorization = () => Promise.resolve('Bearer 1');
      await again.workspace!.users();
      again.remove();
      expect(sent).to.deep.equal([null, 'Bearer 1']);
    } finally {
      window.fetch = fetch;
    }
  });

  it('warns about a dialect that it does not know, and works', async () => {
    const told: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => told.push(text);
    try {
      const transport = new ScriptedTransport();
      await fixture(html`<gws-workspace dialect="klingon" .transport=${transport}></gws-workspace>`);
      expect(transport.connects).to.equal(1);
      expect(told.join()).to.contain('klingon');
    } finally {
      console.warn = warn;
    }
  });

  describe('on the sandbox', () => {
    let sandbox: PageSandbox;
    beforeEach(() => {
      sandbox = createSandbox({ seed: 1 });
    });
    afterEach(() => sandbox.close());

    it('lets a text message ring, dispatches public events without its text, and says the invitation aloud', async () => {
      const element = await fixture<GwsWorkspaceElement>(
        html`<gws-workspace lang="en" .transport=${sandbox.transportFor('agent1')}>
          <connection-status></connection-status><session-list></session-list>
        </gws-workspace>`,
      );
      const events: Event[] = [];
      for (const type of ['gws-invitation', 'gws-before-operation', 'gws-operation', 'gws-select'] as const) {
        element.parentElement!.addEventListener(type, (event) => events.push(event));
      }
      const list = element.querySelector('session-list')!;
      await waitUntil(() => word(element.querySelector('connection-status')!) === 'Live');
      sandbox.text('+15550100', 'secret words', 'agent1');
      await waitUntil(() => allByRole(list, 'button', 'Accept').length === 1);
      const voice = element.renderRoot.querySelector('[aria-live=assertive]')!;
      await waitUntil(() => voice.textContent.startsWith('Invitation from'));
      byRole(list, 'button', 'Accept').click();
      await waitUntil(() => events.some(({ type }) => type === 'gws-operation'));
      expect(events.map(({ type }) => type)).to.deep.equal([
        'gws-invitation',
        'gws-select',
        'gws-before-operation',
        'gws-operation',
      ]);
      expect(JSON.stringify(events.map((event) => (event as Event & { detail: unknown }).detail))).not.to.contain(
        'secret',
      );
      expect(list.renderRoot.textContent).to.contain('Chatting');
      await task();
    });

    it('gives the selected session to the elements about one, inside it and apart', async () => {
      const page = await fixture(
        html`<div>
          <gws-workspace id="line" lang="en" .transport=${sandbox.transportFor('agent1')}>
            <session-list></session-list><message-log></message-log>
          </gws-workspace>
          <participant-list lang="en" for="line"></participant-list>
        </div>`,
      );
      const words = (tag: 'message-log' | 'participant-list'): string =>
        page.querySelector(tag)!.renderRoot.textContent;
      const list = page.querySelector('session-list')!;
      sandbox.text('+15550100', 'Where is it?', 'agent1');
      await waitUntil(() => allByRole(list, 'button', 'Accept').length === 1);
      byRole(list, 'button', 'Accept').click();
      await waitUntil(() => words('message-log').includes('Where is it?'));
      await waitUntil(() => words('participant-list').includes('+15550100'));
      page.querySelector('gws-workspace')!.workspace!.select(undefined);
      await waitUntil(() => !words('message-log').includes('Where is it?'));
      expect(words('participant-list')).not.to.contain('+15550100');
    });

    it('lets the page hold an operation back', async () => {
      const element = await fixture<GwsWorkspaceElement>(
        html`<gws-workspace lang="en" .transport=${sandbox.transportFor('agent1')}>
          <session-list></session-list>
        </gws-workspace>`,
      );
      element.addEventListener('gws-before-operation', (event) => event.preventDefault());
      sandbox.text('+15550100', 'hi', 'agent1');
      const list = element.querySelector('session-list')!;
      await waitUntil(() => allByRole(list, 'button', 'Accept').length === 1);
      byRole(list, 'button', 'Accept').click();
      await task();
      await list.updateComplete;
      expect(list.renderRoot.textContent).to.contain('Invitation');
      expect(byRole(list, 'button', 'Accept').hasAttribute('disabled')).to.equal(false);
    });
  });
});

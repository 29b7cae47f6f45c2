import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { allByRole, byRole } from '../../support/by-role.js';
import { ScriptedTransport } from '../../support/scripted-transport.js';

const TAGS = [
  'gws-workspace',
  'sms-session',
  'connection-status',
  'agent-readiness',
  'session-list',
  'message-log',
  'message-composer',
  'target-picker',
  'session-actions',
  'participant-list',
  'supervisor-controls',
  'monitored-agents',
  'user-data',
  'disposition-picker',
  'supervision-log',
];

describe('importing the library', () => {
  it('defines nothing from its index, and everything from define, also for what is in the page already', async () => {
    const index = await import('../../../src/index.js');
    expect(TAGS.filter((tag) => customElements.get(tag) !== undefined)).to.deep.equal([]);
    const transport = new ScriptedTransport();
    const page = await fixture<HTMLElement>(
      html`<div lang="en">
        <connection-status for="late"></connection-status
        ><gws-workspace id="late"><connection-status></connection-status></gws-workspace>
      </div>`,
    );
    Object.assign(page.querySelector('#late')!, { transport });
    await import('../../../src/define.js');
    expect(TAGS.filter((tag) => customElements.get(tag) === undefined)).to.deep.equal([]);
    expect(customElements.get('gws-workspace')).to.equal(index.GwsWorkspaceElement);
    const [apart, inside] = page.querySelectorAll('connection-status');
    await waitUntil(() => [apart, inside].every((each) => byRole(each!, 'status').textContent === 'Connecting'));
    expect(transport.connects).to.equal(1);
  });

  it('lets a provider come after its consumers, under another name, through another copy’s root', async () => {
    const { GwsWorkspaceElement } = await import('../../../src/index.js');
    await import('../../../src/define.js');
    const transport = new ScriptedTransport();
    const page = await fixture<HTMLElement>(
      html`<div lang="en">
        <test-later-workspace><connection-status></connection-status></test-later-workspace>
      </div>`,
    );
    const status = page.querySelector('connection-status')!;
    expect(byRole(status, 'status').textContent).to.equal('Not connected');
    Object.assign(page.firstElementChild!, { transport });
    GwsWorkspaceElement.define('test-later-workspace');
    await waitUntil(() => allByRole(status, 'status')[0]?.textContent === 'Connecting');
  });

  it('attaches one context root, however often it is loaded', async () => {
    const root = (globalThis as Record<symbol, unknown>)[Symbol.for('sms-session-elements/context-root/1')];
    expect(root).to.exist;
    await import('../../../src/define.js');
    expect((globalThis as Record<symbol, unknown>)[Symbol.for('sms-session-elements/context-root/1')]).to.equal(root);
  });
});

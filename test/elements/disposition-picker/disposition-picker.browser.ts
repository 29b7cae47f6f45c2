import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/elements/disposition-picker/disposition-picker.js';
import '../../../src/elements/gws-workspace/gws-workspace.js';
import type { DispositionCode } from '../../../src/elements/disposition-picker/disposition-code.js';
import type { DispositionPickerElement } from '../../../src/elements/disposition-picker/disposition-picker.js';
import type { DispositionReminderEvent } from '../../../src/elements/disposition-picker/disposition-reminder-event.js';
import type { GwsWorkspaceElement } from '../../../src/elements/gws-workspace/gws-workspace.js';
import type { OperationName } from '../../../src/protocol/operation-name.js';
import { createSandbox } from '../../../src/sandbox/browser/index.js';
import { GwsBeforeOperationEvent } from '../../../src/session/events.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, expectFocus, focused } from '../../support/by-role.js';
import type { FakeSession } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const CODES: readonly DispositionCode[] = [
  { code: 'solved', label: 'Solved', group: 'Done' },
  { code: 'callback', label: 'Call back', group: 'Open' },
  { code: 'refund', label: 'Refund promised', group: 'Done' },
];

let session: FakeSession;
let element: DispositionPickerElement;

async function show(data: Readonly<Record<string, string>> = {}): Promise<void> {
  session = new FakeWorkspace().add('s1', { userData: new Map(Object.entries(data)) });
  element = await fixture(
    html`<disposition-picker lang="en" .codes=${CODES} .controller=${session}></disposition-picker>`,
  );
}
const plain = (text: string | undefined): string =>
  (text ?? '')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const list = (): HTMLSelectElement => byRole(element, 'combobox', 'Disposition') as HTMLSelectElement;
const chosen = (): string => plain(list().selectedOptions[0]?.textContent);
const part = (name: string): string => plain(element.renderRoot.querySelector(`[part=${name}]`)?.textContent);
const button = (): HTMLButtonElement => byRole(element, 'button', 'Set disposition') as HTMLButtonElement;
async function choose(label: string): Promise<void> {
  list().selectedIndex = [...list().options].findIndex(({ textContent }) => plain(textContent) === label);
  list().dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
}
async function set(label: string): Promise<void> {
  await choose(label);
  button().click();
  await element.updateComplete;
}
const settle = async (...end: Parameters<FakeSession['settle']>): Promise<void> => {
  session.settle(...end);
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
};
const asked = () => session.performed.map(({ operation, params }) => [operation, params]);
/** Somebody wants to complete; false when that was held back. */
const mayGoOn = (operation: OperationName = 'Complete'): boolean =>
  session.dispatchEvent(new GwsBeforeOperationEvent({ id: 'x', operation, sessionId: 's1' }));

describe('<disposition-picker>', () => {
  it('offers the host’s codes by group, and says that none is set', async () => {
    await show();
    const groups = [...list().querySelectorAll('optgroup')].map((each) => [
      each.label,
      [...each.children].map(({ textContent }) => plain(textContent)),
    ]);
    expect(groups).to.deep.equal([
      ['Done', ['Solved', 'Refund promised']],
      ['Open', ['Call back']],
    ]);
    expect(chosen()).to.equal('Choose …');
    expect(part('state')).to.equal('None is set.');
    expect(button().disabled).to.equal(true);
    await expectAccessible(element);
  });

  it('sets what is chosen, and says it is set when the server confirms it', async () => {
    await show();
    await set('Call back');
    expect(asked()).to.deep.equal([['SetDisposition', { disposition: 'callback' }]]);
    expect(session.performed[0]!.source).to.equal(element);
    await settle('acked');
    expect(part('state')).to.equal('Saving: Call back');
    expect(button().getAttribute('aria-disabled')).to.equal('true');
    button().click();
    expect(asked()).to.have.length(1);
    await expectAccessible(element);
    session.update({ userData: new Map([['DispositionCode', 'callback']]) }, 'PropertiesUpdated');
    await settle('confirmed');
    expect(part('state')).to.equal('Set: Call back');
    expect(chosen()).to.equal('Call back');
    expect(button().disabled).to.equal(true);
    await expectAccessible(element);
  });

  it('works by keyboard', async () => {
    await show();
    element.focus();
    expectFocus(list());
    await sendKeys({ type: 'Sol' });
    await waitUntil(() => chosen() === 'Solved');
    await sendKeys({ press: 'Tab' });
    expectFocus(button());
    await sendKeys({ press: 'Enter' });
    expect(asked()).to.deep.equal([['SetDisposition', { disposition: 'solved' }]]);
    expectFocus(button());
  });

  it('shows what is set already, whoever set it, and what is not among the codes', async () => {
    await show({ DispositionCode: 'solved' });
    expect(chosen()).to.equal('Solved');
    expect([...list().options].map(({ textContent }) => plain(textContent))).not.to.include('Choose …');
    session.update({ userData: new Map([['DispositionCode', 'canary-17']]) }, 'PropertiesUpdated');
    await element.updateComplete;
    expect(chosen()).to.equal('canary-17');
    expect(part('state')).to.equal('Set: canary-17');
    const attributes = [...element.renderRoot.querySelectorAll('*')].flatMap((each) => [...each.attributes]);
    expect(attributes.filter(({ value }) => value.includes('canary'))).to.deep.equal([]);
  });

  it('uses the host’s key', async () => {
    await show({ DispositionCode: 'solved', Outcome: 'refund' });
    element.dispositionKey = 'Outcome';
    await element.updateComplete;
    expect(part('state')).to.equal('Set: Refund promised');
    await set('Call back');
    expect(asked()).to.deep.equal([['SetDisposition', { disposition: 'callback', dispositionKey: 'Outcome' }]]);
  });

  it('believes the server’s confirmation where its key is a secret, as long as the value is attached', async () => {
    await show();
    await set('Solved');
    session.update({ userData: new Map([['BusinessResult', 'solved']]) }, 'PropertiesUpdated');
    await settle('confirmed');
    expect(part('state')).to.equal('Set: Solved');
    session.update({ userData: new Map([['BusinessResult', 'other']]) }, 'PropertiesUpdated');
    await element.updateComplete;
    expect(part('state')).to.equal('None is set.');
  });

  it('says why it was refused, keeps the choice, and takes it again', async () => {
    await show();
    await set('Solved');
    await settle('failed', 'operation-failed');
    expect(part('error')).to.contain('Set disposition was refused by the contact centre.');
    expect(part('state')).to.equal('None is set.');
    expect(chosen()).to.equal('Solved');
    await expectAccessible(element);
    button().click();
    await element.updateComplete;
    expect(asked()).to.have.length(2);
    expect(part('error')).to.equal('');
    await settle('unknown');
    expect(part('error')).to.contain('Nobody knows whether Set disposition happened.');
    byRole(element, 'button', 'Dismiss').click();
    await element.updateComplete;
    expect(part('error')).to.equal('');
  });

  it('only tells where it cannot be set: not offered, ended, no codes', async () => {
    await show({ DispositionCode: 'solved' });
    session.update({ capabilities: ['Leave'] });
    await element.updateComplete;
    expect(allByRole(element, 'combobox')).to.have.length(0);
    expect(part('state')).to.equal('Set: Solved');
    await expectAccessible(element);
    await show();
    element.codes = [];
    await element.updateComplete;
    expect(allByRole(element, 'combobox')).to.have.length(0);
    element = await fixture(html`<disposition-picker></disposition-picker>`);
    expect(element.renderRoot.textContent.trim()).to.equal('');
  });

  it('bears nonsense from the page', async () => {
    await show();
    for (const codes of [undefined, 'solved', [{ code: 'a' }, null, { code: 'b', label: 'B' }]]) {
      Object.assign(element, { codes });
      await element.updateComplete;
    }
    expect([...list().options].map(({ textContent }) => plain(textContent))).to.deep.equal(['Choose …', 'B']);
  });

  it('keeps the choice of a session while another is shown', async () => {
    await show();
    const first = session;
    await choose('Solved');
    element.controller = new FakeWorkspace().add('s2');
    await element.updateComplete;
    expect(chosen()).to.equal('Choose …');
    element.controller = first;
    await element.updateComplete;
    expect(chosen()).to.equal('Solved');
  });
});

describe('<disposition-picker required>', () => {
  beforeEach(async () => {
    await show();
    element.required = true;
    await element.updateComplete;
  });

  it('holds completing back, says why, aloud too, and takes the keyboard', async () => {
    expect(mayGoOn('Leave')).to.equal(true);
    expect(part('reminder')).to.equal('');
    expect(mayGoOn()).to.equal(false);
    await waitUntil(() => focused() === list());
    expect(part('reminder')).to.equal('Set a disposition before you complete this session.');
    await expectAccessible(element);
    const said = (): string => element.renderRoot.querySelector('[aria-live=assertive]')?.textContent ?? '';
    await waitUntil(() => said() === 'Set a disposition before you complete this session.');
    await set('Solved');
    expect(mayGoOn('LeaveAndComplete')).to.equal(false);
    session.update({ userData: new Map([['DispositionCode', 'solved']]) }, 'PropertiesUpdated');
    await settle('confirmed');
    expect(part('reminder')).to.equal('');
    expect(mayGoOn()).to.equal(true);
    expect(mayGoOn('LeaveAndComplete')).to.equal(true);
  });

  it('asks the page first, which may let it go on', () => {
    const heard: unknown[] = [];
    const listener = (event: DispositionReminderEvent): void => {
      heard.push(event.detail);
      event.preventDefault();
    };
    document.body.addEventListener('disposition-reminder', listener);
    expect(mayGoOn()).to.equal(true);
    document.body.removeEventListener('disposition-reminder', listener);
    expect(heard).to.deep.equal([{ sessionId: 's1', operation: 'Complete' }]);
    expect(part('reminder')).to.equal('');
    expect(mayGoOn()).to.equal(false);
  });

  it('locks nobody in: not offered, no codes, or refused by the server', async () => {
    session.update({ capabilities: ['Complete'] });
    expect(mayGoOn()).to.equal(true);
    await show();
    element.required = true;
    await set('Solved');
    await settle('failed', 'server-error');
    expect(mayGoOn()).to.equal(true);
    await show();
    element.required = true;
    element.codes = [];
    expect(mayGoOn()).to.equal(true);
  });

  it('minds only its own session, and nothing once it is gone or asks no longer', () => {
    element.required = false;
    expect(mayGoOn()).to.equal(true);
    element.required = true;
    expect(mayGoOn()).to.equal(false);
    element.remove();
    expect(mayGoOn()).to.equal(true);
    expect(session.listeners).to.equal(0);
  });

  it('holds a real session back, until the sandbox has the disposition', async () => {
    const sandbox = createSandbox();
    try {
      sandbox.text('+15550100', 'Hello', 'agent1');
      const workspace = await fixture<GwsWorkspaceElement>(
        html`<gws-workspace lang="en" .transport=${sandbox.transportFor('agent1')}></gws-workspace>`,
      );
      await waitUntil(() => workspace.workspace?.state.sessionIds.length === 1);
      const real = workspace.workspace!.session(workspace.workspace!.state.sessionIds[0]!);
      await real.perform('Accept', {}).finished;
      element.controller = real;
      await element.updateComplete;
      const held = await real.perform('Complete', {}).finished;
      expect(held.error?.code).to.equal('canceled');
      expect(real.state.status).to.equal('Chatting');
      await set('Solved');
      await waitUntil(() => part('state') === 'Set: Solved');
      expect((await real.perform('Complete', {}).finished).phase).to.equal('confirmed');
      expect(real.state.userData.get('DispositionCode')).to.equal('solved');
      workspace.remove();
      workspace.grace = 0;
    } finally {
      sandbox.close();
    }
  });
});

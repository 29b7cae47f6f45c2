import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/elements/session-actions/session-actions.js';
import type { SessionActionsElement } from '../../../src/elements/session-actions/session-actions.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, descriptionOf, expectFocus, focused, nameOf } from '../../support/by-role.js';
import { CHATTING, consulted, customer, type FakeSession, self } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

let session: FakeSession;
let element: SessionActionsElement;

async function show(): Promise<void> {
  element = await fixture(html`<session-actions lang="en" .controller=${session}></session-actions>`);
}
const buttons = (): readonly string[] => allByRole(element, 'button').map(nameOf);
async function press(name: string, root: Node = element): Promise<void> {
  byRole(root, 'button', name).click();
  await element.updateComplete;
}
const dialog = (): HTMLElement => byRole(element, 'dialog');
const error = (): string => element.renderRoot.querySelector('[part=error]')?.textContent.trim() ?? '';
const asked = (): readonly string[] => session.performed.map(({ operation }) => operation);

describe('<session-actions>', () => {
  beforeEach(() => {
    session = new FakeWorkspace().add();
  });

  it('offers exactly what the capabilities allow', async () => {
    await show();
    expect(buttons()).to.deep.equal(['Consult', 'Invite', 'Transfer', 'Leave', 'Complete']);
    await expectAccessible(element);
    session.update({ capabilities: ['Leave', 'SwitchToMonitor'] });
    await element.updateComplete;
    expect(buttons()).to.deep.equal(['Leave']);
    session.update({ status: 'Completed' });
    await element.updateComplete;
    expect(buttons()).to.deep.equal([]);
  });

  it('shows nothing without a session', async () => {
    element = await fixture(html`<session-actions></session-actions>`);
    expect(buttons()).to.deep.equal([]);
  });

  it('leaves Accept and Reject to the list, unless asked for', async () => {
    session = new FakeWorkspace().invite();
    await show();
    expect(buttons()).to.deep.equal([]);
    element.invitation = true;
    await element.updateComplete;
    expect(buttons()).to.deep.equal(['Reject', 'Accept']);
    expect(descriptionOf(byRole(element, 'button', 'Accept'))).to.equal('Session with +15550100');
    await expectAccessible(element);
    await press('Accept');
    expect(asked()).to.deep.equal(['Accept']);
  });

  for (const operation of ['Consult', 'Invite', 'Transfer']) {
    it(`asks in a dialog whom to ${operation.toLowerCase()}`, async () => {
      await show();
      byRole(element, 'button', operation).focus();
      await press(operation);
      expect(nameOf(dialog())).to.equal(operation);
      await waitUntil(() => allByRole(dialog(), 'option').length > 0);
      await waitUntil(() => focused() === byRole(dialog(), 'combobox', 'To'));
      await expectAccessible(element);
      byRole(dialog(), 'option', /Ana Moreira/).click();
      byRole(dialog(), 'button', operation).click();
      await waitUntil(() => session.performed.length === 1);
      const [performed] = session.performed;
      expect(performed!.operation).to.equal(operation);
      expect(performed!.params).to.deep.equal({ targetUri: 'http://gws/api/v2/users/a2' });
      expect(performed!.source).to.equal(element);
      await element.updateComplete;
      expect(allByRole(element, 'dialog')).to.have.length(0);
      expectFocus(byRole(element, 'button', operation));
    });
  }

  it('forgets the dialog on Escape and on Cancel', async () => {
    await show();
    await press('Consult');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => allByRole(element, 'dialog').length === 0);
    await press('Consult');
    await press('Cancel', dialog());
    expect(allByRole(element, 'dialog')).to.have.length(0);
    expect(asked()).to.deep.equal([]);
  });

  it('closes the dialog when the server takes the operation back', async () => {
    await show();
    await press('Consult');
    session.update({ capabilities: ['Leave'] });
    await element.updateComplete;
    expect(allByRole(element, 'dialog')).to.have.length(0);
  });

  it('asks before the last agent leaves', async () => {
    await show();
    await press('Leave');
    expect(asked()).to.deep.equal([]);
    expect(dialog().textContent).to.contain('You are the last agent here: leaving ends the session for the customer.');
    await waitUntil(() => focused() === byRole(dialog(), 'button', 'Stay'));
    await expectAccessible(element);
    await press('Stay', dialog());
    expect(asked()).to.deep.equal([]);
    await press('Leave');
    await press('Leave', dialog());
    expect(asked()).to.deep.equal(['Leave']);
  });

  it('says that the customer would be left with agents whom they cannot see', async () => {
    session.update({ participants: [self, customer, consulted] });
    await show();
    await press('Leave');
    expect(dialog().textContent).to.contain('You are the last agent whom the customer sees');
  });

  it('leaves at once when somebody whom the customer sees stays, or when the customer never saw us', async () => {
    session.update({ participants: [self, customer, { ...consulted, visibility: 'All' }] });
    await show();
    await press('Leave');
    expect(asked()).to.deep.equal(['Leave']);
    session = new FakeWorkspace().add('s2', { participants: [{ ...self, visibility: 'Supervisors' }, customer] });
    await show();
    await press('Leave');
    expect(asked()).to.deep.equal(['Leave']);
  });

  it('asks before completing an open conversation, and not after it', async () => {
    await show();
    await press('Complete');
    expect(dialog().textContent).to.contain('completing ends it for the customer');
    await press('Stay', dialog());
    session.update({ status: 'LeftChat', capabilities: ['Complete', 'Transfer', 'Leave'] });
    await element.updateComplete;
    expect(byRole(element, 'button', 'Complete').classList.contains('filled')).to.equal(true);
    await press('Complete');
    expect(asked()).to.deep.equal(['Complete']);
  });

  it('shows an operation as under way, also when its capability is gone, and asks no second time', async () => {
    session.update({ participants: [self, customer, { ...consulted, visibility: 'All' }] });
    await show();
    byRole(element, 'button', 'Leave').focus();
    await press('Leave');
    session.update({ capabilities: ['Complete'] });
    session.settle('acked');
    await element.updateComplete;
    const leave = byRole(element, 'button', 'Leave');
    expect(leave.getAttribute('aria-disabled')).to.equal('true');
    expectFocus(leave);
    await expectAccessible(element);
    await press('Leave');
    expect(asked()).to.deep.equal(['Leave']);
    session.settle('confirmed');
    await element.updateComplete;
    expect(buttons()).to.deep.equal(['Complete']);
  });

  it('explains a failure beside the buttons, until it is dismissed or tried again', async () => {
    await show();
    const transfer = session.perform('Transfer', { targetUri: 'x' });
    session.settle('failed', 'operation-failed');
    await transfer.finished;
    await element.updateComplete;
    expect(error()).to.equal('They cannot take the session. It is still yours; choose somebody else.');
    await expectAccessible(element);
    await press('Dismiss');
    expect(error()).to.equal('');
    session.perform('Leave', {});
    session.settle('unknown');
    await element.updateComplete;
    expect(error()).to.contain('Nobody knows whether Leave happened.');
    await expectAccessible(element);
    await press('Leave');
    await press('Leave', dialog());
    expect(error()).to.equal('');
  });

  it('explains what was refused before it left the page', async () => {
    session.update({ participants: [self, customer, { ...consulted, visibility: 'All' }] });
    session.refuse.set('Leave', 'audience');
    await show();
    await press('Leave');
    await waitUntil(() => error() !== '');
    await press('Dismiss');
    expect(error()).to.equal('');
  });

  it('does not explain what the page itself held back', async () => {
    session.update({ participants: [self, customer, { ...consulted, visibility: 'All' }] });
    session.refuse.set('Leave', 'canceled');
    await show();
    await press('Leave');
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    expect(error()).to.equal('');
  });

  it('says a failure aloud', async () => {
    session.update({ participants: [self, customer, { ...consulted, visibility: 'All' }] });
    await show();
    await press('Leave');
    session.settle('failed', 'forbidden');
    const region = (): string => element.renderRoot.querySelector('[aria-live=assertive]')?.textContent ?? '';
    await waitUntil(() => region() === 'You may not use Leave here. Ask your supervisor.');
  });

  it('starts anew with another session, and keeps what is under way when it is moved', async () => {
    await show();
    await press('Consult');
    element.controller = new FakeWorkspace().add('s2', { capabilities: [...CHATTING].slice(0, 2) });
    await element.updateComplete;
    expect(allByRole(element, 'dialog')).to.have.length(0);
    expect(buttons()).to.deep.equal(['Transfer', 'Leave']);
    element.controller = session;
    await element.updateComplete;
    session.perform('Consult', { targetUri: 'x' });
    const home = await fixture(html`<div></div>`);
    home.append(element);
    await element.updateComplete;
    expect(byRole(element, 'button', 'Consult').getAttribute('aria-disabled')).to.equal('true');
  });
});

import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/sms-session/sms-session.js';
import type { SessionActionsElement } from '../../../src/elements/session-actions/session-actions.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, expectFocus, nameOf } from '../../support/by-role.js';
import { CHATTING, consulted, customer, type FakeSession, self } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const HELP = 'Ask for help';
let session: FakeSession;
let page: HTMLElement;
let element: SessionActionsElement;

/** Actions and composer of one session, apart from each other. */
async function show(helpTarget?: string, composer = true): Promise<void> {
  page = await fixture(
    html`<main lang="en">
      <session-actions help-target=${helpTarget ?? ''} .controller=${session}></session-actions>
      ${composer ? html`<message-composer .controller=${session}></message-composer>` : ''}
    </main>`,
  );
  element = page.querySelector('session-actions') as SessionActionsElement;
}
const buttons = (): readonly string[] => allByRole(element, 'button').map(nameOf);
async function press(root: Node = element): Promise<void> {
  byRole(root, 'button', HELP).click();
  await element.updateComplete;
}
const error = (): string => element.renderRoot.querySelector('[part=error]')?.textContent.trim() ?? '';
const asked = (): unknown => session.performed.map(({ operation, params }) => [operation, params]);
const withCoach = (): FakeSession =>
  session.update({ participants: [self, customer, consulted], capabilities: [...CHATTING, 'SendToAgents'] });

describe('“Ask for help”', () => {
  beforeEach(() => {
    session = new FakeWorkspace().add();
  });

  it('is not there while there is nobody to be asked', async () => {
    await show();
    expect(buttons()).not.to.include(HELP);
    withCoach();
    await element.updateComplete;
    expect(buttons()).to.include(HELP);
    await expectAccessible(element);
  });

  it('leads to the composer, which then writes to agents only, and keeps the text for the customer apart', async () => {
    withCoach();
    session.drafts.set('customer', 'Dear customer');
    await show('/users/lead');
    const field = byRole(page, 'textbox', 'Message') as HTMLTextAreaElement;
    expect(field.value).to.equal('Dear customer');
    await press();
    await page.querySelector('message-composer')?.updateComplete;
    expectFocus(field);
    expect(field.value).to.equal('');
    expect(page.querySelector('message-composer')?.shadowRoot?.querySelector('[part~=agents]')).not.to.equal(null);
    field.value = 'What may I offer?';
    field.dispatchEvent(new Event('input'));
    await page.querySelector('message-composer')?.updateComplete;
    byRole(page, 'button', 'Send').click();
    expect(asked()).to.deep.equal([['SendToAgents', { text: 'What may I offer?' }]]);
    expect(session.drafts.get('customer')).to.equal('Dear customer');
  });

  it('says where to write when the page has no composer', async () => {
    withCoach();
    await show(undefined, false);
    await press();
    expect(error()).to.equal('A colleague is here unseen. Write to agents only to reach them.');
    await expectAccessible(element);
    byRole(element, 'button', 'Dismiss').click();
    await element.updateComplete;
    expect(error()).to.equal('');
  });

  it('consults the target of the page, and tells when they cannot be reached', async () => {
    await show('/users/lead');
    await press();
    expect(asked()).to.deep.equal([['Consult', { targetPath: '/users/lead' }]]);
    expect(byRole(element, 'button', HELP).getAttribute('aria-disabled')).to.equal('true');
    await press();
    expect(session.performed.length).to.equal(1);
    session.settle('failed', 'operation-failed');
    await element.updateComplete;
    expect(error()).to.equal('They cannot be reached. Choose somebody else.');
  });

  it('asks before it calls in somebody whom the customer sees', async () => {
    session.update({ capabilities: ['Invite', 'Leave'] });
    await show('http://gws.test/api/v2/users/lead');
    await press();
    expect(session.performed.length).to.equal(0);
    const dialog = byRole(element, 'dialog', HELP);
    expect(dialog.textContent).to.contain('The customer sees them.');
    await expectAccessible(element);
    byRole(dialog, 'button', 'Cancel').click();
    await element.updateComplete;
    expect(session.performed.length).to.equal(0);
    await press();
    await press(byRole(element, 'dialog', HELP));
    expect(asked()).to.deep.equal([['Invite', { targetUri: 'http://gws.test/api/v2/users/lead' }]]);
  });

  it('says so when the session allows neither Consult nor Invite', async () => {
    session.update({ capabilities: ['Leave'] });
    await show('/users/lead');
    await press();
    expect(error()).to.contain('Nobody can be asked now');
    expect(session.performed.length).to.equal(0);
  });

  it('takes no name for an address, and a target as a property', async () => {
    await show('Team lead');
    expect(buttons()).not.to.include(HELP);
    element.helpTarget = { targetPath: '/queues/leads' };
    await element.updateComplete;
    await press();
    expect(asked()).to.deep.equal([['Consult', { targetPath: '/queues/leads' }]]);
  });

  it('is part of a whole session’s desk', async () => {
    page = await fixture(html`<sms-session lang="en" help-target="/users/lead" .controller=${session}></sms-session>`);
    element = page.shadowRoot?.querySelector('session-actions') as SessionActionsElement;
    await element.updateComplete;
    await press();
    expect(asked()).to.deep.equal([['Consult', { targetPath: '/users/lead' }]]);
  });
});

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/elements/session-list/session-list.js';
import type { SessionListElement } from '../../../src/elements/session-list/session-list.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, descriptionOf, expectFocus, nameOf } from '../../support/by-role.js';
import { consulted, customer, self } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

let workspace: FakeWorkspace;
let element: SessionListElement;

async function show(): Promise<void> {
  element = await fixture(html`<session-list lang="en" .workspace=${workspace}></session-list>`);
}
const rows = (): readonly HTMLElement[] => [...element.renderRoot.querySelectorAll<HTMLElement>('[part=row]')];
const row = (at: number): HTMLElement => rows()[at]!;
const called = (nickname: string) => ({ participants: [self, { ...customer, nickname }] });

describe('<session-list>', () => {
  beforeEach(() => {
    workspace = new FakeWorkspace();
  });

  it('names each session by customer and state, with its last line and how much is unread', async () => {
    workspace.add().says(customer, 'Where is my order?').says(customer, 'Hello?');
    await show();
    expect(nameOf(row(0))).to.match(/^\+15550100 .*Chatting Hello\? 2 unread messages$/);
    await expectAccessible(element);
  });

  it('marks a last line that only agents can read in words', async () => {
    workspace.add('s1', { participants: [self, customer, consulted] }).says(consulted, 'offer the refund', 'Agents');
    await show();
    expect(nameOf(row(0))).to.contain('Agents only: offer the refund');
  });

  it('shows what strangers wrote as text only, and names without tricks', async () => {
    workspace.add('s1', called('\u202Eevil\n<b>x</b>')).says(customer, '<img src=x onerror=alert(1)>');
    await show();
    expect(element.renderRoot.querySelector('img, b')).to.equal(null);
    expect(nameOf(row(0)))
      .to.contain('evil <b>x</b>')
      .and.to.contain('<img src=x onerror=alert(1)>');
    expect(element.renderRoot.querySelector('[part=name]')!.tagName).to.equal('BDI');
  });

  it('accepts an invitation, chooses it, and shows that the answer is under way', async () => {
    const session = workspace.invite();
    await show();
    expect(nameOf(row(0))).to.contain('Invitation');
    await expectAccessible(element);
    byRole(element, 'button', 'Accept').focus();
    byRole(element, 'button', 'Accept').click();
    await element.updateComplete;
    expect(session.performed.map(({ operation, source }) => [operation, source])).to.deep.equal([['Accept', element]]);
    expect(workspace.state.selectedId).to.equal('s1');
    byRole(element, 'button', 'Accept').click();
    byRole(element, 'button', 'Reject').click();
    expect(session.performed).to.have.length(1);
    session.update({ status: 'Chatting', capabilities: ['Leave'], participants: [self, customer] });
    await element.updateComplete;
    expect(allByRole(element, 'button', 'Accept')).to.have.length(0);
    expectFocus(row(0));
  });

  it('describes each of several equal buttons by its row', async () => {
    workspace.invite('s1').update(called('Maya'));
    workspace.invite('s2', 'Coach').update(called('Tom'));
    await show();
    for (const name of ['Accept', 'Reject']) {
      const described = allByRole(element, 'button', name).map(descriptionOf);
      expect(described).to.deep.equal(['Maya Invitation', 'Tom Coach invitation']);
    }
  });

  it('rejects an invitation', async () => {
    const session = workspace.invite();
    await show();
    byRole(element, 'button', 'Reject').click();
    expect(session.performed.map(({ operation }) => operation)).to.deep.equal(['Reject']);
  });

  it('explains beside the invitation why an answer failed, until that is dismissed', async () => {
    const session = workspace.invite();
    await show();
    byRole(element, 'button', 'Accept').click();
    session.settle('failed', 'invalid-state');
    await element.updateComplete;
    const error = element.renderRoot.querySelector('[part=error]')!;
    expect(error.textContent).to.contain('The invitation is over: somebody else took it, or it was withdrawn.');
    await expectAccessible(element);
    byRole(element, 'button', 'Dismiss').click();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[part=error]')).to.equal(null);
  });

  it('says the mode of a supervisor’s invitation', async () => {
    workspace.invite('s1', 'Monitor');
    workspace.invite('s2', 'BargeIn');
    await show();
    expect(nameOf(row(0))).to.contain('Monitor invitation');
    expect(nameOf(row(1))).to.contain('Barge in invitation');
  });

  it('counts an invitation down when the time for it is known', async () => {
    workspace.invite();
    await show();
    expect(element.renderRoot.textContent).not.to.match(/\d s left/);
    element.invitationTimeout = 1;
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.match(/1 s left/);
    await waitUntil(() => element.renderRoot.textContent.includes('Time is up'), 'counts', { timeout: 4000 });
    const left = document.createElement('session-list');
    left.workspace = workspace;
    left.invitationTimeout = 1;
    element.replaceWith(left);
    await left.updateComplete;
    expect(left.renderRoot.textContent, 'a list shown anew goes on counting').to.contain('Time is up');
  });

  it('selects by click, and says which one is selected', async () => {
    workspace.add('s1');
    workspace.add('s2');
    await show();
    row(1).click();
    await element.updateComplete;
    expect(workspace.state.selectedId).to.equal('s2');
    expect(rows().map((each) => each.getAttribute('aria-current'))).to.deep.equal([null, 'true']);
  });

  it('is one tab stop; arrows, Home and End move, Enter selects', async () => {
    for (const id of ['s1', 's2', 's3']) workspace.add(id);
    workspace.select('s2');
    await show();
    expect(rows().map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, 0, -1]);
    row(1).focus();
    await sendKeys({ press: 'ArrowDown' });
    expectFocus(row(2));
    await sendKeys({ press: 'Home' });
    expectFocus(row(0));
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'ArrowUp' });
    await element.updateComplete;
    expectFocus(row(1));
    expect(rows().map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, 0, -1]);
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Enter' });
    expect(workspace.state.selectedId).to.equal('s1');
  });

  it('selects by Alt and a digit only when that is wanted', async () => {
    for (const id of ['s1', 's2']) workspace.add(id);
    await show();
    const press = (): boolean =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key: '2', code: 'Digit2', altKey: true, cancelable: true }));
    press();
    expect(workspace.state.selectedId).to.equal(undefined);
    element.hotkeys = true;
    await element.updateComplete;
    press();
    expect(workspace.state.selectedId).to.equal('s2');
    workspace.select('s1');
    element.remove();
    press();
    expect(workspace.state.selectedId).to.equal('s1');
  });

  it('says that a session is over and lets it be closed', async () => {
    const session = workspace.add('s1', called('Maya'));
    await show();
    session.update({ status: 'Completed' });
    await element.updateComplete;
    expect(nameOf(row(0))).to.contain('Completed');
    await expectAccessible(element);
    byRole(element, 'button', 'Close Maya').click();
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('No sessions.');
  });

  it('tells nothing from nothing yet', async () => {
    workspace.connection('connecting');
    await show();
    expect(element.renderRoot.querySelector('[aria-busy=true]')).to.exist;
    await expectAccessible(element);
    workspace.connection('live');
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('No sessions. New ones appear here.');
    await expectAccessible(element);
  });

  it('shows a state that it does not know as the server wrote it', async () => {
    workspace.add('s1', { status: 'Parked' });
    await show();
    expect(nameOf(row(0))).to.contain('Parked');
  });

  it('renders only for what a row shows', async () => {
    const session = workspace.add();
    await show();
    let renders = 0;
    element.addController({
      hostUpdate() {
        renders++;
      },
    });
    session.update({ userData: new Map([['Segment', 'gold']]) }, 'PropertiesUpdated');
    session.receive({ index: 1, type: 'TypingStarted', from: customer, visibility: 'All' });
    await element.updateComplete;
    expect(renders).to.equal(0);
    session.says(customer, 'Hi');
    await element.updateComplete;
    expect(renders).to.be.greaterThan(0);
  });

  it('leaves no subscription behind, and takes up again when it comes back', async () => {
    const session = workspace.add();
    await show();
    expect(session.listeners).to.equal(1);
    const parent = element.parentElement!;
    element.remove();
    expect(session.listeners).to.equal(0);
    session.says(customer, 'Meanwhile');
    parent.append(element);
    await element.updateComplete;
    expect(nameOf(row(0))).to.contain('Meanwhile');
    expect(session.listeners).to.equal(1);
  });

  it('mirrors from right to left', async () => {
    workspace.add('s1');
    element = await fixture(html`<session-list dir="rtl" lang="en" .workspace=${workspace}></session-list>`);
    const name = element.renderRoot.querySelector('[part=name]')!.getBoundingClientRect();
    const time = element.renderRoot.querySelector('.time')!.getBoundingClientRect();
    expect(time.right).to.be.at.most(name.left + 1);
  });
});

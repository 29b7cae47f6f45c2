import { expect, fixture, html } from '@open-wc/testing';
import type { SupervisorControlsElement } from '../../../src/elements/supervisor-controls/supervisor-controls.js';
import '../../../src/elements/supervisor-controls/supervisor-controls.js';
import { CHATTING, customer, self } from '../../support/fake-session.js';
import type { FakeSession } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const show = (session: FakeSession): Promise<SupervisorControlsElement> =>
  fixture(html`<supervisor-controls .controller=${session}></supervisor-controls>`);
const root = (element: Element): ShadowRoot => element.shadowRoot as ShadowRoot;
const radio = (element: Element, label: string): HTMLInputElement =>
  [...root(element).querySelectorAll('label')]
    .find((each) => each.textContent.trim() === label)
    ?.querySelector('input') as HTMLInputElement;

/** A session that we coach. */
function coaching(): FakeSession {
  return new FakeWorkspace().add('s1', {
    supervisorMode: 'Coach',
    capabilities: [...CHATTING, 'SwitchToMonitor', 'SwitchToBargeIn'],
    participants: [{ ...self, visibility: 'Agents' }, customer],
  });
}

describe('supervisor-controls', () => {
  it('shows nothing to an ordinary agent', async () => {
    const element = await show(new FakeWorkspace().add());
    expect(root(element).querySelector('fieldset')).to.equal(null);
    expect(element.getBoundingClientRect().height).to.equal(0);
  });

  it('shows the confirmed mode and what it means, and is accessible', async () => {
    const element = await show(coaching());
    expect(radio(element, 'Coach').checked).to.equal(true);
    expect(root(element).textContent).to.contain('The customer does not.');
    expect(root(element).querySelector('legend')?.textContent).to.equal('Supervision mode');
    await expect(element).to.be.accessible();
  });

  it('asks to switch, keeps showing the confirmed mode until the server says otherwise, and waits meanwhile', async () => {
    const session = coaching();
    const element = await show(session);
    radio(element, 'Barge in').click();
    await element.updateComplete;
    expect(session.performed.map(({ operation }) => operation)).to.deep.equal(['SwitchToBargeIn']);
    expect(radio(element, 'Coach').checked).to.equal(true);
    expect(radio(element, 'Barge in').checked).to.equal(false);
    expect(radio(element, 'Monitor').disabled).to.equal(true);
    expect(root(element).textContent).to.contain('Switching to Barge in');

    session.update(
      {
        participants: [{ ...self, visibility: 'All' }, customer],
        capabilities: [...CHATTING, 'SwitchToMonitor', 'SwitchToCoach'],
      },
      'ParticipantsUpdated',
    );
    await element.updateComplete;
    expect(radio(element, 'Barge in').checked).to.equal(true);
    expect(radio(element, 'Monitor').disabled).to.equal(false);
  });

  it('offers no switch that the server does not offer', async () => {
    const session = coaching();
    session.update({ capabilities: [...CHATTING, 'SwitchToMonitor'] });
    const element = await show(session);
    expect(radio(element, 'Barge in').disabled).to.equal(true);
    expect(radio(element, 'Monitor').disabled).to.equal(false);
  });

  it('explains a refusal beside the modes, and stays in the mode in force', async () => {
    const session = coaching();
    const element = await show(session);
    radio(element, 'Monitor').click();
    session.settle('failed', 'permission-denied');
    await element.updateComplete;
    expect(root(element).querySelector('.notice')?.textContent).to.match(/Monitor/);
    expect(radio(element, 'Coach').checked).to.equal(true);
    expect(radio(element, 'Monitor').disabled).to.equal(false);
  });

  it('says that the session was taken away', async () => {
    const session = coaching();
    const element = await show(session);
    session.update({ status: 'Revoked' });
    await element.updateComplete;
    expect(root(element).textContent).to.contain('taken away');
    expect(root(element).querySelector('fieldset')).to.equal(null);
  });

  it('joins a session that runs at an agent’s desk, in the chosen mode', async () => {
    const workspace = new FakeWorkspace();
    const element = await fixture<SupervisorControlsElement>(
      html`<supervisor-controls .workspace=${workspace} agent-id="a1" session-id="s9"></supervisor-controls>`,
    );
    expect(radio(element, 'Monitor').checked).to.equal(true);
    radio(element, 'Coach').click();
    await element.updateComplete;
    const button = [...root(element).querySelectorAll('button')].find((each) => each.textContent.trim() === 'Intrude');
    button?.click();
    await element.updateComplete;
    const [asked] = workspace.session('s9').performed;
    expect(asked?.operation).to.equal('Intrude');
    expect(asked?.params).to.deep.equal({ userId: 'a1', supervisorVisibilityMode: 'Coach' });
    expect(button?.disabled).to.equal(true);
    await expect(element).to.be.accessible();
  });
});

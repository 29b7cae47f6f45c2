import { expect, fixture, html } from '@open-wc/testing';
import type { ParticipantListElement } from '../../../src/elements/participant-list/participant-list.js';
import '../../../src/elements/participant-list/participant-list.js';
import { CHATTING, consulted, customer, self } from '../../support/fake-session.js';
import type { FakeSession } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const show = (session: FakeSession): Promise<ParticipantListElement> =>
  fixture(html`<participant-list .controller=${session}></participant-list>`);
const root = (element: Element): ShadowRoot => element.shadowRoot as ShadowRoot;
const rows = (element: Element): string[] =>
  [...root(element).querySelectorAll('li')].map((each) => each.textContent.replace(/\s+/g, ' ').trim());
const removeButton = (element: Element, name: string): HTMLButtonElement | null =>
  root(element).querySelector(`button[aria-label="Remove ${name}"]`);

describe('participant-list', () => {
  it('says of everybody who they are and who sees them, and is accessible', async () => {
    const monitor = { ...consulted, participantId: 'p9', userId: 'u9', nickname: 'boss', visibility: 'Supervisors' };
    const session = new FakeWorkspace().add('s1', { participants: [self, customer, consulted, monitor] });
    const element = await show(session);
    expect(root(element).querySelector('ul')).to.have.attribute('aria-label', 'Participants');
    const [me, them, hidden, silent] = rows(element);
    expect(me).to.match(/agent1.*You.*Agent.*Seen by all/);
    expect(them).to.match(/\+15550100.*Customer/);
    expect(hidden).to.match(/agent2.*Agents only/);
    expect(silent).to.match(/boss.*Silently monitoring/);
    await expect(element).to.be.accessible();
  });

  it('takes the role from the type and not from the name, and tells two people of one name apart', async () => {
    const double = { ...consulted, participantId: 'p8', nickname: 'Customer' };
    const session = new FakeWorkspace().add('s1', {
      participants: [self, { ...customer, nickname: 'agent1' }, double],
    });
    const [, them, fake] = rows(await show(session));
    expect(them).to.match(/agent1.*Customer/);
    expect(fake).to.match(/Customer.*Agent/);
  });

  it('shows a visibility that it does not know as agents only', async () => {
    const session = new FakeWorkspace().add('s1', { participants: [self, { ...consulted, visibility: 'Nobody' }] });
    expect(rows(await show(session))[1]).to.contain('Agents only');
  });

  it('offers to remove other agents only while the server allows it, and asks first', async () => {
    const session = new FakeWorkspace().add('s1', { participants: [self, customer, consulted] });
    const element = await show(session);
    expect(removeButton(element, 'agent2')).to.equal(null);
    session.update({ capabilities: [...CHATTING, 'RemoveParticipantFromConference'] });
    await element.updateComplete;
    expect(removeButton(element, 'agent1')).to.equal(null);
    removeButton(element, 'agent2')?.click();
    await element.updateComplete;
    expect(session.performed).to.deep.equal([]);
    const dialog = root(element).querySelector('dialog') as HTMLDialogElement;
    expect(dialog.open).to.equal(true);
    expect(dialog.textContent).to.contain('agent2');
    (dialog.querySelector('.danger') as HTMLButtonElement).click();
    await element.updateComplete;
    expect(dialog.open).to.equal(false);
    expect(session.performed[0]?.operation).to.equal('RemoveParticipantFromConference');
    expect(session.performed[0]?.params).to.deep.equal({ targetUri: '/users/agent2-user-id' });
  });

  it('closes the question when the person leaves meanwhile', async () => {
    const session = new FakeWorkspace().add('s1', {
      participants: [self, customer, consulted],
      capabilities: [...CHATTING, 'RemoveParticipantFromConference'],
    });
    const element = await show(session);
    removeButton(element, 'agent2')?.click();
    await element.updateComplete;
    session.update({ participants: [self, customer] }, 'ParticipantsUpdated');
    await element.updateComplete;
    await element.updateComplete;
    expect((root(element).querySelector('dialog') as HTMLDialogElement).open).to.equal(false);
  });

  it('renders again for participants, not for messages', async () => {
    const session = new FakeWorkspace().add('s1');
    const element = await show(session);
    const before = root(element).querySelector('li');
    session.says(customer, 'hello');
    expect(element.isUpdatePending).to.equal(false);
    expect(root(element).querySelector('li')).to.equal(before);
  });

  it('says that nobody is here', async () => {
    const session = new FakeWorkspace().add('s1', { participants: [] });
    expect(root(await show(session)).textContent).to.contain('Nobody is here');
  });
});

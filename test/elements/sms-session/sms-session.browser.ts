import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { SmsSessionElement } from '../../../src/elements/sms-session/sms-session.element.js';
import '../../../src/elements/sms-session/sms-session.js';
import { CHATTING, consulted, customer, self } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

async function mount(workspace: FakeWorkspace, width = 900): Promise<SmsSessionElement> {
  const box = await fixture<HTMLElement>(
    html`<div><sms-session lang="en" .workspace=${workspace}></sms-session></div>`,
  );
  box.style.setProperty('inline-size', `${width}px`);
  box.style.setProperty('block-size', '500px');
  const element = box.querySelector('sms-session')!;
  element.style.setProperty('block-size', '100%');
  await element.updateComplete;
  await nextFrame();
  return element;
}

const root = (element: Element) => element.shadowRoot!;
const part = (element: Element, tag: string) => root(element).querySelector<HTMLElement>(tag);
const text = (element: Element) => root(element).textContent.replaceAll(/[\u2068\u2069]|\s+/g, ' ');
const chatting = () => {
  const workspace = new FakeWorkspace();
  const session = workspace.add('s1');
  workspace.select('s1');
  return { workspace, session };
};

describe('<sms-session>', () => {
  it('says what to do while nothing is selected, and follows the selection', async () => {
    const workspace = new FakeWorkspace();
    const element = await mount(workspace);
    expect(text(element)).to.include('No session selected');
    await expect(element).to.be.accessible();
    workspace.add('s1').says(customer, 'Hello');
    workspace.select('s1');
    await element.updateComplete;
    await nextFrame();
    expect(part(element, 'header')!.textContent).to.include('+15550100').and.include('Chatting');
    expect(part(element, 'message-log')!.shadowRoot!.textContent).to.include('Hello');
  });

  it('stays with the session that it is told', async () => {
    const { workspace } = chatting();
    workspace.add('s2', { participants: [self, { ...customer, nickname: 'Maya' }] });
    const element = await mount(workspace);
    element.sessionId = 's2';
    await element.updateComplete;
    expect(part(element, 'header')!.textContent).to.include('Maya');
    workspace.select('s1');
    await element.updateComplete;
    expect(part(element, 'header')!.textContent).to.include('Maya');
  });

  it('is a whole desk: conversation, composer, participants, supervision', async () => {
    const element = await mount(chatting().workspace);
    for (const tag of ['message-log', 'message-composer', 'participant-list', 'supervisor-controls', 'session-actions'])
      expect(part(element, tag), tag).to.exist;
    await expect(element).to.be.accessible();
  });

  it('fills its place: the log takes what the composer leaves', async () => {
    const element = await mount(chatting().workspace, 400);
    const bottom = (each: Element) => each.getBoundingClientRect().bottom;
    const composer = part(element, 'message-composer')!;
    expect(bottom(composer)).to.be.closeTo(bottom(element), 1);
    expect(bottom(part(element, 'message-log')!)).to.be.closeTo(composer.getBoundingClientRect().top, 1);
  });

  it('has a height of its own where nothing limits it', async () => {
    const element = await mount(chatting().workspace);
    element.style.removeProperty('block-size');
    element.parentElement!.style.removeProperty('block-size');
    expect(part(element, 'message-log')!.offsetHeight).to.be.within(300, 500);
  });

  it('shows the side panel beside the conversation where there is room, else on demand', async () => {
    const wide = await mount(chatting().workspace, 900);
    const shown = (element: Element) => getComputedStyle(part(element, '.side')!).display !== 'none';
    expect(shown(wide)).to.be.true;
    const narrow = await mount(chatting().workspace, 340);
    expect(shown(narrow)).to.be.false;
    const toggle = part(narrow, '.aside')!;
    expect(toggle.getAttribute('aria-expanded')).to.equal('false');
    toggle.click();
    await narrow.updateComplete;
    expect(shown(narrow)).to.be.true;
    expect(toggle.getAttribute('aria-expanded')).to.equal('true');
    expect(narrow.scrollWidth).to.be.at.most(340);
  });

  it('asks about an invitation, and says in which mode a supervisor would join', async () => {
    const workspace = new FakeWorkspace();
    const session = workspace.invite('s1', 'Coach');
    workspace.select('s1');
    const element = await mount(workspace);
    expect(text(element)).to.include('would like to talk').and.include('in the mode Coach');
    const buttons = [...root(part(element, 'session-actions')!).querySelectorAll('button')];
    expect(buttons.map((each) => each.textContent.trim())).to.have.members(['Accept', 'Reject']);
    await expect(element).to.be.accessible();
    buttons.find((each) => each.textContent.trim() === 'Accept')!.click();
    expect(session.performed.at(-1)!.operation).to.equal('Accept');
  });

  for (const [status, words] of [
    ['Completed', 'This session is completed'],
    ['Revoked', 'was taken away'],
    ['LeftChat', 'You left the conversation'],
  ] as const)
    it(`says in words that a session is ${status}, and keeps the conversation`, async () => {
      const { workspace, session } = chatting();
      session.says(customer, 'Hello');
      const element = await mount(workspace);
      session.update({ status });
      await element.updateComplete;
      expect(text(element)).to.include(words);
      expect(part(element, 'message-log')!.shadowRoot!.textContent).to.include('Hello');
      await expect(element).to.be.accessible();
    });

  it('says that the line is down, and that it is back', async () => {
    const { workspace } = chatting();
    const element = await mount(workspace);
    workspace.connection('offline');
    await element.updateComplete;
    expect(text(element)).to.include('Offline');
    workspace.connection('live');
    await element.updateComplete;
    expect(text(element)).not.to.include('Offline');
  });

  it('says what one’s own part is', async () => {
    const { workspace, session } = chatting();
    const element = await mount(workspace);
    session.update({ participants: [{ ...self, visibility: 'Agents' }, customer] });
    await element.updateComplete;
    expect(part(element, 'header')!.textContent).to.include('Agents only');
    session.update({ supervisorMode: 'Monitor', participants: [{ ...self, visibility: 'Supervisors' }, customer] });
    await element.updateComplete;
    expect(part(element, 'header')!.textContent).to.include('Monitor');
  });

  it('shows how long it lasts', async () => {
    const workspace = new FakeWorkspace();
    workspace.add('s1', { receivedAt: Date.now() - 3_725_000 });
    workspace.select('s1');
    const element = await mount(workspace);
    expect(part(element, '.duration')!.textContent).to.match(/1:02:0\d/);
  });

  it('moves between conversation and composer with F6', async () => {
    const element = await mount(chatting().workspace);
    const press = (target: Element) =>
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'F6', bubbles: true, composed: true, cancelable: true }),
      );
    const focused = () => root(element).activeElement?.localName;
    part(element, 'message-composer')!.focus();
    press(root(part(element, 'message-composer')!).querySelector('textarea')!);
    expect(focused()).to.equal('message-log');
    press(root(part(element, 'message-log')!).querySelector('[role="log"]')!);
    expect(focused()).to.equal('message-composer');
  });

  it('with children gives them the session, and shows nothing of its own', async () => {
    const { workspace, session } = chatting();
    session.update({ capabilities: [...CHATTING], participants: [self, customer, consulted] });
    const element = await fixture<SmsSessionElement>(
      html`<sms-session lang="en" .workspace=${workspace}><participant-list></participant-list></sms-session>`,
    );
    await element.updateComplete;
    expect(part(element, 'message-log')).not.to.exist;
    const list = element.querySelector('participant-list')!;
    await list.updateComplete;
    expect(list.shadowRoot!.textContent).to.include('agent2');
  });

  it('loads in the shape of what will come', async () => {
    const workspace = new FakeWorkspace();
    workspace.list(workspace.session('s1'));
    workspace.select('s1');
    const element = await mount(workspace);
    expect(root(element).querySelector('[aria-busy="true"]')!.textContent).to.include('Loading');
    await expect(element).to.be.accessible();
  });

  it('leaves nothing behind', async () => {
    const { workspace, session } = chatting();
    const element = await mount(workspace);
    element.remove();
    await nextFrame();
    expect(session.listeners).to.equal(0);
  });
});

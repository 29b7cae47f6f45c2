import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MessageComposerElement } from '../../../src/elements/message-composer/message-composer.element.js';
import '../../../src/elements/message-composer/message-composer.js';
import { CHATTING, consulted, customer, type FakeSession, self } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

/** How old engines mark a key that belongs to an input method. */
const IME_KEY: object = { keyCode: 229 };
const TO_AGENTS = [
  'SendToAgents',
  'SendStartTypingToAgentsNotification',
  'SendStopTypingToAgentsNotification',
] as const;
const SWITCHES = ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn'] as const;

async function mount(prepare: (session: FakeSession) => unknown = () => undefined) {
  const session = new FakeWorkspace().add('s1');
  prepare(session);
  const element = await fixture<MessageComposerElement>(
    html`<message-composer lang="en" .controller=${session}></message-composer>`,
  );
  return { session, element };
}

const withColleague = (session: FakeSession) =>
  session.update({ capabilities: [...CHATTING, ...TO_AGENTS], participants: [self, customer, consulted] });
const as = (visibility: string) => (session: FakeSession) =>
  session.update({
    supervisorMode: 'Coach',
    capabilities: [...CHATTING, ...TO_AGENTS, ...SWITCHES],
    participants: [{ ...self, visibility }, customer, consulted],
  });

const root = (element: Element) => element.shadowRoot!;
const field = (element: Element) => root(element).querySelector<HTMLTextAreaElement>('textarea[aria-label="Message"]')!;
const button = (element: Element, name: string) =>
  [...root(element).querySelectorAll('button')].find((each) => each.textContent.trim() === name);
const radio = (element: Element, name: string) =>
  [...root(element).querySelectorAll('label')]
    .find((each) => each.textContent.trim() === name)
    ?.querySelector<HTMLInputElement>('input');
const box = (element: Element) => getComputedStyle(root(element).querySelector('.box')!);

async function write(element: MessageComposerElement, text: string): Promise<void> {
  field(element).value = text;
  field(element).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}
async function press(element: MessageComposerElement, init: KeyboardEventInit): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init });
  field(element).dispatchEvent(event);
  await element.updateComplete;
  return event.defaultPrevented;
}
const sent = (session: FakeSession) =>
  session.performed.map(({ operation, params }) => [operation, (params as { readonly text: string }).text]);

describe('<message-composer>', () => {
  it('has a field called Message and a button Send, and says to whom', async () => {
    const { element } = await mount();
    expect(field(element)).to.exist;
    expect(field(element).getAttribute('aria-description')).to.equal('To: customer');
    expect(button(element, 'Send')!.disabled).to.be.true;
    expect(root(element).textContent).to.include('To: customer');
    await expect(element).to.be.accessible();
  });

  it('sends what was typed with Enter, and is empty then', async () => {
    const { element, session } = await mount();
    element.focus();
    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });
    await element.updateComplete;
    expect(sent(session)).to.deep.equal([['SendMessage', 'Hello']]);
    expect(session.performed[0]!.source === element).to.be.true;
    expect(field(element).value).to.equal('');
    expect(root(element).activeElement === field(element)).to.be.true;
  });

  it('sends by the button', async () => {
    const { element, session } = await mount();
    await write(element, '  Hello ');
    button(element, 'Send')!.click();
    expect(sent(session)).to.deep.equal([['SendMessage', 'Hello']]);
  });

  it('breaks the line with Shift+Enter', async () => {
    const { element, session } = await mount();
    await write(element, 'a');
    expect(await press(element, { shiftKey: true })).to.be.false;
    expect(sent(session)).to.deep.equal([]);
  });

  it('sends with Ctrl+Enter alone where the page wants that', async () => {
    const { element, session } = await mount();
    element.sendKey = 'ctrl-enter';
    await write(element, 'a');
    expect(await press(element, {})).to.be.false;
    expect(sent(session)).to.deep.equal([]);
    await press(element, { ctrlKey: true });
    expect(sent(session)).to.deep.equal([['SendMessage', 'a']]);
  });

  it('does not send with the Enter that ends a composition', async () => {
    const { element, session } = await mount();
    await write(element, '日本');
    await press(element, { isComposing: true });
    await press(element, IME_KEY);
    // The order of WebKit.
    field(element).dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await press(element, {});
    expect(sent(session)).to.deep.equal([]);
    await new Promise((resolve) => setTimeout(resolve));
    await press(element, {});
    expect(sent(session)).to.deep.equal([['SendMessage', '日本']]);
  });

  it('offers the choice of audience only where there is one, and wears its look', async () => {
    const { element, session } = await mount();
    expect(radio(element, 'Customer')).not.to.exist;
    const [border, surface] = [box(element).borderTopStyle, box(element).backgroundColor];
    withColleague(session);
    await element.updateComplete;
    expect(root(element).querySelector('[role="radiogroup"]')!.getAttribute('aria-label')).to.equal('To');
    radio(element, 'Agents only')!.click();
    await element.updateComplete;
    expect(box(element).borderTopStyle).to.equal('dashed');
    expect(border).to.equal('solid');
    expect(box(element).backgroundColor).not.to.equal(surface);
    expect(field(element).getAttribute('aria-description')).to.equal('To: agents only');
    await expect(element).to.be.accessible();
    await write(element, 'offer the refund');
    await press(element, {});
    expect(sent(session)).to.deep.equal([['SendToAgents', 'offer the refund']]);
  });

  it('keeps a draft per audience: a click on the other one changes no text’s readers', async () => {
    const { element } = await mount(withColleague);
    await write(element, 'for the customer');
    radio(element, 'Agents only')!.click();
    await element.updateComplete;
    expect(field(element).value).to.equal('');
    await write(element, 'for agents');
    radio(element, 'Customer')!.click();
    await element.updateComplete;
    expect(field(element).value).to.equal('for the customer');
  });

  it('keeps the draft of a session while another is shown', async () => {
    const { element, session } = await mount();
    await write(element, 'half a sen');
    element.controller = new FakeWorkspace().add('s2');
    await element.updateComplete;
    expect(field(element).value).to.equal('');
    element.controller = session;
    await element.updateComplete;
    expect(field(element).value).to.equal('half a sen');
  });

  it('asks before a coach’s draft can go after barging in', async () => {
    const { element, session } = await mount(as('Agents'));
    await write(element, 'he is lying');
    as('All')(session);
    await element.updateComplete;
    expect(root(element).textContent).to.include('This will be visible to the customer.');
    expect(button(element, 'Send')!.disabled).to.be.true;
    await expect(element).to.be.accessible();
    await press(element, {});
    expect(sent(session)).to.deep.equal([]);
    button(element, 'Keep for agents')!.click();
    await element.updateComplete;
    expect(root(element).textContent).not.to.include('visible to the customer');
    await press(element, {});
    expect(sent(session)).to.deep.equal([['SendToAgents', 'he is lying']]);
  });

  it('sends such a draft to the customer only by saying so', async () => {
    const { element, session } = await mount(as('Agents'));
    await write(element, 'we can refund it');
    as('All')(session);
    await element.updateComplete;
    button(element, 'Send to customer')!.click();
    expect(sent(session)).to.deep.equal([['SendMessage', 'we can refund it']]);
  });

  it('sends nothing while the mode is changing', async () => {
    const { element, session } = await mount(as('Agents'));
    await write(element, 'wait');
    session.perform('SwitchToBargeIn', {});
    await element.updateComplete;
    expect(field(element).readOnly).to.be.true;
    expect(root(element).textContent).to.include('Your mode is changing');
    await press(element, {});
    expect(session.performed).to.have.length(1);
  });

  for (const [what, prepare, words] of [
    ['who monitors', as('Supervisors'), 'You are monitoring silently'],
    ['whose visibility is not known', as(''), 'not known who would read'],
    ['who has left', (session: FakeSession) => session.update({ status: 'LeftChat' }), 'once the conversation is open'],
    ['whose session has ended', (session: FakeSession) => session.update({ status: 'Completed' }), 'has ended'],
  ] as const)
    it(`says why one ${what} cannot write`, async () => {
      const { element } = await mount(prepare);
      expect(root(element).textContent).to.include(words);
      expect(field(element).readOnly).to.be.true;
      expect(field(element).getAttribute('aria-description')).to.include(words);
      expect(button(element, 'Send')!.disabled).to.be.true;
      await expect(element).to.be.accessible();
    });

  it('keeps the draft when the session ends, to be copied', async () => {
    const { element, session } = await mount();
    await write(element, 'half a sen');
    session.update({ status: 'Completed' });
    await element.updateComplete;
    expect(field(element).value).to.equal('half a sen');
    expect(field(element).disabled).to.be.false;
  });

  it('says that one types, and that one stopped: to that audience, never from a monitor', async () => {
    const { element, session } = await mount(withColleague);
    await write(element, 'H');
    await write(element, '');
    radio(element, 'Agents only')!.click();
    await element.updateComplete;
    await write(element, 'H');
    field(element).dispatchEvent(new FocusEvent('blur'));
    expect(session.typings.filter(({ active }) => active).map(({ audience }) => audience)).to.deep.equal([
      'customer',
      'agents',
    ]);
    expect(session.typings.at(-1)!.active).to.be.false;
  });

  it('counts SMS, says why there are so many, and mends it', async () => {
    const { element } = await mount();
    await write(element, 'a'.repeat(132));
    expect(root(element).textContent).to.include('132/160 · 1 SMS');
    await write(element, `${'a'.repeat(100)} “don’t”`);
    expect(root(element).textContent).to.include('2 SMS').and.include('make it Unicode: 67 per segment');
    button(element, 'Use plain characters: 1 SMS')!.click();
    await element.updateComplete;
    expect(field(element).value).to.match(/ "don't"$/);
    expect(root(element).textContent).to.include('108/160 · 1 SMS');
  });

  it('counts nothing for agents, or where the page says that it is no SMS', async () => {
    const { element } = await mount(as('Agents'));
    await write(element, 'whisper');
    expect(root(element).textContent).not.to.include('SMS');
    const { element: chat } = await mount();
    chat.counter = 'none';
    await write(chat, 'hello');
    expect(root(chat).textContent).not.to.include('SMS');
  });

  it('offers a refused text again', async () => {
    const { element, session } = await mount();
    await write(element, 'Hello');
    await press(element, {});
    session.settle('failed', 'server-error');
    await element.updateComplete;
    expect(root(element).querySelector('[part="returned"]')!.textContent).to.include('Hello');
    await expect(element).to.be.accessible();
    button(element, 'Edit')!.click();
    await element.updateComplete;
    expect(field(element).value).to.equal('Hello');
    expect(session.state.operations).to.have.length(0);
  });

  it('gives a text back that never left the page', async () => {
    const { element, session } = await mount();
    session.refuse.set('SendMessage', 'canceled');
    await write(element, 'Hello');
    await press(element, {});
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    expect(field(element).value).to.equal('Hello');
  });

  it('grows with its text, and no further than it may', async () => {
    const { element } = await mount();
    const one = field(element).offsetHeight;
    await write(element, 'a\nb\nc');
    const three = field(element).offsetHeight;
    expect(three).to.be.greaterThan(one + 20);
    await write(element, 'a\n'.repeat(60));
    expect(field(element).offsetHeight).to.be.below(200);
    await write(element, '');
    expect(field(element).offsetHeight).to.equal(one);
  });
});

import { expect, fixture, html } from '@open-wc/testing';
import type { MessageComposerElement } from '../../../src/elements/message-composer/message-composer.js';
import '../../../src/elements/message-composer/message-composer.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole } from '../../support/by-role.js';
import { CHATTING, consulted, customer, type FakeSession, self } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const URL = 'https://shop.example/orders/4417?step=2';

let session: FakeSession;
let element: MessageComposerElement;

async function write(text: string): Promise<void> {
  const field = byRole(element, 'textbox', 'Message') as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}
const offered = (): boolean => allByRole(element, 'button', 'Send link').length === 1;
const typed = (): string => (byRole(element, 'textbox', 'Message') as HTMLTextAreaElement).value;
const asked = () => session.performed.map(({ operation, params }) => [operation, params]);

describe('<message-composer> and links', () => {
  beforeEach(async () => {
    session = new FakeWorkspace().add('s1', { capabilities: [...CHATTING, 'SendUrl'] });
    element = await fixture(html`<message-composer lang="en" .controller=${session}></message-composer>`);
  });

  it('offers to send an address as a link, and it goes as one', async () => {
    await write(` ${URL} `);
    await expectAccessible(element);
    byRole(element, 'button', 'Send link').click();
    await element.updateComplete;
    expect(asked()).to.deep.equal([['SendUrl', { url: URL }]]);
    expect(session.performed[0]!.source).to.equal(element);
    expect(typed()).to.equal('');
    expect(offered()).to.equal(false);
  });

  for (const text of [
    '',
    'hello',
    `see ${URL}`,
    `${URL} ${URL}`,
    'javascript:alert(1)',
    'https://bank.example@evil.example',
    'https:/\u202E/x',
  ]) {
    it(`offers no link for “${text}”`, async () => {
      await write(text);
      expect(offered()).to.equal(false);
    });
  }

  it('offers none where the server does not, nor where the customer would not be the reader', async () => {
    await write(URL);
    expect(offered()).to.equal(true);
    session.update({ capabilities: [...CHATTING] });
    await element.updateComplete;
    expect(offered()).to.equal(false);
    session.update({
      capabilities: ['SendUrl', 'SendToAgents'],
      participants: [{ ...self, visibility: 'Agents' }, customer, consulted],
    });
    await element.updateComplete;
    expect(offered()).to.equal(false);
  });

  it('gives the address back when it was refused', async () => {
    await write(URL);
    byRole(element, 'button', 'Send link').click();
    session.settle('failed', 'permission-denied');
    await element.updateComplete;
    byRole(element, 'button', 'Edit').click();
    await element.updateComplete;
    expect(typed()).to.equal(URL);
  });

  it('does not offer a notice of the page as words of the person', async () => {
    session.update({ capabilities: [...CHATTING, 'SendCustomNotice'] });
    session.perform('SendCustomNotice', { noticeText: '{"screen":"order"}' });
    session.settle('failed', 'permission-denied');
    await element.updateComplete;
    expect(allByRole(element, 'button', 'Edit')).to.have.length(0);
  });
});

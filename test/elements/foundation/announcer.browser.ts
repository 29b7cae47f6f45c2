import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { announcerOf } from '../../../src/elements/foundation/announcer.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const region = (root: ParentNode, urgency: string): Element => root.querySelector(`[aria-live=${urgency}]`)!;

describe('the announcer', () => {
  let home: HTMLElement;
  let workspace: FakeWorkspace;

  beforeEach(async () => {
    home = await fixture(html`<div></div>`);
    workspace = new FakeWorkspace();
    announcerOf(workspace).attach(home);
  });

  it('is one per workspace', () => {
    expect(announcerOf(workspace)).to.equal(announcerOf(workspace));
    expect(announcerOf(workspace)).not.to.equal(announcerOf(new FakeWorkspace()));
  });

  it('says a burst of one kind as one sentence', async () => {
    const announcer = announcerOf(workspace);
    const many = (count: number): string => `${count} new messages`;
    for (const text of ['one', 'two', 'three']) announcer.say(text, { key: 'messages', many });
    announcer.say('Somebody joined');
    await waitUntil(() => region(home, 'polite').textContent !== '');
    expect(region(home, 'polite').textContent).to.equal('3 new messages\nSomebody joined');
    expect(region(home, 'assertive').textContent).to.equal('');
  });

  it('interrupts only when asked to, and is silent again after a while', async () => {
    announcerOf(workspace).say('Invitation', { urgency: 'assertive' });
    await waitUntil(() => region(home, 'assertive').textContent === 'Invitation');
    expect(region(home, 'polite').textContent).to.equal('');
    await waitUntil(() => region(home, 'assertive').textContent === '', 'still there', { timeout: 4000 });
  });

  it('borrows the root of an element when nobody hosts it', async () => {
    const speaker = await fixture(html`<div></div>`);
    const root = speaker.attachShadow({ mode: 'open' });
    announcerOf(new FakeWorkspace()).say('Hello', { from: speaker });
    await waitUntil(() => root.textContent === 'Hello');
  });
});

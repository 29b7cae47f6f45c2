import { aTimeout, expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { Message } from '../../../src/protocol/message.js';
import type { Participant } from '../../../src/protocol/participant.js';
import type { MessageLogElement } from '../../../src/elements/message-log/message-log.element.js';
import '../../../src/elements/message-log/message-log.js';
import { consulted, customer, type FakeSession, self, THEN } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const lines = (count: number, from = 1, who: Participant = customer): Message[] =>
  Array.from({ length: count }, (_, at) => ({
    index: from + at,
    type: 'Text',
    from: who,
    visibility: 'All',
    time: THEN + (from + at) * 1000,
    text: `line ${from + at} ${'word '.repeat((from + at) % 23)}`,
  }));

async function mount(prepare: (session: FakeSession) => unknown = () => undefined) {
  const session = new FakeWorkspace().add('s1');
  prepare(session);
  const element = await fixture<MessageLogElement>(html`<message-log lang="en" .controller=${session}></message-log>`);
  await nextFrame();
  return { session, element };
}

const log = (element: Element) => element.shadowRoot!.querySelector<HTMLElement>('[role="log"]')!;
const articles = (element: Element) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('[role="article"]')];
const words = (element: Element) => articles(element).map((row) => row.innerText.replace(/\s+/g, ' ').trim());
const button = (element: Element, name: string) =>
  [...element.shadowRoot!.querySelectorAll('button')].find((each) => each.textContent.trim().startsWith(name));
const settled = async (element: MessageLogElement) => {
  await element.updateComplete;
  await nextFrame();
  await nextFrame();
};
const spoken = (element: Element) => element.shadowRoot!.querySelector('[aria-live="polite"]')?.textContent ?? '';
const inView = (element: Element, row: HTMLElement) => {
  const [frame, box] = [log(element).getBoundingClientRect(), row.getBoundingClientRect()];
  return box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
};
const press = (target: Element, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

describe('<message-log>', () => {
  it('is a log called Conversation that is not live by itself', async () => {
    const { element } = await mount((session) => session.says(customer, 'Hello'));
    expect(log(element).getAttribute('aria-label')).to.equal('Conversation');
    expect(log(element).getAttribute('aria-live')).to.equal('off');
    await expect(element).to.be.accessible();
  });

  it('says who wrote, once per group, and when', async () => {
    const { element } = await mount((session) =>
      session.says(customer, 'Hello').says(customer, 'Anybody?').says(self, 'Good morning'),
    );
    const [first, second, third] = words(element);
    expect(first).to.match(/^\+15550100 Hello \d\d:\d\d/);
    expect(second).to.match(/^Anybody\? \d\d:\d\d/);
    expect(third).to.match(/^You Good morning .*✓$/);
    const day = element.shadowRoot!.querySelector('[role="heading"]')!;
    expect(day.textContent).to.include('2015');
  });

  it('marks what only agents read: words, lock, dashed border, surface, indent', async () => {
    const { element } = await mount((session) =>
      session.says(customer, 'Hello').says(consulted, 'Offer the refund', 'Agents'),
    );
    const [open, only] = articles(element) as [HTMLElement, HTMLElement];
    const bubble = (row: HTMLElement) => getComputedStyle(row.querySelector('.bubble')!);
    expect(only.innerText).to.include('Agents only');
    expect(open.innerText).not.to.include('Agents only');
    expect(only.querySelector('.only svg')).to.exist;
    expect(bubble(only).borderTopStyle).to.equal('dashed');
    expect(bubble(open).borderTopStyle).to.equal('solid');
    expect(bubble(only).backgroundColor).not.to.equal(bubble(open).backgroundColor);
    const left = (row: HTMLElement) => row.querySelector('.bubble')!.getBoundingClientRect().left;
    expect(left(only)).to.be.greaterThan(left(open) + 10);
    await expect(element).to.be.accessible();
  });

  it('shows what came and went, notices, unknown types, gaps, and pushed addresses', async () => {
    const at = (index: number, rest: Partial<Message> & Pick<Message, 'type'>): Message => ({
      index,
      from: consulted,
      visibility: 'Agents',
      time: THEN + index,
      ...rest,
    });
    const { element } = await mount((session) =>
      session.receive(
        at(1, { type: 'ParticipantJoined' }),
        at(2, { type: 'ParticipantLeft', from: customer, visibility: 'All' }),
        at(3, { type: 'Notice', text: 'REMOVE_PARTICIPANT_FROM_CONFERENCE<0123>' }),
        at(4, { type: 'CustomNotice', noticeText: 'Please wait' }),
        at(5, { type: 'TranscriptSaveDone' }),
        at(9, { type: 'PushUrl', from: customer, visibility: 'All', url: 'https://example.com/order?id=1' }),
        at(10, { type: 'PushUrl', from: customer, visibility: 'All', url: 'javascript:alert(1)' }),
      ),
    );
    const said = words(element).map((text) => text.replaceAll(/[\u2068\u2069]/g, ''));
    expect(said[0]).to.match(/^agent2 joined · Agents only/);
    expect(said[1]).to.match(/^\+15550100 left ?\d/);
    expect(said[2]).to.match(/^A participant was removed/);
    expect(said[3]).to.match(/^Please wait/);
    expect(said[4]).to.match(/^Entry of type TranscriptSaveDone/);
    expect(said[5]).to.equal('3 messages missing – fetching');
    const links = [...element.shadowRoot!.querySelectorAll('a')];
    expect(links.map(({ href }) => href)).to.deep.equal(['https://example.com/order?id=1']);
    expect(links[0]!.rel).to.include('noopener');
    expect(said[7]).to.include('javascript:alert(1)');
    await expect(element).to.be.accessible();
  });

  describe('with a message that was sent once and stands there twice', () => {
    const repeat = 'Sent more than once: you sent it once, the browser or the network repeated it.';
    const sentOnce = (session: FakeSession) => {
      session.says(customer, 'Hello').send('On its way', 'customer');
      return session.says(self, 'On its way');
    };

    it('says in words, at the copy alone, that it was repeated, and says it aloud once', async () => {
      const { session, element } = await mount(sentOnce);
      session.says(self, 'On its way').says(customer, 'Thank you');
      await settled(element);
      const rows = words(element);
      expect(rows.map((row) => row.includes(repeat))).to.deep.equal([false, false, true, false]);
      await waitUntil(() => spoken(element).includes(repeat));
      await expect(element).to.be.accessible();
    });

    it('says so also when the copy came first, and in the sentence of a row that gets the focus', async () => {
      const { session, element } = await mount((made) => {
        made.says(customer, 'Hello').send('On its way', 'customer');
      });
      const copy = { type: 'Text', from: self, visibility: 'All', text: 'On its way', time: THEN + 3000 } as const;
      session.receive({ ...copy, index: 3 });
      await settled(element);
      expect(words(element).some((row) => row.includes('Sent more than once'))).to.equal(false);
      session.receive({ ...copy, index: 2 });
      await settled(element);
      expect(words(element).map((row) => row.includes(repeat))).to.deep.equal([false, true, false]);
      press(log(element), 'End');
      press(log(element), 'ArrowUp');
      expect(articles(element)[1]!.getAttribute('aria-label')).to.include(repeat);
    });

    it('keeps saying so in another log of the session', async () => {
      const { session, element } = await mount(sentOnce);
      session.says(self, 'On its way');
      await settled(element);
      for (let sent = 0; sent < 20; sent += 1) {
        session.send(`more ${sent}`, 'customer');
        session.says(self, `more ${sent}`);
        await element.updateComplete;
      }
      const other = await fixture<MessageLogElement>(
        html`<message-log lang="en" .controller=${session}></message-log>`,
      );
      await nextFrame();
      expect(words(other).filter((row) => row.includes(repeat)).length).to.equal(1);
    });
  });

  it('replaces a row that cannot be drawn, and shows the others', async () => {
    const broken = { index: 2, type: 'Text', from: customer, visibility: 'All', time: THEN } as const;
    const { element } = await mount((session) =>
      session
        .says(customer, 'before')
        .receive({ ...broken, text: 5 as unknown as string })
        .receive({ ...broken, index: 3, text: 'after' }),
    );
    expect(words(element)[1]).to.equal('This entry cannot be shown');
    expect(words(element)[2]).to.include('after');
  });

  it('shows a message of one’s own on its way until the log holds it', async () => {
    const { element, session } = await mount();
    session.send('On my way', 'customer');
    await settled(element);
    expect(words(element)).to.have.length(1);
    expect(words(element)[0]).to.match(/On my way Sending/);
    session.says(self, 'On my way');
    await settled(element);
    expect(words(element)).to.have.length(1);
    expect(words(element)[0]).to.match(/On my way .*✓/);
  });

  it('keeps a refused message with its reason, to be sent again or discarded', async () => {
    const { element, session } = await mount();
    session.send('Hello', 'customer');
    session.settle('failed', 'server-error');
    await settled(element);
    expect(words(element)[0]).to.include('Hello').and.include('the server could not do it');
    await expect(element).to.be.accessible();
    button(element, 'Send again')!.click();
    await settled(element);
    expect(session.performed.at(-1)).to.include({ operation: 'SendMessage' });
    expect(words(element)).to.have.length(1);
    expect(words(element)[0]).to.include('Sending');
    session.settle('failed', 'server-error');
    await settled(element);
    button(element, 'Discard')!.click();
    await settled(element);
    expect(words(element)).to.have.length(0);
    expect(element.shadowRoot!.textContent).to.include('No messages yet');
  });

  it('warns before a message of unknown outcome is sent again', async () => {
    const { element, session } = await mount();
    session.send('Hello', 'customer');
    session.settle('unknown');
    await settled(element);
    expect(words(element)[0]).to.include('May have been delivered').and.include('twice');
    expect(button(element, 'Send again')).to.exist;
  });

  it('does not offer to send again what may no longer be sent', async () => {
    const { element, session } = await mount();
    session.send('Hello', 'customer');
    session.settle('failed', 'server-error');
    session.update({ status: 'Completed' });
    await settled(element);
    expect(button(element, 'Send again')).not.to.exist;
    expect(button(element, 'Discard')).to.exist;
  });

  it('keeps few rows of 10,000 in the document, the last in view', async () => {
    const { element } = await mount((session) => session.receive(...lines(10_000)));
    expect(articles(element).length).to.be.below(80);
    const last = articles(element).at(-1)!;
    expect(last.innerText).to.include('line 10000');
    expect(inView(element, last)).to.be.true;
  });

  it('keeps the reader in place, counts what is new, and leads to the end', async () => {
    const { element, session } = await mount((session) => session.receive(...lines(10_000)));
    log(element).scrollTop -= 1_000;
    await settled(element);
    const mark = articles(element).find((row) => inView(element, row))!;
    const top = mark.getBoundingClientRect().top;
    session.receive(...lines(3, 10_001));
    session.says(self, 'mine');
    await settled(element);
    expect(mark.getBoundingClientRect().top).to.be.closeTo(top, 1);
    button(element, '3 new')!.click();
    await settled(element);
    expect(inView(element, articles(element).at(-1)!)).to.be.true;
    expect(articles(element).at(-1)!.innerText).to.include('mine');
    expect(button(element, '3 new')).not.to.exist;
  });

  it('says at its beginning what it no longer holds, and keeps the reader in place when it lets go', async () => {
    const { element, session } = await mount((session) => session.receive(...lines(12_000)));
    log(element).scrollTop -= 1_000;
    await settled(element);
    const mark = articles(element).find((row) => inView(element, row))!;
    const { top } = mark.getBoundingClientRect();
    session.receive(...lines(1, 12_001));
    await settled(element);
    expect(mark.getBoundingClientRect().top).to.be.closeTo(top, 1);
    expect(button(element, '1 new')).to.exist;
    mark.focus();
    press(mark, 'Home');
    await settled(element);
    expect(words(element)[0]).to.equal('3001 earlier messages are no longer kept on this page');
    expect(articles(element)[0]).to.equal(element.shadowRoot!.activeElement);
    await expect(element).to.be.accessible();
  });

  it('renders once per frame whatever arrives', async () => {
    const { element, session } = await mount((session) => session.receive(...lines(100)));
    let renders = 0;
    element.addController({ hostUpdated: () => (renders += 1) });
    await settled(element);
    renders = 0;
    for (let index = 101; index <= 300; index += 1) session.receive(...lines(1, index));
    await settled(element);
    expect(renders).to.be.below(3);
    expect(articles(element).at(-1)!.innerText).to.include('line 300');
  });

  it('goes from row to row by keyboard, to the first and to the last', async () => {
    const { element, session } = await mount((session) => session.receive(...lines(500)));
    session.send('pending', 'customer');
    await settled(element);
    const focused = () => element.shadowRoot!.activeElement as HTMLElement;
    log(element).focus();
    press(log(element), 'ArrowUp');
    expect(focused().innerText).to.include('pending');
    press(focused(), 'ArrowUp');
    expect(focused().innerText).to.include('line 500');
    expect(focused().getAttribute('aria-label')).to.match(/^\+15550100, \d\d:\d\d.*: line 500/);
    press(focused(), 'Home');
    await settled(element);
    expect(focused().innerText).to.include('line 1 ');
    expect(inView(element, focused())).to.be.true;
    press(focused(), 'PageDown');
    await settled(element);
    expect(Number(/line (\d+)/.exec(focused().innerText)![1])).to.be.within(3, 20);
    press(focused(), 'End');
    await settled(element);
    expect(focused().innerText).to.include('pending');
    expect(inView(element, focused())).to.be.true;
  });

  it('gives the focus of a row that is taken away to the log', async () => {
    const { element } = await mount((session) => session.receive(...lines(2_000)));
    log(element).focus();
    press(log(element), 'End');
    log(element).scrollTop = 0;
    await settled(element);
    expect(element.shadowRoot!.activeElement === log(element)).to.be.true;
  });

  it('keeps selected rows in the document', async () => {
    const { element } = await mount((session) => session.receive(...lines(2_000)));
    const last = articles(element).at(-1)!;
    log(element).dispatchEvent(new Event('selectstart'));
    document.getSelection()!.selectAllChildren(last.querySelector('.bubble')!);
    for (let step = 0; step < 20; step += 1) {
      log(element).scrollTop -= 300;
      await nextFrame();
      await nextFrame();
    }
    expect(last.isConnected).to.be.true;
    document.getSelection()!.removeAllRanges();
  });

  it('says who types below the log, and the log does not jump', async () => {
    const { element, session } = await mount((session) => session.says(customer, 'Hello'));
    const height = log(element).clientHeight;
    session.receive({ index: 2, type: 'TypingStarted', from: customer, time: THEN + 2, text: 'I wou' });
    await settled(element);
    expect(element.shadowRoot!.querySelector('[part="status"]')!.textContent)
      .to.match(/\+15550100\W* is typing/)
      .and.include('I wou');
    expect(log(element).clientHeight).to.equal(height);
  });

  it('says how old it is while the line is down', async () => {
    const { element, session } = await mount((session) => session.says(customer, 'Hello'));
    session.reduce({ type: 'stale' });
    await settled(element);
    expect(element.shadowRoot!.querySelector('[part="status"]')!.textContent).to.match(/as of \d\d:\d\d/);
  });

  it('loads, is empty, and has no session, in words', async () => {
    const workspace = new FakeWorkspace();
    const element = await fixture<MessageLogElement>(
      html`<message-log lang="en" .controller=${workspace.session('new')}></message-log>`,
    );
    expect(log(element).getAttribute('aria-busy')).to.equal('true');
    expect(element.shadowRoot!.textContent).to.include('Loading');
    const none = await fixture<MessageLogElement>(html`<message-log lang="en"></message-log>`);
    expect(none.shadowRoot!.textContent).to.include('No session selected');
    const { element: empty } = await mount();
    expect(empty.shadowRoot!.textContent).to.include('No messages yet');
    for (const each of [element, none, empty]) await expect(each).to.be.accessible();
  });

  it('announces what others write, coalesced, agents-only as such, and never history or one’s own', async () => {
    const { element, session } = await mount((session) => session.receive(...lines(50)));
    await settled(element);
    session.receive(...lines(3, 51));
    session.says(consulted, 'Offer the refund', 'Agents').says(self, 'mine');
    await waitUntil(() => spoken(element) !== '', 'nothing was said');
    expect(spoken(element)).to.include('3 new messages from +15550100');
    expect(spoken(element)).to.include('agent2, agents only: Offer the refund');
    expect(spoken(element)).not.to.include('mine').and.not.to.include('line 50');
  });

  it('marks as seen what is in view', async () => {
    const { element, session } = await mount((session) => session.receive(...lines(5)));
    await settled(element);
    expect(session.state.unread).to.equal(0);
    session.says(customer, 'more');
    await settled(element);
    expect(session.state.unread).to.equal(0);
  });

  it('shows another session from its end', async () => {
    const { element } = await mount((session) => session.receive(...lines(500)));
    log(element).scrollTop = 0;
    await settled(element);
    const other = new FakeWorkspace().add('s2');
    other.receive(...lines(300, 1, consulted));
    element.controller = other;
    await settled(element);
    expect(articles(element).at(-1)!.innerText).to.include('line 300');
    expect(inView(element, articles(element).at(-1)!)).to.be.true;
    expect(element.shadowRoot!.textContent).not.to.include('+15550100');
  });

  it('cuts a very long text and shows the whole on demand', async () => {
    const { element } = await mount((session) => session.says(customer, 'long '.repeat(1_000)));
    expect(articles(element)[0]!.innerText.length).to.be.below(2_200);
    button(element, 'Show more')!.click();
    await aTimeout(0);
    expect(articles(element)[0]!.innerText.length).to.be.greaterThan(4_900);
  });

  it('leaves nothing behind', async () => {
    const { element, session } = await mount((session) => session.receive(...lines(5)));
    element.remove();
    expect(session.listeners).to.equal(0);
  });
});

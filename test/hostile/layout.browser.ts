import { expect, fixture, fixtureCleanup, html, nextFrame } from '@open-wc/testing';
import '../../src/elements/message-log/message-log.js';
import type { MessageLogElement } from '../../src/elements/message-log/message-log.js';
import '../../src/elements/session-list/session-list.js';
import '../../src/elements/participant-list/participant-list.js';
import { customer } from '../support/fake-session.js';
import { FakeWorkspace } from '../support/fake-workspace.js';
import { WORST_TEXTS } from './worst-texts.js';

/** Milliseconds. The figure aimed at is 50 for what is shown by itself; the bound leaves room for a machine that does ten other things. */
const BOUND = 250;
/** For the whole of 64 KB, which a person asked for. */
const WHOLE_BOUND = 5_000;

const logOf = (element: Element): HTMLElement => element.shadowRoot!.querySelector<HTMLElement>('[role=log]')!;

/** Milliseconds that it takes until the page is laid out again. */
async function cost(act: () => unknown): Promise<number> {
  const start = performance.now();
  await act();
  document.body.getBoundingClientRect();
  return performance.now() - start;
}

/** A log of this text is made, drawn and laid out, then the whole of the text is asked for. */
async function measure(text: string): Promise<{ readonly shown: number; readonly whole: number }> {
  const session = new FakeWorkspace().add('s1').says(customer, text);
  const element = document.createElement('message-log');
  element.controller = session;
  const shown = await cost(async () => {
    document.body.append(element);
    await element.updateComplete;
    logOf(element).getBoundingClientRect();
  });
  await nextFrame();
  const more = element.shadowRoot!.querySelector<HTMLElement>('.more');
  const whole = more === null ? 0 : await cost(() => (more.click(), logOf(element).scrollHeight));
  element.remove();
  return { shown, whole };
}

describe('the worst texts', () => {
  it('cost a log no more than a frame or three', async function () {
    this.timeout(60_000);
    await measure('warm up');
    await measure(WORST_TEXTS['emoji with skins']!);
    const table: string[] = [];
    const tooSlow: string[] = [];
    const { shown: plain } = await measure('Hello');
    for (const [name, text] of Object.entries(WORST_TEXTS)) {
      const { shown, whole } = await measure(text);
      table.push(`${name}: ${shown.toFixed(1)} ms, whole ${whole.toFixed(1)} ms`);
      if (shown > BOUND || whole > WHOLE_BOUND) tooSlow.push(table.at(-1)!);
    }
    console.log(`a log of “Hello”: ${plain.toFixed(1)} ms\n${table.join('\n')}`);
    expect(tooSlow).to.deep.equal([]);
  });

  it('stay within their row, whichever it is', async () => {
    for (const [name, text] of Object.entries(WORST_TEXTS)) {
      const session = new FakeWorkspace().add('s1').says(customer, text).says(customer, 'after');
      const element = await fixture<MessageLogElement>(
        html`<message-log lang="en" .controller=${session}></message-log>`,
      );
      await nextFrame();
      const log = logOf(element);
      expect(log.scrollWidth, name).to.be.at.most(log.clientWidth);
      expect(element.getBoundingClientRect().width, name).to.be.at.most(document.documentElement.clientWidth);
      fixtureCleanup();
    }
  });

  it('are names of one short line, with something to see', async () => {
    for (const [name, nickname] of Object.entries(WORST_TEXTS)) {
      const workspace = new FakeWorkspace();
      const session = workspace.add('s1', { participants: [{ ...customer, nickname }] });
      const list = await fixture<HTMLElement>(html`<session-list lang="en" .workspace=${workspace}></session-list>`);
      const people = await fixture<HTMLElement>(
        html`<participant-list lang="en" .controller=${session}></participant-list>`,
      );
      for (const shown of [list.shadowRoot!.querySelector('[part=name]'), people.shadowRoot!.querySelector('bdi')]) {
        const text = shown?.textContent ?? '';
        expect(Array.from(text).length, name).to.be.within(1, 80);
        expect(text.replace(/[\p{Cf}\p{M}\s]/gu, ''), name).to.not.equal('');
      }
      fixtureCleanup();
    }
  });
});

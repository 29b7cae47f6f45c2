import '../../src/elements/message-log/message-log.js';
import type { Message } from '../../src/protocol/message.js';
import { consulted, customer, self, THEN } from '../support/fake-session.js';
import { FakeWorkspace } from '../support/fake-workspace.js';
import { WindowedList } from './windowed-list.js';

/** Who competes. `nothing` only lets frames pass: it is subtracted. */
export type Contestant = 'nothing' | 'windowed' | 'message-log';

const TEXTS = [
  'Hello',
  'Where is my order? It should have been here on Tuesday.',
  'One moment please, I am looking.',
  'ok',
];

/** A believable conversation: both sides, now and then a line for agents only. */
const message = (index: number): Message => ({
  index,
  type: 'Text',
  from: index % 13 === 0 ? consulted : index % 3 === 0 ? self : customer,
  visibility: index % 13 === 0 ? 'Agents' : 'All',
  time: THEN + index * 20_000,
  text: TEXTS[index % TEXTS.length] as string,
});

const messages = (from: number, count: number): Message[] =>
  Array.from({ length: count }, (_, at) => message(from + at));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

function contestant(name: Contestant): (added: readonly Message[]) => void {
  if (name === 'windowed') {
    const list = new WindowedList(document.body);
    return (added) => list.push(...added);
  }
  if (name === 'message-log') {
    const session = new FakeWorkspace().add('s1');
    const log = document.createElement('message-log');
    log.lang = 'en';
    log.controller = session;
    document.body.append(log);
    return (added) => void session.receive(...added);
  }
  return () => undefined;
}

let push: (added: readonly Message[]) => void;
let last = 0;

/** What the bench calls from outside. */
const bench = {
  async open(name: Contestant, count: number): Promise<void> {
    push = contestant(name);
    await frame();
    push(messages(1, count));
    last = count;
    for (let at = 0; at < 5; at += 1) await frame();
  },
  /** One message per frame. */
  async append(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      push([message((last += 1))]);
      await frame();
    }
    await frame();
  },
  /** All within one frame, one by one, as notifications come. */
  async burst(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) push([message((last += 1))]);
    await frame();
    await frame();
  },
  /** Text of the last row and number of elements: proof that they do the work. */
  look(): { readonly last: number; readonly elements: number } {
    const root = document.querySelector('message-log')?.shadowRoot ?? document;
    return { last, elements: root.querySelectorAll('.row').length };
  },
};

declare global {
  var bench: Bench;
}
/** What the bench calls from outside. */
export type Bench = typeof bench;
globalThis.bench = bench;

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/define.js';
import { CHATTING, consulted, customer, type FakeSession, self, THEN } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

function show(prepare: (session: FakeSession) => unknown): NonNullable<StoryObj['render']> {
  const session = new FakeWorkspace().add('s1');
  prepare(session);
  return () => html`<message-log .controller=${session}></message-log>`;
}

const talk = (session: FakeSession): FakeSession =>
  session
    .says(customer, 'Hi, my order 4417 has not arrived yet. It was promised for Tuesday.')
    .says(customer, 'Anybody there?')
    .says(self, 'Let me look …')
    .receive({ index: 4, type: 'ParticipantJoined', from: consulted, visibility: 'Agents', time: THEN + 4000 })
    .says(consulted, 'Offer the refund, see https://intranet.example/refunds?id=4417', 'Agents')
    .says(self, 'ok, thanks', 'Agents')
    .says(self, 'I can send it again or refund it. Which would you like?');

const meta: Meta = { title: 'Elements/message-log', component: 'message-log' };
export default meta;

/** Customer, agents, and what only agents read. */
export const Default: StoryObj = { render: show(talk) };

/** 10,000 messages: a few rows of them are in the document. */
export const Long: StoryObj = {
  render: show((session) =>
    session.receive(
      ...Array.from({ length: 10_000 }, (_, at) => ({
        index: at + 1,
        type: 'Text',
        from: at % 3 === 0 ? self : customer,
        visibility: 'All',
        time: THEN + at * 60_000,
        text: `Message ${at + 1}${' and more'.repeat(at % 9)}`,
      })),
    ),
  ),
};

/** Messages of one's own: under way, refused, and of unknown outcome. */
export const OnTheirWay: StoryObj = {
  render: show((session) => {
    talk(session).send('I refunded it.', 'customer');
    session.settle('failed', 'server-error');
    session.send('Did it arrive?', 'customer');
    session.settle('unknown');
    session.send('On its way', 'customer');
  }),
};

/** Sent once, and there twice: the browser or the network repeated it, to the customer and among agents. */
export const SentTwice: StoryObj = {
  render: show((session) => {
    talk(session).send('Your refund is on its way.', 'customer');
    session.says(self, 'Your refund is on its way.').says(self, 'Your refund is on its way.');
    session.update({ capabilities: [...CHATTING, 'SendToAgents'] }).send('Who closes this?', 'agents');
    session
      .says(self, 'Who closes this?', 'Agents')
      .says(self, 'Who closes this?', 'Agents')
      .says(customer, 'Twice, really?');
  }),
};

/** A hole that is being read, a pushed address, one that nobody should follow, a type that we do not know. */
export const GapsAndUnknowns: StoryObj = {
  render: show((session) =>
    talk(session)
      .receive({ index: 11, type: 'PushUrl', from: self, visibility: 'All', url: 'https://example.com/4417' })
      .receive({ index: 12, type: 'PushUrl', from: customer, visibility: 'All', url: 'javascript:alert(1)' })
      .receive({ index: 13, type: 'TranscriptSaveDone', from: self, visibility: 'All' }),
  ),
};

/** From right to left, very long, and without a place to break. */
export const Texts: StoryObj = {
  render: show((session) =>
    session
      .says(customer, 'مرحبا، متى يصل طلبي؟')
      .says(
        { ...customer, participantId: 'p9', nickname: 'A name that is so long that no line can hold it whole, ever' },
        'W'.repeat(300),
      )
      .says(customer, 'A long text, again and again. '.repeat(120)),
  ),
};

/** Somebody types, and the server shows what. */
export const Typing: StoryObj = {
  render: show((session) =>
    talk(session).receive({
      index: 8,
      type: 'TypingStarted',
      from: customer,
      visibility: 'All',
      text: 'The refu',
      time: THEN,
    }),
  ),
};

/** The line is down. */
export const Stale: StoryObj = { render: show((session) => talk(session).reduce({ type: 'stale' })) };

/** Nobody wrote yet. */
export const Empty: StoryObj = { render: show(() => undefined) };

/** Nothing is known of the session yet. */
export const Loading: StoryObj = {
  render: () => html`<message-log .controller=${new FakeWorkspace().session('new')}></message-log>`,
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/define.js';
import { CHATTING, consulted, customer, type FakeSession, self } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

const TO_AGENTS = [
  'SendToAgents',
  'SendStartTypingToAgentsNotification',
  'SendStopTypingToAgentsNotification',
] as const;
const SWITCHES = ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn'] as const;

function show(prepare: (session: FakeSession) => unknown = () => undefined): NonNullable<StoryObj['render']> {
  const session = new FakeWorkspace().add('s1');
  prepare(session);
  return () => html`<message-composer .controller=${session}></message-composer>`;
}

const withColleague = (session: FakeSession): FakeSession =>
  session.update({ capabilities: [...CHATTING, ...TO_AGENTS], participants: [self, customer, consulted] });
const supervising = (visibility: string) => (session: FakeSession) =>
  session.update({
    supervisorMode: 'Coach',
    capabilities: [...CHATTING, ...TO_AGENTS, ...SWITCHES],
    participants: [{ ...self, visibility }, customer, consulted],
  });

const meta: Meta = {
  title: 'Elements/message-composer',
  component: 'message-composer',
  argTypes: { 'send-key': { control: 'select', options: ['enter', 'ctrl-enter'] } },
};
export default meta;

/** Alone with the customer. */
export const Default: StoryObj = { render: show() };

/** With a colleague there: to the customer, or to agents only. */
export const Choice: StoryObj = { render: show(withColleague) };

/** A coach: agents only. */
export const Coach: StoryObj = { render: show(supervising('Agents')) };

/** A monitor cannot write, and reads why. */
export const Monitoring: StoryObj = { render: show(supervising('Supervisors')) };

/** The mode is changing: until it is decided nothing goes. */
export const Switching: StoryObj = {
  render: show((session) => supervising('Agents')(session).perform('SwitchToBargeIn', {})),
};

/** A draft of a coach who has barged in: for whom was it meant? */
export const Widened: StoryObj = {
  render: () => {
    const session = new FakeWorkspace().add('s1');
    supervising('Agents')(session).drafts.set('agents', 'Ask for the order number');
    setTimeout(() => supervising('All')(session), 500);
    return html`<message-composer .controller=${session}></message-composer>`;
  },
};

/** Typography makes two SMS of one, and a button mends it. */
export const Segments: StoryObj = {
  render: show((session) =>
    session.drafts.set('customer', 'I’m sorry – we’ll “refund” it today, and it should be there within three days.'),
  ),
};

/** A text that was refused is offered again. */
export const Refused: StoryObj = {
  render: show((session) => {
    session.send('I refunded it.', 'customer');
    session.settle('failed', 'server-error');
  }),
};

/** The session ended: the draft stays, to be copied. */
export const Ended: StoryObj = {
  render: show((session) => {
    session.drafts.set('customer', 'half a sentence');
    session.update({ status: 'Completed' });
  }),
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { consulted, customer, self } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

interface Args {
  density: 'comfortable' | 'compact';
  invitationTimeout: number | undefined;
  hotkeys: boolean;
}

const called = (nickname: string) => ({ participants: [self, { ...customer, nickname }, consulted] });

/** A busy morning: one of everything. */
function morning(): FakeWorkspace {
  const workspace = new FakeWorkspace();
  workspace.invite('s1').update({ participants: [{ ...customer, nickname: '+15550100' }] });
  workspace.invite('s2', 'Coach').update({ participants: [{ ...customer, nickname: '+15550122' }] });
  workspace
    .add('s3', called('Maya Lindqvist'))
    .says(customer, 'Hi, my order 4417 should have come on Tuesday. Where is it?');
  workspace
    .add('s4', called('Tom Okafor'))
    .says(consulted, 'offer the refund', 'Agents')
    .says(consulted, 'really', 'Agents');
  workspace.add('s5', called('+15550188')).says(self, 'Your parcel arrives tomorrow.');
  workspace.add('s6', { ...called('+15550177'), status: 'LeftChat', capabilities: ['Complete'] });
  workspace.add('s7', called('+15550166')).update({ status: 'Completed' });
  workspace.select('s3');
  return workspace;
}

const show = ({ density, invitationTimeout, hotkeys }: Args, workspace: FakeWorkspace) =>
  html`<session-list
    density=${density}
    .invitationTimeout=${invitationTimeout}
    ?hotkeys=${hotkeys}
    .workspace=${workspace}
  ></session-list>`;

const meta: Meta<Args> = {
  title: 'Elements/session-list',
  component: 'session-list',
  args: { density: 'comfortable', invitationTimeout: undefined, hotkeys: false },
  argTypes: {
    density: { control: 'inline-radio', options: ['comfortable', 'compact'] },
    invitationTimeout: { control: 'number' },
  },
  render: (args) => show(args, morning()),
};
export default meta;

/** Invitations, conversations with something unread, an agents-only line, one that the customer left, one that is over. */
export const Default: StoryObj<Args> = {};

/** The routing's time for an answer is known. */
export const CountingDown: StoryObj<Args> = { args: { invitationTimeout: 20 } };

/** For people with many sessions on one screen. */
export const Compact: StoryObj<Args> = { args: { density: 'compact' } };

/** An answer that came too late. */
export const TooLate: StoryObj<Args> = {
  render: (args) => {
    const workspace = new FakeWorkspace();
    const session = workspace.invite();
    session.perform('Accept', {});
    session.settle('failed', 'invalid-state');
    return show(args, workspace);
  },
};

/** Names that are too long, written from right to left, or up to mischief. */
export const Names: StoryObj<Args> = {
  render: (args) => {
    const workspace = new FakeWorkspace();
    workspace
      .add('s1', called('Aleksandra Konstantinopolskaya-Brandenburger of the night shift'))
      .says(customer, 'x'.repeat(400));
    workspace.add('s2', called('فاطمة الزهراء')).says(customer, 'أين طلبي؟');
    workspace.add('s3', called('\u202Egnp.eman')).says(customer, `Z${'\u0301'.repeat(80)}algo`);
    return show(args, workspace);
  },
};

/** Nothing to do. */
export const Empty: StoryObj<Args> = { render: (args) => show(args, new FakeWorkspace()) };

/** Not read yet. */
export const Loading: StoryObj<Args> = { render: (args) => show(args, new FakeWorkspace().connection('connecting')) };

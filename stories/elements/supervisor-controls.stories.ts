import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/define.js';
import { CHATTING, customer, type FakeSession, self } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

function supervised(visibility: string, switches: readonly string[]): FakeSession {
  return new FakeWorkspace().add('s1', {
    supervisorMode: 'Monitor',
    capabilities: [...CHATTING, ...switches],
    participants: [{ ...self, visibility }, customer],
  });
}

const show =
  (session: FakeSession): NonNullable<StoryObj['render']> =>
  () =>
    html`<supervisor-controls .controller=${session}></supervisor-controls>`;

const meta: Meta = { title: 'Elements/supervisor-controls', component: 'supervisor-controls' };
export default meta;

/** Coaching: agents read along, the customer does not. */
export const Default: StoryObj = { render: show(supervised('Agents', ['SwitchToMonitor', 'SwitchToBargeIn'])) };

/** Monitoring silently. */
export const Monitoring: StoryObj = { render: show(supervised('Supervisors', ['SwitchToCoach', 'SwitchToBargeIn'])) };

/** A switch is under way: what is checked is still the confirmed mode. */
export const Switching: StoryObj = {
  render: () => {
    const session = supervised('Agents', ['SwitchToMonitor', 'SwitchToBargeIn']);
    session.perform('SwitchToBargeIn', {});
    return html`<supervisor-controls .controller=${session}></supervisor-controls>`;
  },
};

/** The server refused: the reason stands beside the modes. */
export const Refused: StoryObj = {
  render: () => {
    const session = supervised('Agents', ['SwitchToMonitor', 'SwitchToBargeIn']);
    session.perform('SwitchToBargeIn', {});
    session.settle('failed', 'permission-denied');
    return html`<supervisor-controls .controller=${session}></supervisor-controls>`;
  },
};

/** Completed or queued again by others. */
export const Revoked: StoryObj = {
  render: show(supervised('Agents', ['SwitchToMonitor']).update({ status: 'Revoked' })),
};

/** A session that runs at an agent's desk and is not joined yet. */
export const Join: StoryObj = {
  render: () =>
    html`<supervisor-controls .workspace=${new FakeWorkspace()} agent-id="a1" session-id="s9"></supervisor-controls>`,
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../src/define.js';
import type { WorkspaceApi } from '../../src/session/contract.js';
import { CHATTING, consulted, customer, type FakeSession, self } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

const SUPERVISING = [...CHATTING, 'SendToAgents', 'SwitchToMonitor', 'SwitchToBargeIn'] as const;

function show(
  prepare: (workspace: FakeWorkspace) => FakeSession | undefined,
  content?: unknown,
): NonNullable<StoryObj['render']> {
  const workspace = new FakeWorkspace();
  workspace.select(prepare(workspace)?.id);
  const given: WorkspaceApi = workspace;
  return () => html`<sms-session .workspace=${given}>${content}</sms-session>`;
}

const talk = (workspace: FakeWorkspace): FakeSession =>
  workspace
    .add('s1', { receivedAt: Date.now() - 252_000 })
    .says(customer, 'Where is my order?')
    .says(self, 'Let me look …')
    .says(self, 'It will be there tomorrow.')
    .says(customer, 'Thank you!');

const meta: Meta = { title: 'Elements/sms-session', component: 'sms-session' };
export default meta;

/** A whole desk for one session; make it narrow to see the side panel go. */
export const Default: StoryObj = { render: show(talk) };

/** A supervisor who coaches. */
export const Coaching: StoryObj = {
  render: show((workspace) =>
    talk(workspace)
      .update({
        supervisorMode: 'Coach',
        capabilities: SUPERVISING,
        participants: [{ ...self, visibility: 'Agents' }, customer, { ...consulted, visibility: 'All' }],
      })
      .says(self, 'Offer the refund.', 'Agents'),
  ),
};

/** It rings. */
export const Invited: StoryObj = { render: show((workspace) => workspace.invite('s1')) };

/** It rings for a supervisor. */
export const InvitedAsCoach: StoryObj = { render: show((workspace) => workspace.invite('s1', 'Coach')) };

/** The conversation is over, the work on it is not. */
export const LeftChat: StoryObj = {
  render: show((workspace) => talk(workspace).update({ status: 'LeftChat', capabilities: ['Transfer', 'Complete'] })),
};

/** Taken away by others. */
export const Revoked: StoryObj = { render: show((workspace) => talk(workspace).update({ status: 'Revoked' })) };

/** The line is down. */
export const Offline: StoryObj = {
  render: show((workspace) => {
    workspace.connection('offline', { asOf: Date.now() - 60_000 });
    const session = talk(workspace);
    session.reduce({ type: 'stale' });
    return session;
  }),
};

/** Nothing is known of it yet. */
export const Loading: StoryObj = { render: show((workspace) => workspace.list(workspace.session('s1'))) };

/** Nothing is selected. */
export const Nothing: StoryObj = { render: show(() => undefined) };

/** With children it only gives them the session. */
export const OwnLayout: StoryObj = {
  render: show(talk, html`<participant-list></participant-list><message-composer></message-composer>`),
};

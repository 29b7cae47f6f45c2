import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { GwsError } from '../../src/protocol/gws-error.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

interface Args {
  state: string;
}

const workspaceIn = (state: string): FakeWorkspace =>
  new FakeWorkspace().set({ channels: [{ channel: 'smssession', state }] });

const meta: Meta<Args> = {
  title: 'Elements/agent-readiness',
  component: 'agent-readiness',
  args: { state: 'Ready' },
  argTypes: { state: { control: 'select', options: ['Ready', 'NotReady', 'LoggedOut'] } },
  render: ({ state }) => html`<agent-readiness .workspace=${workspaceIn(state)}></agent-readiness>`,
};
export default meta;

/** New sessions are offered. */
export const Default: StoryObj<Args> = {};

/** No new sessions are offered. */
export const NotReady: StoryObj<Args> = { args: { state: 'NotReady' } };

/** Signed out of the channel: choosing Ready signs in. */
export const SignedOut: StoryObj<Args> = { args: { state: 'LoggedOut' } };

/** The server refuses whatever is chosen. */
export const Refused: StoryObj<Args> = {
  args: { state: 'NotReady' },
  render: ({ state }) => {
    const workspace = workspaceIn(state);
    workspace.ending = Promise.resolve({ phase: 'failed', error: new GwsError('permission-denied') });
    return html`<agent-readiness .workspace=${workspace}></agent-readiness>`;
  },
};

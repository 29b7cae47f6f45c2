import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { ConnectionPhase } from '../../src/session/contract.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

interface Args {
  phase: ConnectionPhase;
  /** Seconds since the last news; -1 for none. */
  silence: number;
  /** Seconds until the next attempt; -1 for none. */
  retryIn: number;
}

const PHASES: readonly ConnectionPhase[] = [
  'idle',
  'connecting',
  'live',
  'catching-up',
  'stale',
  'offline',
  'auth-required',
  'stopped',
];

const workspaceIn = ({ phase, silence, retryIn }: Args): FakeWorkspace =>
  new FakeWorkspace().connection(phase, {
    ...(silence >= 0 && { asOf: Date.now() - silence * 1000 }),
    ...(retryIn >= 0 && { retryAt: Date.now() + retryIn * 1000 }),
  });

const meta: Meta<Args> = {
  title: 'Elements/connection-status',
  component: 'connection-status',
  args: { phase: 'live', silence: -1, retryIn: -1 },
  argTypes: { phase: { control: 'select', options: PHASES } },
  render: (args) => html`<connection-status .workspace=${workspaceIn(args)}></connection-status>`,
};
export default meta;

/** Everything arrives. Choose other phases with the controls. */
export const Default: StoryObj<Args> = {};

/** The line is down: since when, and when it is tried again. */
export const Offline: StoryObj<Args> = { args: { phase: 'offline', silence: 90, retryIn: 20 } };

/** The server asks for a sign-in; the host page brings its own link. */
export const SignInNeeded: StoryObj<Args> = {
  args: { phase: 'auth-required', silence: 30 },
  render: (args) =>
    html`<connection-status .workspace=${workspaceIn(args)}
      ><a slot="sign-in" href="#sign-in">Sign in</a></connection-status
    >`,
};

/** All phases side by side. */
export const Phases: StoryObj<Args> = {
  args: { silence: 60 },
  render: (args) =>
    html`${PHASES.map((phase) => html`<connection-status .workspace=${workspaceIn({ ...args, phase })}></connection-status>`)}`,
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { TargetSource } from '../../src/session/contract.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

interface Args {
  operation: 'Consult' | 'Invite' | 'Transfer';
}

const show = ({ operation }: Args, source?: TargetSource) =>
  html`<target-picker
    operation=${operation}
    .controller=${new FakeWorkspace().add()}
    .source=${source}
  ></target-picker>`;

const meta: Meta<Args> = {
  title: 'Elements/target-picker',
  component: 'target-picker',
  args: { operation: 'Consult' },
  argTypes: { operation: { control: 'inline-radio', options: ['Consult', 'Invite', 'Transfer'] } },
  render: (args) => show(args),
};
export default meta;

/** People and queues of the workspace's directory; a typed address is accepted too. */
export const Default: StoryObj<Args> = {};

/** Queues too, by names as long as they come; Transfer also takes a typed one. */
export const Queues: StoryObj<Args> = {
  args: { operation: 'Transfer' },
  render: (args) =>
    show(args, (query) =>
      Promise.resolve(
        ['Ana Moreira', 'Billing', 'Claims for transatlantic parcels, German-speaking, second level']
          .map((label, at) => ({ label, kind: at === 0 ? ('user' as const) : ('queue' as const), target: {} }))
          .filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())),
      ),
    ),
};

/** A directory that takes its time. */
export const Searching: StoryObj<Args> = { render: (args) => show(args, () => new Promise(() => undefined)) };

/** Nobody of that name. */
export const Nobody: StoryObj<Args> = { render: (args) => show(args, () => Promise.resolve([])) };

/** A directory that does not answer. */
export const Unavailable: StoryObj<Args> = {
  render: (args) => show(args, () => Promise.reject(new Error('unavailable'))),
};

/** More people than can be shown. */
export const Many: StoryObj<Args> = {
  render: (args) =>
    show(args, (query) =>
      Promise.resolve(
        Array.from({ length: 400 }, (_, at) => ({
          kind: 'user' as const,
          target: { targetUri: `/users/${at}` },
          label: `Agent ${at}`,
          detail: `agent${at}`,
        })).filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())),
      ),
    ),
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { createSandbox } from '../../src/sandbox/browser/index.js';

interface Args {
  user: 'agent1' | 'agent2' | 'supervisor1';
  density: 'comfortable' | 'compact';
}

const meta: Meta<Args> = {
  title: 'Elements/gws-workspace',
  component: 'gws-workspace',
  args: { user: 'agent1', density: 'comfortable' },
  argTypes: {
    user: { control: 'inline-radio', options: ['agent1', 'agent2', 'supervisor1'] },
    density: { control: 'inline-radio', options: ['comfortable', 'compact'] },
  },
};
export default meta;

/** A whole desk on the sandbox inside the page: a text message is ringing. */
export const Default: StoryObj<Args> = {
  render: ({ user, density }) => {
    const sandbox = createSandbox({ seed: 1 });
    sandbox.text('+15550100', 'Hi! My blanket should have come on Tuesday. Where is it?', 'agent1');
    return html`<gws-workspace density=${density} .transport=${sandbox.transportFor(user)}>
      <connection-status></connection-status>
      <session-list></session-list>
      <sms-session></sms-session>
    </gws-workspace>`;
  },
};

/** Nowhere to connect to yet: the elements wait. */
export const Waiting: StoryObj<Args> = {
  render: () =>
    html`<gws-workspace>
      <connection-status></connection-status>
      <session-list></session-list>
    </gws-workspace>`,
};

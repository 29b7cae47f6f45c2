import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { userEvent, waitFor } from 'storybook/test';
import { byRole } from '../../test/support/by-role.js';
import { CHATTING, consulted, customer, type FakeSession, self } from '../../test/support/fake-session.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

interface Args {
  /** What the server offers now. */
  capabilities: string[];
  invitation: boolean;
}

const show = (session: FakeSession, invitation = false) =>
  html`<session-actions ?invitation=${invitation} .controller=${session}></session-actions>`;

/** A session in which something was asked of the server. */
const after = (act: (session: FakeSession) => void) => () => {
  const session = new FakeWorkspace().add('s1', { participants: [self, customer, consulted] });
  act(session);
  return show(session);
};

/** A browser with many stories open may take a while. */
const PATIENT = { timeout: 10_000 };

/** Presses a button of the story's element. */
const press =
  (name: string) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const button = await waitFor(() => byRole(canvasElement, 'button', name), PATIENT);
    await userEvent.click(button);
    await waitFor(() => byRole(canvasElement, 'dialog', name), PATIENT);
  };

const meta: Meta<Args> = {
  title: 'Elements/session-actions',
  component: 'session-actions',
  args: { capabilities: [...CHATTING], invitation: false },
  argTypes: { capabilities: { control: 'object' } },
  render: ({ capabilities, invitation }) => show(new FakeWorkspace().add('s1', { capabilities }), invitation),
};
export default meta;

/** In a conversation. Change the capabilities to see that they decide what is there. */
export const Default: StoryObj<Args> = {};

/** After the conversation, Complete is what remains to be done. */
export const AfterTheChat: StoryObj<Args> = {
  render: () =>
    show(new FakeWorkspace().add('s1', { status: 'LeftChat', capabilities: ['Transfer', 'Complete', 'Leave'] })),
};

/** An invitation, on a page without a list. */
export const Invitation: StoryObj<Args> = { render: () => show(new FakeWorkspace().invite(), true) };

/** Somebody is being consulted. */
export const UnderWay: StoryObj<Args> = {
  render: after((session) => {
    session.perform('Consult', { targetUri: 'x' });
    session.settle('acked');
  }),
};

/** The one chosen did not take it. */
export const Failed: StoryObj<Args> = {
  render: after((session) => {
    session.perform('Transfer', { targetUri: 'x' });
    session.settle('failed', 'operation-failed');
  }),
};

/** The answer was lost: it may have happened. */
export const Unknown: StoryObj<Args> = {
  render: after((session) => {
    session.perform('Leave', {});
    session.settle('unknown');
  }),
};

/** Whom to consult. */
export const Consulting: StoryObj<Args> = { play: press('Consult') };

/** Leaving as the last agent asks first. */
export const LeavingAlone: StoryObj<Args> = { play: press('Leave') };

/** A colleague is here whom the customer does not see: “Ask for help” leads to the composer, which then writes to agents only. */
export const HelpIsHere: StoryObj<Args> = {
  render: () => {
    const session = new FakeWorkspace().add('s1', {
      participants: [self, customer, consulted],
      capabilities: [...CHATTING, 'SendToAgents'],
    });
    return html`${show(session)}<message-composer .controller=${session}></message-composer>`;
  },
};

/** Nobody is here: “Ask for help” would call in whom the page names, seen by the customer, and asks first. */
export const CallingForHelp: StoryObj<Args> = {
  render: () => {
    const session = new FakeWorkspace().add('s1', { capabilities: ['Invite', 'Leave'] });
    return html`<session-actions help-target="/users/lead" .controller=${session}></session-actions>`;
  },
  play: press('Ask for help'),
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import '../../src/define.js';
import type { BoardState, SupervisedAgent } from '../../src/session/contract.js';
import { FakeWorkspace } from '../../test/support/fake-workspace.js';

const customer = (nickname: string) => [{ participantId: nickname, nickname, type: 'Customer' }] as const;

const AGENTS: readonly SupervisedAgent[] = [
  {
    user: { id: 'a1', userName: 'agent1', firstName: 'Ana', lastName: 'Moreira', roles: ['ROLE_AGENT'] },
    sessions: [
      { id: 's1', status: 'Chatting', capabilities: ['Intrude'], participants: customer('+1 555 0100') },
      { id: 's2', status: 'Invited', capabilities: [], participants: customer('+1 555 0142') },
    ],
  },
  {
    user: { id: 'a2', userName: 'agent2', firstName: 'Bo', lastName: 'Lindgren', roles: ['ROLE_AGENT'] },
    sessions: [],
  },
];

function board(state: Partial<BoardState>, armed = false): FakeWorkspace {
  const workspace = new FakeWorkspace();
  workspace.board.set(state);
  if (armed) workspace.set({ monitoring: [{ userId: 'a2', mode: 'Coach', scope: 'AllChats', phase: 'armed' }] });
  return workspace;
}

interface Args {
  readonly refresh: number;
}

const meta: Meta<Args> = {
  title: 'Elements/monitored-agents',
  component: 'monitored-agents',
  args: { refresh: 5 },
};
export default meta;

const show =
  (workspace: FakeWorkspace): NonNullable<StoryObj<Args>['render']> =>
  ({ refresh }) =>
    html`<monitored-agents .workspace=${workspace} .refresh=${refresh}></monitored-agents>`;

/** Two agents, one of them with sessions, one with monitoring armed. */
export const Default: StoryObj<Args> = {
  render: show(board({ agents: AGENTS }, true)),
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('monitored-agents');
    await expect(element?.shadowRoot?.textContent).toContain('Coach armed for all sessions');
  },
};

/** Nobody to supervise. */
export const Empty: StoryObj<Args> = { render: show(board({})) };

/** The last reading failed: what is shown may be old, and says so. */
export const Failed: StoryObj<Args> = { render: show(board({ phase: 'failed', agents: AGENTS })) };

import { expect, fixture, html } from '@open-wc/testing';
import type { SupervisedAgent } from '../../../src/session/contract.js';
import type { MonitoredAgentsElement } from '../../../src/elements/monitored-agents/monitored-agents.js';
import '../../../src/elements/monitored-agents/monitored-agents.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const AGENT: SupervisedAgent = {
  user: { id: 'a1', userName: 'agent1', firstName: 'Ana', lastName: 'Moreira', roles: ['ROLE_AGENT'] },
  sessions: [
    {
      id: 's9',
      status: 'Chatting',
      capabilities: ['Intrude'],
      participants: [{ participantId: 'c', nickname: '+15550100', type: 'Customer' }],
    },
  ],
};

async function show(workspace: FakeWorkspace): Promise<MonitoredAgentsElement> {
  return fixture<MonitoredAgentsElement>(html`<monitored-agents .workspace=${workspace}></monitored-agents>`);
}

const root = (element: Element): ShadowRoot => element.shadowRoot as ShadowRoot;
const button = (element: Element, name: string | RegExp): HTMLButtonElement | undefined =>
  [...root(element).querySelectorAll('button')].find((each) => {
    const label = each.getAttribute('aria-label') ?? each.textContent.trim();
    return typeof name === 'string' ? label === name : name.test(label);
  });
const radio = (element: Element, label: string): HTMLInputElement | undefined =>
  [...root(element).querySelectorAll('label')]
    .find((each) => each.textContent.trim() === label)
    ?.querySelector('input') ?? undefined;

describe('monitored-agents', () => {
  it('shows agents with their running sessions and is accessible', async () => {
    const workspace = new FakeWorkspace();
    workspace.board.set({ agents: [AGENT] });
    const element = await show(workspace);
    expect(root(element).textContent).to.contain('Ana Moreira').and.to.contain('+15550100');
    await expect(element).to.be.accessible();
  });

  it('intrudes in the chosen mode', async () => {
    const workspace = new FakeWorkspace();
    workspace.board.set({ agents: [AGENT] });
    const element = await show(workspace);
    radio(element, 'Coach')?.click();
    await element.updateComplete;
    button(element, 'Intrude')?.click();
    expect(workspace.asked).to.deep.equal([{ userId: 'a1', sessionId: 's9', mode: 'Coach' }]);
  });

  it('leaves the mode to the server when it is to be the armed one', async () => {
    const workspace = new FakeWorkspace();
    workspace.board.set({ agents: [AGENT] });
    const element = await show(workspace);
    radio(element, 'As armed')?.click();
    await element.updateComplete;
    button(element, 'Intrude')?.click();
    expect(workspace.asked).to.deep.equal([{ userId: 'a1', sessionId: 's9' }]);
  });

  it('arms for the next session and offers to cancel what is armed', async () => {
    const workspace = new FakeWorkspace();
    workspace.board.set({ agents: [AGENT] });
    const element = await show(workspace);
    const scope = root(element).querySelector('select') as HTMLSelectElement;
    scope.value = 'NextChat';
    scope.dispatchEvent(new Event('change'));
    radio(element, 'Barge in')?.click();
    await element.updateComplete;
    button(element, 'Arm Barge in for Ana Moreira')?.click();
    expect(workspace.asked).to.deep.equal([{ userId: 'a1', mode: 'BargeIn', scope: 'NextChat' }]);

    // The act has ended: its buttons are free again.
    await Promise.resolve();
    workspace.set({ monitoring: [{ userId: 'a1', mode: 'BargeIn', scope: 'NextChat', phase: 'armed' }] });
    await element.updateComplete;
    expect(root(element).textContent).to.contain('Barge in armed for the next session');
    button(element, 'Cancel monitoring of Ana Moreira')?.click();
    expect(workspace.calls).to.deep.equal(['Monitor', 'CancelSupervisorMonitoring']);
  });

  it('offers no Intrude for a session that cannot be joined', async () => {
    const workspace = new FakeWorkspace();
    workspace.board.set({ agents: [{ ...AGENT, sessions: [{ id: 's9', status: 'Invited', capabilities: [] }] }] });
    expect(button(await show(workspace), 'Intrude')).to.equal(undefined);
  });

  it('goes to a session of the agent’s in which one takes part, or to which one is invited', async () => {
    const workspace = new FakeWorkspace();
    const sessions = [{ ...AGENT.sessions[0], id: 's9', capabilities: [] }];
    workspace.board.set({ agents: [{ ...AGENT, sessions }] });
    workspace.invite('s9', 'Monitor');
    workspace.add('s1');
    workspace.select('s1');
    const element = await show(workspace);
    const open = button(element, 'Open');
    expect(open?.getAttribute('aria-describedby')).to.equal('customer-s9');
    open?.click();
    expect(workspace.state.selectedId).to.equal('s9');
  });

  it('says so when there are no agents, and when they could not be read', async () => {
    const workspace = new FakeWorkspace();
    const element = await show(workspace);
    expect(root(element).textContent).to.contain('You supervise no agents');
    workspace.board.set({ phase: 'failed', agents: [AGENT] });
    await element.updateComplete;
    expect(root(element).textContent).to.contain('could not be read').and.to.contain('Ana Moreira');
  });

  it('watches only while it is in the page', async () => {
    const workspace = new FakeWorkspace();
    const element = await show(workspace);
    expect(workspace.board.intervals).to.deep.equal([5000]);
    element.refresh = 2;
    await element.updateComplete;
    expect(workspace.board.intervals).to.deep.equal([2000]);
    element.remove();
    expect(workspace.board.intervals).to.deep.equal([]);
  });
});

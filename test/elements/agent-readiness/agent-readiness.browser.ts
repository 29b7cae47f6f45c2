import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/elements/agent-readiness/agent-readiness.js';
import '../../../src/elements/gws-workspace/gws-workspace.js';
import type { AgentReadinessElement } from '../../../src/elements/agent-readiness/agent-readiness.js';
import type { GwsWorkspaceElement } from '../../../src/elements/gws-workspace/gws-workspace.js';
import { GwsError } from '../../../src/protocol/gws-error.js';
import { createSandbox } from '../../../src/sandbox/browser/index.js';
import type { OperationOutcome } from '../../../src/session/contract.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, nameOf } from '../../support/by-role.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const inState = (state: string): FakeWorkspace =>
  new FakeWorkspace().set({ channels: [{ channel: 'smssession', state }] });
const show = (workspace: FakeWorkspace): Promise<AgentReadinessElement> =>
  fixture(html`<agent-readiness lang="en" .workspace=${workspace}></agent-readiness>`);

const radios = (element: Element): readonly HTMLInputElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? []),
];
const radio = (element: Element, name: string): HTMLInputElement => {
  const found = radios(element).filter((each) => nameOf(each) === name);
  expect(found).to.have.length(1);
  return found[0]!;
};
const checked = (element: Element): readonly string[] =>
  radios(element)
    .filter((each) => each.checked)
    .map(nameOf);
const text = (element: Element): string => element.shadowRoot?.textContent.replace(/\s+/g, ' ').trim() ?? '';

/** An ending that the test decides on. */
function held(workspace: FakeWorkspace): (end: Pick<OperationOutcome, 'phase' | 'error'>) => void {
  let end: (value: Pick<OperationOutcome, 'phase' | 'error'>) => void = () => undefined;
  workspace.ending = new Promise((resolve) => (end = resolve));
  return end;
}

describe('<agent-readiness>', () => {
  for (const [state, expected] of [
    ['Ready', ['Ready']],
    ['NotReady', ['Not ready']],
    ['LoggedOut', []],
    ['AfterCallWork', []],
  ] as const) {
    it(`shows ${state} in words, accessibly`, async () => {
      const element = await show(inState(state));
      expect(checked(element)).to.deep.equal(expected);
      if (state === 'LoggedOut') expect(text(element)).to.contain('Signed out');
      if (state === 'AfterCallWork') expect(text(element)).to.contain('AfterCallWork');
      await expectAccessible(element);
    });
  }

  it('shows nothing while the server tells of no channel, and appears when it does', async () => {
    const workspace = new FakeWorkspace();
    const element = await show(workspace);
    expect(getComputedStyle(element).display).to.equal('none');
    workspace.set({ channels: [{ channel: 'smssession', state: 'Ready' }] });
    await element.updateComplete;
    expect(getComputedStyle(element).display).not.to.equal('none');
    workspace.set({ channels: [{ channel: 'voice', state: 'Ready' }] });
    await element.updateComplete;
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('asks for what is chosen, and shows it only when the server has confirmed it', async () => {
    const workspace = inState('Ready');
    const end = held(workspace);
    const element = await show(workspace);
    radio(element, 'Not ready').click();
    await element.updateComplete;
    expect(workspace.calls).to.deep.equal(['NotReady']);
    expect(workspace.asked).to.deep.equal([{ channel: 'smssession' }]);
    expect(checked(element)).to.deep.equal(['Ready']);
    radio(element, 'Not ready').click();
    expect(workspace.calls).to.have.length(1);
    await element.updateComplete;
    expect(checked(element)).to.deep.equal(['Ready']);
    expect(text(element)).to.contain('Changing');
    await expectAccessible(element);
    workspace.set({ channels: [{ channel: 'smssession', state: 'NotReady' }] });
    end({ phase: 'confirmed' });
    await waitUntil(() => !text(element).includes('Changing'));
    expect(checked(element)).to.deep.equal(['Not ready']);
  });

  it('says beside the choice why it could not be changed, until it is dismissed', async () => {
    const workspace = inState('NotReady');
    workspace.ending = Promise.resolve({ phase: 'failed', error: new GwsError('permission-denied') });
    const element = await show(workspace);
    radio(element, 'Ready').click();
    await waitUntil(() => text(element).includes('You may not use Ready here.'));
    expect(checked(element)).to.deep.equal(['Not ready']);
    await expectAccessible(element);
    byRole(element, 'button', 'Dismiss').click();
    await element.updateComplete;
    expect(text(element)).not.to.contain('You may not');
  });

  it('says nothing of what the page itself prevented', async () => {
    const workspace = inState('Ready');
    workspace.ending = Promise.resolve({ phase: 'failed', error: new GwsError('canceled') });
    const element = await show(workspace);
    radio(element, 'Not ready').click();
    await waitUntil(() => !text(element).includes('Changing'));
    expect(element.shadowRoot?.querySelector('.notice')).to.equal(null);
  });

  it('signs in who is signed out, and warns when only a part of it succeeded', async () => {
    const workspace = inState('LoggedOut');
    workspace.ending = Promise.resolve({ phase: 'confirmed', error: new GwsError('partial') });
    const element = await show(workspace);
    expect(radio(element, 'Not ready').disabled).to.equal(true);
    radio(element, 'Ready').click();
    await waitUntil(() => text(element).includes('some of the channels only'));
    expect(workspace.calls).to.deep.equal(['StartContactCenterSession']);
    expect(workspace.asked).to.deep.equal([{ channels: ['smssession'] }]);
  });

  it('signs out where the page wants that, and says when it may not', async () => {
    const workspace = inState('Ready');
    const element = await show(workspace);
    expect(allByRole(element, 'button')).to.have.length(0);
    element.signOut = true;
    await element.updateComplete;
    await expectAccessible(element);
    const end = held(workspace);
    byRole(element, 'button', 'Sign out').click();
    await element.updateComplete;
    expect(workspace.calls).to.deep.equal(['EndContactCenterSession']);
    expect(byRole(element, 'button', 'Sign out').getAttribute('aria-disabled')).to.equal('true');
    expect(checked(element)).to.deep.equal(['Ready']);
    end({ phase: 'failed', error: new GwsError('permission-denied') });
    await waitUntil(() => text(element).includes('You may not use Sign out here.'));
    workspace.ending = Promise.resolve({ phase: 'confirmed' });
    byRole(element, 'button', 'Sign out').click();
    workspace.set({ channels: [{ channel: 'smssession', state: 'LoggedOut' }] });
    await waitUntil(() => allByRole(element, 'button').length === 0);
    expect(text(element)).to.contain('Signed out').and.not.contain('You may not');
  });

  it('is about another channel when one is named', async () => {
    const workspace = new FakeWorkspace().set({ channels: [{ channel: 'chat', state: 'Ready' }] });
    const element = await fixture<AgentReadinessElement>(
      html`<agent-readiness lang="en" channel="chat" .workspace=${workspace}></agent-readiness>`,
    );
    radio(element, 'Not ready').click();
    expect(workspace.asked).to.deep.equal([{ channel: 'chat' }]);
  });

  it('says aloud when somebody else changed it, and nothing when it is first shown', async () => {
    const workspace = inState('Ready');
    const element = await show(workspace);
    const said = (): string => element.shadowRoot?.querySelector('[aria-live=polite]')?.textContent ?? '';
    await aTimeout(300);
    expect(said()).to.equal('');
    workspace.set({ channels: [{ channel: 'smssession', state: 'NotReady' }] });
    await waitUntil(() => said() === 'New sessions: Not ready');
  });

  it('works the sandbox: who is not ready is offered nothing', async () => {
    const sandbox = createSandbox();
    try {
      const workspace = await fixture<GwsWorkspaceElement>(
        html`<gws-workspace lang="en" .transport=${sandbox.transportFor('agent1')}
          ><agent-readiness></agent-readiness
        ></gws-workspace>`,
      );
      const element = workspace.querySelector('agent-readiness')!;
      await waitUntil(() => checked(element).join() === 'Ready');
      radio(element, 'Not ready').click();
      await waitUntil(() => checked(element).join() === 'Not ready');
      workspace.remove();
      workspace.grace = 0;
    } finally {
      sandbox.close();
    }
  });
});

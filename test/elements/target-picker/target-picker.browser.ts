import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/elements/target-picker/target-picker.js';
import type { TargetPickerElement } from '../../../src/elements/target-picker/target-picker.js';
import type { TargetPickEvent } from '../../../src/elements/target-picker/target-pick-event.js';
import type { TargetOption, TargetSource } from '../../../src/session/contract.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, expectFocus, nameOf } from '../../support/by-role.js';
import type { FakeSession } from '../../support/fake-session.js';
import { FakeWorkspace, TARGETS } from '../../support/fake-workspace.js';

let session: FakeSession;
let element: TargetPickerElement;

async function show(source?: TargetSource): Promise<void> {
  element = await fixture(
    html`<target-picker lang="en" operation="Transfer" .controller=${session} .source=${source}></target-picker>`,
  );
}
const field = (): HTMLInputElement => byRole(element, 'combobox', 'To') as HTMLInputElement;
const names = (): readonly string[] => allByRole(element, 'option').map(nameOf);
const shown = (count: number): Promise<void> => waitUntil(() => names().length === count, `${count} options`);
const hint = (): string => byRole(element, 'status').textContent.replace(/\s+/g, ' ').trim();
async function type(text: string): Promise<void> {
  field().value = text;
  field().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}
async function confirm(): Promise<TargetOption> {
  setTimeout(() => byRole(element, 'button', 'Transfer').click());
  return (await oneEvent<TargetPickEvent>(element, 'target-pick')).detail;
}

describe('<target-picker>', () => {
  beforeEach(() => {
    session = new FakeWorkspace().add();
  });

  it('offers the workspace’s directory, accessibly', async () => {
    await show();
    await shown(3);
    expect(names()).to.deep.equal(['Ana Moreira agent2', 'Bo Lindgren agent3', 'Refunds queue']);
    await expectAccessible(element);
  });

  it('takes the one clicked', async () => {
    await show();
    await shown(3);
    byRole(element, 'option', /Bo Lindgren/).click();
    await element.updateComplete;
    expect(field().value).to.equal('Bo Lindgren');
    expect(await confirm()).to.deep.equal(TARGETS[1]);
  });

  it('works by keyboard alone', async () => {
    await show();
    await shown(3);
    element.focus();
    expectFocus(field());
    await sendKeys({ press: 'ArrowUp' });
    expect(field().getAttribute('aria-activedescendant')).to.equal(allByRole(element, 'option').at(-1)!.id);
    await sendKeys({ press: 'ArrowDown' });
    await element.updateComplete;
    expect(allByRole(element, 'option').map((each) => each.getAttribute('aria-selected'))).to.deep.equal([
      'true',
      'false',
      'false',
    ]);
    await sendKeys({ press: 'Enter' });
    await element.updateComplete;
    expect(field().getAttribute('aria-expanded')).to.equal('false');
    setTimeout(() => void sendKeys({ press: 'Enter' }));
    expect((await oneEvent<TargetPickEvent>(element, 'target-pick')).detail).to.equal(TARGETS[0]);
  });

  it('takes a typed address as it stands', async () => {
    await show();
    await type('http://gws/api/v2/users/x');
    expect((await confirm()).target).to.deep.equal({ targetUri: 'http://gws/api/v2/users/x' });
    await type('/users/x');
    await waitUntil(() => names().includes('Use “/users/x”'));
    byRole(element, 'option', 'Use “/users/x”').click();
    expect((await confirm()).target).to.deep.equal({ targetPath: '/users/x' });
  });

  it('offers a typed name as a queue where a queue goes by name, and takes it only when chosen', async () => {
    await show();
    await type(' Night shift ');
    await waitUntil(() => hint().startsWith('Nobody found.'));
    expect(names()).to.deep.equal(['Queue “Night shift”']);
    await expectAccessible(element);
    byRole(element, 'button', 'Transfer').click();
    await waitUntil(() => hint() === 'Choose whom to address first.');
    byRole(element, 'option', 'Queue “Night shift”').click();
    await element.updateComplete;
    expect(field().value).to.equal('Night shift');
    expect((await confirm()).target).to.deep.equal({ queueName: 'Night shift' });
    for (const operation of ['Consult', 'Invite'] as const) {
      element.operation = operation;
      await type('Night shift');
      await shown(0);
    }
  });

  it('offers a queue once, and says in words that it is one', async () => {
    await show(() => Promise.resolve([{ label: 'Refunds', kind: 'queue', target: { queueName: 'Refunds' } }]));
    await shown(1);
    await type('Refunds');
    await shown(1);
    expect(names()).to.deep.equal(['Refunds Queue']);
    await type('refund');
    await shown(2);
    expect(names()).to.deep.equal(['Refunds Queue', 'Queue “refund”']);
  });

  it('takes a whole name that was typed and confirmed at once', async () => {
    await show();
    await type('AGENT2');
    expect(await confirm()).to.deep.equal(TARGETS[0]);
  });

  it('takes nobody for half a name, for nothing, or for a name that two have', async () => {
    const twins = [TARGETS[0]!, { ...TARGETS[1]!, label: TARGETS[0]!.label }];
    await show(() => Promise.resolve(twins));
    let picked = 0;
    element.addEventListener('target-pick', () => picked++);
    for (const text of ['', 'Ana', 'Ana Moreira']) {
      await type(text);
      await shown(text === '' ? 2 : 3);
      byRole(element, 'button', 'Transfer').click();
      await waitUntil(() => hint() === 'Choose whom to address first.');
      expect(field().getAttribute('aria-invalid')).to.equal('true');
      expectFocus(field());
    }
    expect(picked).to.equal(0);
    await expectAccessible(element);
  });

  it('asks the source for what was typed last, and gives up older questions', async () => {
    const asked: { readonly query: string; readonly signal: AbortSignal }[] = [];
    await show((query, { signal, operation }) => {
      asked.push({ query, signal });
      expect(operation).to.equal('Transfer');
      return query === 'b' ? Promise.resolve([TARGETS[1]!]) : new Promise(() => undefined);
    });
    await waitUntil(() => asked.length === 1);
    expect(hint()).to.equal('Searching …');
    await type('a');
    await type('b');
    await shown(2);
    expect(asked.map(({ query }) => query)).to.deep.equal(['', 'b']);
    expect(asked[0]!.signal.aborted).to.equal(true);
    element.remove();
  });

  it('says that nobody was found, and that the directory failed', async () => {
    await show();
    await type('zzz');
    await waitUntil(() => hint().startsWith('Nobody found.'));
    await expectAccessible(element);
    element.source = () => Promise.reject(new Error('down'));
    await waitUntil(() => hint().startsWith('The directory did not answer.'));
    await type('/users/x');
    expect((await confirm()).target).to.deep.equal({ targetPath: '/users/x' });
  });

  it('shows only as many as can be read', async () => {
    await show(() =>
      Promise.resolve(Array.from({ length: 300 }, (_, at) => ({ ...TARGETS[0]!, label: `User ${at}` }))),
    );
    await shown(50);
    expect(hint()).to.equal('250 more. Type on to narrow it down.');
  });

  it('tells only whoever placed it', async () => {
    await show();
    let heard = 0;
    element.parentElement!.addEventListener('target-pick', () => heard++);
    await type('/users/x');
    await confirm();
    expect(heard).to.equal(0);
  });
});

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/elements/gws-workspace/gws-workspace.js';
import '../../../src/elements/user-data/user-data.js';
import type { GwsWorkspaceElement } from '../../../src/elements/gws-workspace/gws-workspace.js';
import type { UserDataField } from '../../../src/elements/user-data/user-data-field.js';
import type { UserDataElement } from '../../../src/elements/user-data/user-data.js';
import type { UserDataValue } from '../../../src/protocol/session.js';
import { createSandbox } from '../../../src/sandbox/browser/index.js';
import { expectAccessible } from '../../support/accessible.js';
import { allByRole, byRole, expectFocus, focused, nameOf } from '../../support/by-role.js';
import type { FakeSession } from '../../support/fake-session.js';
import { FakeWorkspace } from '../../support/fake-workspace.js';

const DATA = { PhoneNumber: '+15550100', Subject: 'SMS', OrderId: 4417 };

let session: FakeSession;
let element: UserDataElement;

const mapOf = (data: Readonly<Record<string, UserDataValue>>) => new Map(Object.entries(data));
async function show(data: Readonly<Record<string, UserDataValue>> = DATA): Promise<void> {
  session = new FakeWorkspace().add('s1', { userData: mapOf(data) });
  element = await fixture(html`<user-data lang="en" .controller=${session}></user-data>`);
}
/** The server's word on all attached data. */
async function tell(data: Readonly<Record<string, UserDataValue>>): Promise<void> {
  session.update({ userData: mapOf(data) }, 'PropertiesUpdated');
  await element.updateComplete;
}
const plain = (text: string): string =>
  text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const rows = (): readonly HTMLElement[] => allByRole(element, 'listitem');
/** A row by its name. */
const row = (name: string): HTMLElement => {
  const found = rows().filter((each) => plain(each.querySelector('[part=key]')!.textContent) === name);
  expect(found).to.have.length(1);
  return found[0]!;
};
const value = (name: string): string => plain(row(name).querySelector('[part=value]')!.textContent);
const shown = (): readonly (readonly [string, string])[] =>
  rows().map((each) => [
    plain(each.querySelector('[part=key]')!.textContent),
    plain(each.querySelector('[part=value]')!.textContent),
  ]);
const buttons = (root: Node = element): readonly string[] =>
  allByRole(root, 'button').map((each) => plain(nameOf(each)));
async function press(name: string, root: Node = element): Promise<void> {
  const found = allByRole(root, 'button').filter((each) => plain(nameOf(each)) === name);
  expect(found, `${name} of ${buttons(root).join(', ')}`).to.have.length(1);
  found[0]!.click();
  await element.updateComplete;
}
async function type(text: string, box: HTMLElement): Promise<void> {
  (box as HTMLTextAreaElement).value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}
const asked = () => session.performed.map(({ operation, params }) => [operation, params]);
const said = (): string => element.renderRoot.querySelector('[aria-live=polite]')?.textContent ?? '';
const settle = async (...end: Parameters<FakeSession['settle']>): Promise<void> => {
  session.settle(...end);
  await element.updateComplete;
};
async function edit(name: string, text: string): Promise<void> {
  await press(`Edit ${name}`);
  await type(text, byRole(row(name), 'textbox', name));
}

describe('<user-data>', () => {
  it('shows keys and confirmed values in the server’s order, accessibly', async () => {
    await show();
    expect(shown()).to.deep.equal([
      ['PhoneNumber', '+15550100'],
      ['Subject', 'SMS'],
      ['OrderId', '4417'],
    ]);
    expect(byRole(element, 'group', 'Attached data')).to.exist;
    await expectAccessible(element);
    await tell({ OrderId: 1, Subject: 'SMS' });
    expect(shown()).to.deep.equal([
      ['OrderId', '1'],
      ['Subject', 'SMS'],
    ]);
  });

  it('says that it is loading, and that nothing is attached', async () => {
    session = new FakeWorkspace().session('s1');
    element = await fixture(html`<user-data lang="en" .controller=${session}></user-data>`);
    expect(element.renderRoot.textContent).to.contain('Loading');
    session.update({ status: 'Chatting', capabilities: ['AttachUserData'] });
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('Nothing is attached to this session.');
    await expectAccessible(element);
  });

  it('shows nothing without a session', async () => {
    element = await fixture(html`<user-data></user-data>`);
    expect(element.renderRoot.textContent.trim()).to.equal('');
  });

  it('offers what the capabilities allow, and after the end only reading', async () => {
    await show();
    expect(buttons(row('Subject'))).to.deep.equal(['Edit Subject', 'Delete Subject']);
    expect(buttons()).to.include('Attach data');
    session.update({ capabilities: ['UpdateUserData'] });
    await element.updateComplete;
    expect(buttons(row('Subject'))).to.deep.equal(['Edit Subject']);
    expect(buttons()).not.to.include('Attach data');
    session.update({ status: 'Completed' });
    await element.updateComplete;
    expect(buttons()).to.deep.equal([]);
    expect(value('Subject')).to.equal('SMS');
    await expectAccessible(element);
  });

  it('updates a value, and shows the old one until the server confirms the new', async () => {
    await show();
    await press('Edit Subject');
    expectFocus(byRole(row('Subject'), 'textbox', 'Subject'));
    await expectAccessible(element);
    await type('Where is my order?', byRole(row('Subject'), 'textbox', 'Subject'));
    await press('Update data');
    expect(asked()).to.deep.equal([['UpdateUserData', { userData: { Subject: 'Where is my order?' } }]]);
    expect(session.performed[0]!.source).to.equal(element);
    await settle('acked');
    expect(value('Subject')).to.equal('SMS');
    expect(plain(row('Subject').textContent)).to.contain('Saving Where is my order?');
    await expectAccessible(element);
    await tell({ ...DATA, Subject: 'Where is my order?' });
    await settle('confirmed');
    expect(value('Subject')).to.equal('Where is my order?');
    expect(row('Subject').textContent).not.to.contain('Saving');
    expect(plain(nameOf(focused()!))).to.equal('Edit Subject');
    await waitUntil(() => plain(said()) === 'Subject: saved');
  });

  it('keeps a number a number, and other text as it is typed', async () => {
    await show();
    await edit('OrderId', '4418');
    await press('Update data');
    await settle('confirmed');
    await edit('OrderId', '4418 b');
    await press('Update data');
    expect(asked().map(([, params]) => params)).to.deep.equal([
      { userData: { OrderId: 4418 } },
      { userData: { OrderId: '4418 b' } },
    ]);
  });

  it('asks nothing of the server when nothing was changed', async () => {
    await show();
    await press('Edit OrderId');
    await press('Update data');
    expect(asked()).to.deep.equal([]);
    expect(allByRole(element, 'textbox')).to.have.length(0);
  });

  it('works by keyboard: Enter saves, Shift+Enter does not, Escape gives up', async () => {
    await show();
    await press('Edit Subject');
    await sendKeys({ press: 'End' });
    await sendKeys({ type: ' 1' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    await sendKeys({ type: '2' });
    await sendKeys({ press: 'Enter' });
    expect(asked()).to.deep.equal([['UpdateUserData', { userData: { Subject: 'SMS 1\n2' } }]]);
    await settle('confirmed');
    await press('Edit Subject');
    await sendKeys({ type: 'forget me' });
    await sendKeys({ press: 'Escape' });
    await element.updateComplete;
    expect(asked()).to.have.length(1);
    expect(plain(nameOf(focused()!))).to.equal('Edit Subject');
  });

  it('says beside the row why a value was refused, and offers it again', async () => {
    await show();
    await edit('Subject', 'New');
    await press('Update data');
    await settle('failed', 'permission-denied');
    expect(value('Subject')).to.equal('SMS');
    expect(plain(row('Subject').textContent))
      .to.contain('Not saved: New')
      .and.contain('You may not use Update data here.');
    await expectAccessible(element);
    await press('Edit', row('Subject'));
    expect((byRole(row('Subject'), 'textbox', 'Subject') as HTMLTextAreaElement).value).to.equal('New');
    await press('Update data');
    expect(asked()).to.have.length(2);
    await settle('failed', 'permission-denied');
    await press('Dismiss', row('Subject'));
    expect(row('Subject').textContent).not.to.contain('Not saved');
  });

  it('says that a value may have been saved when nobody knows', async () => {
    await show();
    await edit('Subject', 'New');
    await press('Update data');
    await settle('unknown');
    expect(value('Subject')).to.equal('SMS');
    expect(plain(row('Subject').textContent))
      .to.contain('May have been saved: New')
      .and.contain('Nobody knows whether');
    await tell({ ...DATA, Subject: 'New' });
    expect(value('Subject')).to.equal('New');
    expect(row('Subject').textContent).not.to.contain('May have been saved');
  });

  it('keeps what was typed when the page itself holds it back, silently, and when it was not offered, in words', async () => {
    await show();
    session.refuse.set('UpdateUserData', 'canceled');
    await edit('Subject', 'New');
    await press('Update data');
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    expect((byRole(row('Subject'), 'textbox', 'Subject') as HTMLTextAreaElement).value).to.equal('New');
    expect(element.renderRoot.querySelector('[part=error]')).to.equal(null);
    session.refuse.set('UpdateUserData', 'busy');
    await press('Update data');
    await waitUntil(
      () => element.renderRoot.querySelector('[part=error]')?.textContent.includes('still under way') === true,
    );
    expect((byRole(row('Subject'), 'textbox', 'Subject') as HTMLTextAreaElement).value).to.equal('New');
    await expectAccessible(element);
  });

  it('does not save a second value while one is under way', async () => {
    await show();
    await edit('Subject', 'One');
    await press('Update data');
    await edit('OrderId', '2');
    const save = byRole(row('OrderId'), 'button', 'Update data');
    expect(save.getAttribute('aria-disabled')).to.equal('true');
    save.click();
    expect(asked()).to.have.length(1);
    await settle('confirmed');
    await press('Update data');
    expect(asked()).to.have.length(2);
  });

  it('tells while one is typing that somebody else changed the value', async () => {
    await show();
    await edit('Subject', 'Mine');
    await tell({ ...DATA, Subject: 'Theirs' });
    expect(plain(row('Subject').textContent)).to.contain('Somebody changed it meanwhile to Theirs');
    expect((byRole(row('Subject'), 'textbox', 'Subject') as HTMLTextAreaElement).value).to.equal('Mine');
    await tell({ PhoneNumber: '+15550100' });
    expect(plain(row('Subject').textContent)).to.contain('Somebody changed it meanwhile to empty');
    await press('Attach data', row('Subject'));
    expect(asked()).to.deep.equal([['AttachUserData', { userData: { Subject: 'Mine' } }]]);
  });

  it('attaches a new key, shown as on its way until it is there', async () => {
    await show({});
    await press('Attach data');
    expectFocus(byRole(element, 'textbox', 'Name'));
    await expectAccessible(element);
    await type(' Mood ', byRole(element, 'textbox', 'Name'));
    await type('angry', byRole(element, 'textbox', /Value/));
    await press('Attach data');
    expect(asked()).to.deep.equal([['AttachUserData', { userData: { Mood: 'angry' } }]]);
    expect(value('Mood')).to.equal('empty');
    expect(plain(row('Mood').textContent)).to.contain('Saving angry');
    await tell({ Mood: 'angry' });
    await settle('confirmed');
    expect(shown()).to.deep.equal([['Mood', 'angry']]);
  });

  it('attaches no name that is there already, or that the host keeps', async () => {
    await show();
    element.fields = [{ key: 'internal', hidden: true }];
    await press('Attach data');
    await type('Subject', byRole(element, 'textbox', 'Name'));
    await press('Attach data');
    expect(byRole(element, 'alert').textContent).to.contain('This name is there already');
    await type('internal', byRole(element, 'textbox', 'Name'));
    expect(allByRole(element, 'alert')).to.have.length(0);
    await press('Attach data');
    expect(byRole(element, 'alert').textContent).to.contain('keeps this name for itself');
    expect(asked()).to.deep.equal([]);
  });

  it('writes `__proto__` as a key like any other', async () => {
    await show({});
    await press('Attach data');
    await type('__proto__', byRole(element, 'textbox', 'Name'));
    await type('x', byRole(element, 'textbox', /Value/));
    await press('Attach data');
    expect(JSON.stringify(asked())).to.equal('[["AttachUserData",{"userData":{"__proto__":"x"}}]]');
  });

  it('asks before it deletes, and shows the value until it is gone', async () => {
    await show();
    await press('Delete Subject');
    expect(plain(row('Subject').textContent)).to.contain('Delete Subject for everybody in this session?');
    expectFocus(byRole(row('Subject'), 'button', 'Cancel'));
    await expectAccessible(element);
    await press('Cancel');
    expect(plain(nameOf(focused()!))).to.equal('Delete Subject');
    expect(asked()).to.deep.equal([]);
    await press('Delete Subject');
    await press('Delete data');
    expect(asked()).to.deep.equal([['DeleteUserData', { keys: ['Subject'] }]]);
    expect(value('Subject')).to.equal('SMS');
    expect(row('Subject').textContent).to.contain('Deleting');
    await settle('acked');
    await tell({ PhoneNumber: '+15550100' });
    await settle('confirmed');
    expect(shown()).to.deep.equal([['PhoneNumber', '+15550100']]);
    // The row took its buttons with it: the keyboard stays in the panel.
    expectFocus(byRole(element, 'group', 'Attached data'));
  });

  it('says why a key was not deleted', async () => {
    await show();
    await press('Delete Subject');
    await press('Delete data');
    await settle('failed', 'operation-failed');
    expect(row('Subject').textContent).to.contain('Delete data was refused by the contact centre.');
    expect(value('Subject')).to.equal('SMS');
  });

  it('follows the host: labels, read-only and hidden keys, named keys without a value', async () => {
    await show();
    const fields: readonly UserDataField[] = [
      { key: 'PhoneNumber', label: 'Phone', readOnly: true },
      { key: 'OrderId', hidden: true },
      { key: 'Category' },
    ];
    element.fields = fields;
    element.others = 'read';
    await element.updateComplete;
    expect(shown()).to.deep.equal([
      ['Phone', '+15550100'],
      ['Subject', 'SMS'],
      ['Category', 'empty'],
    ]);
    expect(buttons()).to.deep.equal(['Edit Category']);
    await edit('Category', 'Parcel');
    await press('Attach data');
    expect(asked()).to.deep.equal([['AttachUserData', { userData: { Category: 'Parcel' } }]]);
    element.others = 'hide';
    await element.updateComplete;
    expect(shown().map(([name]) => name)).to.deep.equal(['Phone', 'Category']);
    element.readOnly = true;
    await element.updateComplete;
    expect(buttons()).to.deep.equal([]);
  });

  it('bears nonsense from the page, and then lets nothing be edited', async () => {
    await show();
    Object.assign(element, {
      fields: [undefined, 5, { label: 'x' }, { key: 'Subject', label: 'Topic' }],
      others: 'everything',
    });
    await element.updateComplete;
    expect(shown()).to.deep.equal([
      ['PhoneNumber', '+15550100'],
      ['Topic', 'SMS'],
      ['OrderId', '4417'],
    ]);
    expect(buttons()).to.deep.equal(['Edit Topic', 'Delete Topic']);
    Object.assign(element, { fields: null });
    await element.updateComplete;
    expect(buttons()).to.deep.equal([]);
  });

  it('tames hostile keys and values, and puts neither into attributes', async () => {
    const key = '"><img src=x onerror=alert(1)>';
    await show({
      [key]: '<b>canary-value</b> https://canary.example',
      '\u202Egnp.exe\u2066': 'canary\u0000',
      '\u200B': null,
    });
    expect(shown()).to.deep.equal([
      [key, '<b>canary-value</b> https://canary.example'],
      ['gnp.exe', 'canary'],
      ['Name without letters', 'empty'],
    ]);
    await edit(key, 'canary-typed');
    const attributes = [...element.renderRoot.querySelectorAll('*')].flatMap((each) => [...each.attributes]);
    expect(attributes.filter(({ value: text }) => /canary|onerror|exe/.test(text))).to.deep.equal([]);
    expect(element.renderRoot.querySelectorAll('img, b, a')).to.have.length(0);
    await expectAccessible(element);
  });

  it('cuts long values and long lists, and shows the whole on demand', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`key ${at}`, at]));
    await show({ Remark: 'long '.repeat(200), Lines: 'a\n'.repeat(20), ...many });
    expect(rows()).to.have.length(40);
    const height = row('Remark').offsetHeight;
    expect(buttons(row('Lines'))).to.include('Show more');
    expect(buttons(row('key 1'))).not.to.include('Show more');
    await press('Show more', row('Remark'));
    expect(row('Remark').offsetHeight).to.be.above(height);
    await press('Show all 202');
    expect(rows()).to.have.length(202);
  });

  it('keeps what is typed for the session that it is typed for', async () => {
    await show();
    const first = session;
    await edit('Subject', 'Unfinished');
    element.controller = new FakeWorkspace().add('s2', { userData: mapOf(DATA) });
    await element.updateComplete;
    expect(allByRole(element, 'textbox')).to.have.length(0);
    element.controller = first;
    await element.updateComplete;
    expect((byRole(row('Subject'), 'textbox', 'Subject') as HTMLTextAreaElement).value).to.equal('Unfinished');
  });

  it('speaks German and from right to left, and fits where it is narrow', async () => {
    const { registerTranslation } = await import('../../../src/elements/foundation/localization/localize.js');
    const { de } = await import('../../../src/elements/foundation/localization/de.js');
    registerTranslation(de);
    await show({ Schlüssel: 'x'.repeat(200) });
    const home = await fixture<HTMLElement>(html`<div dir="rtl"></div>`);
    home.style.inlineSize = '200px';
    home.append(element);
    element.lang = 'de';
    await element.updateComplete;
    expect(buttons()).to.deep.equal(['Schlüssel bearbeiten', 'Schlüssel löschen', 'Daten anhängen']);
    await press('Schlüssel bearbeiten');
    expect(home.scrollWidth).to.equal(200);
  });

  it('leaves nothing behind', async () => {
    await show();
    expect(session.listeners).to.be.above(0);
    element.remove();
    expect(session.listeners).to.equal(0);
  });

  it('works the sandbox: updates, attaches and deletes what the server then holds', async () => {
    const sandbox = createSandbox();
    try {
      sandbox.text('+15550100', 'Hello', 'agent1');
      const workspace = await fixture<GwsWorkspaceElement>(
        html`<gws-workspace lang="en" .transport=${sandbox.transportFor('agent1')}></gws-workspace>`,
      );
      await waitUntil(() => workspace.workspace?.state.sessionIds.length === 1);
      const real = workspace.workspace!.session(workspace.workspace!.state.sessionIds[0]!);
      await real.perform('Accept', {}).finished;
      element = await fixture(html`<user-data lang="en" .controller=${real}></user-data>`);
      await edit('Subject', 'Order 4417');
      await press('Update data');
      await waitUntil(() => value('Subject') === 'Order 4417');
      await press('Attach data');
      await type('Mood', byRole(element, 'textbox', 'Name'));
      await type('calm', byRole(element, 'textbox', /Value/));
      await press('Attach data');
      await waitUntil(() => shown().some(([name, is]) => name === 'Mood' && is === 'calm'));
      await press('Delete Mood');
      await press('Delete data');
      await waitUntil(() => shown().every(([name]) => name !== 'Mood'));
      expect([...real.state.userData]).to.deep.equal([
        ['PhoneNumber', '+15550100'],
        ['Subject', 'Order 4417'],
      ]);
      workspace.remove();
      workspace.grace = 0;
    } finally {
      sandbox.close();
    }
  });
});

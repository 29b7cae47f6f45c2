import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { House, until } from './support/house.js';
import type { Desk } from './support/house.js';

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

/** The server forbids one operation the next time it is asked for. */
const forbid = (operation: string): Promise<void> => house.fault({ kind: 'http', operation, status: 403, count: 1 });

/** Puts the panels of a record into the page of a desk, apart from its session. */
async function open(desk: Desk): Promise<{ readonly data: Locator; readonly picker: Locator }> {
  await desk.root.evaluate((body) => {
    const session = body.querySelector('sms-session');
    if (session === null) throw new Error('no session');
    session.id = 'session';
    for (const tag of ['user-data', 'disposition-picker']) {
      const panel = document.createElement(tag);
      panel.setAttribute('for', 'session');
      body.append(panel);
    }
    Object.assign(body.querySelector('disposition-picker') ?? {}, {
      required: true,
      codes: [
        { code: 'solved', label: 'Solved' },
        { code: 'callback', label: 'Call back' },
      ],
    });
  });
  return { data: desk.root.locator('user-data'), picker: desk.root.locator('disposition-picker') };
}

const row = (data: Locator, name: string): Locator => data.getByRole('listitem').filter({ hasText: name });
const press = (place: Locator, name: string | RegExp): Promise<void> =>
  place.getByRole('button', { name }).first().click();

async function update(data: Locator, name: string, value: string): Promise<void> {
  await press(data, new RegExp(`Edit .*${name}`));
  await data.getByRole('textbox', { name }).fill(value);
  await press(data, 'Update data');
}
async function attach(data: Locator, name: string, value: string): Promise<void> {
  await press(data, 'Attach data');
  await data.getByRole('textbox', { name: 'Name' }).fill(name);
  await data.getByRole('textbox', { name: 'Value' }).fill(value);
  await press(data, 'Attach data');
}

describe('attached data', () => {
  it('is updated, attached and deleted, refused once each, and a colleague sees what the server has', async () => {
    const { desk } = await house.conversation();
    const { data } = await open(desk);
    await row(data, 'Subject').getByText('SMS', { exact: true }).waitFor();

    await forbid('UpdateUserData');
    await update(data, 'Subject', 'Order 4417');
    await row(data, 'Subject').getByText('You may not use Update data here. Ask your supervisor.').waitFor();
    await row(data, 'Subject').getByText('SMS', { exact: true }).waitFor();
    await press(row(data, 'Subject'), /^Edit$/);
    assert.equal(await data.getByRole('textbox', { name: 'Subject' }).inputValue(), 'Order 4417');
    await press(data, 'Update data');
    await row(data, 'Subject').getByText('Order 4417', { exact: true }).waitFor();

    await forbid('AttachUserData');
    await attach(data, 'Mood', 'calm');
    await row(data, 'Mood').getByText('You may not use Attach data here.').waitFor();
    await press(row(data, 'Mood'), /^Edit$/);
    await press(data, 'Attach data');
    await row(data, 'Mood').getByText('calm', { exact: true }).waitFor();

    const second = await house.desk('agent2');
    await desk.asks('Consult', 'agent2');
    await second.accepts();
    const theirs = await open(second);
    await row(theirs.data, 'Subject').getByText('Order 4417', { exact: true }).waitFor();
    await row(theirs.data, 'Mood').getByText('calm', { exact: true }).waitFor();

    await forbid('DeleteUserData');
    for (const isRefused of [true, false]) {
      await press(data, /Delete .*Mood/);
      await press(row(data, 'Mood'), 'Delete data');
      if (isRefused) await row(data, 'Mood').getByText('You may not use Delete data here.').waitFor();
    }
    await row(data, 'Mood').waitFor({ state: 'detached' });
    await row(theirs.data, 'Mood').waitFor({ state: 'detached' });
  });
});

describe('a disposition', () => {
  it('is waited for by Complete, refused once, and set', async () => {
    const { desk } = await house.conversation();
    const { data, picker } = await open(desk);
    const complete = async (): Promise<void> => {
      await desk.press('Complete');
      await desk.root.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true }).click();
    };
    await complete();
    await picker.getByText('Set a disposition before you complete this session.').waitFor();
    await desk.says('Still here.');

    const codes = picker.getByRole('combobox', { name: 'Disposition' });
    await codes.selectOption({ label: 'Solved' });
    await forbid('SetDisposition');
    await press(picker, 'Set disposition');
    await picker.getByText('You may not use Set disposition here. Ask your supervisor.').waitFor();
    await press(picker, 'Set disposition');
    await picker.getByText(/^Set: .?Solved/).waitFor();
    await row(data, 'DispositionCode').getByText('solved', { exact: true }).waitFor();

    await complete();
    await desk.sees(desk.root.locator('sms-session').getByText('Completed', { exact: true }));
    await picker.getByText(/^Set: .?Solved/).waitFor();
    assert.equal(await data.getByRole('button').count(), 0);
  });
});

describe('what is no message', () => {
  it('a link is sent as a link, refused once', async () => {
    await house.control('capabilities', { unlisted: true });
    const { desk } = await house.conversation();
    await forbid('SendUrl');
    await desk.composer.fill('https://shop.example/4417');
    await desk.press('Send link');
    await desk.sees(desk.log.getByText('You may not use Send link here. Ask your supervisor.'));
    await desk.log.getByRole('button', { name: 'Send again' }).click();
    await desk.sees(desk.log.getByRole('img', { name: 'Sent' }));
    assert.equal(await desk.log.getByRole('link', { name: 'https://shop.example/4417' }).count(), 1);
    await house.control('capabilities', { unlisted: false });
  });

  it('notices and a new name, asked for by the page, show in the log of a chat; refused once', async () => {
    await house.control('capabilities', { unlisted: true });
    const desk = await house.desk('agent1', 'chat');
    const second = await house.desk('agent2', 'chat');
    await house.chatter('Kim');
    await desk.accepts();
    await desk.asks('Consult', 'agent2');
    await second.accepts();
    const ask = (operation: string, noticeText: string): Promise<string> =>
      desk.root.evaluate(
        async (body, [name, text]) => {
          const { workspace } = body.querySelector('gws-workspace') as HTMLElement & {
            workspace: {
              state: { sessionIds: readonly string[] };
              session(id: string | undefined): {
                perform(operation: string, params: unknown): { finished: Promise<{ phase: string }> };
              };
            };
          };
          const session = workspace.session(workspace.state.sessionIds[0]);
          return (await session.perform(name, { noticeText: text }).finished).phase;
        },
        [operation, noticeText] as const,
      );
    await until('notices are offered', async () => (await ask('SendCustomNoticeToAgents', 'ready')) === 'confirmed');
    await second.sees(second.log.getByText(/ready/));
    for (const [operation, text] of [
      ['SendCustomNotice', 'The order form is open'],
      ['SendCustomNoticeToAgents', 'Caller is verified'],
      ['SendNicknameUpdatedNotice', 'Ana from Returns'],
    ] as const) {
      await forbid(operation);
      assert.equal(await ask(operation, text), 'failed');
      assert.equal(await ask(operation, text), 'confirmed');
      await second.sees(second.log.getByText(new RegExp(text)));
    }
    await second.sees(second.log.getByText(/Caller is verified · Agents only/));
    await house.control('capabilities', { unlisted: false });
  });

  it('an agent signs out and in again, refused once', async () => {
    const desk = await house.desk('agent1');
    await desk.root.evaluate((body) => {
      const readiness = document.createElement('agent-readiness');
      readiness.setAttribute('sign-out', '');
      body.querySelector('gws-workspace')?.append(readiness);
    });
    const readiness = desk.root.locator('agent-readiness');
    await forbid('EndContactCenterSession');
    await press(readiness, 'Sign out');
    await readiness.getByText('You may not use Sign out here. Ask your supervisor.').waitFor();
    await press(readiness, 'Sign out');
    await readiness.getByText('Signed out', { exact: true }).waitFor();
    assert.equal(await readiness.getByRole('button', { name: 'Sign out' }).count(), 0);
    await readiness.getByRole('radio', { name: 'Ready', exact: true }).click({ force: true });
    await readiness.getByRole('button', { name: 'Sign out' }).waitFor();
  });
});

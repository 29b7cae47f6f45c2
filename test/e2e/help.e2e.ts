import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { House } from './support/house.js';
import type { Desk } from './support/house.js';

const HELP = 'Ask for help';

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

/** Names whom an agent's desk calls for help. */
async function helpedBy({ root }: Desk, userName: string): Promise<void> {
  await root.evaluate(async (body, name) => {
    const answer = await fetch('/api/v2/users?fields=*');
    const { users } = (await answer.json()) as { users: { id: string; userName: string }[] };
    const id = users.find((each) => each.userName === name)?.id ?? '';
    body.querySelector('sms-session')?.setAttribute('help-target', `/users/${id}`);
  }, userName);
}

/** The supervisor's board: joins the agent's session in a mode. */
async function coaches(supervisor: Desk): Promise<void> {
  const board = supervisor.root.locator('monitored-agents');
  await board.getByRole('radio', { name: 'Coach' }).check({ force: true });
  await board.getByRole('button', { name: 'Intrude', exact: true }).first().click();
  await supervisor.accepts();
}

describe('an agent asks for help', () => {
  it('of a coach who is here: in a whisper that the customer never gets', async () => {
    const { desk, phone } = await house.conversation();
    assert.equal(await desk.button(HELP).count(), 0, 'nobody is here to be asked');
    const supervisor = await house.desk('supervisor1');
    await coaches(supervisor);
    await desk.composer.fill('Dear customer');
    await desk.press(HELP);
    await desk.composer.and(desk.root.locator(':focus')).waitFor();
    await desk.says('What may I offer?');
    await supervisor.reads('What may I offer?');
    assert.equal((await phone.received()).includes('What may I offer?'), false);
    await desk.root.getByRole('radio', { name: 'Customer' }).check({ force: true });
    assert.equal(await desk.composer.inputValue(), 'Dear customer', 'the draft for the customer is where it was');
  });

  it('of a colleague whom the page names: they join unseen, and the button then whispers', async () => {
    const { desk, phone } = await house.conversation();
    const colleague = await house.desk('agent2');
    await helpedBy(desk, 'agent2');
    await desk.press(HELP);
    await colleague.accepts();
    await desk.sees(desk.participants.getByText('Agents only'));
    await desk.press(HELP);
    await desk.says('Can you look at 4417?');
    await colleague.reads('Can you look at 4417?');
    assert.equal((await phone.received()).includes('Can you look at 4417?'), false);
  });

  it('of a colleague who refuses: that is said beside the button', async () => {
    const { desk } = await house.conversation();
    const colleague = await house.desk('agent2');
    await helpedBy(desk, 'agent2');
    await desk.press(HELP);
    await colleague.press('Reject');
    await desk.sees(desk.root.getByText('They cannot be reached. Choose somebody else.'));
  });
});

describe('a supervisor’s log', () => {
  it('tells what was confirmed and what was refused, and is saved under the strict policy', async () => {
    await house.conversation();
    const supervisor = await house.desk('supervisor1');
    await coaches(supervisor);
    const log = supervisor.root.locator('supervision-log');
    await supervisor.sees(log.getByRole('listitem').filter({ hasText: /Intrude as Coach.*agent1.*Confirmed: Coach/s }));
    await house.fault({ kind: 'refuse', operation: 'SwitchToBargeIn', count: 1 });
    await supervisor.switchesTo('Barge in');
    await supervisor.sees(log.getByRole('listitem').filter({ hasText: /Switch to Barge in.*Not done/s }));
    const saving = supervisor.root.page().waitForEvent('download');
    await log.getByRole('button', { name: 'Table (CSV)' }).click();
    const download = await saving;
    assert.match(download.suggestedFilename(), /^supervision-log-.*\.csv$/);
    const table = await readFile(await download.path(), 'utf8');
    assert.match(table, /^\uFEFF"asked","ended","by",/);
    assert.match(table, /"supervisor1",.*"Intrude","Coach","Coach",.*"agent1",.*"confirmed"/);
    assert.match(table, /"SwitchToBargeIn","BargeIn","",.*"failed","operation-failed"/);
    assert.equal(table.includes('first'), false, 'no word of anybody');
  });
});

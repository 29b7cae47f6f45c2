import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { House, until } from './support/house.js';
import type { Chatter, Desk } from './support/house.js';

/** The server accepts a request, and later tells that it failed: an `Error` notification under the number of the answer. @see SMSConsult, “Failed” */

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

/** The next operation of that name, as the successor of the older API has it, is accepted and fails. */
const fails = (operation: string): Promise<void> => house.fault({ kind: 'refuse', operation, count: 1 });

const actions = (desk: Desk): Locator => desk.root.locator('session-actions');
const list = (desk: Desk): Locator => desk.root.locator('session-list');

/** Waits for the sentence beside the control, and takes it away. */
async function explained(place: Locator, sentence: string | RegExp): Promise<void> {
  await place.getByText(sentence).first().waitFor();
  await place.getByRole('button', { name: 'Dismiss' }).first().click();
}
const refused = (word: string): RegExp => new RegExp(`${word}.*refused|refused.*${word}`);

/** Waits until the desk's selected session stands so. */
const stands = (desk: Desk, status: string): Promise<void> =>
  desk.sees(desk.root.locator('sms-session').getByText(status, { exact: true }));

async function pressSurely(desk: Desk, name: string): Promise<void> {
  await actions(desk).getByRole('button', { name, exact: true }).click();
  await desk.root.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

describe('an Error notification after an answer that accepted', () => {
  it('SwitchToCoach: said beside the switch, which stays at the confirmed mode', async () => {
    await house.conversation();
    const supervisor = await house.desk('supervisor1');
    const board = supervisor.root.locator('monitored-agents');
    const controls = supervisor.root.locator('supervisor-controls');
    await board.getByRole('radio', { name: 'Monitor' }).check({ force: true });
    await board.getByRole('button', { name: 'Intrude', exact: true }).first().click();
    await supervisor.accepts();
    await fails('SwitchToCoach');
    await supervisor.switchesTo('Coach');
    await explained(controls, refused('Coach'));
    await supervisor.sees(controls.getByRole('radio', { name: 'Monitor', checked: true }));
    await supervisor.switchesTo('Coach');
    await supervisor.sees(controls.getByRole('radio', { name: 'Coach', checked: true, disabled: false }));
  });

  /** An agent of the older API in a chat. */
  async function talking(): Promise<readonly [Desk, Chatter]> {
    const desk = await house.desk('agent1', 'interactions');
    const kim = await house.chatter('Kim');
    await desk.accepts();
    return [desk, kim];
  }

  it('the older API: Reject and Accept leave the invitation as it was', async () => {
    const desk = await house.desk('agent1', 'interactions');
    const other = await house.desk('agent2', 'interactions');
    const kim = await house.chatter('Kim');
    await fails('Reject');
    await desk.press('Reject');
    await explained(list(desk), refused('Reject'));
    await desk.press('Reject');
    await fails('Accept');
    await other.press('Accept');
    await explained(list(other), refused('Accept'));
    await other.accepts();
    await other.says('Hello Kim.');
    await kim.receives('Hello Kim.');
  });

  it('the older API: SendMessage keeps the text in the log, and SendNotification disturbs nobody', async () => {
    const [desk, kim] = await talking();
    await fails('SendMessage');
    await desk.composer.fill('One moment.');
    await desk.press('Send');
    await desk.log.getByText(refused('Send')).first().waitFor();
    assert.deepEqual(await kim.received(), []);
    await desk.log.getByRole('button', { name: /Send again/ }).click();
    await kim.receives('One moment.');
    assert.deepEqual(await kim.received(), ['One moment.']);

    const typings = await kim.typings();
    await fails('SendStartTypingNotification');
    await desk.composer.pressSequentially('I');
    await desk.composer.clear();
    await desk.composer.pressSequentially('I');
    await until('the customer sees typing', async () => (await kim.typings()) > typings);
    await desk.composer.clear();
  });

  it('the older API: StartChatConsultation, Transfer and StopProcessing leave the chat with its agent', async () => {
    const [desk, kim] = await talking();
    await house.desk('agent2', 'interactions');
    await fails('Consult');
    await desk.asks('Consult', 'agent2');
    await explained(actions(desk), /^They cannot be reached/);
    await fails('Transfer');
    await desk.asks('Transfer', 'agent2');
    await explained(actions(desk), /^They cannot take the session/);
    await fails('Complete');
    await pressSurely(desk, 'Complete');
    await explained(actions(desk), refused('Complete'));
    await desk.says('Still with you.');
    await kim.receives('Still with you.');
    await pressSurely(desk, 'Complete');
    await stands(desk, 'Completed');
  });

  it('the older API: CompleteTransfer and CompleteConference leave the consultation as it was', async () => {
    const [desk, kim] = await talking();
    const other = await house.desk('agent2', 'interactions');
    await desk.asks('Consult', 'agent2');
    await other.accepts();
    await fails('Transfer');
    await desk.press('Complete transfer');
    await explained(actions(desk), refused('Complete transfer'));
    await fails('Invite');
    await desk.press('Complete conference');
    await explained(actions(desk), refused('Complete conference'));
    await desk.press('Complete conference');
    await other.says('There are two of us now.');
    await kim.receives('There are two of us now.');
  });
});

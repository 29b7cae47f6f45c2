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

/** The server forbids one operation, by its name on the wire, the next time it is asked for. */
const forbid = (operation: string): Promise<void> => house.fault({ kind: 'http', operation, status: 403, count: 1 });

/** Waits for the sentence that explains it, beside the control, and takes it away. */
async function explained(place: Locator, word: string): Promise<void> {
  await place.getByText(`You may not use ${word} here. Ask your supervisor.`).first().waitFor();
  await place.getByRole('button', { name: 'Dismiss' }).first().click();
}

const actions = (desk: Desk): Locator => desk.root.locator('session-actions');
const list = (desk: Desk): Locator => desk.root.locator('session-list');

/** Presses, and says yes to what is asked back. */
async function pressSurely(desk: Desk, name: string): Promise<void> {
  await actions(desk).getByRole('button', { name, exact: true }).click();
  await desk.root.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

/** Waits until the desk's selected session stands so. */
const stands = (desk: Desk, status: string): Promise<void> =>
  desk.sees(desk.root.locator('sms-session').getByText(status, { exact: true }));

/** Waits until an operation is offered to the desk. */
const offered = (desk: Desk, name: string): Promise<void> =>
  desk.sees(actions(desk).getByRole('button', { name, exact: true }));

async function whispers(desk: Desk, text: string): Promise<void> {
  const choice = desk.root.locator('message-composer').getByRole('radio', { name: /agents only/i });
  if ((await choice.count()) > 0) await choice.check({ force: true });
  await desk.says(text);
}

describe('chats, by dialect="chat"', () => {
  it('accept, talk, type, consult, hand over to a queue, leave, complete', async () => {
    const first = await house.desk('agent1', 'chat');
    const second = await house.desk('agent2', 'chat');
    const kim = await house.chatter('Kim');
    await forbid('Accept');
    await first.press('Accept');
    await explained(list(first), 'Accept');
    await first.accepts();
    await kim.says('My bill is wrong.');
    await first.reads('My bill is wrong.');
    await first.composer.pressSequentially('Let me');
    await until('the customer sees typing', async () => (await kim.typings()) === 1);
    await first.says('Let me look.');
    await kim.receives('Let me look.');

    await forbid('Consult');
    await first.asks('Consult', 'agent2');
    await explained(actions(first), 'Consult');
    await first.asks('Consult', 'agent2');
    await second.accepts();
    await whispers(second, 'Charge it back.');
    await first.reads('Charge it back.');
    await second.press('Leave');
    await stands(second, 'Completed');
    assert.deepEqual(await kim.received(), ['Let me look.']);

    await forbid('Transfer');
    await first.asks('Transfer', 'Billing');
    await explained(actions(first), 'Transfer');
    await first.asks('Transfer', 'Billing');
    await stands(first, 'Completed');
    await second.accepts();
    await second.reads('My bill is wrong.');

    await forbid('Leave');
    await pressSurely(second, 'Leave');
    await explained(actions(second), 'Leave');
    await pressSurely(second, 'Leave');
    await stands(second, 'After the chat');
    await second.press('Complete');
    await stands(second, 'Completed');
    assert.deepEqual(await kim.received(), ['Let me look.']);
  });
});

describe('the older API, by dialect="interactions"', () => {
  it('reject, accept, message, typing, history, two-step transfer', async () => {
    const first = await house.desk('agent1', 'interactions');
    const second = await house.desk('agent2', 'interactions');
    const kim = await house.chatter('Kim');
    await forbid('Reject');
    await first.press('Reject');
    await explained(list(first), 'Reject');
    await first.press('Reject');
    await forbid('Accept');
    await second.press('Accept');
    await explained(list(second), 'Accept');
    await second.accepts();
    await kim.says('My bill is wrong.');
    await second.reads('My bill is wrong.');

    await forbid('SendMessage');
    await second.composer.fill('One moment.');
    await second.press('Send');
    await second.log.getByRole('button', { name: /Send again/ }).click();
    await kim.receives('One moment.');
    await second.reads('One moment.');
    assert.deepEqual(await kim.received(), ['One moment.']);

    // A typing notice that fails disturbs nobody; the next one goes through.
    const typings = await kim.typings();
    await forbid('SendNotification');
    await second.composer.pressSequentially('I');
    await second.composer.clear();
    await second.composer.pressSequentially('I');
    await until('the customer sees typing', async () => (await kim.typings()) > typings);
    await second.composer.clear();

    // A page that was reloaded asks for the history by notification, and again when that is refused.
    for (const refused of [false, true]) {
      if (refused) await forbid('RequestChatHistory');
      await second.root.page().reload();
      await second.root.page().getByRole('button', { name: /Kim/ }).first().click();
      await second.reads('My bill is wrong.');
      await second.reads('One moment.');
    }

    await forbid('StartChatConsultation');
    await second.asks('Consult', 'agent1');
    await explained(actions(second), 'Consult');
    assert.equal(await second.button('Complete transfer').count(), 0);
    await second.asks('Consult', 'agent1');
    await first.accepts();
    await offered(second, 'Complete conference');
    await forbid('CompleteTransfer');
    await second.press('Complete transfer');
    await explained(actions(second), 'Complete transfer');
    await second.press('Complete transfer');
    await stands(second, 'Completed');
    await first.says('I took over.');
    await kim.receives('I took over.');
  });

  it('two-step conference, single-step transfer, stop processing', async () => {
    const first = await house.desk('agent1', 'interactions');
    const second = await house.desk('agent2', 'interactions');
    const kim = await house.chatter('Kim');
    await first.accepts();
    await first.asks('Consult', 'agent2');
    await second.accepts();
    await forbid('LeaveChatConsultation');
    await first.press('Complete conference');
    await explained(actions(first), 'Complete conference');
    await first.press('Complete conference');
    await second.says('There are two of us now.');
    await kim.receives('There are two of us now.');
    await first.reads('There are two of us now.');
    await forbid('StopProcessing');
    await pressSurely(first, 'Complete');
    await explained(actions(first), 'Complete');
    await pressSurely(first, 'Complete');
    await stands(first, 'Completed');

    const lee = await house.chatter('Lee');
    await first.accepts();
    await forbid('Transfer');
    await first.asks('Transfer', 'agent2');
    await explained(actions(first), 'Transfer');
    await first.asks('Transfer', 'agent2');
    await second.accepts();
    await second.says('Lee, I am yours.');
    await lee.receives('Lee, I am yours.');
    await stands(first, 'Completed');
  });
});

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Desk, House, until } from './support/house.js';

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

/** From the first text to Complete, on whatever page the desk stands. */
async function talk(desk: Desk, phone: ReturnType<House['phone']>): Promise<void> {
  await desk.accepts();
  await desk.reads('Where is my order?');
  await desk.composer.pressSequentially('Let me ');
  await until('the phone shows that the agent types', () => phone.agentTyping());
  await desk.says('Let me look.');
  await phone.receives('Let me look.');
  await phone.text('Thank you');
  await desk.reads('Thank you');
  await desk.press('Leave');
  // Alone, leaving ends the conversation for the customer: the desk asks first.
  await desk.root.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await desk.press('Complete');
  await desk.sees(desk.root.getByText('Completed').first());
  assert.equal(await desk.composer.isEnabled(), false);
}

describe('an agent and a customer talk', () => {
  it('on a page of markup alone', async () => {
    const phone = house.phone();
    const desk = await house.desk('agent1');
    await phone.text('Where is my order?', 'agent1');
    await talk(desk, phone);
  });

  it('on the demo page, where the first text is already waiting', async () => {
    const page = await house.page('/');
    const desk = new Desk(page.locator('#agent1'));
    await desk.accepts();
    await desk.reads('Hi! My blanket (order 4417) should have come on Tuesday. Where is it?');
    await desk.says('It left the depot this morning.');
    await page.getByRole('list', { name: 'Phone messages' }).getByText('It left the depot this morning.').waitFor();
    await page.getByRole('textbox', { name: 'Text message from Maya' }).fill('Lovely, thanks!');
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await desk.reads('Lovely, thanks!');
  });

  it('and a reload of the page loses nothing', async () => {
    const phone = house.phone();
    const desk = await house.desk('agent1');
    await phone.text('Where is my order?', 'agent1');
    await desk.accepts();
    await desk.says('Let me look.');
    await desk.root.page().reload();
    await desk.root.getByRole('button', { name: /0100/ }).first().click();
    await desk.reads('Where is my order?');
    await desk.reads('Let me look.');
    await desk.says('Still here.');
    await phone.receives('Still here.');
  });

  it('rejecting an invitation takes it off the desk', async () => {
    const desk = await house.desk('agent1');
    await house.phone().text('Anybody there?', 'agent1');
    await desk.press('Reject');
    await desk.button('Accept').first().waitFor({ state: 'detached' });
  });

  it('five sessions at once keep their own logs and drafts', async () => {
    const desk = await house.desk('agent1');
    const numbers = ['1', '2', '3', '4', '5'].map((digit) => `+1555010${digit}`);
    for (const number of numbers) {
      await house.phone(number).text(`from ${number}`, 'agent1');
      await desk.sees(desk.root.locator('session-list').getByText(number));
      await desk.root
        .locator('session-list')
        .getByRole('listitem')
        .filter({ hasText: number })
        .getByRole('button', { name: 'Accept' })
        .click();
      await desk.root
        .locator('session-list')
        .getByRole('button', { name: new RegExp(number.slice(1)) })
        .first()
        .click();
      await desk.reads(`from ${number}`);
      await desk.composer.fill(`draft for ${number}`);
    }
    for (const number of numbers) {
      await desk.root
        .locator('session-list')
        .getByRole('button', { name: new RegExp(number.slice(1)) })
        .first()
        .click();
      await desk.reads(`from ${number}`);
      assert.equal(await desk.composer.inputValue(), `draft for ${number}`);
    }
  });
});

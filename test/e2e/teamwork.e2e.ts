import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { House } from './support/house.js';
import type { Desk, Phone } from './support/house.js';

let house: House;
let agent: Desk;
let second: Desk;
let phone: Phone;
before(async () => {
  house = await House.open();
});
beforeEach(async () => {
  phone = house.phone();
  agent = await house.desk('agent1');
  second = await house.desk('agent2');
  await phone.text('Where is my order?', 'agent1');
  await agent.accepts();
  await agent.reads('Where is my order?');
});
afterEach(() => house.tidy());
after(() => house.close());

/** Writes to agents only: says so through the composer's own choice of audience. */
async function whispers(desk: Desk, text: string): Promise<void> {
  const choice = desk.root.locator('message-composer').getByRole('radio', { name: /agents only/i });
  if ((await choice.count()) > 0) await choice.check({ force: true });
  await desk.says(text);
}

describe('agents work together', () => {
  it('consult and whisper both ways; the phone never shows a whisper', async () => {
    await agent.asks('Consult', 'agent2');
    await second.accepts();
    await agent.sees(agent.participants.getByText('Agents only').first());
    await whispers(agent, 'Refund or resend?');
    await second.reads('Refund or resend?');
    await whispers(second, 'Refund.');
    await agent.reads('Refund.');
    assert.deepEqual(await phone.received(), []);
    // Agents-only lines are told apart in words, not by colour alone.
    await agent.sees(agent.log.getByText('Agents only').first());
  });

  it('a consultant who is invited becomes visible and may write to the customer', async () => {
    await agent.asks('Consult', 'agent2');
    await second.accepts();
    await whispers(second, 'I can take it.');
    await agent.asks('Invite', 'agent2');
    await second.sees(
      second.root
        .locator('message-composer')
        .getByText(/customer/i)
        .first(),
    );
    await second.sees(second.participants.getByText('Everybody').or(second.participants.getByText('All')).first());
    const toCustomer = second.root.locator('message-composer').getByRole('radio', { name: /customer/i });
    if ((await toCustomer.count()) > 0) await toCustomer.check({ force: true });
    await second.says('Hello, I am the specialist.');
    await phone.receives('Hello, I am the specialist.');
    assert.deepEqual(await phone.received(), ['Hello, I am the specialist.']);
  });

  it('transfer moves the customer to the other agent', async () => {
    await agent.asks('Transfer', 'agent2');
    await second.accepts();
    await second.reads('Where is my order?');
    await second.says('I took over.');
    await phone.receives('I took over.');
    await agent.sees(agent.root.getByText('Completed').first());
  });

  it('invite makes a conference of two visible agents', async () => {
    await agent.asks('Invite', 'agent2');
    await second.accepts();
    await second.says('There are two of us now.');
    await phone.receives('There are two of us now.');
    await agent.reads('There are two of us now.');
  });
});

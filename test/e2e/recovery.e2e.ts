import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { House, until } from './support/house.js';
import type { Desk, Phone } from './support/house.js';

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

/** Texts that both sides sent, each of which must be shown exactly once, in order. */
async function checkComplete(
  desk: Desk,
  phone: Phone,
  fromCustomer: readonly string[],
  fromAgent: readonly string[],
): Promise<void> {
  for (const text of [...fromCustomer, ...fromAgent]) await desk.reads(text);
  await until('the phone has everything', async () => (await phone.received()).length >= fromAgent.length);
  assert.deepEqual(await phone.received(), fromAgent);
}

describe('the line breaks while messages flow', () => {
  it('the Bayeux session expires (402): nothing is missing, nothing doubled', async () => {
    const { desk, phone } = await house.conversation();
    const texts: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      await phone.text(`before ${round}`);
      await house.fault({ kind: 'expire-session', user: 'agent1' });
      await phone.text(`during ${round}`);
      texts.push(`before ${round}`, `during ${round}`);
      await desk.reads(`during ${round}`);
    }
    await desk.says('answer');
    await checkComplete(desk, phone, ['first', ...texts], ['answer']);
  });

  it('the server restarts: the world is caught up with, drafts stay', async () => {
    const { desk, phone } = await house.conversation();
    await desk.composer.fill('half a sentence');
    await phone.text('before the restart');
    await house.fault({ kind: 'restart' });
    await phone.text('while the line is down');
    await desk.reads('while the line is down');
    assert.equal(await desk.composer.inputValue(), 'half a sentence');
    await desk.says('after the restart');
    await checkComplete(desk, phone, ['first', 'before the restart', 'while the line is down'], ['after the restart']);
  });

  it('notifications are dropped, doubled and reordered: the log is what the server has', async () => {
    const { desk, phone } = await house.conversation();
    for (const kind of ['drop', 'duplicate', 'reorder']) {
      await house.fault({ kind, user: 'agent1', count: 2 });
      for (const part of ['a', 'b', 'c', 'd']) await phone.text(`${kind} ${part}`);
      await house.fault({ kind: 'none' });
      await phone.text(`${kind} end`);
      for (const part of ['a', 'b', 'c', 'd', 'end']) await desk.reads(`${kind} ${part}`);
    }
  });
});

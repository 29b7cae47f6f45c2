import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { House } from './support/house.js';
import type { Desk, Phone } from './support/house.js';

type Mode = 'Monitor' | 'Coach' | 'Barge in';

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

interface Cast {
  readonly agent: Desk;
  readonly consultant: Desk;
  readonly supervisor: Desk;
  readonly phone: Phone;
}

/** A conversation with a consultant in it, and a supervisor who looks at the board. */
async function cast(): Promise<Cast> {
  const phone = house.phone();
  const agent = await house.desk('agent1');
  const consultant = await house.desk('agent2');
  const supervisor = await house.desk('supervisor1');
  await phone.text('Where is my order?', 'agent1');
  await agent.accepts();
  await agent.asks('Consult', 'agent2');
  await consultant.accepts();
  return { agent, consultant, supervisor, phone };
}

async function intrudes(supervisor: Desk, mode: Mode): Promise<void> {
  const board = supervisor.root.locator('monitored-agents');
  await board.getByRole('radio', { name: mode }).check({ force: true });
  await board.getByRole('button', { name: 'Intrude', exact: true }).first().click();
  await supervisor.accepts();
  await supervisor.sees(
    supervisor.root.locator('supervisor-controls').getByRole('radio', { name: mode, checked: true }),
  );
}

/** Checks what each of the four parties perceives of a supervisor in that mode. */
async function checkView({ agent, consultant, supervisor, phone }: Cast, mode: Mode, round: number): Promise<void> {
  const me = supervisor.participants.getByText('You').first();
  await supervisor.sees(me);
  const text = `${mode} ${round}`;
  const name = /Supervisor|supervisor1/;
  if (mode === 'Monitor') {
    await agent.participants.getByText(name).first().waitFor({ state: 'detached' });
    await consultant.participants.getByText(name).first().waitFor({ state: 'detached' });
    await supervisor.sees(
      supervisor.root.getByText('You are monitoring silently. Coach or barge in to write.').first(),
    );
    assert.equal(
      await supervisor
        .button('Send')
        .first()
        .isDisabled()
        .catch(() => true),
      true,
    );
    return;
  }
  await agent.sees(agent.participants.getByText(name));
  await consultant.sees(consultant.participants.getByText(name));
  if (mode === 'Barge in') {
    const toCustomer = supervisor.root.locator('message-composer').getByRole('radio', { name: /customer/i });
    if ((await toCustomer.count()) > 0) await toCustomer.check({ force: true });
  }
  await supervisor.says(text);
  await agent.reads(text);
  await consultant.reads(text);
  if (mode === 'Barge in') await phone.receives(text);
  else assert.equal((await phone.received()).includes(text), false, `the phone does not show “${text}”`);
}

describe('a supervisor joins', () => {
  const rounds: readonly (readonly Mode[])[] = [
    ['Monitor', 'Coach', 'Barge in', 'Monitor'],
    ['Coach', 'Monitor', 'Barge in', 'Coach'],
    ['Barge in', 'Monitor', 'Coach', 'Barge in'],
  ];
  for (const [first, ...switches] of rounds) {
    it(`as ${first}, then ${switches.join(', ')}: everybody perceives exactly what the mode allows`, async () => {
      const parties = await cast();
      await intrudes(parties.supervisor, first as Mode);
      await checkView(parties, first as Mode, 0);
      for (const [at, mode] of switches.entries()) {
        await parties.supervisor.switchesTo(mode);
        await parties.supervisor.sees(
          parties.supervisor.root
            .locator('supervisor-controls')
            .getByRole('radio', { name: mode, checked: true, disabled: false }),
        );
        await checkView(parties, mode, at + 1);
      }
    });
  }

  it('and learns that the session was taken away when the agent completes it', async () => {
    const phone = house.phone();
    const agent = await house.desk('agent1');
    const supervisor = await house.desk('supervisor1');
    await phone.text('Where is my order?', 'agent1');
    await agent.accepts();
    await intrudes(supervisor, 'Monitor');
    await agent.press('Complete');
    const confirm = agent.root.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true });
    await confirm.click();
    await supervisor.sees(supervisor.root.getByText('Withdrawn').first());
  });

  it('by arming: the next accepted session is offered to the supervisor', async () => {
    const phone = house.phone();
    const agent = await house.desk('agent1');
    const supervisor = await house.desk('supervisor1');
    const board = supervisor.root.locator('monitored-agents');
    await board.getByRole('radio', { name: 'Coach' }).check({ force: true });
    await board
      .getByRole('button', { name: /^Arm Coach/ })
      .first()
      .click();
    await supervisor.sees(board.getByText('Coach armed for all sessions'));
    await phone.text('Where is my order?', 'agent1');
    await agent.accepts();
    await supervisor.accepts();
    await supervisor.sees(
      supervisor.root.locator('supervisor-controls').getByRole('radio', { name: 'Coach', checked: true }),
    );
    await board
      .getByRole('button', { name: /^Cancel monitoring/ })
      .first()
      .click();
    await board.getByText('Coach armed for all sessions').waitFor({ state: 'detached' });
  });
});

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { House, until } from './support/house.js';
import type { Chatter, Desk } from './support/house.js';
import { listens, overtaken } from './support/overtake.js';

/** Failures that nobody injects: the server refuses what its own rules forbid, because somebody else was quicker or says no. */

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

const actions = (desk: Desk): Locator => desk.root.locator('session-actions');

/** Waits for the one failure of an operation that the page is told. */
async function fails(desk: Desk, operation: string, code: string, ask: () => Promise<void>): Promise<void> {
  const told = await listens(desk, operation);
  await ask();
  await until(`${operation} has failed`, async () => (await told()).some(({ phase }) => phase === 'failed'));
  const ends = (await told()).filter(({ phase }) => phase !== undefined);
  assert.deepEqual(
    ends.map((each) => [each.operation, each.phase, each.code]),
    [[operation, 'failed', code]],
  );
}

/** Types into the dialog of an operation, waits until exactly those options are left, and takes the first. */
async function addresses(desk: Desk, operation: string, typed: string, left: readonly string[]): Promise<void> {
  await desk.press(operation);
  const dialog = desk.root.getByRole('dialog');
  const options = dialog.getByRole('option');
  await dialog.getByRole('combobox', { name: 'To' }).fill(typed);
  await until(`the options are ${left.join()}`, async () => {
    const texts = await options.allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim()).join() === left.join();
  });
  await options.first().click();
  await dialog.getByRole('button', { name: operation, exact: true }).click();
}

async function completes(desk: Desk): Promise<void> {
  await desk.press('Complete');
  await desk.root.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true }).click();
}

describe('text messages', () => {
  it('Consult with somebody who says no: an Error notification with the number of the answer, and all is as before', async () => {
    const { desk, phone } = await house.conversation();
    const colleague = await house.desk('agent2');
    const told = await listens(desk, 'Consult');
    let referenceId: unknown;
    await desk.root.page().route('**/smssessions/*', async (route) => {
      const response = await route.fetch();
      ({ referenceId } = (await response.json()) as { referenceId?: unknown });
      await route.fulfill({ response });
    });
    await desk.asks('Consult', 'agent2');
    await colleague.press('Reject');
    await desk.sees(actions(desk).getByText('They cannot be reached. Choose somebody else.'));
    const error = (await told()).find(({ phase }) => phase === undefined);
    assert.equal(typeof referenceId, 'number');
    assert.deepEqual([error?.code, error?.referenceId], ['operation-failed', String(referenceId)]);
    await desk.root.page().unrouteAll({ behavior: 'wait' });
    await desk.says('Still with you.');
    await phone.receives('Still with you.');
  });

  it('Consult in a session that a colleague completes meanwhile: refused by the answer', async () => {
    const { desk } = await house.conversation();
    const colleague = await house.desk('agent2');
    await desk.asks('Invite', 'agent2');
    await colleague.accepts();
    await fails(desk, 'Consult', 'not-found', () =>
      overtaken(
        desk,
        'Consult',
        () => desk.asks('Consult', 'agent3'),
        async () => {
          await completes(colleague);
          await desk.sees(desk.root.getByText('Completed').first());
        },
      ),
    );
    await desk.sees(actions(desk).getByText('They cannot be reached. Choose somebody else.'));
  });

  it('Transfer to a queue by its name from the list, and to one that does not exist', async () => {
    const { desk } = await house.conversation();
    const colleague = await house.desk('agent2');
    await addresses(desk, 'Transfer', 'Nowhere', ['Queue “Nowhere”']);
    await desk.sees(actions(desk).getByText('They cannot take the session. It is still yours; choose somebody else.'));
    await addresses(desk, 'Transfer', 'bill', ['Billing Queue', 'Queue “bill”']);
    await desk.sees(desk.root.getByText('Completed').first());
    await colleague.accepts();
    await colleague.reads('first');
  });

  it('Invite through a queue: an agent of it joins, and the customer hears them', async () => {
    const { desk, phone } = await house.conversation();
    const colleague = await house.desk('agent2');
    await addresses(desk, 'Invite', 'bill', ['Billing Queue']);
    await colleague.accepts();
    await colleague.says('Two of us now.');
    await phone.receives('Two of us now.');
  });

  it('Consult through a queue: an agent of it joins unseen', async () => {
    const { desk } = await house.conversation();
    const colleague = await house.desk('agent2');
    await addresses(desk, 'Consult', 'bill', ['Billing Queue']);
    await colleague.accepts();
    await desk.sees(desk.participants.getByText('Agents only').first());
  });
});

describe('a supervisor', () => {
  const board = (desk: Desk): Locator => desk.root.locator('monitored-agents');
  const intrude = (desk: Desk): Promise<void> =>
    board(desk).getByRole('button', { name: 'Intrude', exact: true }).first().click();

  it('Intrude in the armed mode: refused while nothing is armed, then joins in that mode', async () => {
    const { desk } = await house.conversation();
    const supervisor = await house.desk('supervisor1');
    await board(supervisor).getByRole('radio', { name: 'As armed' }).check({ force: true });
    await fails(supervisor, 'Intrude', 'parameter-missing', () => intrude(supervisor));
    await supervisor.sees(board(supervisor).getByText(/^Intrude: the server refused what it was given/));
    await supervisor.readsNot('first');
    await board(supervisor).getByRole('radio', { name: 'Coach' }).check({ force: true });
    await board(supervisor)
      .getByRole('button', { name: /^Arm Coach/ })
      .first()
      .click();
    await supervisor.sees(board(supervisor).getByText('Coach armed for all sessions'));
    await board(supervisor).getByRole('radio', { name: 'As armed' }).check({ force: true });
    await intrude(supervisor);
    await supervisor.accepts();
    await supervisor.sees(supervisor.root.getByRole('radio', { name: 'Coach', checked: true }));
    await desk.sees(desk.participants.getByText('Agents only').first());
  });

  it('SwitchToCoach when nobody else serves the customer: refused, and still in the customer’s view', async () => {
    const { desk, phone } = await house.conversation();
    const supervisor = await house.desk('supervisor1');
    const controls = supervisor.root.locator('supervisor-controls');
    await board(supervisor).getByRole('radio', { name: 'Barge in' }).check({ force: true });
    await intrude(supervisor);
    await supervisor.accepts();
    await supervisor.sees(controls.getByRole('radio', { name: 'Barge in', checked: true }));
    await desk.sees(desk.participants.getByText(/Supervisor|supervisor1/));
    await desk.press('Leave');
    await desk.sees(desk.root.getByText('Completed').first());
    await fails(supervisor, 'SwitchToCoach', 'invalid-state', () => supervisor.switchesTo('Coach'));
    await supervisor.sees(controls.getByText('Coach is not possible in this state of the session.', { exact: false }));
    await supervisor.sees(controls.getByRole('radio', { name: 'Barge in', checked: true }));
    await supervisor.says('I am still here.');
    await phone.receives('I am still here.');
  });
});

describe('the older API, by dialect="interactions"', () => {
  it('Accept of an invitation that is withdrawn meanwhile', async () => {
    const desk = await house.desk('agent1', 'interactions');
    const kim = await house.chatter('Kim');
    await fails(desk, 'Accept', 'not-found', () =>
      overtaken(
        desk,
        'Accept',
        () => desk.press('Accept'),
        async () => {
          await kim.ends();
          await desk.sees(desk.root.getByText('Withdrawn'));
        },
      ),
    );
    await desk.sees(desk.root.getByText(/^The invitation is over/));
  });

  /** Two agents whom the customer sees. */
  async function conference(): Promise<readonly [Desk, Desk, Chatter]> {
    const [desk, colleague, kim] = await consultation();
    await desk.press('Complete conference');
    await desk.says('There are two of us now.');
    await kim.receives('There are two of us now.');
    return [desk, colleague, kim];
  }

  /** An agent who has consulted another, who sits at the desk of the newer API: one world. */
  async function consultation(): Promise<readonly [Desk, Desk, Chatter]> {
    const desk = await house.desk('agent1', 'interactions');
    const colleague = await house.desk('agent2', 'chat');
    const kim = await house.chatter('Kim');
    await desk.accepts();
    await desk.asks('Consult', 'agent2');
    await colleague.accepts();
    await desk.sees(actions(desk).getByRole('button', { name: 'Complete transfer' }));
    return [desk, colleague, kim];
  }

  it('SendMessage into a chat that a colleague completes meanwhile: nobody reads it', async () => {
    const [desk, colleague, kim] = await conference();
    await fails(desk, 'SendMessage', 'not-found', () =>
      overtaken(
        desk,
        'SendMessage',
        async () => {
          await desk.composer.fill('Too late.');
          await desk.press('Send');
        },
        async () => {
          await completes(colleague);
          await desk.sees(desk.root.getByText('Completed').first());
        },
      ),
    );
    await desk.sees(desk.log.getByText('Too late.'));
    assert.deepEqual(await kim.received(), ['There are two of us now.']);
  });

  for (const [name, wire, operation] of [
    ['Complete transfer', 'CompleteTransfer', 'CompleteTransfer'],
    ['Complete conference', 'LeaveChatConsultation', 'CompleteConference'],
  ] as const) {
    it(`${name} when the consulted agent has left meanwhile: refused, and the chat is still ours`, async () => {
      const [desk, colleague, kim] = await consultation();
      await fails(desk, operation, 'invalid-state', () =>
        overtaken(
          desk,
          wire,
          () => desk.press(name),
          async () => {
            await colleague.press('Leave');
            await colleague.sees(colleague.root.getByText('Completed').first());
          },
        ),
      );
      await desk.sees(
        actions(desk).getByText(`${name} is not possible in this state of the session.`, { exact: false }),
      );
      await desk.says('Back with you.');
      await kim.receives('Back with you.');
    });
  }

  it('Transfer to somebody who says no: an Error notification, and the chat is still ours', async () => {
    const desk = await house.desk('agent1', 'interactions');
    const colleague = await house.desk('agent2', 'interactions');
    const kim = await house.chatter('Kim');
    await desk.accepts();
    await fails(desk, 'Transfer', 'operation-failed', async () => {
      await desk.asks('Transfer', 'agent2');
      await colleague.press('Reject');
    });
    await desk.sees(actions(desk).getByText(/^They cannot take the session/));
    await desk.says('Still yours.');
    await kim.receives('Still yours.');
  });
});

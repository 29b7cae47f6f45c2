import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { House } from './support/house.js';

let house: House;
before(async () => {
  house = await House.open();
});
afterEach(() => house.tidy());
after(() => house.close());

describe('something is refused', () => {
  it('an unknown target: the actions say so, and the session goes on', async () => {
    const { desk, phone } = await house.conversation();
    await desk.asks('Consult', 'http://gws.example/api/v2/users/ffffffffffffffffffffffffffffffff');
    await desk.sees(desk.root.locator('session-actions').getByText('They cannot be reached. Choose somebody else.'));
    await desk.says('Still with you.');
    await phone.receives('Still with you.');
  });

  it('a message in the wrong state: the text is kept with its reason, and never reaches the customer', async () => {
    const { desk, phone } = await house.conversation();
    await house.fault({ kind: 'http', operation: 'SendMessage', status: 409, count: 1 });
    await desk.composer.fill('refused once');
    await desk.press('Send');
    await desk.sees(desk.log.getByText('refused once'));
    await desk.sees(desk.log.getByRole('button', { name: /Send again/ }));
    assert.deepEqual(await phone.received(), []);
    await desk.log
      .getByRole('button', { name: /Send again/ })
      .first()
      .click();
    await phone.receives('refused once');
    assert.deepEqual(await phone.received(), ['refused once']);
  });

  it('an operation that is not permitted: a clear sentence beside the control', async () => {
    const { desk } = await house.conversation();
    await house.fault({ kind: 'http', operation: 'Complete', status: 403, count: 1 });
    await desk.press('Complete');
    await desk.root.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true }).click();
    await desk.sees(
      desk.root.locator('session-actions').getByText('You may not use Complete here. Ask your supervisor.'),
    );
    await desk.press('Complete');
    await desk.root.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true }).click();
    await desk.sees(desk.root.getByText('Completed').first());
  });

  it('wrong credentials: the desk says that a sign-in is needed, and works after one', async () => {
    const page = await house.page('/bare.html');
    await page.getByText('Sign-in needed').first().waitFor();
  });
});

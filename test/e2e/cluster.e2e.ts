import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Desk, House, until } from './support/house.js';

let house: House;
before(async () => {
  house = await House.open(2);
});
afterEach(() => house.tidy());
after(() => house.close());

/** A desk whose page gives the credentials itself: a node that takes over knows no login of the one that died. */
async function desk(userName: string): Promise<Desk> {
  const page = await house.page('/bare.html');
  await page.locator('gws-workspace').evaluate(
    (element, authorization) => {
      (element as HTMLElement & { authorization?: string }).authorization = authorization;
    },
    `Basic ${Buffer.from(`${userName}:password`).toString('base64')}`,
  );
  const desk = new Desk(page.locator('body'));
  await desk.sees(desk.root.getByText('Live', { exact: true }));
  return desk;
}

describe('two front ends over one world', () => {
  it('one dies while people talk, and then the other: the page moves, shows everything once, and what was typed stays', async () => {
    const page = await desk('agent1');
    const phone = house.phone();
    await phone.text('first', 'agent1');
    await page.accepts();
    const heard = ['first'];
    const said: string[] = [];
    for (const dying of [0, 1]) {
      const node = house.sandbox.frontEnds[dying]!;
      await page.composer.fill('half a sentence');
      await phone.text(`before ${dying}`);
      await page.reads(`before ${dying}`);
      await node.stop();
      for (const part of ['a', 'b', 'c']) await phone.text(`while ${dying} is away, ${part}`);
      await page.reads(`while ${dying} is away, c`);
      heard.push(`before ${dying}`, ...['a', 'b', 'c'].map((part) => `while ${dying} is away, ${part}`));
      assert.equal(await page.composer.inputValue(), 'half a sentence');
      said.push(`from the other node, ${dying}`);
      await page.says(said.at(-1)!);
      await node.start();
    }
    for (const text of [...heard, ...said]) await page.reads(text);
    await until('the phone has everything', async () => (await phone.received()).length >= said.length);
    assert.deepEqual(await phone.received(), said);
  });
});

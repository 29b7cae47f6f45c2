import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Request } from 'playwright-core';
import { FaultProxy, type Exchange } from '../wire/fault-proxy.js';
import { Desk, House, until, type Phone } from './support/house.js';

const NOTE = 'Sent more than once: you sent it once, the browser or the network repeated it.';
const TEXT = 'Your refund is on its way.';

let house: House;
let proxy: FaultProxy;
let desk: Desk;
let phone: Phone;
before(async () => {
  house = await House.open();
  proxy = await FaultProxy.open(house.sandbox.url);
});
beforeEach(async () => {
  phone = house.phone();
  desk = new Desk((await house.page(`${proxy.url}/bare.html?as=agent1`)).locator('body'));
  await desk.sees(desk.root.getByText('Live', { exact: true }));
  await phone.text('Where is my money?', 'agent1');
  await desk.accepts();
  await desk.reads('Where is my money?');
  await useEveryConnection();
  proxy.seen.length = 0;
});
afterEach(async () => {
  proxy.choose = () => undefined;
  await house.tidy();
});
after(async () => {
  await proxy.close();
  await house.close();
});

const isSending = ({ method, body }: Exchange): boolean => method === 'POST' && body.includes('"SendMessage"');
const isOurSending = (request: Request): boolean => request.postData()?.includes('"SendMessage"') === true;
const idsOnTheWire = (): readonly unknown[] =>
  proxy.seen.filter(isSending).map(({ headers }) => headers['x-operation-id']);

/**
 * The browser repeats a request whose connection was used before, and only then. So every connection that it may open to the proxy is used, beside
 * the one of the poll: many answers that take their time make it open them.
 */
async function useEveryConnection(): Promise<void> {
  proxy.choose = ({ path }) =>
    path.startsWith('/favicon.svg?') ? { kind: 'latency', there: 200, back: 0 } : undefined;
  await desk.root.page().evaluate(async () => {
    await Promise.all([1, 2, 3, 4, 5].map((n) => fetch(`/favicon.svg?${n}`, { cache: 'no-store' })));
  });
  proxy.choose = () => undefined;
}

/** The server acts upon the next sendings, and their connections end without a byte of an answer. */
function cutAfter(times: number): void {
  let left = times;
  proxy.choose = (exchange) => (isSending(exchange) && left-- > 0 ? { kind: 'cut-after', reset: false } : undefined);
}

/** The agent sends the text, once. */
async function send(): Promise<void> {
  await desk.composer.fill(TEXT);
  await desk.press('Send');
}

const shown = (): Promise<number> => desk.log.getByText(TEXT, { exact: true }).count();
const notes = (): Promise<number> => desk.log.getByText(NOTE).count();

describe('a connection that was used before ends upon a sending, after the server acted', () => {
  it('the browser sends it again by itself, under the same id: the customer got it twice, and the log says so', async () => {
    cutAfter(1);
    await send();
    await until('both copies are shown', async () => (await shown()) === 2);
    await desk.sees(desk.log.getByText(NOTE));
    assert.equal(await notes(), 1, 'at the copy alone');
    assert.deepEqual(await phone.received(), [TEXT, TEXT], 'the server executed both');
    const ids = idsOnTheWire();
    assert.equal(ids.length, 2, 'the browser sent it twice');
    assert.equal(house.posts.of(TEXT).length, 1, 'we sent it once');
    assert.deepEqual(ids, Array(2).fill(house.posts.of(TEXT)[0]?.id), 'both carry the id of the one that we sent');
  });

  it('a server that drops copies by their id executes it once: nothing to say', async () => {
    await house.control('dedupe', { on: true });
    cutAfter(1);
    await send();
    await phone.receives(TEXT);
    // Whatever was done before this is shown before this.
    await phone.text('Thank you');
    await desk.reads('Thank you');
    assert.deepEqual(await phone.received(), [TEXT]);
    assert.deepEqual([await shown(), await notes()], [1, 0]);
    assert.equal(new Set(idsOnTheWire()).size, 1);
    assert.equal(idsOnTheWire().length, 2);
  });

  it('a gateway refuses the copy: what it says does not hide that the customer got the first one', async () => {
    let sent = 0;
    proxy.choose = (exchange) => {
      if (!isSending(exchange)) return undefined;
      sent += 1;
      return sent === 1 ? { kind: 'cut-after', reset: false } : { kind: 'status', status: 429, executed: false };
    };
    const refusal = desk.root.page().waitForResponse((response) => response.status() === 429);
    await send();
    await refusal;
    await desk.reads(TEXT);
    assert.equal(await desk.button(/Send again/).count(), 0);
    assert.deepEqual(await phone.received(), [TEXT]);
    assert.equal(idsOnTheWire().length, 2);
  });

  it('when the copy ends so too, the answer is lost: the log tells what came of it, and we send nothing', async () => {
    cutAfter(Infinity);
    const failure = desk.root.page().waitForEvent('requestfailed', isOurSending);
    await send();
    await failure;
    // It tries every connection that it has used before.
    const times = idsOnTheWire().length;
    assert.ok(times >= 2, 'the browser sent it again');
    await until('all copies are shown as such', async () => (await notes()) === times - 1);
    assert.equal(await shown(), times);
    assert.equal(await desk.button(/Send again/).count(), 0, 'what the log holds is not called unknown');
    assert.equal(house.posts.of(TEXT).length, 1);
  });
});

describe('connections end upon a sending, before the server hears of it', () => {
  it('it is called unknown, and goes out again only when somebody says so', async () => {
    proxy.choose = (exchange) => (isSending(exchange) ? { kind: 'cut-before', reset: false } : undefined);
    await send();
    const again = desk.button(/Send again/);
    await again.waitFor({ timeout: 25_000 });
    assert.equal(house.posts.of(TEXT).length, 1);
    assert.deepEqual(await phone.received(), []);
    proxy.choose = () => undefined;
    await again.click();
    await phone.receives(TEXT);
    await desk.reads(TEXT);
    assert.equal(await notes(), 0, 'what somebody sent again is no copy');
    const [first, second] = house.posts.of(TEXT);
    assert.notEqual(first?.id, second?.id, 'another act, another id');
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { chooseFault } from './faults.js';
import type { Lane } from './lane.js';
import type { Line, Said, View, WirePage } from './page.js';
import { Chance } from './random.js';

/** What one schedule is made of. Seed and number alone decide which faults strike, and in which order. */
export interface Schedule {
  readonly seed: number;
  readonly number: number;
  /** Texts of the customer and of the agent together. */
  readonly messages: number;
}

/** What came of one schedule. */
export interface Outcome {
  /** Sentences; none when everything holds. */
  readonly wrong: readonly string[];
  readonly messages: number;
  readonly exchanges: number;
  readonly faults: ReadonlyMap<string, number>;
  /** The agent's texts by how they ended. */
  readonly ends: Readonly<Record<string, number>>;
  /** Requests of operations that reached the proxy more often than our code made them. */
  readonly replays: number;
  /** Entries of the agent's beyond one per text: what replays and gateways made of it. */
  readonly copies: number;
  /** Milliseconds from the last fault until the desk showed what the server has. */
  readonly converged: number;
}

/** From the last fault on, a desk has that long to show what the server has; in milliseconds. */
const PATIENCE = 15_000;

/** Runs one schedule from a new session to its end. */
export async function runSchedule(lane: Lane, { seed, number, messages }: Schedule): Promise<Outcome> {
  const { proxy, referee, page } = lane;
  const chance = new Chance(seed, number);
  const faults = new Chance(seed, number, 1);
  const phone = `+1555${String(number).padStart(7, '0')}`;
  // Every second schedule in the mode in which the server drops copies.
  const dedupe = number % 2 === 1;
  await referee.control('dedupe', { on: dedupe });
  proxy.seen.length = 0;
  proxy.struck.clear();
  const id = await referee.texts(phone, `${number}: c0`);
  await referee.operate(id, 'Accept');
  proxy.choose = ({ path }) => chooseFault(faults, path, false);
  await page.evaluate((session) => (globalThis as unknown as { wire: WirePage }).wire.open(session), id);
  let customers = 1;
  for (let sent = 1; sent < messages; sent += 1) {
    if (chance.next() < 0.12) {
      const text = `${number}: a${sent}`;
      await page.evaluate((words) => (globalThis as unknown as { wire: WirePage }).wire.say(words), text);
    } else {
      await referee.texts(phone, `${number}: c${sent}`);
      customers += 1;
    }
    if (chance.next() < 0.5) await wait(chance.whole(0, 25));
  }
  // What was begun under faults also ends under faults, within reason.
  await wait(chance.whole(50, 300));
  proxy.choose = () => undefined;
  while (proxy.troubled > 0) await wait(10);
  const healed = performance.now();
  // A last message that is lost without a word shows by the next one.
  await referee.texts(phone, `${number}: c${messages}`);
  customers += 1;
  const look = (): Promise<View> => page.evaluate(() => (globalThis as unknown as { wire: WirePage }).wire.view());
  let truth = await referee.log(id);
  let view = await look();
  while (performance.now() - healed < PATIENCE && !(isSame(view.lines, truth) && allEnded(view))) {
    await wait(20);
    [truth, view] = await Promise.all([referee.log(id), look()]);
  }
  const converged = performance.now() - healed;
  const exchanges = proxy.seen.length;
  const posts = countPosts(proxy.seen);
  await page.evaluate(() => (globalThis as unknown as { wire: WirePage }).wire.close());
  await referee
    .operate(id, 'Leave')
    .then(() => referee.operate(id, 'Complete'))
    .catch(() => undefined);
  const executed = view.said.map(({ text }) => truth.filter((line) => line[3] === text).length);
  return {
    wrong: [...lane.complaints.splice(0), ...judge(view, truth, { customers, number, dedupe, executed })],
    messages: messages + 1,
    exchanges,
    faults: new Map(proxy.struck),
    ends: count(view.said.map(({ phase }) => phase)),
    replays: [...posts.values()].reduce((sum, times) => sum + times - 1, 0),
    copies: executed.reduce((sum, times) => sum + Math.max(0, times - 1), 0),
    converged,
  };
}

const isSame = (shown: readonly Line[], truth: readonly Line[]): boolean =>
  JSON.stringify(shown) === JSON.stringify(truth);

const allEnded = ({ said, phase }: View): boolean =>
  phase === 'live' && said.every((each) => each.phase !== 'pending' && each.phase !== 'refused');

/** How often each operation's request reached the proxy. */
function countPosts(seen: Lane['proxy']['seen']): ReadonlyMap<string, number> {
  const posts = new Map<string, number>();
  for (const { headers } of seen) {
    const id = headers['x-operation-id'];
    if (typeof id === 'string') posts.set(id, (posts.get(id) ?? 0) + 1);
  }
  return posts;
}

function count(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Everything that must hold at the end of a schedule. */
function judge(
  view: View,
  truth: readonly Line[],
  facts: {
    readonly customers: number;
    readonly number: number;
    readonly dedupe: boolean;
    readonly executed: readonly number[];
  },
): readonly string[] {
  const { lines, said, repeated, disorder, phase, trouble } = view;
  const { customers, number, dedupe, executed } = facts;
  const wrong: string[] = [];
  const shown = new Set(lines.map(([index]) => index));
  const lost = truth.filter(([index]) => !shown.has(index));
  if (phase !== 'live') wrong.push(`the line ends ${phase}: ${trouble}`);
  if (lost.length > 0) wrong.push(`lost: ${lost.map(([index, , , text]) => `${index} (${text})`).join(', ')}`);
  if (shown.size < lines.length || disorder) wrong.push('an index is there twice, or out of order');
  if (lost.length === 0 && !isSame(lines, truth)) wrong.push('the log is not the server’s');
  const fromCustomer = lines.filter(([, type, from]) => type === 'Text' && from === 'Customer').map((line) => line[3]);
  const expected = [...new Set(fromCustomer)];
  if (
    fromCustomer.length !== customers ||
    expected.length !== customers ||
    !fromCustomer.every((text) => text.startsWith(`${number}: c`))
  )
    wrong.push(`the customer wrote ${customers} texts, shown are ${fromCustomer.length}, different ${expected.length}`);
  said.forEach((each, i) => wrong.push(...judgeOwn(each, executed[i] ?? 0, dedupe)));
  const copies = executed.reduce((sum, times) => sum + Math.max(0, times - 1), 0);
  if (repeated.length !== copies) wrong.push(`${copies} copies are in the log, ${repeated.length} are marked as such`);
  return wrong;
}

/** One text of the agent's: sent once by us, and told truly. */
function* judgeOwn({ text, phase, posts, ids }: Said, executed: number, dedupe: boolean): Iterable<string> {
  if (posts.length !== 1 || ids !== 1) yield `“${text}”: requests of ours: ${posts.join(', ')} under ${ids} ids`;
  if (phase === 'pending' || phase === 'refused') yield `“${text}” did not end (${phase})`;
  if (phase === 'confirmed' && executed === 0) yield `“${text}” is confirmed, and the server does not have it`;
  if (phase !== 'confirmed' && executed > 0) yield `“${text}” is ${phase} (${posts.join()}), and the server has it`;
  if (dedupe && executed > 1) yield `“${text}” was executed ${executed} times although the server drops copies`;
}

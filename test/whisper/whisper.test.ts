import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { transformSync } from 'esbuild';
import type { Message } from '../../src/protocol/message.js';
import type { Audience } from '../../src/state/audience.js';
import { play, RULE, type Tally } from './history.js';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 20_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** Histories within which every mutant must be found out. */
const MUTANT_RUNS = 2_000;

/** Ways to get the audience rule wrong. */
const MUTANTS: readonly (readonly [name: string, line: string, instead: string])[] = [
  ['a customer’s own words are not told apart', "if (from?.type === 'Customer') return 'customer';", ''],
  ['a customer’s own words are for agents', "return 'customer';", "return 'agents';"],
  ['everybody but customers speaks openly', "from?.type === 'Customer'", "from?.type !== 'Customer'"],
  ['agents speak openly too', "from?.type === 'Customer'", 'from !== undefined'],
  [
    'the message’s visibility is not read',
    "if (visibility !== undefined && visibility !== 'All') return 'agents';",
    '',
  ],
  [
    'an unknown visibility of a message is open',
    "visibility !== undefined && visibility !== 'All'",
    "visibility === 'Agents'",
  ],
  ['the message’s visibility is read the wrong way', "&& visibility !== 'All'", "&& visibility === 'All'"],
  [
    'the sender’s visibility is not read',
    "if (from?.visibility !== undefined && from.visibility !== 'All') return 'agents';",
    '',
  ],
  [
    'an unknown visibility of a sender is open',
    "from?.visibility !== undefined && from.visibility !== 'All'",
    "from?.visibility === 'Agents'",
  ],
  ['the sender’s visibility is read the wrong way', "&& from.visibility !== 'All'", "&& from.visibility === 'All'"],
  ['nothing said is open', "? 'agents' : 'customer'", "? 'customer' : 'customer'"],
  ['everything else is for agents', "? 'agents' : 'customer'", "? 'agents' : 'agents'"],
  [
    'both visibilities must be given',
    'visibility === undefined && from?.visibility === undefined',
    'visibility === undefined || from?.visibility === undefined',
  ],
];

const tally = (): Tally => ({ entries: 0, whispers: 0, toCustomer: 0, typings: 0 });

/** The rule with one line changed. */
async function mutant(line: string, instead: string): Promise<(message: Message) => Audience> {
  const source = readFileSync(new URL('../../src/state/audience.ts', import.meta.url), 'utf8');
  assert.ok(source.includes(line), `the rule has no “${line}” any more`);
  const { code } = transformSync(
    source.replace(line, () => instead),
    { loader: 'ts' },
  );
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  return ((await import(url)) as { audienceOf: (message: Message) => Audience }).audienceOf;
}

describe('what is for agents only', () => {
  it(`never reaches a customer, nor looks as if it did: ${RUNS} histories from seed ${SEED}`, (t) => {
    const began = performance.now();
    const counted = tally();
    for (let run = 0; run < RUNS; run++) {
      const wrong = play(SEED + run, RULE, counted);
      assert.equal(wrong, undefined, `FUZZ_SEED=${SEED + run} FUZZ_RUNS=1: ${wrong}`);
    }
    t.diagnostic(`seed ${SEED}, ${RUNS} histories, ${((performance.now() - began) / 1000).toFixed(1)} s`);
    t.diagnostic(JSON.stringify(counted));
    for (const [what, count] of Object.entries(counted)) assert.ok(count > 0 || RUNS < 100, `no ${what} at all`);
  });

  for (const [name, line, instead] of MUTANTS) {
    it(`is noticed when ${name}`, async () => {
      const rule = await mutant(line, instead);
      let run = 0;
      while (run < MUTANT_RUNS && play(SEED + run, rule, tally()) === undefined) run++;
      assert.ok(run < MUTANT_RUNS, 'the mutant lives');
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLIENT, mutant } from './client.js';
import { play, type Tally } from './history.js';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 20_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** Histories within which every mutant must be found out. */
const MUTANT_RUNS = 20_000;

/** Ways to get the audience rule wrong. */
const RULE: readonly (readonly [name: string, line: string, instead: string])[] = [
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

/** Ways to use the rule wrongly, or not at all. */
const USES: readonly (readonly [name: string, file: string, line: string, instead: string])[] = [
  [
    'rows are open',
    'state/transcript.ts',
    'const audience = audienceOf(message);',
    "const audience: Audience = 'customer';",
  ],
  [
    'previews are open',
    'elements/session-list/session-row.ts',
    'lineAudience: line && audienceOf(line)',
    "lineAudience: line && 'customer'",
  ],
  ['announcements do not tell', 'elements/message-log/news.ts', "only = audience === 'agents'", 'only = false'],
  [
    'announcements mix audiences',
    'elements/message-log/news.ts',
    '${row.message.from?.participantId} ${row.audience}',
    '${row.message.from?.participantId}',
  ],
  ['typing is open', 'state/typing.ts', 'audience: audienceOf(message)', "audience: 'customer'"],
  ['an export is for whoever asks', 'state/export-transcript.ts', "(all || audienceOf(each) === 'customer')", 'true'],
  [
    'an export asks for the message’s visibility alone',
    'state/export-transcript.ts',
    "audienceOf(each) === 'customer'",
    "each.visibility === 'All'",
  ],
  [
    'a customer’s export is numbered',
    'state/export-transcript.ts',
    '...(all && { audience: audienceOf(message), index })',
    '...(all && { audience: audienceOf(message) }), index',
  ],
  ['a customer’s export tells of holes', 'state/export-transcript.ts', 'all ? state.log.gaps : []', 'state.log.gaps'],
  ['an export for agents does not tell', 'state/export-transcript.ts', "audience === 'agents' &&", 'false &&'],
];

const tally = (): Tally => ({ entries: 0, whispers: 0, toCustomer: 0, typings: 0, announced: 0, exported: 0 });

describe('what is for agents only', () => {
  it(`never reaches a customer, nor looks as if it did: ${RUNS} histories from seed ${SEED}`, (t) => {
    const began = performance.now();
    const counted = tally();
    for (let run = 0; run < RUNS; run++) {
      const wrong = play(SEED + run, CLIENT, counted);
      assert.equal(wrong, undefined, `FUZZ_SEED=${SEED + run} FUZZ_RUNS=1: ${wrong}`);
    }
    t.diagnostic(`seed ${SEED}, ${RUNS} histories, ${((performance.now() - began) / 1000).toFixed(1)} s`);
    t.diagnostic(JSON.stringify(counted));
    for (const [what, count] of Object.entries(counted)) assert.ok(count > 0 || RUNS < 100, `no ${what} at all`);
  });

  for (const [name, file, line, instead] of [
    ...RULE.map(([name, ...change]) => [name, 'state/audience.ts', ...change] as const),
    ...USES,
  ]) {
    it(`is noticed when ${name}`, async (t) => {
      const client = await mutant(file, line, instead);
      let run = 0;
      let found: string | undefined;
      while (run < MUTANT_RUNS && (found = play(SEED + run, client, tally())) === undefined) run++;
      assert.ok(found !== undefined, 'the mutant lives');
      t.diagnostic(`after ${run + 1} histories: ${found}`);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { describeEntry, parseRecording, replayRecording, summaryOf } from '../../src/recorder/index.js';
import { MAX_RECORDING } from '../../src/recorder/parse.js';
import { HISTORIES, record, type History } from './histories.js';
import { runs, SEED } from './size.js';

const RUNS = runs(300);
const HEADER = '{"format":"sms-session-elements/recording","version":1,"content":"structure","exact":true}';

const ODD: fc.Arbitrary<unknown> = fc.constantFrom(
  ...[null, true, -1, 1e300, '', '__proto__', '\u001b[2J', [], {}, [[[[]]]], { $text: 1e12 }, { $text: -3, same: 1e9 }],
  ...[{ $time: 1e300 }, { length: 5 }, { __proto__: null, state: {} }],
);

/** A text that somebody sends becomes null, and what the log then shows is compared with it. */
const SAID_NOTHING: [History, [number, number, unknown][]] = [
  {
    schedule: {
      dialect: 'chat',
      opening: 'conference',
      steps: [
        ...(['send', 'text', 'text', 'url', 'remove', 'deliver', 'text', 'url', 'flow'] as const).map(
          (kind) => [kind, 0, 0] as const,
        ),
      ],
    },
    restartAfter: 1,
  },
  [[120, 8, null]],
];

/** Whether damage left it readable. */
function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** A good recording with values changed, lines lost, doubled and swapped. */
async function damaged(
  history: History,
  damage: readonly (readonly [at: number, how: number, odd: unknown])[],
): Promise<string> {
  const [recorder] = await record(history);
  const lines = recorder.toNdjson().trimEnd().split('\n');
  for (const [at, how, odd] of damage) {
    const line = 1 + (at % (lines.length - 1));
    const text = lines[line] ?? '';
    if (how === 0) lines.splice(line, 1);
    else if (how === 1) lines.splice(line, 0, text);
    else if (how === 2) lines[line] = text.slice(0, at % (text.length + 1));
    else {
      const entry = JSON.parse(isJson(text) ? text : '{}', (key, value: unknown) =>
        key !== '' && key.charCodeAt(0) % 7 === how % 7 ? odd : value,
      ) as unknown;
      lines[line] = JSON.stringify(entry);
    }
  }
  return lines.join('\n');
}

describe('a file from anywhere', () => {
  it('is told apart from a recording, whatever it is', () => {
    const problem = (text: string): unknown => (parseRecording(text) as { problem?: string }).problem;
    assert.equal(problem(''), 'empty');
    assert.equal(problem(' \n '), 'empty');
    for (const text of ['hello', '{}', '[]', 'null', '{"format":"sms-session-elements/recordings","version":1}']) {
      assert.equal(problem(text), 'not-a-recording', text);
    }
    assert.equal(problem(HEADER.replace('"version":1', '"version":2')), 'unknown-version');
    assert.equal(problem('x'.repeat(MAX_RECORDING + 1)), 'too-large');
    assert.equal(problem(`${HEADER}\n`.padEnd(500_000, '\n')), 'too-large');
  });

  it('is read as far as it makes sense', () => {
    const text = [
      HEADER,
      'garbage',
      '{"i":1,"t":0,"k":"act","act":"connect"}',
      '{"i":2,"t":0,"k":"act","act":"constructor"}',
    ];
    const recording = parseRecording(
      [...text, '{"i":3,"t":0,"k":"nothing"}', '{"i":"4","t":0,"k":"message"}'].join('\n'),
    );
    assert.ok(!('problem' in recording));
    assert.deepEqual([recording.entries.length, recording.skipped], [1, 4]);
  });

  it('is replayed without an exception, however it was damaged', async () => {
    const damage = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 12 }), ODD), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(HISTORIES, damage, async (history, changes) => {
        const replay = await replayRecording(await damaged(history, changes));
        assert.ok(!('problem' in replay));
        const told = [
          ...replay.recording.entries.map(describeEntry),
          JSON.stringify(summaryOf(replay.state.workspace)),
        ];
        for (const line of told) assert.match(line, /^[\x20-\x7e]*$/);
        assert.ok(Object.getOwnPropertyNames(Object.prototype).length === 12, 'no prototype was changed');
      }),
      { numRuns: RUNS, seed: SEED, examples: [SAID_NOTHING] },
    );
  });
});

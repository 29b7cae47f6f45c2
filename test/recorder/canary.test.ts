import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FlightRecorderOptions } from '../../src/recorder/index.js';
import { found } from './forms.js';
import { HISTORIES, record, type History } from './histories.js';
import { runs, SEED } from './size.js';

const RUNS = runs(100);

/** Fields with what people say, are called, or are known by. */
const PERSONAL = new Set([
  ...['text', 'url', 'noticeText', 'nickname', 'userName', 'firstName', 'lastName', 'queueName', 'subject'],
  ...['id', 'participantId', 'userId', 'referenceId', 'disposition', 'dispositionKey', 'errorMessage', 'statusMessage'],
]);
/** Shorter ones are met by chance. */
const LONG_ENOUGH = 5;

/** What is personal in a value from the wire: independent of what the recorder takes it for. */
function* personal(value: unknown, key = '', within = false): Generator<string> {
  if (typeof value === 'string') {
    if (within || PERSONAL.has(key)) yield value;
    if (/ur[il]$|path$/i.test(key)) yield* value.split('/').filter((part) => /\d/.test(part));
    yield* value.match(/\+?\d{7,}/g) ?? [];
  } else if (Array.isArray(value)) {
    for (const each of value) yield* personal(each, key, within || key === 'keys');
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      if (within) yield name;
      yield* personal(each, name, within || name === 'userData');
    }
  }
}

/** What of it is found in the recordings of both desks, and how much could have been. */
async function heard(
  history: History,
  options: FlightRecorderOptions,
): Promise<{ readonly leaks: readonly string[]; readonly canaries: number }> {
  const canaries = new Set<string>();
  const recorders = await record(history, options, (value) => {
    for (const each of personal(value)) if (each.length >= LONG_ENOUGH) canaries.add(each);
  });
  const ndjson = recorders.map((recorder) => recorder.toNdjson()).join('');
  return { leaks: found(ndjson, canaries), canaries: canaries.size };
}

describe('a structural recording of any session', () => {
  it('holds nothing that anybody said, is called, is known by or attached', async () => {
    let canaries = 0;
    await fc.assert(
      fc.asyncProperty(HISTORIES, async (history) => {
        const result = await heard(history, {});
        canaries += result.canaries;
        assert.deepEqual(result.leaks, []);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    assert.ok(canaries > 10 * RUNS, `only ${canaries} canaries`);
  });

  it('is asked in a way that finds them in full content', async () => {
    for (const history of fc.sample(HISTORIES, { numRuns: 10, seed: SEED })) {
      const { leaks, canaries } = await heard({ ...history, restartAfter: undefined }, { content: 'full' });
      assert.ok(leaks.length > canaries / 2, `${leaks.length} of ${canaries}`);
    }
  });
});

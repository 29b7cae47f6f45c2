import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { PROPERTIES, told, tryOut, type PropertyName } from './properties.js';
import type { Schedule } from './steps.js';

/* `npm run test:faults -- --schedules N --seed S` runs more of them, and tells the rate. */
const SCHEDULES = { 'any fault': 5_000, 'no loss': 2_000, reopening: 3_000 } as const;
const SEED = 20_140_505;

interface Fixture extends Schedule {
  /** What it once broke, or what it guards. */
  readonly about: string;
  readonly property: PropertyName;
}

const folder = new URL('fixtures/', import.meta.url);
const fixtures = readdirSync(folder).map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return JSON.parse(text) as Fixture;
});

describe('a desk behind a line that fails', () => {
  const escaped: unknown[] = [];
  const keep = (error: unknown): void => {
    escaped.push(error);
  };
  process.on('unhandledRejection', keep);
  after(() => {
    process.off('unhandledRejection', keep);
  });

  for (const fixture of fixtures) {
    it(fixture.about, () => PROPERTIES[fixture.property].holds(fixture));
  }

  it('shows nothing that is not so at any step, and everything in the end', async () => {
    const verdict = await tryOut('any fault', SCHEDULES['any fault'], SEED);
    assert.ok(verdict.failure === undefined, told('any fault', verdict));
  });

  it('shows how things stand within two seconds after the line came back', async () => {
    const verdict = await tryOut('reopening', SCHEDULES.reopening, SEED);
    assert.ok(verdict.failure === undefined, told('reopening', verdict));
  });

  it('needs no second reading while nothing is lost', async () => {
    const verdict = await tryOut('no loss', SCHEDULES['no loss'], SEED);
    assert.ok(verdict.failure === undefined, told('no loss', verdict));
  });

  it('lets no exception escape', () => {
    assert.deepEqual(escaped, []);
  });
});

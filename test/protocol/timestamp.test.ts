import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatTimestamp, parseTimestamp, readTime } from '../../src/protocol/timestamp.js';

test('every printed form of the documentation is read, with the same result as its timestampSeconds', () => {
  const forms: [text: string, time: number][] = [
    ['2014-01-09 11:58:12.035+0200', Date.UTC(2014, 0, 9, 9, 58, 12, 35)],
    ['2014-01-0612: 14: 06.007-0800', 1389039246007],
    ['2014-05-0511:09:31.000-0700', 1399313371000],
    ['2014-05-0511:08:45.000-0700', Date.UTC(2014, 4, 5, 18, 8, 45)],
    ['2015-11-26 18:39:38.000+0200', Date.UTC(2015, 10, 26, 16, 39, 38)],
    ['2015-11-26T16:39:41Z', Date.UTC(2015, 10, 26, 16, 39, 41)],
    ['2018-05-17T13:59:45.000Z', Date.UTC(2018, 4, 17, 13, 59, 45)],
    ['2018-05-17T13:59:45.5+05:30', Date.UTC(2018, 4, 17, 8, 29, 45, 500)],
  ];
  for (const [text, time] of forms) assert.equal(parseTimestamp(text), time, text);
});

test('a text that is no time, or names no zone, has no time', () => {
  for (const text of [
    '',
    'now',
    '2014-01-09',
    '2014-01-09 11:58:12.035',
    '2014-13-09 11:58:12.035+0200',
    '2014-01-09 25:58:12.035+0200',
    '2014-01-09 11:60:12.035+0200',
    '2014-01-09 11:58:12.035+0260',
    '2014-01-09 11:58:12.035+0200L',
    `2014-01-09${' '.repeat(1000)}11:58:12.035+0200`,
  ]) {
    assert.equal(parseTimestamp(text), undefined, text);
  }
});

test('timestampSeconds holds milliseconds; small values are seconds; it goes before the printed time', () => {
  const text = '2015-11-26T16:39:41Z';
  assert.equal(readTime(1399313371000, text), 1399313371000);
  assert.equal(readTime(1526565585), 1526565585000);
  assert.equal(readTime(99_999_999_999), 99_999_999_999_000);
  assert.equal(readTime(100_000_000_000), 100_000_000_000);
  assert.equal(readTime('1399313371000'), 1399313371000);
  assert.equal(readTime('1526565585'), 1526565585000);
  for (const unusable of [undefined, null, NaN, Infinity, -1, 0, 1e300, '1399313371000L', {}]) {
    assert.equal(readTime(unusable, text), Date.UTC(2015, 10, 26, 16, 39, 41), JSON.stringify(unusable));
    assert.equal(readTime(unusable, 7), undefined);
  }
});

test('what is printed is read again, also when the documentation damages its spaces', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: Date.UTC(9998, 0) }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.replace(' ', ''),
        (text: string) => text.replaceAll(':', ': '),
        (text: string) => text.replace(' ', 'T'),
      ),
      (time, offset, damage) => {
        assert.equal(parseTimestamp(damage(formatTimestamp(time, offset))), time);
      },
    ),
    { numRuns: 2000 },
  );
});

test('prints as the samples do', () => {
  assert.equal(formatTimestamp(Date.UTC(2014, 0, 9, 9, 58, 12, 35), 120), '2014-01-09 11:58:12.035+0200');
  assert.equal(formatTimestamp(1389039246007, -480), '2014-01-06 12:14:06.007-0800');
});

test('no text takes long to be refused', () => {
  const text = `2014-01-09${' '.repeat(38)}`;
  const started = performance.now();
  for (let i = 0; i < 10_000; i++) parseTimestamp(text);
  assert.ok(performance.now() - started < 1000);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { smsSegments } from '../../../src/elements/message-composer/sms-segments.js';

describe('smsSegments', () => {
  const counts: readonly (readonly [string, string, number, number])[] = [
    ['nothing', '', 1, 160],
    ['160 letters', 'a'.repeat(160), 1, 0],
    ['161 letters', 'a'.repeat(161), 2, 145],
    ['the euro sign takes two places', '€'.repeat(80), 1, 0],
    ['153 brackets, which a gateway bills as three', ']'.repeat(153), 3, 151],
    ['70 letters of Unicode', 'ж'.repeat(70), 1, 0],
    ['71 letters of Unicode', 'ж'.repeat(71), 2, 63],
    ['an emoji takes two places of Unicode', '😀'.repeat(35), 1, 0],
  ];
  for (const [what, text, count, left] of counts)
    it(`counts ${what}`, () => {
      const segments = smsSegments(text);
      assert.deepEqual([segments.count, segments.left], [count, left]);
    });

  it('says which characters force Unicode, once each', () => {
    assert.deepEqual(smsSegments('Don’t – it’s “fine”').culprits, ['’', '–', '“']);
    assert.deepEqual(smsSegments('plain').culprits, []);
  });

  it('offers the plain text when typography alone is to blame', () => {
    assert.equal(smsSegments('“Don’t” – wait…').plain, '"Don\'t" - wait...');
    assert.equal(smsSegments('plain').plain, undefined);
  });

  it('never rewrites letters', () => {
    assert.equal(smsSegments('ça va – château').plain, undefined);
    assert.equal(smsSegments('привет…').plain, undefined);
  });

  it('knows the room of one SMS', () => {
    assert.equal(smsSegments('a').size, 160);
    assert.equal(smsSegments('a'.repeat(200)).size, 153);
    assert.equal(smsSegments('ж').size, 70);
    assert.equal(smsSegments('ж'.repeat(100)).size, 67);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sipHash } from '../../src/recorder/siphash.js';

describe('SipHash-2-4', () => {
  // Key 00 01 … 0f and message 00 01 … of the reference's vectors, where the message is UTF-8 of itself.
  const key = [0x0706050403020100n, 0x0f0e0d0c0b0a0908n] as const;
  const message = (length: number): string => String.fromCharCode(...Array.from({ length }, (_, i) => i));
  const vectors: readonly (readonly [number, string])[] = [
    [0, '726fdb47dd0e0e31'],
    [1, '74f839c593dc67fd'],
    [8, '93f5f5799a932462'],
    [15, 'a129ca6149be45e5'],
  ];
  for (const [length, hash] of vectors) {
    it(`gives ${hash} for ${length} bytes`, () => assert.equal(sipHash(key, message(length)), hash));
  }
});

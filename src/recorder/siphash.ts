const WORD = (1n << 64n) - 1n;

/** A secret of 128 bits. */
export type HashKey = readonly [bigint, bigint];

const turned = (word: bigint, by: bigint): bigint => ((word << by) | (word >> (64n - by))) & WORD;

/**
 * SipHash-2-4 of a text's UTF-8, as 16 hexadecimal digits: short, and without the key neither to be undone nor to be tried out, which a plain hash of
 * a phone number would be. Written out here because the platform's own hashes are asynchronous.
 */
export function sipHash([k0, k1]: HashKey, text: string): string {
  let v0 = k0 ^ 0x736f6d6570736575n;
  let v1 = k1 ^ 0x646f72616e646f6dn;
  let v2 = k0 ^ 0x6c7967656e657261n;
  let v3 = k1 ^ 0x7465646279746573n;
  const rounds = (count: number): void => {
    for (let round = 0; round < count; round++) {
      v0 = (v0 + v1) & WORD;
      v2 = (v2 + v3) & WORD;
      v1 = turned(v1, 13n) ^ v0;
      v3 = turned(v3, 16n) ^ v2;
      v0 = turned(v0, 32n);
      v2 = (v2 + v1) & WORD;
      v0 = (v0 + v3) & WORD;
      v1 = turned(v1, 17n) ^ v2;
      v3 = turned(v3, 21n) ^ v0;
      v2 = turned(v2, 32n);
    }
  };
  const bytes = new TextEncoder().encode(text);
  const whole = bytes.length - (bytes.length % 8);
  // The last word ends in the length, so that texts of zeros differ.
  const padded = new Uint8Array(whole + 8);
  padded.set(bytes);
  padded[whole + 7] = bytes.length & 0xff;
  const words = new DataView(padded.buffer);
  for (let at = 0; at <= whole; at += 8) {
    const word = words.getBigUint64(at, true);
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  v2 ^= 0xffn;
  rounds(4);
  return (v0 ^ v1 ^ v2 ^ v3).toString(16).padStart(16, '0');
}

/** A key that nobody knows. */
export function randomKey(): HashKey {
  const [k0 = 0n, k1 = 0n] = crypto.getRandomValues(new BigUint64Array(2));
  return [k0, k1];
}

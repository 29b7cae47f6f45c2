/** Bounds that keep the world small whatever is sent to it. */
export const LIMITS = {
  /** Sessions; the oldest that are over make room. */
  sessions: 1000,
  /** Entries of one log that people can write. */
  messages: 10_000,
  /** Entries of one log including joins and leaves. */
  entries: 12_000,
  /** UTF-8 bytes of a text, notice or url. */
  textBytes: 65_536,
  /** UTF-16 units of a nickname, key, queue or phone number. */
  name: 256,
  /** Attached data: keys, and UTF-8 bytes of one value. */
  userDataKeys: 500,
  userDataValueBytes: 16_384,
  /** Faults waiting to happen, and answers remembered for the deduplicating mode. */
  faults: 100,
  answers: 1000,
} as const;

/** UTF-8 length of a text, in bytes; a lone surrogate counts three. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

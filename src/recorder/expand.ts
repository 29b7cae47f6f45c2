import type { JsonValue } from '../protocol/json.js';
import { MAX_TEXT } from '../protocol/limits.js';
import { isRecord } from '../protocol/read.js';

/** The start of a replay whose recording does not tell when it was: midnight at the beginning of the year 2000, UTC. */
export const SOME_DAY = 946_684_800_000;

const MAX_DEPTH = 32;
const LONGEST = MAX_TEXT + 1;
const FILLER = 'Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor '.repeat(
  Math.ceil(LONGEST / 87) + 1,
);
const LETTERS = 26;
/** So many numbers fit into three letters. */
const NUMBERED = LETTERS ** 3;
/** The first of many letters that a single place can hold. */
const CJK = 0x4e00;

/**
 * A value of a structural recording as the controllers can read it: lengths become texts of that length, distances from the start become times. Total,
 * and no longer than what the decoder reads: a recording is a file from anywhere.
 */
export function expand(value: JsonValue | undefined, start: number, depth = 0): JsonValue {
  if (depth > MAX_DEPTH || value === undefined) return null;
  if (Array.isArray(value)) return value.map((each: JsonValue) => expand(each, start, depth + 1));
  if (!isRecord(value)) return value;
  const { $text, $time, same, more } = value;
  if (typeof $text === 'number') return placeholder($text, same, more);
  if (typeof $time === 'number') return start + $time;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, expand(each as JsonValue, start, depth + 1)]),
  );
}

/** A text of that length; texts of the same number are equal, and equal to no other. */
export function placeholder(length: number, same?: unknown, more?: unknown): string {
  const size = counted(length);
  const text = typeof same === 'number' ? marked(size, counted(same)) : FILLER.slice(0, size);
  return text + ' '.repeat(Math.min(counted(more), LONGEST - size));
}

function marked(length: number, number: number): string {
  if (length === 0) return '';
  if (length < 3) return String.fromCharCode(CJK + (number % 0x5000)) + FILLER.slice(1, length);
  const letter = (place: number): string =>
    String.fromCharCode(97 + (Math.floor((number % NUMBERED) / LETTERS ** place) % LETTERS));
  return letter(2) + letter(1) + letter(0) + FILLER.slice(3, length);
}

function counted(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(Math.floor(value), LONGEST) : 0;
}

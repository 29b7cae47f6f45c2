import { readNumber } from './read.js';

const FORM =
  /^\s*(\d{4}-\d\d-\d\d)[T\s]*(\d\d)\s*:\s*(\d\d)\s*:\s*(\d\d)(?:[.,](\d{1,9}))?\s*(?:Z|([+-]\d\d):?(\d\d))\s*$/i;

/**
 * Milliseconds since the epoch of a time as GWS prints it (`2014-01-09 11:58:12.035+0200`), as its documentation prints it (the space lost, or
 * spaces around the colons) or in ISO form. `undefined` when it is none of these or names no zone. Engines differ in what else `Date.parse`
 * takes, so it is given nothing but the one form that the language promises.
 */
export function parseTimestamp(text: string): number | undefined {
  const parts = text.length <= 48 ? FORM.exec(text) : null;
  if (parts === null) return undefined;
  const [, day, hours, minutes, seconds, fraction = '', east = '+00', past = '00'] = parts;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const time = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${milliseconds}${east}:${past}`);
  return Number.isNaN(time) ? undefined : time;
}

/** The last instant that a Date can hold. */
const LATEST = 8.64e15;

/**
 * Milliseconds since the epoch from a `timestampSeconds`, which holds milliseconds in spite of its name (seconds in later versions), or else
 * from a printed time. @see SwitchToCoach: `1399313371000` beside `2014-05-05 11:09:31.000-0700`
 */
export function readTime(seconds: unknown, text?: unknown): number | undefined {
  const n = readNumber(seconds);
  if (n !== undefined && n > 0 && n <= LATEST) return n < 1e11 ? Math.round(n * 1000) : n;
  return typeof text === 'string' ? parseTimestamp(text) : undefined;
}

/** A time as GWS prints it, in a zone so many minutes east of Greenwich. */
export function formatTimestamp(time: number, offsetMinutes = 0): string {
  const iso = new Date(time + offsetMinutes * 60_000).toISOString();
  const east = Math.abs(offsetMinutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(east / 60))}${two(east % 60)}`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${zone}`;
}

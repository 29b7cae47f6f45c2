/**
 * `Intl` formatters, made when first needed and kept per language: the first `Intl.DateTimeFormat` of a page costs tens of milliseconds, which must
 * not be paid before the first paint.
 */
const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(kind: string, language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${language}`;
  let made = cache.get(key);
  if (made === undefined) cache.set(key, (made = make(language, options)));
  return made;
}

/** A language tag of the page may be malformed (`en_US`): then the browser's own language stands in. */
function make(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language === '' ? undefined : language, options);
  } catch {
    return new Intl.DateTimeFormat(undefined, options);
  }
}

/** Hours and minutes. `time` in milliseconds since the epoch. */
export const formatTime = (time: number, language: string): string =>
  formatter('time', language, { hour: '2-digit', minute: '2-digit' }).format(time);

/** Hours, minutes and seconds: where it matters what came first. */
export const formatSeconds = (time: number, language: string): string =>
  formatter('seconds', language, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(time);

/** A short day, e.g. “Nov 21”: for times of another day. */
export const formatDay = (time: number, language: string): string =>
  formatter('day', language, { month: 'short', day: 'numeric' }).format(time);

/** A whole date, for headings of days. */
export const formatDate = (time: number, language: string): string =>
  formatter('date', language, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }).format(time);

/** The local calendar day as a number, e.g. 20151204: equal for times of the same day. */
export function dayOf(time: number): number {
  const date = new Date(time);
  return (date.getFullYear() * 100 + date.getMonth() + 1) * 100 + date.getDate();
}

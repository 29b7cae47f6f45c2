import { MAX_NAME } from './limits.js';

/** A JSON object that nobody has looked into yet. */
export type Unread = Readonly<Record<string, unknown>>;

/** A value while it is being made. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Fields that may be undefined become fields that may be absent. */
export type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same fields without those that are undefined: absent means "not said". */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** Whether a value is an object with keys, not null and not an array. */
export function isRecord(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** At most `max` code units, never ending within a surrogate pair. */
export function capped(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? max - 1 : max);
}

/** A string, or the string of a number (ids, references and texts come as either); anything else is `undefined`. */
export function readText(value: unknown, max: number): string | undefined {
  if (typeof value === 'string') return capped(value, max);
  return typeof value === 'number' ? String(value) : undefined;
}

/** A number, also when it comes as a string of digits. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : undefined;
}

/** A word of a known vocabulary in whatever case, singular or plural; any other word that was said is kept, as an unknown one. */
export function readWord(value: unknown, known: readonly string[]): string | undefined {
  if (value == null) return undefined;
  if (typeof value !== 'string') return `(${typeof value})`;
  if (known.includes(value)) return value;
  const plain = value.trim().toLowerCase();
  const match = known.find((word) => [plain, `${plain}s`].includes(word.toLowerCase()));
  return match ?? capped(value, MAX_NAME);
}

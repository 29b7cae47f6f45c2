import type { JsonObject, JsonValue } from '../protocol/json.js';
import { isId } from '../protocol/id.js';
import { MAX_INDEX, MAX_NAME, MAX_SERVER_MESSAGE, MAX_TEXT, MAX_URL } from '../protocol/limits.js';
import { capped, isRecord, readNumber, readText } from '../protocol/read.js';
import { readTime } from '../protocol/timestamp.js';
import type { Veil } from './veil.js';
import { CONTAINERS, ID_KEYS, looseWord } from './vocabulary.js';

/** Deeper parts of a value are left out: nothing of ours lies there. */
const MAX_DEPTH = 8;

/** Fields whose words are read in any case. */
const LOOSE_WORDS = ['visibility', 'supervisorMode', 'supervisorVisibilityMode', 'userState', 'mode'];
/** Fields whose words are read without the spaces around them. */
const TRIMMED_WORDS = ['messageType', 'messageTypeName', 'notificationType'];
/** Fields that hold a word of some vocabulary, or a list of words. */
const EXACT_WORDS = [
  ...['type', 'state', 'operationName', 'notifcation', 'chatType', 'treatAs', 'supervisorMonitoringMode', 'scope'],
  ...['channel', 'name', 'channels', 'capabilities', 'roles', 'operation', 'audience'],
];
/** Fields with what people wrote or are called, and how much of it is read. */
const TEXTS: ReadonlyMap<string, number> = new Map([
  ['text', MAX_TEXT],
  ['noticeText', MAX_TEXT],
  ['url', MAX_URL + 1],
  ['nickname', MAX_NAME],
  ['userName', MAX_NAME],
  ['firstName', MAX_NAME],
  ['lastName', MAX_NAME],
  ['queueName', MAX_NAME],
  ['place', MAX_NAME],
  ['loginCode', MAX_NAME],
  ['queue', MAX_NAME],
  ['errorMessage', MAX_SERVER_MESSAGE],
  ['statusMessage', MAX_SERVER_MESSAGE],
  ['errorDescription', MAX_SERVER_MESSAGE],
]);
/** Those by which the log shows what was sent. */
const SENT: ReadonlySet<string> = new Set(['text', 'url', 'noticeText']);
const NUMBERS = new Set(['index', 'statusCode', 'status', 'eventId']);

type Field = (value: unknown, depth: number) => JsonValue | undefined;

/**
 * Takes a value from the wire, or the parameters of an operation, down to its structure. Fields are kept by name alone, those that nobody knows are
 * left out with their names: what is not listed here cannot leak.
 */
export class Redactor {
  readonly #veil: Veil;
  readonly #start: number;
  readonly #fields: ReadonlyMap<string, Field>;

  /** Times are kept as their distance from `start`. */
  constructor(veil: Veil, start: number) {
    this.#veil = veil;
    this.#start = start;
    this.#fields = this.#table();
  }

  /** The structure of any JSON value. */
  json(value: unknown, depth = 0): JsonValue {
    if (typeof value === 'string') return this.#said(value, MAX_SERVER_MESSAGE);
    if (Array.isArray(value)) {
      return depth > MAX_DEPTH ? [] : value.map((each) => (isRecord(each) ? this.json(each, depth + 1) : shape(each)));
    }
    if (!isRecord(value) || depth > MAX_DEPTH) return shape(value);
    const kept: [string, JsonValue][] = [];
    for (const [key, field] of Object.entries(value)) {
      const rule = this.#fields.get(key);
      const redacted = rule === undefined ? undefined : field === null ? null : rule(field, depth + 1);
      if (redacted !== undefined) kept.push([key, redacted]);
      // That there is another address tells that the notification is about something else.
      else if (rule === undefined && /(?:Uri|Path)$/.test(key)) kept.push(['otherUri', '']);
    }
    const time = readTime(value['timestampSeconds'], value['timestamp']);
    if (time !== undefined) kept.push(['timestampSeconds', this.#time(time)]);
    return Object.fromEntries(kept);
  }

  #table(): ReadonlyMap<string, Field> {
    const veil = this.#veil;
    const words =
      (word: (text: string) => string): Field =>
      (value, depth) =>
        typeof value === 'string'
          ? word(capped(value, MAX_NAME))
          : Array.isArray(value)
            ? value.map((each) => (typeof each === 'string' ? word(capped(each, MAX_NAME)) : this.json(each, depth)))
            : this.json(value, depth);
    const id: Field = (value) => (typeof value === 'string' ? veil.id(value) : shape(value));
    const name: Field = (value) => {
      const text = readText(value, MAX_NAME);
      return text === undefined ? shape(value) : veil.hash(text);
    };
    const list =
      (rule: Field): Field =>
      (value, depth) =>
        Array.isArray(value) ? value.map((each) => rule(each, depth) ?? null) : shape(value);
    const flag: Field = (value) => typeof value === 'boolean' && value;
    const value: Field = (value) => (typeof value === 'string' ? { ...veil.numbered(value) } : shape(value));
    const number: Field = (value) => {
      if (value === 'ok' || value === 'error') return value;
      const count = readNumber(value);
      return count !== undefined && Math.abs(count) <= MAX_INDEX ? count : 0;
    };
    const inside: Field = (value, depth) => this.json(value, depth);
    return new Map<string, Field>([
      ...[...CONTAINERS].map((key) => [key, inside] as const),
      ...[...ID_KEYS].map((key) => [key, id] as const),
      ...EXACT_WORDS.map((key) => [key, words((text) => veil.word(text))] as const),
      ...TRIMMED_WORDS.map((key) => [key, words((text) => veil.word(text.trim()))] as const),
      ...LOOSE_WORDS.map((key) => [key, words((text) => looseWord(text) ?? veil.word(text))] as const),
      ...[...TEXTS].map(([key, max]) => [key, this.#text(max, SENT.has(key))] as const),
      ...[...NUMBERS].map((key) => [key, number] as const),
      ['id', (value) => this.#bareId(value)],
      ['uris', list(id)],
      ['participantId', name],
      ['referenceId', name],
      ['dispositionKey', name],
      ['keys', list(name)],
      ['disposition', value],
      ['userData', (value) => (isRecord(value) ? this.#userData(value) : shape(value))],
      ['receivedDate', (value) => this.#timeOf(readTime(value, value))],
      ['saveLAR', flag],
      ['ready', flag],
      ['params', inside],
      ['position', number],
    ]);
  }

  /** An id that may not stand in an address must not become one that may. */
  #bareId(value: unknown): JsonValue {
    const text = readText(value, MAX_NAME);
    return text === undefined ? shape(value) : `${isId(text) ? '' : '/'}${this.#veil.hash(text)}`;
  }

  #text(max: number, isSent: boolean): Field {
    return (value) => {
      const text = readText(value, max);
      if (text === undefined) return shape(value);
      return isSent ? { ...this.#veil.text(text) } : this.#said(text, max);
    };
  }

  /** GWS words one refusal as plain text alone. @see CSRFProtection */
  #said(text: string, max: number): JsonValue {
    return max === MAX_SERVER_MESSAGE && /csrf/i.test(text) ? 'csrf' : { $text: capped(text, max).length };
  }

  #userData(data: Readonly<Record<string, unknown>>): JsonObject {
    const kept = Object.entries(data).filter(([key]) => key.length <= MAX_NAME);
    return Object.fromEntries(
      kept.map(([key, value]) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return [this.#veil.hash(key), value === null ? null : { ...this.#veil.numbered(text.slice(0, MAX_TEXT)) }];
      }),
    );
  }

  #time(time: number): JsonObject {
    return { $time: time - this.#start };
  }

  #timeOf(time: number | undefined): JsonObject | undefined {
    return time === undefined ? undefined : this.#time(time);
  }
}

/** What kind of value it is, and no more. */
function shape(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return Array.isArray(value) ? [] : {};
  if (typeof value === 'string') return '';
  return typeof value === 'boolean' ? true : 0;
}

/** What is never written down, also not among everything else. */
const SECRET = /passw|secret|token|authori[sz]ation|credential|cookie|csrf|logincode|apikey/i;

/** Whether a field, or attached data of that name, may sign somebody in. */
export function isSecret(key: string): boolean {
  return SECRET.test(key);
}

/** The whole of a JSON value; of what may sign somebody in only that it was there. */
export function withoutSecrets(value: unknown, depth = 0): JsonValue {
  if (depth > 4 * MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, depth + 1));
  if (isRecord(value)) {
    const kept = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(kept.map(([key, each]) => [key, isSecret(key) ? null : withoutSecrets(each, depth + 1)]));
  }
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
  return isPlain ? value : null;
}

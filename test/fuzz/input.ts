import { randomBy } from '../whisper/history.js';

/** A number below `below`, the same sequence for the same seed. */
export type Random = (below: number) => number;

const WORDS = [
  'All',
  'Agents',
  'Supervisors',
  'Whoever',
  'Chatting',
  'Invited',
  'Completed',
  'Revoked',
  'LeftChat',
  'Text',
  'PushUrl',
  'TypingStarted',
  'Agent',
  'Customer',
  'External',
  'S1',
  'S2',
  'P1',
  'P2',
  'Error',
  'StatusChange',
  'MessageLogUpdated',
  'Monitor',
  'Coach',
  'BargeIn',
  '..',
  '.',
  '/',
  '%2e%2e',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  '',
  ' ',
  '\ud800',
  '\u202egnp',
  '\0',
  '0',
  '-1',
  '1e309',
  'NaN',
  '9007199254740993',
  '2014-05-05 11:08:45.000-0700',
  '0000-00-00 99:99',
  'http: //localhost: 8080/api/v2/me/smssessions/S1',
];
const NUMBERS = [
  0,
  -0,
  1,
  2,
  3,
  5,
  7,
  -1,
  0.5,
  1e9,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  1e300,
  Infinity,
  NaN,
  1_399_313_325_000,
];
const KEYS = [
  'id',
  'uri',
  'path',
  'state',
  'messages',
  'index',
  'type',
  'from',
  'text',
  'url',
  'visibility',
  'participants',
  'capabilities',
  'userData',
  'smssession',
  'chat',
  'interaction',
  'smssessionUri',
  'chatUri',
  'interactionUri',
  'messageType',
  'messageTypeName',
  'notificationType',
  'referenceId',
  'statusCode',
  'timestamp',
  'timestampSeconds',
  'channels',
  'userState',
  'nickname',
  'participantId',
  'supervisorMode',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'length',
  'then',
  'toJSON',
  '',
];

type Json = Record<string, unknown>;

/** Makes inputs as a broken or hostile server might: documented shapes with parts exchanged, taken, repeated, renamed or bent, and plain nonsense. */
export class InputMaker {
  readonly #random: Random;
  readonly #shapes: readonly unknown[];

  /** `shapes`: what the inputs are made of. */
  constructor(seed: number, shapes: readonly unknown[]) {
    this.#random = randomBy(seed);
    this.#shapes = shapes;
  }

  next(): unknown {
    if (this.#random(16) === 0) return this.#anything(4);
    return this.bent(this.#pick(this.#shapes));
  }

  /** A copy with some places changed. */
  bent(shape: unknown): unknown {
    let value: unknown = copyOf(shape);
    for (let left = this.#random(4); left >= 0; left--) value = this.#bend(value);
    return value;
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#random(list.length)] as T;
  }

  #anything(depth: number): unknown {
    const random = this.#random;
    switch (random(depth > 0 ? 10 : 6)) {
      case 0:
        return this.#pick(NUMBERS);
      case 1:
        return this.#pick([null, true, false, undefined]);
      case 2:
        return this.#pick(WORDS) + this.#pick(WORDS);
      case 3:
        return random(64) === 0 ? this.#pick(WORDS).repeat(random(9_000)) : this.#pick(WORDS);
      case 4:
        return copyOf(this.#pick(this.#shapes));
      case 5:
        return random(200) === 0 ? JSON.parse('['.repeat(3_000) + ']'.repeat(3_000)) : [];
      case 6:
      case 7:
        return Array.from({ length: random(5) }, () => this.#anything(depth - 1));
      default: {
        const made = {};
        for (let left = random(6); left > 0; left--) put(made, this.#pick(KEYS), this.#anything(depth - 1));
        return made;
      }
    }
  }

  /** One place somewhere in the value is changed. */
  #bend(value: unknown): unknown {
    const random = this.#random;
    const places: { readonly at: Json; readonly key: string }[] = [];
    const walk = (at: unknown, depth: number): void => {
      if (typeof at !== 'object' || at === null || depth > 8 || places.length > 400) return;
      for (const key of Object.keys(at)) {
        places.push({ at: at as Json, key });
        walk((at as Json)[key], depth + 1);
      }
    };
    walk(value, 0);
    if (places.length === 0 || random(40) === 0) return random(2) === 0 ? this.#anything(3) : [value];
    const { at, key } = this.#pick(places);
    const inner = at[key];
    switch (random(9)) {
      case 0:
        if (Array.isArray(at)) at.splice(Number(key), 1);
        else Reflect.deleteProperty(at, key);
        break;
      case 1:
        put(at, this.#pick(KEYS), copyOf(inner));
        break;
      case 2:
        Reflect.deleteProperty(at, key);
        put(at, this.#pick([key.toUpperCase(), `${key}s`, key.slice(1), this.#pick(KEYS)]), inner);
        break;
      case 3:
        put(at, key, Array.isArray(inner) ? (inner as unknown[])[0] : [inner]);
        break;
      case 4:
        put(at, key, typeof inner === 'number' ? String(inner) : typeof inner === 'string' ? Number(inner) : 7);
        break;
      case 5:
        if (Array.isArray(inner) && inner.length > 0) {
          const times = random(50) === 0 ? 400 : 3;
          put(
            at,
            key,
            Array.from({ length: times }, () => copyOf(inner[random(inner.length)])),
          );
        } else put(at, key, this.#pick(NUMBERS));
        break;
      case 6:
        put(at, key, this.#pick(WORDS));
        break;
      default:
        put(at, key, this.#anything(2));
    }
    return value;
  }
}

/** Sets a key as `JSON.parse` would: `__proto__` too is a key like others, and a list has none but numbers. */
function put(at: object, key: string, value: unknown): void {
  if (Array.isArray(at) && !/^\d+$/.test(key)) at.push(value);
  else Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A copy; nothing of what is nested deeper than the stack allows. */
function copyOf(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return null;
  }
}

import { isId } from '../../src/protocol/id.js';
import * as limits from '../../src/protocol/limits.js';

/** Texts by the name of their field; whatever is not named here is a short word. */
const LENGTHS: Readonly<Record<string, number>> = {
  text: limits.MAX_TEXT,
  noticeText: limits.MAX_TEXT,
  url: limits.MAX_URL,
  uri: limits.MAX_URL,
  errorMessage: limits.MAX_SERVER_MESSAGE,
  serverMessage: limits.MAX_SERVER_MESSAGE,
};
/** Lists by the name of their field; the last problem counts the others, and one name may stand for two capabilities. */
const COUNTS: Readonly<Record<string, number>> = {
  messages: limits.MAX_MESSAGES,
  sessions: limits.MAX_SESSIONS,
  users: limits.MAX_USERS,
  queues: limits.MAX_USERS,
  channels: limits.MAX_PARTICIPANTS,
  participants: limits.MAX_PARTICIPANTS,
  capabilities: 2 * limits.MAX_CAPABILITIES,
  roles: limits.MAX_ROLES,
  rejected: limits.MAX_PROBLEMS + 1,
  decoded: 2,
};
const NUMBERS: Readonly<Record<string, (value: number) => boolean>> = {
  index: (value) => Number.isInteger(value) && value >= 1 && value <= limits.MAX_INDEX,
  time: (value) => !Number.isNaN(new Date(value).getTime()),
  receivedAt: (value) => !Number.isNaN(new Date(value).getTime()),
};
const IDS: ReadonlySet<string> = new Set(['id', 'sessionId']);

function fail(name: string, what: string): never {
  throw new RangeError(`decoded beyond its limit: ${name}: ${what}`);
}

/** Asserts that a decoded value holds no more than `src/protocol/limits.ts` allows, wherever in it. */
export function assertWithinCaps(value: unknown, name = ''): void {
  if (typeof value === 'string') {
    if (value.length > (LENGTHS[name] ?? limits.MAX_NAME)) fail(name, `${value.length} code units`);
    if (IDS.has(name) && !isId(value)) fail(name, 'is no id');
  } else if (typeof value === 'number') {
    if (NUMBERS[name]?.(value) === false) fail(name, String(value));
  } else if (Array.isArray(value)) {
    if (value.length > (COUNTS[name] ?? 0)) fail(name, `${value.length} of them`);
    for (const each of value) assertWithinCaps(each, 'one of many');
  } else if (value instanceof Map) {
    if (value.size > limits.MAX_USER_DATA_KEYS) fail(name, `${value.size} keys`);
    for (const [key, each] of value as ReadonlyMap<string, unknown>) {
      assertWithinCaps(key, 'key');
      assertWithinCaps(each, typeof each === 'string' ? 'text' : 'attached');
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) assertWithinCaps((value as Readonly<Record<string, unknown>>)[key], key);
  }
}

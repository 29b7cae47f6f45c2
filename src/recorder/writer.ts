import type { JsonValue } from '../protocol/json.js';
import { isRecord } from '../protocol/read.js';
import { given } from '../protocol/read.js';
import type { WireRequest } from '../protocol/wire.js';
import type { Lens } from './digest.js';
import type { RecordedContent, RequestEntry } from './format.js';
import { Redactor, isSecret, withoutSecrets } from './redact.js';
import { Veil } from './veil.js';
import { PATH_WORDS, WORDS } from './vocabulary.js';

/** How one recording writes values down: the only way from the wire, or from a person's act, into it. */
export interface Writer {
  /** A value from the wire, or arguments by their names. */
  readonly json: (value: unknown) => JsonValue;
  /** Arguments of an act: what is sent here is known again when the log shows it. */
  readonly args: (value: unknown) => JsonValue;
  readonly lens: Lens;
  readonly path: (request: WireRequest) => Pick<RequestEntry, 'path' | 'ids' | 'query'>;
}

/** Queries that hold no more than a position in a list. */
const POSITIONS = ['startIndex', 'count'];

export function writerFor(content: RecordedContent, start: number): Writer {
  return content === 'full' ? full(start) : structure(start);
}

function structure(start: number): Writer {
  const veil = new Veil();
  const redactor = new Redactor(veil, start);
  const json = (value: unknown): JsonValue => redactor.json(value);
  return {
    json,
    args: (value) => {
      const { params = value } = (isRecord(value) ? value : {}) as { readonly params?: unknown };
      if (isRecord(params)) {
        for (const text of [params['text'], params['url'], params['noticeText']]) {
          if (typeof text === 'string') veil.numbered(text);
        }
      }
      return json(value);
    },
    lens: {
      ...LENGTHS,
      id: (text) => veil.hash(text),
      word: (text) => veil.word(text),
      time: (time) => time - start,
    },
    path: ({ path, query = {} }) => {
      const kept = Object.entries(query).filter(
        ([name, value]) =>
          (name === 'fields' && value === '*') || (POSITIONS.includes(name) && /^\d{1,10}$/.test(value)),
      );
      return {
        ...template(path, (id) => (WORDS.has(id) ? id : veil.hash(id))),
        ...(kept.length > 0 && { query: Object.fromEntries(kept) }),
      };
    },
  };
}

function full(start: number): Writer {
  return {
    json: withoutSecrets,
    args: withoutSecrets,
    lens: { ...AS_IT_IS, time: (time) => time - start },
    path: ({ path, query }) => given({ ...template(path, (id) => id), query }),
  };
}

/** Everything as it stands, but for what may sign somebody in. */
export const AS_IT_IS: Omit<Lens, 'time'> = {
  id: (text) => text,
  word: (text) => text,
  text: (text) => text,
  datum: (key, value) => (value === null || isSecret(key) ? null : String(value)),
};

/** Ids and words as they stand, of texts their length. */
export const LENGTHS: Omit<Lens, 'time'> = {
  ...AS_IT_IS,
  text: (text) => text.length,
  datum: (_key, value) => (value === null ? null : String(value).length),
};

/** The address with its ids taken out. */
export function template(path: string, id: (id: string) => string): Pick<RequestEntry, 'path' | 'ids'> {
  const ids: string[] = [];
  const segments = path.split('/').map((segment) => {
    if (segment === '' || PATH_WORDS.has(segment)) return segment;
    ids.push(id(segment));
    return '{}';
  });
  return { path: segments.join('/'), ids };
}

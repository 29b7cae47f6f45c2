import { MAX_PROBLEMS } from './limits.js';
import type { DecodeProblem } from './notification.js';

/** Makes a problem of one record. */
export function problem(code: DecodeProblem['code'], path: string): DecodeProblem {
  return { kind: 'problem', code, path };
}

/** Whether a decoder handed back a problem instead of what was asked for. */
export function isProblem(decoded: object): decoded is DecodeProblem {
  return 'kind' in decoded && decoded.kind === 'problem';
}

/** Records that could be read, and why others could not. */
export interface DecodedList<T> {
  readonly records: readonly T[];
  readonly rejected: readonly DecodeProblem[];
}

/** Reads a list record by record, up to `max`; one that cannot be read is rejected alone. `place` is where the list stands. */
export function decodeList<T extends object>(
  list: readonly unknown[],
  max: number,
  place: string,
  decode: (value: unknown) => T | DecodeProblem,
): DecodedList<T> {
  const records: T[] = [];
  const rejected: DecodeProblem[] = [];
  const length = Math.min(list.length, max);
  let count = list.length - length;
  for (let i = 0; i < length; i++) {
    const record = decode(list[i]);
    if (!isProblem(record)) records.push(record);
    else if (rejected.length < MAX_PROBLEMS) {
      rejected.push(problem(record.code, `${place}[${i}]${record.path && `.${record.path}`}`));
    } else count++;
  }
  if (count > 0) rejected.push({ ...problem('too-large', place), count });
  return { records, rejected };
}

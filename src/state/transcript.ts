import type { Message } from '../protocol/message.js';
import { type Audience, audienceOf } from './audience.js';
import { lowerBound } from './index-range.js';
import { kindOf } from './message-kind.js';
import type { MessageLog } from './message-log.js';

interface RowBase {
  /** Stable, unique and ascending. */
  readonly key: number;
  /** The log's index that it begins with. */
  readonly index: number;
}

/** A new day begins. */
export interface DayRow extends RowBase {
  readonly kind: 'day';
  /** What `dayOf` gave. */
  readonly day: string;
  /** Milliseconds since the epoch, of the day's first entry. */
  readonly time: number;
}

/** Words of somebody, or an address they pushed. */
export interface MessageRow extends RowBase {
  readonly kind: 'message';
  readonly message: Message;
  readonly audience: Audience;
  /** Written by the signed-in user. */
  readonly own: boolean;
  /** Not of the same sender and audience, within five minutes, as the row before. */
  readonly groupStart: boolean;
}

/** Something that happened: somebody came or left, a notice, or an entry of a type that we do not know. */
export interface EventRow extends RowBase {
  readonly kind: 'event';
  readonly message: Message;
  readonly audience: Audience;
}

/** Entries `from` … `to` are missing and not explained yet. */
export interface GapRow extends RowBase {
  readonly kind: 'gap';
  readonly from: number;
  readonly to: number;
}

/** One row of a conversation. */
export type Row = DayRow | MessageRow | EventRow | GapRow;

/** What a transcript must be told. */
export interface TranscriptOptions {
  /** The signed-in user. */
  readonly userId: string;
  /** The local day of a time in milliseconds since the epoch, as any string. Days must begin at a quarter of an hour, as in all time zones. */
  readonly dayOf: (time: number) => string;
}

const GROUP_SPAN = 5 * 60_000;
const QUARTER = 15 * 60_000;

/** The rows of a conversation, kept up to date with a growing log at the cost of what is new. Typing entries and known holes are no rows. */
export class Transcript {
  readonly #options: TranscriptOptions;
  readonly #rows: Row[] = [];
  /** Positions of the day rows. */
  readonly #days: number[] = [];
  #log: MessageLog | undefined;
  #quarter: number | undefined;
  #day = '';

  constructor(options: TranscriptOptions) {
    this.#options = options;
  }

  /** The same array always, changed by `update`. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Brings the rows up to date with `log`. Gives the position of the first row that is another one: the number of rows when none is. */
  update(log: MessageLog): number {
    const rows = this.#rows;
    const from = this.#log ? log.changedFrom(this.#log) : 0;
    this.#log = log;
    const first = lowerBound(rows.length, (position) => (rows[position] as Row).index >= from);
    if (from === Infinity) return first;
    rows.length = first;
    while ((this.#days.at(-1) ?? -1) >= first) this.#days.pop();
    const { gaps } = log;
    let gap = lowerBound(gaps.length, (position) => (gaps[position]?.from ?? 0) >= from);
    const addGaps = (before: number) => {
      for (let next = gaps[gap]; next && next.from < before; next = gaps[++gap]) {
        rows.push({ kind: 'gap', key: 4 * next.to + 2, index: next.from, from: next.from, to: next.to });
      }
    };
    for (let ordinal = log.ordinalOf(from); ordinal < log.size; ordinal++) {
      const message = log.at(ordinal) as Message;
      if (gap < gaps.length) addGaps(message.index);
      this.#add(message);
    }
    addGaps(Infinity);
    return first;
  }

  #add(message: Message): void {
    const kind = kindOf(message);
    if (kind === 'typing') return;
    const { index, time, from } = message;
    if (time !== undefined) this.#addDay(index, time);
    const key = 4 * index;
    const audience = audienceOf(message);
    if (kind !== 'line') {
      this.#rows.push({ kind: 'event', key, index, message, audience });
      return;
    }
    const own = from?.userId !== undefined && from.userId === this.#options.userId;
    const groupStart = !continues(this.#rows.at(-1), message, audience);
    this.#rows.push({ kind: 'message', key, index, message, audience, own, groupStart });
  }

  /** Times may run backwards, since the order is by index: a day that is over does not begin again. */
  #addDay(index: number, time: number): void {
    const last = this.#rows[this.#days.at(-1) ?? -1] as DayRow | undefined;
    // Days are told by formatters, which are slow.
    const quarter = Math.floor(time / QUARTER);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      this.#day = this.#options.dayOf(time);
    }
    if (last && (this.#day === last.day || time <= last.time)) return;
    this.#days.push(this.#rows.length);
    this.#rows.push({ kind: 'day', key: 4 * index - 1, index, day: this.#day, time });
  }
}

/** Whether a line goes on in the group of the row before it. */
function continues(row: Row | undefined, { from, time }: Message, audience: Audience): boolean {
  if (row?.kind !== 'message' || row.audience !== audience) return false;
  const { from: sender, time: before } = row.message;
  if (!from?.participantId || from.participantId !== sender?.participantId) return false;
  return time === undefined || before === undefined || time - before < GROUP_SPAN;
}

import type { Message } from '../protocol/message.js';
import { type Audience, audienceOf } from './audience.js';
import { type IndexRange, lowerBound } from './index-range.js';
import { kindOf } from './message-kind.js';
import { MessageLog } from './message-log.js';

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

/** The `count` oldest entries are no longer held: the log is too long (`MAX_ENTRIES`). Always the first row. */
export interface EarlierRow extends RowBase {
  readonly kind: 'earlier';
  readonly count: number;
}

/** One row of a conversation. */
export type Row = DayRow | MessageRow | EventRow | GapRow | EarlierRow;

/** What a transcript must be told. */
export interface TranscriptOptions {
  /** The signed-in user. */
  readonly userId: string;
  /** The local day of a time in milliseconds since the epoch, as any string. Days must begin at a quarter of an hour, as in all time zones. */
  readonly dayOf: (time: number) => string;
}

const GROUP_SPAN = 5 * 60_000;
const QUARTER = 15 * 60_000;

/**
 * The rows of a conversation, kept up to date with a growing log at the cost of what is new. A row is made when somebody looks at it, and then stays
 * the same object until it changes. Typing entries and known holes are no rows.
 */
export class Transcript {
  readonly #options: TranscriptOptions;
  /** A number stands for the row of the log's entry at that ordinal, which nobody has looked at yet. */
  readonly #rows: (Row | number)[] = [];
  // Stryker disable next-line ArrayDeclaration: what is no day is passed over
  readonly #days: DayRow[] = [];
  /** So many rows from the start on are made. */
  #made = 0;
  #log = MessageLog.empty();
  #quarter: number | undefined;
  // Stryker disable next-line StringLiteral: set before it is read
  #day = '';

  constructor(options: TranscriptOptions) {
    this.#options = options;
  }

  /** How many rows there are. */
  get length(): number {
    return this.#rows.length;
  }

  /** The row at `position`; negative ones count from the end. */
  at(position: number): Row | undefined {
    const row = this.#rows.at(position);
    if (typeof row !== 'number') return row;
    const place = position < 0 ? position + this.#rows.length : position;
    return (this.#rows[place] = this.#make(this.#log.at(row) as Message, place));
  }

  /** All rows, made at once: always the same array, changed by `update`. A window over a long conversation opens faster with `length` and `at`. */
  get rows(): readonly Row[] {
    while (this.at(this.#made)) this.#made++;
    return this.#rows as Row[];
  }

  /** Brings the rows up to date with `log`. Gives the position of the first row that is another one: the number of rows when none is. */
  update(log: MessageLog): number {
    const rows = this.#rows;
    const from = log.changedFrom(this.#log);
    const first = lowerBound(rows.length, (position) => this.#indexOf(rows[position] as Row | number) >= from);
    this.#log = log;
    while (rows.length > first) if (rows.pop() === this.#days.at(-1)) this.#days.pop();
    this.#made = Math.min(this.#made, first);
    const { gaps, size, forgottenTo } = log;
    if (first === 0 && forgottenTo > 0) {
      rows.push({ kind: 'earlier', key: 4 * forgottenTo, index: 0, count: log.version - size });
    }
    let gap = lowerBound(gaps.length, (position) => (gaps[position] as IndexRange).from >= from);
    const addGaps = (before: number) => {
      // Stryker disable next-line EqualityOperator: no entry has an index that is missing
      for (let next = gaps[gap]; next && next.from < before; next = gaps[++gap]) {
        // Stryker disable next-line ArithmeticOperator: no other row has such a key either way
        rows.push({ kind: 'gap', key: 4 * next.to + 2, index: next.from, from: next.from, to: next.to });
      }
    };
    for (let ordinal = log.ordinalOf(from); ordinal < size; ordinal++) {
      const message = log.at(ordinal) as Message;
      addGaps(message.index);
      if (kindOf(message) === 'typing') continue;
      this.#addDay(message);
      rows.push(ordinal);
    }
    addGaps(Infinity);
    return first;
  }

  #indexOf(row: Row | number): number {
    return typeof row === 'number' ? (this.#log.at(row) as Message).index : row.index;
  }

  /** Times may run backwards, since the order is by index: a day that is over does not begin again. */
  #addDay({ index, time }: Message): void {
    if (time === undefined) return;
    // Days are told by formatters, which are slow.
    const quarter = Math.floor(time / QUARTER);
    const last = this.#days.at(-1);
    if (quarter !== this.#quarter) this.#day = this.#options.dayOf(time);
    this.#quarter = quarter;
    // Stryker disable next-line EqualityOperator: one time is one day
    if (last && (this.#day === last.day || time <= last.time)) return;
    const row: DayRow = { kind: 'day', key: 4 * index - 1, index, day: this.#day, time };
    this.#days.push(row);
    this.#rows.push(row);
  }

  #make(message: Message, position: number): Row {
    const { index, from } = message;
    const key = 4 * index;
    const audience = audienceOf(message);
    if (kindOf(message) !== 'line') return { kind: 'event', key, index, message, audience };
    const own = from?.userId !== undefined && from.userId === this.#options.userId;
    const before = this.#rows[position - 1];
    const previous =
      typeof before === 'number' ? this.#log.at(before) : (before as Partial<MessageRow> | undefined)?.message;
    return { kind: 'message', key, index, message, audience, own, groupStart: !continues(previous, message, audience) };
  }
}

/** Whether a line goes on in the group of the entry before it. */
function continues(before: Message | undefined, { from, time }: Message, audience: Audience): boolean {
  if (before === undefined || kindOf(before) !== 'line' || audienceOf(before) !== audience) return false;
  if (!from?.participantId || from.participantId !== before.from?.participantId) return false;
  return time === undefined || before.time === undefined || time - before.time < GROUP_SPAN;
}

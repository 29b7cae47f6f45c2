import type { Message } from '../protocol/message.js';
import { type IndexRange, lowerBound, without } from './index-range.js';

/**
 * So many entries a log holds at most. No conversation of people comes near it; what it bounds is the memory that a runaway bot or a hostile sender may
 * cost a page that is open all day.
 */
export const MAX_ENTRIES = 12_000;

/**
 * A session's message log, ordered by index, as an immutable handle. Handles share growing arrays: adding in order copies nothing, whatever the
 * length. A handle sees only what it was made with; a late entry, and adding to a handle that is not the newest, copy first.
 *
 * An index that nobody has explained is a gap; one that the server's own reading skips is a known hole: entries hidden from this viewer. A log that
 * outgrows `MAX_ENTRIES` lets its oldest quarter go, and says so: the server still has them.
 */
export class MessageLog implements Iterable<Message> {
  /** How many entries were ever added: grows with each. Handles that differ in gaps alone have the same version. */
  readonly version: number;
  /** How many entries there are. */
  readonly size: number;
  /** Entries up to this index were let go; 0 while everything is held. */
  readonly forgottenTo: number;
  /** Indexes that were skipped and neither came nor were confirmed as known holes, ascending. Counted from 1. */
  readonly gaps: readonly IndexRange[];
  /** By index; entries from `size` on belong to newer handles. */
  readonly #order: Message[];
  /** In the order of arrival, likewise; the same array as `#order` until something came late. */
  readonly #arrival: Message[];
  /** The highest index that came or was confirmed. */
  readonly #through: number;

  private constructor(
    order: Message[],
    arrival: Message[],
    version: number,
    through: number,
    gaps: readonly IndexRange[],
    size: number,
    forgottenTo: number,
  ) {
    this.#order = order;
    this.#arrival = arrival;
    this.version = version;
    this.size = size;
    this.forgottenTo = forgottenTo;
    this.#through = through;
    this.gaps = gaps;
  }

  /** A new log without entries. */
  static empty(): MessageLog {
    const none: Message[] = [];
    return new MessageLog(none, none, 0, 0, [], 0, 0);
  }

  /** The highest index; 0 while there are no entries. */
  get lastIndex(): number {
    return this.at(this.size - 1)?.index ?? 0;
  }

  /** Up to this index everything is explained; reading on begins one after it. */
  get contiguousTo(): number {
    const gap = this.gaps[0];
    return gap ? gap.from - 1 : this.#through;
  }

  /** The entry at `ordinal` (0 … size − 1) in index order. */
  at(ordinal: number): Message | undefined {
    return ordinal < this.size ? this.#order[ordinal] : undefined;
  }

  /** How many entries have an index below `index`. */
  ordinalOf(index: number): number {
    return lowerBound(this.size, (ordinal) => (this.#order[ordinal] as Message).index >= index);
  }

  /** The entry with that index. */
  get(index: number): Message | undefined {
    const message = this.at(this.ordinalOf(index));
    return message?.index === index ? message : undefined;
  }

  /** Whether the entry with that index is there. */
  has(index: number): boolean {
    return this.get(index) !== undefined;
  }

  /** The entries with `index` and above, in index order. */
  from(index: number): readonly Message[] {
    return this.#order.slice(this.ordinalOf(index), this.size);
  }

  /** What was added after an older handle of this history had `version`, in the order of arrival. */
  addedSince(version: number): readonly Message[] {
    return this.#arrival.slice(Math.max(0, this.size - this.version + version), this.size);
  }

  /** The lowest index from which on this log may differ from an earlier one; Infinity when it does not. */
  changedFrom(earlier: MessageLog): number {
    const { gaps, version } = this;
    // One that another copy of the library made has none of our fields.
    if (!(#arrival in earlier) || earlier.#arrival !== this.#arrival || earlier.version > version) return 0;
    let from = Infinity;
    for (const { index } of this.addedSince(earlier.version)) from = Math.min(from, index);
    const same = gaps.findIndex((gap, i) => gap.from !== earlier.gaps[i]?.from || gap.to !== earlier.gaps[i].to);
    const first = same < 0 ? gaps.length : same;
    return Math.min(from, gaps[first]?.from ?? Infinity, earlier.gaps[first]?.from ?? Infinity);
  }

  /** In index order. */
  [Symbol.iterator](): IterableIterator<Message> {
    return this.from(0).values();
  }

  /** The log with these entries too, in any order. Indexes that are there already are ignored: the first wins. */
  add(messages: readonly Message[]): MessageLog {
    const { version, size, lastIndex, forgottenTo } = this;
    const fresh = this.#fresh(messages, lastIndex);
    const first = fresh[0];
    if (first === undefined) return this;
    const isNewest = this.#arrival.length === size;
    const arrival = isNewest ? this.#arrival : this.#arrival.slice(0, size);
    let order = isNewest ? this.#order : this.#order.slice(0, size);
    // Stryker disable next-line EqualityOperator: what is fresh never has the last index
    const isLate = first.index < lastIndex;
    if (isLate) order = order.concat(fresh).sort(byIndex);

    let through = this.#through;
    let { gaps } = this;
    for (const message of fresh) {
      arrival.push(message);
      if (!isLate && order !== arrival) order.push(message);
      const { index } = message;
      // Stryker disable next-line EqualityOperator: the highest index is in no gap
      if (index > through) {
        if (index > through + 1) gaps = [...gaps, { from: through + 1, to: index - 1 }];
        through = index;
      } else gaps = without(gaps, index, index);
    }
    const grown = size + fresh.length;
    const log = new MessageLog(order, arrival, version + fresh.length, through, gaps, grown, forgottenTo);
    return grown > MAX_ENTRIES ? log.#forget() : log;
  }

  /** Copies what stays: older handles keep what they have. */
  #forget(): MessageLog {
    const { size, version, gaps } = this;
    const spared = Math.floor(MAX_ENTRIES * 0.75);
    const order = this.#order.slice(size - spared, size);
    const to = (this.#order[size - spared - 1] as Message).index;
    // Stryker disable next-line ConditionalExpression: what came in order is one array, for the sake of memory alone
    const arrival = this.#order === this.#arrival ? order : this.#arrival.filter(({ index }) => index > to);
    return new MessageLog(order, arrival, version, this.#through, without(gaps, 1, to), spared, to);
  }

  /** The log after the server showed everything from `from` to `to`: what it skipped there are known holes, for ever. */
  confirm(from: number, to: number): MessageLog {
    if (to < from) return this;
    const through = this.#through;
    let gaps = without(this.gaps, from, to);
    if (from > through + 1) gaps = [...gaps, { from: through + 1, to: from - 1 }];
    return gaps === this.gaps && to <= through
      ? this
      : new MessageLog(
          this.#order,
          this.#arrival,
          this.version,
          Math.max(through, to),
          gaps,
          this.size,
          this.forgottenTo,
        );
  }

  /** Those of `messages` that are new, ascending and once each. */
  #fresh(messages: readonly Message[], last: number): readonly Message[] {
    let previous = last;
    for (const { index } of messages) {
      // Stryker disable next-line ConditionalExpression: what is in order is the same when it is sorted, at a higher cost
      if (index <= previous) {
        const sorted = [...messages].sort(byIndex);
        return sorted.filter(
          ({ index }, i) => index !== sorted[i - 1]?.index && index > this.forgottenTo && !this.has(index),
        );
      }
      previous = index;
    }
    return messages;
  }
}

function byIndex(a: Message, b: Message): number {
  return a.index - b.index;
}

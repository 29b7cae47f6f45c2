import type { Message } from '../protocol/message.js';
import { type IndexRange, lowerBound, without } from './index-range.js';

/** What all handles of one history share. Only ever grows, except that a late entry moves later ones in `order`. */
interface Backing {
  /** By index. */
  order: Message[];
  /** In the order of arrival; the same array as `order` until the first late entry. */
  arrival: Message[];
  /** Grows with each late entry: only then older handles can no longer read a prefix of `order`. */
  epoch: number;
}

/** Up to so many late entries are put in place one by one; more are sorted in. */
const FEW = 64;

/**
 * A session's message log, ordered by index, as an immutable handle. Handles share one growing store: adding in order copies nothing, whatever
 * the length. A handle sees only what it was made with; adding to one that is not the newest copies first.
 *
 * An index that nobody has explained is a gap; one that the server's own reading skips is a known hole: entries hidden from this viewer.
 */
export class MessageLog implements Iterable<Message> {
  /** How many entries were ever added: grows with each. Handles that differ in gaps alone have the same version. */
  readonly version: number;
  /** Indexes that were skipped and neither came nor were confirmed as known holes, ascending. Counted from 1. */
  readonly gaps: readonly IndexRange[];
  #backing: Backing;
  #epoch: number;
  /** The highest index that came or was confirmed. */
  readonly #through: number;

  private constructor(backing: Backing, version: number, through: number, gaps: readonly IndexRange[]) {
    this.#backing = backing;
    this.#epoch = backing.epoch;
    this.#through = through;
    this.version = version;
    this.gaps = gaps;
  }

  /** A new log without entries. */
  static empty(): MessageLog {
    const order: Message[] = [];
    return new MessageLog({ order, arrival: order, epoch: 0 }, 0, 0, []);
  }

  /** How many entries there are. */
  get size(): number {
    return this.version;
  }

  /** The highest index; 0 while there are no entries. */
  get lastIndex(): number {
    return this.at(this.version - 1)?.index ?? 0;
  }

  /** Up to this index everything is explained; reading on begins one after it. */
  get contiguousTo(): number {
    const gap = this.gaps[0];
    return gap ? gap.from - 1 : this.#through;
  }

  /** The entry at `ordinal` (0 … size − 1) in index order. */
  at(ordinal: number): Message | undefined {
    return ordinal < this.version ? this.#own().order[ordinal] : undefined;
  }

  /** How many entries have an index below `index`. */
  ordinalOf(index: number): number {
    const { order } = this.#own();
    // Nearly always the indexes are dense.
    const guess = index - (order[0]?.index ?? 0);
    if (guess >= 0 && guess < this.version && order[guess]?.index === index) return guess;
    return lowerBound(this.version, (ordinal) => (order[ordinal] as Message).index >= index);
  }

  /** The entry with that index. */
  get(index: number): Message | undefined {
    const message = this.at(this.ordinalOf(index));
    return message?.index === index ? message : undefined;
  }

  has(index: number): boolean {
    return this.get(index) !== undefined;
  }

  /** What was added after an older handle of this history had `version`, in the order of arrival. */
  addedSince(version: number): readonly Message[] {
    return this.#own().arrival.slice(version, this.version);
  }

  /** The lowest index from which on this log may differ from an earlier one; Infinity when it does not. */
  changedFrom(earlier: MessageLog): number {
    if (earlier.#backing !== this.#backing || earlier.version > this.version) return 0;
    let from = Infinity;
    const { arrival } = this.#backing;
    for (let i = earlier.version; i < this.version; i++) from = Math.min(from, (arrival[i] as Message).index);
    if (earlier.gaps === this.gaps) return from;
    const length = Math.max(this.gaps.length, earlier.gaps.length);
    for (let i = 0; i < length; i++) {
      const a = this.gaps[i];
      const b = earlier.gaps[i];
      if (a?.from !== b?.from || a?.to !== b?.to) return Math.min(from, a?.from ?? Infinity, b?.from ?? Infinity);
    }
    return from;
  }

  *[Symbol.iterator](): Iterator<Message> {
    for (let ordinal = 0; ordinal < this.version; ordinal++) yield this.at(ordinal) as Message;
  }

  /** The log with these entries too, in any order. Indexes that are there already are ignored: the first wins. */
  add(messages: readonly Message[]): MessageLog {
    const last = this.lastIndex;
    const fresh = this.#fresh(messages, last);
    if (fresh.length === 0) return this;
    const backing = this.#writable();
    const late = lowerBound(fresh.length, (i) => (fresh[i] as Message).index > last);
    if (late > 0) insert(backing, fresh.slice(0, late));
    const { order, arrival } = backing;
    let through = this.#through;
    let gaps = this.gaps;
    let skipped: IndexRange[] | undefined;
    for (let i = 0; i < fresh.length; i++) {
      const message = fresh[i] as Message;
      const { index } = message;
      if (i >= late) {
        order.push(message);
        if (arrival !== order) arrival.push(message);
      }
      if (index <= through) {
        if (gaps.length > 0) gaps = without(gaps, index, index);
        continue;
      }
      if (index > through + 1) (skipped ??= []).push({ from: through + 1, to: index - 1 });
      through = index;
    }
    if (skipped) gaps = gaps.concat(skipped);
    return new MessageLog(backing, this.version + fresh.length, through, gaps);
  }

  /** The log after the server showed everything from `from` to `to`: what it skipped there are known holes, for ever. */
  confirm(from: number, to: number): MessageLog {
    if (to < from) return this;
    const through = Math.max(this.#through, to);
    let gaps = without(this.gaps, from, to);
    if (to > this.#through && from > this.#through + 1) gaps = [...gaps, { from: this.#through + 1, to: from - 1 }];
    return gaps === this.gaps && through === this.#through
      ? this
      : new MessageLog(this.#own(), this.version, through, gaps);
  }

  /** Those of `messages` that are new, ascending and once each. */
  #fresh(messages: readonly Message[], last: number): readonly Message[] {
    let previous = last;
    for (const { index } of messages) {
      if (index <= previous) {
        return [...messages]
          .sort(byIndex)
          .filter(({ index }, i, sorted) => index !== sorted[i - 1]?.index && (index > last || !this.has(index)));
      }
      previous = index;
    }
    return messages;
  }

  /** The store in a form in which this handle sees a prefix of `order`. */
  #own(): Backing {
    if (this.#epoch !== this.#backing.epoch) this.#detach(this.#backing.arrival.slice(0, this.version).sort(byIndex));
    return this.#backing;
  }

  /** The store when this is its newest handle, else a copy of it. */
  #writable(): Backing {
    const backing = this.#own();
    if (backing.order.length === this.version) return backing;
    const arrival = backing.arrival.slice(0, this.version);
    return { order: backing.order.slice(0, this.version), arrival, epoch: 0 };
  }

  #detach(order: Message[]): void {
    this.#backing = { order, arrival: this.#backing.arrival.slice(0, this.version), epoch: 0 };
    this.#epoch = 0;
  }
}

function byIndex(a: Message, b: Message): number {
  return a.index - b.index;
}

/** Puts late entries in their places. Handles made before read the arrivals from now on. */
function insert(backing: Backing, late: readonly Message[]): void {
  const { order } = backing;
  if (backing.arrival === order) backing.arrival = order.slice();
  backing.epoch++;
  for (const message of late) {
    backing.arrival.push(message);
    if (late.length > FEW) order.push(message);
    else
      order.splice(
        lowerBound(order.length, (i) => (order[i] as Message).index > message.index),
        0,
        message,
      );
  }
  if (late.length > FEW) order.sort(byIndex);
}

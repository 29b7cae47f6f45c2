import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MAX_ENTRIES, MessageLog } from '../../src/state/message-log.js';
import { arrivals, line, someLog } from './builders.js';

const logOf = (...indexes: number[]) => MessageLog.empty().add(indexes.map((index) => line(index)));
const indexesOf = (log: MessageLog) => [...log].map(({ index }) => index);

/** Indexes up to the highest one that neither came nor were confirmed, one by one. */
const missing = (log: MessageLog) =>
  log.gaps.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));

describe('MessageLog', () => {
  it('orders by index, whatever the order of arrival', () => {
    const log = logOf(4, 1)
      .add([line(3)])
      .add([line(9), line(2)]);
    assert.deepEqual(indexesOf(log), [1, 2, 3, 4, 9]);
    assert.equal(log.size, 5);
    assert.equal(log.lastIndex, 9);
    assert.equal(log.at(4)?.index, 9);
    assert.equal(log.at(5), undefined);
    assert.equal(log.get(3)?.text, 'line 3');
    assert.equal(log.get(5), undefined);
    assert.equal(log.get(10), undefined);
    assert.ok(log.has(9));
    assert.ok(!log.has(8));
  });

  it('ignores an index that is there already, and stays the same object when nothing is new', () => {
    const log = logOf(1, 2);
    assert.equal(log.add([line(2, { text: 'other' }), line(1)]), log);
    assert.equal(log.add([]), log);
    const twice = log.add([line(4, { text: 'first' }), line(4, { text: 'second' })]);
    assert.equal(twice.get(4)?.text, 'first');
    assert.equal(twice.size, 3);
  });

  it('tells what was added since a version in the order of arrival', () => {
    const log = logOf(5);
    const later = log.add([line(2)]).add([line(7)]);
    assert.deepEqual(
      later.addedSince(log.version).map(({ index }) => index),
      [2, 7],
    );
    assert.deepEqual(
      later.from(3).map(({ index }) => index),
      [5, 7],
    );
  });

  it('counts gaps from index 1, since a supervisor who joins late receives the full history', () => {
    assert.deepEqual(logOf(4, 7).gaps, [
      { from: 1, to: 3 },
      { from: 5, to: 6 },
    ]);
    assert.equal(logOf(4, 7).contiguousTo, 0);
    assert.equal(logOf(1, 2, 5).contiguousTo, 2);
    assert.deepEqual(MessageLog.empty().gaps, []);
  });

  it('takes a hole that a reading confirmed for known: it is no gap, now or later', () => {
    const log = logOf(1, 2, 6).confirm(3, 6);
    assert.deepEqual(log.gaps, []);
    assert.equal(log.contiguousTo, 6);
    assert.deepEqual(log.add([line(9)]).gaps, [{ from: 7, to: 8 }]);
    assert.deepEqual(indexesOf(log.add([line(4)])), [1, 2, 4, 6]);
    assert.equal(log.confirm(1, 6), log);
    assert.equal(log.confirm(7, 6), log);
  });

  it('takes a reading beyond its last entry for what is known: nothing is missing up to there', () => {
    const log = logOf(1, 2).confirm(3, 4);
    assert.deepEqual(log.gaps, []);
    assert.equal(log.contiguousTo, 4);
    assert.deepEqual(log.add([line(7)]).gaps, [{ from: 5, to: 6 }]);
  });

  it('learns nothing from a reading that showed nothing', () => {
    const log = logOf(1, 10);
    assert.equal(log.confirm(5, 4), log);
    assert.equal(log.confirm(15, 14), log);
    assert.deepEqual(log.confirm(5, 5).gaps, [
      { from: 2, to: 4 },
      { from: 6, to: 9 },
    ]);
  });

  it('confirms only the part of a gap that was read', () => {
    assert.deepEqual(logOf(1, 10).confirm(4, 5).gaps, [
      { from: 2, to: 3 },
      { from: 6, to: 9 },
    ]);
    const ahead = logOf(1).confirm(5, 8);
    assert.deepEqual(ahead.gaps, [{ from: 2, to: 4 }]);
    assert.deepEqual(ahead.add([line(8), line(9)]).gaps, [{ from: 2, to: 4 }]);
  });

  it('holds an index far away as one gap', () => {
    assert.deepEqual(logOf(1, 2 ** 31 - 1).gaps, [{ from: 2, to: 2 ** 31 - 2 }]);
  });

  it('does not let one history see what was added to another one of the same beginning', () => {
    const start = logOf(1, 2);
    const one = start.add([line(3, { text: 'one' })]);
    const other = start.add([line(3, { text: 'other' }), line(4)]);
    assert.deepEqual(indexesOf(start), [1, 2]);
    assert.equal(one.get(3)?.text, 'one');
    assert.equal(one.size, 3);
    assert.equal(other.get(3)?.text, 'other');
    assert.deepEqual(
      other.addedSince(start.version).map(({ text }) => text),
      ['other', 'line 4'],
    );
    assert.equal(other.changedFrom(one), 0, 'another history');
  });

  it('knows the lowest index from which it differs from an earlier one', () => {
    const differs = (change: (log: MessageLog) => MessageLog) => {
      const log = logOf(1, 2, 5);
      return change(log).changedFrom(log);
    };
    assert.equal(
      differs((log) => log),
      Infinity,
    );
    assert.equal(
      differs((log) => log.add([line(6)])),
      6,
    );
    assert.equal(
      differs((log) => log.add([line(9)])),
      6,
    );
    assert.equal(
      differs((log) => log.add([line(4)])),
      3,
    );
    assert.equal(
      differs((log) => log.confirm(3, 4)),
      3,
    );
    const none = MessageLog.empty();
    assert.equal(none.add([line(1)]).changedFrom(none), 1);
    const log = logOf(1, 2, 5);
    assert.equal(log.changedFrom(log.add([line(6)])), 0, 'back in time');
    assert.equal(logOf(1, 2, 5, 6).changedFrom(log), 0, 'another history');
  });

  it('differs from the start from one that another copy of the library made', async () => {
    // A path that the compiler does not know: the same file, as another module.
    const copy = new URL('../../src/state/message-log.ts?copy', import.meta.url).href;
    const other = (await import(copy)) as { readonly MessageLog: typeof MessageLog };
    assert.notEqual(other.MessageLog, MessageLog);
    assert.equal(logOf(1, 2).changedFrom(other.MessageLog.empty()), 0);
  });

  it('is the same after any order of arrival with duplicates, and explains every index or names it', () => {
    fc.assert(
      fc.property(
        someLog().chain((log) => fc.tuple(fc.constant(log), arrivals(log))),
        ([entries, batches]) => {
          const log = batches.reduce((sofar, batch) => sofar.add(batch), MessageLog.empty());
          assert.deepEqual([...log], entries);
          const known = new Set(entries.map(({ index }) => index));
          const all = Array.from({ length: log.lastIndex }, (_, i) => i + 1);
          assert.deepEqual(
            missing(log),
            all.filter((index) => !known.has(index)),
          );
          assert.equal(log.contiguousTo, (missing(log)[0] ?? log.lastIndex + 1) - 1);
          for (const entry of entries) assert.equal(log.get(entry.index), entry);
        },
      ),
    );
  });

  it('never shows in an older handle what came later', () => {
    fc.assert(
      fc.property(someLog().chain(arrivals), fc.infiniteStream(fc.nat()), (batches, picks) => {
        const handles = [MessageLog.empty()];
        const seen: unknown[] = [[]];
        const look = (log: MessageLog) => [[...log], log.gaps, log.lastIndex, log.addedSince(0), log.at(log.size)];
        for (const batch of batches) {
          // Mostly the newest handle grows, sometimes an older one.
          const pick = Number(picks.next().value);
          const base = handles.at(pick % 4 === 0 ? pick % handles.length : -1) as MessageLog;
          const next = pick % 3 === 0 ? base.confirm(1 + (pick % 7), pick % 11) : base.add(batch);
          handles.push(next);
          seen.push(look(next));
        }
        handles.forEach((handle, i) => {
          if (i > 0) assert.deepEqual(look(handle), seen[i]);
        });
      }),
    );
  });

  describe('that outgrows its limit', () => {
    const many = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => line(from + i));
    const atLimit = () =>
      MessageLog.empty()
        .add(many(1, 3))
        .add(many(6, MAX_ENTRIES + 2));

    it('lets its oldest quarter go, says so, and calls it no gap', () => {
      const full = atLimit();
      const beyond = full.add([line(MAX_ENTRIES + 3)]);
      assert.equal(full.size, MAX_ENTRIES);
      assert.equal(full.forgottenTo, 0);
      assert.equal(beyond.size, MAX_ENTRIES * 0.75);
      assert.equal(beyond.at(0)?.index, beyond.forgottenTo + 1);
      assert.equal(beyond.lastIndex, MAX_ENTRIES + 3);
      assert.deepEqual(full.gaps, [{ from: 4, to: 5 }]);
      assert.deepEqual(beyond.gaps, []);
      assert.equal(beyond.contiguousTo, MAX_ENTRIES + 3);
      assert.equal([...full].length, MAX_ENTRIES, 'an older handle keeps what it has');
    });

    it('still tells what is new, and from where on it is another one', () => {
      const full = atLimit();
      const beyond = full.add([line(MAX_ENTRIES + 3)]);
      assert.deepEqual(
        beyond.addedSince(full.version).map(({ index }) => index),
        [MAX_ENTRIES + 3],
      );
      assert.equal(beyond.changedFrom(full), 0);
      const later = beyond.add([line(MAX_ENTRIES + 4)]);
      assert.equal(later.changedFrom(beyond), MAX_ENTRIES + 4);
      assert.equal(later.version, beyond.version + 1);
    });

    it('still tells in which order what is new came', () => {
      const before = MessageLog.empty()
        .add(many(1, MAX_ENTRIES - 2))
        .add([line(MAX_ENTRIES)]);
      const after = before.add([line(MAX_ENTRIES - 1)]).add([line(MAX_ENTRIES + 1)]);
      assert.ok(after.forgottenTo > 0);
      assert.deepEqual(
        after.addedSince(before.version).map(({ index }) => index),
        [MAX_ENTRIES - 1, MAX_ENTRIES + 1],
      );
    });

    it('does not take back what it let go, and takes in what is late but newer', () => {
      const full = atLimit();
      const beyond = full.add([line(MAX_ENTRIES + 3)]);
      assert.equal(beyond.add([line(4), line(beyond.forgottenTo)]), beyond);
      const holed = full.add([line(MAX_ENTRIES + 5)]);
      const filled = holed.add([line(2), line(MAX_ENTRIES + 4)]);
      assert.deepEqual(filled.gaps, [{ from: MAX_ENTRIES + 3, to: MAX_ENTRIES + 3 }]);
      assert.deepEqual(
        filled.from(MAX_ENTRIES + 2).map(({ index }) => index),
        [MAX_ENTRIES + 2, MAX_ENTRIES + 4, MAX_ENTRIES + 5],
      );
    });

    it('holds the newest, whatever came late, also when all of it comes at once', () => {
      const late = MessageLog.empty()
        .add(many(2, MAX_ENTRIES + 1))
        .add([line(1)]);
      assert.equal(late.lastIndex, MAX_ENTRIES + 1);
      assert.equal(late.size, MAX_ENTRIES * 0.75);
      assert.deepEqual(
        [...late.addedSince(0)].map(({ index }) => index).sort((a, b) => a - b),
        indexesOf(late),
      );
      const flood = MessageLog.empty().add(many(1, 3 * MAX_ENTRIES));
      assert.equal(flood.size, MAX_ENTRIES * 0.75);
      assert.equal(flood.at(0)?.index, flood.forgottenTo + 1);
    });
  });

  it('copies nothing when entries come in order', () => {
    let log = MessageLog.empty();
    const first = (log = log.add([line(1)]));
    const started = process.cpuUsage().user;
    for (let index = 2; index <= 200_000; index++) log = log.add([{ index, type: 'Text' }]);
    // A copy for each entry would move 2·10¹⁰ references, some ten seconds.
    assert.ok(process.cpuUsage().user - started < 3_000_000);
    assert.equal(log.version, 200_000);
    assert.equal(log.lastIndex, 200_000);
    assert.equal(first.size, 1);
  });
});

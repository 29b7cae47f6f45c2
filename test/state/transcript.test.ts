import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Message } from '../../src/protocol/message.js';
import { MAX_ENTRIES, MessageLog } from '../../src/state/message-log.js';
import { type Row, Transcript } from '../../src/state/transcript.js';
import { arrivals, colleague, customer, line, me, ME, NOON, someLog } from './builders.js';

const DAY = 24 * 3600_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const transcript = () => new Transcript({ userId: ME, dayOf });
const rowsOf = (...entries: Message[]) => {
  const view = transcript();
  view.update(MessageLog.empty().add(entries));
  return view.rows;
};

/** Rows in short: day, M (own: m) with * at a group's start and ! when agents only, E, and gaps. */
const short = (rows: readonly Row[]) =>
  rows
    .map((row) => {
      switch (row.kind) {
        case 'day':
          return row.day.slice(5);
        case 'earlier':
          return `${row.count} earlier`;
        case 'gap':
          return `gap ${row.from}-${row.to}`;
        case 'event':
          return `E${row.index}${row.audience === 'agents' ? '!' : ''}`;
        case 'message':
          return `${row.own ? 'm' : 'M'}${row.index}${row.audience === 'agents' ? '!' : ''}${row.groupStart ? '*' : ''}`;
      }
    })
    .join(' ');

describe('Transcript', () => {
  it('makes a row of each line and event, and none of typing', () => {
    const rows = rowsOf(
      line(1),
      line(2, { type: 'TypingStarted', from: me }),
      line(3, { from: me }),
      line(4, { type: 'ParticipantJoined', from: colleague, visibility: 'Agents' }),
      line(5, { type: 'PushUrl', url: 'https://example.com' }),
      line(6, { type: 'FutureThing' }),
    );
    assert.equal(short(rows), '01-05 M1* m3* E4! M5* E6');
  });

  it('groups lines of one sender to one audience within five minutes', () => {
    const whisper = { from: colleague, visibility: 'Agents' };
    const open = { ...colleague, visibility: 'All' };
    const minutes = (index: number, minute: number) => line(index, { time: NOON + minute * 60_000 });
    assert.equal(short(rowsOf(line(1), line(2), line(3, { from: me }), line(4))), '01-05 M1* M2 m3* M4*');
    assert.equal(short(rowsOf(line(1, whisper), line(2, whisper), line(3, { from: open }))), '01-05 M1!* M2! M3*');
    assert.equal(short(rowsOf(minutes(1, 0), minutes(2, 4), minutes(3, 8), minutes(4, 13))), '01-05 M1* M2 M3 M4*');
    const { time: _time, ...timeless } = line(2);
    assert.equal(short(rowsOf(line(1), timeless, line(3))), '01-05 M1* M2 M3');
    const nobody = { participantId: '', nickname: 'x', type: 'Agent' };
    assert.equal(short(rowsOf(line(1, { from: nobody }), line(2, { from: nobody }))), '01-05 M1* M2*');
  });

  it('separates days once each, also when clocks disagree', () => {
    const on = (index: number, time: number) => line(index, { time });
    const rows = rowsOf(on(1, NOON), on(2, NOON + DAY), on(3, NOON), on(4, NOON + DAY + 1), on(5, NOON + 3 * DAY));
    assert.equal(short(rows), '01-05 M1* 01-06 M2* M3 M4* 01-08 M5*');
  });

  it('draws gaps, and no hole that is known', () => {
    const log = MessageLog.empty().add([line(3), line(4), line(8)]);
    const view = transcript();
    view.update(log);
    assert.equal(short(view.rows), 'gap 1-2 01-05 M3* M4 gap 5-7 M8*');
    const first = view.update(log.confirm(1, 8));
    assert.equal(first, 0);
    assert.equal(short(view.rows), '01-05 M3* M4 M8');
  });

  it('says first how many entries are no longer held', () => {
    const view = transcript();
    let log = MessageLog.empty().add(Array.from({ length: MAX_ENTRIES }, (_, i) => line(i + 1)));
    view.update(log);
    assert.equal(view.at(0)?.kind, 'day');
    assert.equal(view.update((log = log.add([line(MAX_ENTRIES + 1)]))), 0);
    assert.deepEqual(view.at(0), { kind: 'earlier', key: 4 * log.forgottenTo, index: 0, count: log.forgottenTo });
    assert.equal(view.at(1)?.kind, 'day');
    assert.equal(view.at(2)?.index, log.forgottenTo + 1);
    const { length } = view;
    assert.equal(view.update(log.add([line(MAX_ENTRIES + 2)])), length, 'and goes on as before');
    assert.equal(view.at(0)?.kind, 'earlier');
    assert.equal(view.at(-1)?.index, MAX_ENTRIES + 2);
    assert.equal(view.length, length + 1);
  });

  it('says from which row on it changed', () => {
    let log = MessageLog.empty().add([line(1), line(2), line(4)]);
    const view = transcript();
    const grow = (...entries: Message[]) => view.update((log = log.add(entries)));
    view.update(log);
    assert.equal(short(view.rows), '01-05 M1* M2 gap 3-3 M4*');
    assert.equal(view.update(log), 5, 'nothing is new');
    assert.equal(grow(line(5)), 5);
    assert.equal(grow(line(6, { type: 'TypingStopped' })), 6, 'typing is no row');
    assert.equal(view.length, 6);
    assert.equal(grow(line(3)), 3);
    assert.equal(short(view.rows), '01-05 M1* M2 M3 M4 M5');
  });

  it('makes rows when they are looked at, as the same objects until they change', () => {
    const log = MessageLog.empty().add([line(1), line(2), line(3)]);
    const view = transcript();
    view.update(log);
    const last = view.at(-1);
    assert.equal(last?.index, 3);
    assert.equal(view.at(4), undefined);
    assert.equal(view.at(view.length - 1), last);
    view.update(log.add([line(4)]));
    assert.equal(view.at(3), last);
    assert.equal(view.rows[3], last);
    assert.equal(view.rows.length, 5);
  });

  it('makes the same rows in whichever order they are looked at', () => {
    const { time: _time, ...timeless } = line(1);
    const log = MessageLog.empty().add([timeless, line(2), line(3, { type: 'Notice' }), line(4), line(5)]);
    const view = transcript();
    view.update(log);
    const backwards = Array.from({ length: view.length }, (_, i) => view.at(view.length - 1 - i) as Row).reverse();
    assert.equal(short(backwards), 'M1* 01-05 M2* E3 M4* M5');
    assert.deepEqual([...view.rows], backwards);
  });

  it('asks for the day of a time once per quarter of an hour, since formatters are slow', () => {
    let asked = 0;
    const view = new Transcript({
      userId: ME,
      dayOf: (time) => {
        asked++;
        return dayOf(time);
      },
    });
    view.update(MessageLog.empty().add(Array.from({ length: 500 }, (_, i) => line(i + 1))));
    assert.equal(asked, 1);
  });

  it('shows another log from scratch', () => {
    const view = transcript();
    view.update(MessageLog.empty().add([line(1), line(2)]));
    assert.equal(view.update(MessageLog.empty().add([line(1, { from: me })])), 0);
    assert.equal(short(view.rows), '01-05 m1*');
    assert.equal(view.update(MessageLog.empty()), 0);
    assert.equal(view.length, 0);
  });

  it('is the same after any order of arrival and any reading, and keeps the rows before the first that it names', () => {
    const confirms = fc.infiniteStream(fc.tuple(fc.nat(40), fc.nat(6), fc.boolean()));
    const stretched = someLog().map((log) =>
      log.map((message) => ({ ...message, time: NOON + message.index * 3 * 3600_000 })),
    );
    fc.assert(
      fc.property(fc.oneof(someLog(), stretched).chain(arrivals), confirms, (batches, reads) => {
        const view = transcript();
        let log = MessageLog.empty();
        for (const batch of batches) {
          const [from, length, look] = reads.next().value as [number, number, boolean];
          log = log.add(batch);
          if (length > 3) log = log.confirm(from, from + length);
          const before = look ? [...view.rows] : [];
          const first = view.update(log);
          if (look) assert.ok(before.slice(0, first).every((row, i) => row === view.at(i)));
          const afresh = transcript();
          afresh.update(log);
          // Mostly unseen rows are compared at the end only, so that they are made late too.
          if (look) assert.deepEqual([...view.rows], [...afresh.rows]);
          const keys = afresh.rows.map(({ key }) => key);
          assert.deepEqual(
            keys,
            [...new Set(keys)].sort((a, b) => a - b),
          );
        }
        const afresh = transcript();
        afresh.update(log);
        assert.deepEqual([...view.rows], [...afresh.rows]);
        const rows = view.rows.filter(({ kind }) => kind === 'message' || kind === 'event').length;
        assert.equal(rows, [...log].filter(({ type }) => !type.startsWith('Typing')).length);
      }),
      { numRuns: 300 },
    );
  });

  it('costs what is new', () => {
    const view = transcript();
    let log = MessageLog.empty().add(Array.from({ length: 100_000 }, (_, i) => line(i + 1, { from: customer })));
    view.update(log);
    const started = process.cpuUsage().user;
    for (let index = 100_001; index <= 102_000; index++) {
      view.update((log = log.add([line(index)])));
      view.at(-1);
    }
    // A pass over all rows for each line would look at 2·10⁸ of them.
    assert.ok(process.cpuUsage().user - started < 500_000);
  });
});

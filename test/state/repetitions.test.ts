import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/protocol/message.js';
import { Repetitions } from '../../src/state/repetitions.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import type { OperationRecord } from '../../src/state/session-state.js';
import { chatting, colleague, customer, line, me, messages, NOON, operation, reduce, update } from './builders.js';

const send = (id: string, more: Partial<OperationRecord> = {}) =>
  operation({ id, operation: 'SendMessage', text: 'hi', audience: 'customer', ...more });
const echo = (index: number, more: Partial<Message> = {}) =>
  line(index, { from: me, text: 'hi', time: NOON + index * 100, ...more });

/** What is found after each event, one after the other. */
const found = (...events: readonly SessionEvent[]): readonly number[] => {
  const repetitions = new Repetitions();
  let state = chatting();
  for (const event of events) {
    state = reduce(state, event);
    repetitions.update(state);
  }
  return [...repetitions.indexes];
};

describe('a message that stands twice in the log', () => {
  it('and was sent once is a repetition: the entry that no operation claims', () => {
    assert.deepEqual(found(send('a'), messages([echo(1), echo(2)])), [2]);
    assert.deepEqual(found(send('a'), messages([echo(1)]), messages([echo(2)])), [2]);
  });

  it('is found also when the copy overtakes, or is read later', () => {
    assert.deepEqual(found(send('a'), messages([echo(2)]), messages([echo(1)])), [1]);
    const read: SessionEvent = { type: 'snapshot', at: NOON, from: 1, messages: [echo(1), echo(2)] };
    assert.deepEqual(found(send('a'), send('a', { phase: 'unknown' }), { type: 'stale' }, read), [2]);
  });

  it('is found also when it was there before it is known that its sender is us', () => {
    const again = { ...me, participantId: 'p9' };
    const { userId: _userId, ...early } = again;
    const came = messages([echo(1, { from: early }), echo(2, { from: early })]);
    assert.deepEqual(found(send('a'), came, update({ participants: [again, customer] })), [2]);
  });

  it('is found up to ten seconds after the first', () => {
    const late = (by: number) => messages([echo(1), echo(2, { time: NOON + 100 + by })]);
    assert.deepEqual(found(send('a'), late(10_000)), [2]);
    assert.deepEqual(found(send('a'), late(10_001)), []);
  });

  it('is looked for in what is new: what was looked at is not looked at again', () => {
    let looks = 0;
    const other = Object.defineProperty({ ...echo(2) }, 'time', { get: () => ((looks += 1), NOON + 60_000) });
    const repetitions = new Repetitions();
    let state = reduce(chatting(), send('a'), messages([echo(1), other]));
    looks = 0;
    repetitions.update(state);
    assert.equal(looks, 1);
    state = reduce(state, messages([echo(3)]));
    assert.equal(repetitions.update(state), true);
    assert.equal(looks, 1);
  });

  it('is told once, and stays told when the operation is long forgotten', () => {
    const repetitions = new Repetitions();
    let state = reduce(chatting(), send('a'), messages([echo(1), echo(2)]));
    assert.equal(repetitions.update(state), true);
    assert.equal(repetitions.update(state), false);
    for (let index = 3; index < 60; index += 1) {
      state = reduce(state, send(`n${index}`, { text: `n${index}`, afterIndex: index - 1 }));
      state = reduce(state, messages([echo(index, { text: `n${index}` })]));
      assert.equal(repetitions.update(state), false);
    }
    assert.deepEqual([...repetitions.indexes], [2]);
  });

  it('is three times there after two acts: one is a repetition', () => {
    assert.deepEqual(found(send('a'), send('b'), messages([echo(1), echo(2), echo(3)])), [3]);
  });

  const innocent: Record<string, readonly SessionEvent[]> = {
    'was sent twice by us': [send('a'), send('b'), messages([echo(1), echo(2)])],
    'was sent again after its outcome was unknown': [
      send('a'),
      send('a', { phase: 'unknown' }),
      send('b'),
      { type: 'operation-dismissed', id: 'a' },
      messages([echo(1), echo(2, { time: NOON + 100 + 15_000 })]),
    ],
    'was sent by us from another place a minute later': [
      send('a'),
      messages([echo(1)]),
      messages([echo(2, { time: NOON + 60_000 })]),
    ],
    'was there before we sent it': [messages([echo(1)]), send('a', { afterIndex: 1 }), messages([echo(2)])],
    'is of the customer': [send('a'), messages([echo(1), line(2, { from: customer, text: 'hi', time: NOON })])],
    'is of a colleague': [send('a'), messages([echo(1), echo(2, { from: colleague })])],
    'is for another audience': [send('a'), messages([echo(1), echo(2, { visibility: 'Agents' })])],
    'has other words': [send('a'), messages([echo(1), echo(2, { text: 'hi!' })])],
    'was sent from another place, and nothing by us': [messages([echo(1), echo(2)])],
    'is not confirmed yet': [send('a', { text: 'other' }), messages([echo(1), echo(2)])],
  };
  for (const [name, events] of Object.entries(innocent)) {
    it(`and ${name} is no repetition`, () => assert.deepEqual(found(...events), []));
  }

  it('without times is not judged', () => {
    const { time: _time, ...timeless } = echo(2);
    assert.deepEqual(found(send('a'), messages([echo(1), timeless])), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/protocol/message.js';
import type { SessionState } from '../../src/state/session-state.js';
import { chatting, colleague, line, me, messages, NOON, reduce } from './builders.js';

const started = (index: number, more: Partial<Message> = {}) =>
  line(index, { type: 'TypingStarted', text: '', ...more });
const stopped = (index: number, more: Partial<Message> = {}) =>
  line(index, { type: 'TypingStopped', text: '', ...more });
const whisper = { from: colleague, visibility: 'Agents' };
const typists = (state: SessionState) =>
  state.typing.map(({ participant, audience }) => `${participant.nickname} to ${audience}`);

describe('typing', () => {
  it('shows who types and who may know', () => {
    const state = reduce(
      chatting(),
      messages([started(1, { text: 'I wou' })]),
      messages([started(2, whisper)], NOON + 5),
    );
    assert.deepEqual(typists(state), ['Cleo to customer', 'Ben to agents']);
    assert.equal(state.typing[0]?.preview, 'I wou');
    assert.equal(state.typing[1]?.since, NOON + 5);
  });

  it('leaves our own typing out, whether the sender has a uri or not', () => {
    const { userId: _userId, ...early } = me;
    assert.deepEqual(
      typists(reduce(chatting(), messages([started(1, { from: me })]), messages([started(2, { from: early })]))),
      [],
    );
  });

  it('ends by a stop, or by a line of the same participant', () => {
    const typing = reduce(chatting(), messages([started(1)]), messages([started(2, whisper)]));
    assert.deepEqual(typists(reduce(typing, messages([stopped(3)]))), ['Ben to agents']);
    assert.deepEqual(typists(reduce(typing, messages([line(3, whisper)]))), ['Cleo to customer']);
    const aloud = line(3, { from: { ...colleague, visibility: 'All' } });
    assert.deepEqual(typists(reduce(typing, messages([aloud]))), ['Cleo to customer'], 'whoever reads the line');
    const others = messages([line(3, { from: me }), { index: 4, type: 'Text', text: 'of nobody' }]);
    assert.equal(reduce(typing, others).typing, typing.typing);
  });

  it('to the customer is not ended by a stop of typing to agents', () => {
    const typing = reduce(chatting(), messages([started(1, { from: { ...colleague, visibility: 'All' } })]));
    assert.deepEqual(typists(reduce(typing, messages([stopped(2, whisper)]))), ['Ben to customer']);
  });

  it('does not light up when its end arrived before it', () => {
    assert.deepEqual(typists(reduce(chatting(), messages([line(2)]), messages([started(1)]))), []);
    assert.deepEqual(typists(reduce(chatting(), messages([started(1), line(2)]))), []);
  });

  it('is not ended by a line from before it that arrives late', () => {
    assert.deepEqual(typists(reduce(chatting(), messages([started(2)]), messages([line(1)]))), ['Cleo to customer']);
  });

  it('does not light up from a reading, nor from history that is old by the server’s clock', () => {
    const read = reduce(chatting(), { type: 'snapshot', at: NOON, from: 1, messages: [started(1)] });
    assert.deepEqual(typists(read), []);
    const joined = (time: number) => line(2, { type: 'ParticipantJoined', from: me, time });
    const after = (time: number) => typists(reduce(chatting(), messages([started(1, { time: NOON }), joined(time)])));
    assert.deepEqual(after(NOON + 10_000), []);
    assert.deepEqual(after(NOON + 9999), ['Cleo to customer']);
  });

  it('is over after ten seconds, and when the clock is set back', () => {
    const typing = reduce(chatting(), messages([started(1)]), messages([started(2, whisper)], NOON + 4000));
    const tick = (at: number) => typists(reduce(typing, { type: 'tick', at }));
    assert.equal(reduce(typing, { type: 'tick', at: NOON + 9999 }), typing);
    assert.deepEqual(tick(NOON + 4000), ['Cleo to customer', 'Ben to agents'], 'since now');
    assert.deepEqual(tick(NOON + 10_000), ['Ben to agents']);
    assert.deepEqual(tick(NOON + 14_000), []);
    assert.deepEqual(tick(NOON - 1), []);
  });

  it('counts anew when the participant goes on', () => {
    const state = reduce(chatting(), messages([started(1)]), messages([started(2)], NOON + 8000));
    assert.deepEqual(typists(reduce(state, { type: 'tick', at: NOON + 12_000 })), ['Cleo to customer']);
  });

  it('of somebody who cannot be told apart shows nothing', () => {
    const nobody = { participantId: '', nickname: '', type: 'Agent' };
    const { from: _from, ...ofNobody } = started(2);
    assert.deepEqual(typists(reduce(chatting(), messages([started(1, { from: nobody }), ofNobody]))), []);
  });
});

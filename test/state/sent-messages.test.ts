import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Message } from '../../src/protocol/message.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import { operationById } from '../../src/state/selectors.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import type { OperationRecord, SessionState } from '../../src/state/session-state.js';
import {
  arrivals,
  chatting,
  colleague,
  customer,
  line,
  me,
  messages,
  NOON,
  operation,
  reduce,
  update,
} from './builders.js';

const phaseOf = (state: SessionState, id = 'a') => operationById(state, id)?.phase;
const send = (id: string, more: Partial<OperationRecord> = {}) =>
  operation({ id, operation: 'SendMessage', text: 'hi', audience: 'customer', ...more });
const echo = (index: number, more: Partial<Message> = {}) => line(index, { from: me, text: 'hi', ...more });
const acked = (id: string, name: OperationName) => operation({ id, operation: name, phase: 'acked' });

describe('a message', () => {
  it('stays pending when it is accepted, and is confirmed by our own entry in the log', () => {
    const sent = reduce(chatting(), messages([line(4)]), send('a', { afterIndex: 4 }), acked('a', 'SendMessage'));
    assert.equal(phaseOf(sent), 'acked');
    const done = reduce(sent, messages([echo(5)]));
    assert.equal(phaseOf(done), 'confirmed');
    assert.equal(operationById(done, 'a')?.confirmedBy, 5);
  });

  it('is confirmed although its entry comes before the answer, which then changes nothing', () => {
    const done = reduce(chatting(), send('a'), messages([echo(1)]));
    assert.equal(phaseOf(done), 'confirmed');
    assert.equal(reduce(done, acked('a', 'SendMessage')), done);
  });

  it('is confirmed by a reading too, even after its outcome was unknown', () => {
    const lost = reduce(chatting(), send('a'), send('a', { phase: 'unknown' }), { type: 'stale' });
    const read: SessionEvent = { type: 'snapshot', at: NOON, from: 1, messages: [echo(1)] };
    assert.equal(phaseOf(reduce(lost, read)), 'confirmed');
  });

  it('compares texts as the server may keep them', () => {
    const sent = reduce(chatting(), send('a', { text: ' one\r\ntwo\rthree ' }));
    assert.equal(phaseOf(reduce(sent, messages([echo(1, { text: 'one\ntwo\nthree' })]))), 'confirmed');
  });

  it('for nobody knows whom is confirmed whoever reads it', () => {
    const sent = reduce(chatting(), operation({ id: 'a', operation: 'SendMessage', text: 'hi' }));
    for (const visibility of ['All', 'Agents'])
      assert.equal(phaseOf(reduce(sent, messages([echo(1, { visibility })]))), 'confirmed');
  });

  it('of which the words are not known is confirmed by no entry', () => {
    const sent = reduce(chatting(), operation({ id: 'a', operation: 'SendMessage' }), messages([echo(1)]));
    assert.equal(phaseOf(sent), 'sending');
  });

  const { text: _text, ...wordless } = echo(5);
  const { from: _from, ...ofNobody } = echo(5, { visibility: 'Agents' });
  const strangers: Record<string, Message> = {
    'another text': echo(5, { text: 'hi!' }),
    'another sender': echo(5, { from: colleague }),
    'the customer': echo(5, { from: customer }),
    'an older entry': echo(4),
    'another audience': echo(5, { visibility: 'Agents' }),
    'another type': echo(5, { type: 'Notice' }),
    'no sender': ofNobody,
    'no words': wordless,
  };
  for (const [name, entry] of Object.entries(strangers)) {
    it(`is not confirmed by an entry with ${name}`, () => {
      const sent = reduce(chatting(), send('a', { afterIndex: 4 }), messages([entry]));
      assert.equal(phaseOf(sent), 'sending');
    });
  }

  it('is recognised once we know who we are, when its entry gives no uri', () => {
    const { userId: _userId, ...early } = me;
    const sent = reduce(chatting({ participants: [customer] }), send('a'), messages([echo(1, { from: early })]));
    assert.equal(phaseOf(sent), 'sending');
    assert.equal(phaseOf(reduce(sent, update({ participants: [me, customer] }))), 'confirmed');
  });

  it('of each kind is confirmed by its own type of entry', () => {
    const kinds: [OperationName, Partial<Message>][] = [
      ['SendToAgents', { visibility: 'Agents', text: 'x' }],
      ['SendUrl', { type: 'PushUrl', url: 'x' }],
      ['SendCustomNotice', { type: 'CustomNotice', noticeText: 'x' }],
      ['SendCustomNoticeToAgents', { type: 'CustomNotice', noticeText: 'x', visibility: 'Agents' }],
      ['SendNicknameUpdatedNotice', { type: 'NicknameUpdated', noticeText: 'x' }],
    ];
    for (const [name, entry] of kinds) {
      const { text: _text, ...bare } = echo(1);
      const audience = entry.visibility ? 'agents' : 'customer';
      const sent = reduce(chatting(), operation({ id: 'a', operation: name, text: 'x', audience }));
      assert.equal(phaseOf(reduce(sent, messages([{ ...bare, ...entry }]))), 'confirmed', name);
      assert.equal(phaseOf(reduce(sent, messages([{ ...bare, ...entry, type: 'Text', text: 'y' }]))), 'sending', name);
    }
  });

  it('claims one entry each when texts are equal: the oldest first, no entry twice', () => {
    const scene = fc
      .tuple(
        fc.array(fc.constantFrom('hi', 'yes'), { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom('hi', 'yes'), { maxLength: 8 }),
      )
      .chain(([texts, said]) => {
        const entries = said.map((text, i) => echo(i + 1, { text }));
        return fc.tuple(fc.constant(texts), fc.constant(entries), arrivals(entries), fc.nat(20));
      });
    fc.assert(
      fc.property(scene, ([texts, entries, batches, cut]) => {
        const sends = texts.map((text, i) => send(String(i), { text }));
        // Some entries come between the sends.
        let state = reduce(chatting(), ...sends.slice(0, cut % texts.length));
        batches.forEach((batch, i) => {
          if (i === 1) state = reduce(state, ...sends);
          state = reduce(state, messages(batch));
        });
        state = reduce(state, ...sends);
        const claims = state.operations.flatMap(({ confirmedBy }) => confirmedBy ?? []);
        assert.equal(new Set(claims).size, claims.length);
        for (const text of ['hi', 'yes']) {
          const asked = state.operations.filter((each) => each.text === text);
          const there = entries.filter((each) => each.text === text).length;
          const done = asked.map(({ phase }) => phase === 'confirmed');
          assert.equal(done.filter(Boolean).length, Math.min(asked.length, there));
          assert.ok(!done.includes(true, done.indexOf(false) < 0 ? done.length : done.indexOf(false)), 'oldest first');
        }
      }),
    );
  });

  it('finds its entry although an earlier equal text took it, whose own came late', () => {
    const both = reduce(
      chatting(),
      send('a'),
      // The entry of `a` is 1; what came first is somebody else's 2, then `b` is written and shows as 3.
      messages([line(2)]),
      send('b', { afterIndex: 2 }),
      messages([echo(3)]),
    );
    assert.deepEqual([phaseOf(both, 'a'), phaseOf(both, 'b')], ['confirmed', 'sending']);
    assert.equal(phaseOf(reduce(both, messages([echo(1, { text: 'yes' })])), 'b'), 'sending', 'other words');
    assert.equal(phaseOf(reduce(both, messages([echo(1, { from: colleague })])), 'b'), 'sending', 'somebody else');
    const late = reduce(both, messages([echo(1)]));
    assert.equal(phaseOf(late, 'b'), 'confirmed');
    const third = reduce(late, send('c', { afterIndex: 3 }), messages([echo(1), echo(3)]));
    assert.equal(phaseOf(third, 'c'), 'sending', 'no entry counts twice');
  });

  it('is not confirmed by a copy of an earlier equal text that comes late', () => {
    const both = reduce(chatting(), send('a'), messages([echo(3)]), send('b', { afterIndex: 3 }));
    assert.equal(phaseOf(reduce(both, messages([echo(2)])), 'b'), 'sending');
  });

  it('leaves a bounded mark of which entries are taken', () => {
    let state = chatting();
    for (let index = 1; index <= 70; index += 1)
      state = reduce(state, send(String(index), { afterIndex: index - 1 }), messages([echo(index)]));
    assert.equal(state.claims.length, 64);
  });

  describe('for the customer, when we are out of their view by the time it is written', () => {
    const hidden = { from: { ...me, visibility: 'Agents' }, visibility: 'Agents' };
    const whisper = (id: string) => operation({ id, operation: 'SendToAgents', text: 'hi', audience: 'agents' });

    it('failed: agents alone read it', () => {
      for (const visibility of ['Agents', 'All', 'Supervisors']) {
        const state = reduce(chatting(), send('a'), messages([echo(1, { ...hidden, visibility })]));
        assert.equal(phaseOf(state), 'failed');
        assert.equal(operationById(state, 'a')?.error?.message, 'SendMessage: invalid-state');
        const next = reduce(state, whisper('b'), update({ participants: [me] }));
        assert.equal(phaseOf(next, 'b'), 'sending', 'its entry is its own');
      }
    });

    it('is undecided when equal words for agents were seen, written by us elsewhere', () => {
      const { visibility: _visibility, ...silent } = me;
      for (const from of [me, silent]) {
        const state = reduce(chatting(), send('a'), messages([echo(1, { from, visibility: 'Agents' })]));
        assert.equal(phaseOf(state), 'sending');
      }
    });

    it('is undecided while an earlier entry may come', () => {
      const gap = reduce(chatting(), messages([line(1)]), send('a', { afterIndex: 1 }), messages([echo(3, hidden)]));
      assert.equal(phaseOf(gap), 'sending');
      assert.equal(phaseOf(reduce(gap, messages([echo(2)]))), 'confirmed');
      const lost = reduce(gap, messages([line(2)]), send('a', { afterIndex: 1, phase: 'unknown' }));
      assert.equal(phaseOf(lost), 'failed');
    });

    it('leaves equal words for agents to the operation that wrote them', () => {
      const one = reduce(chatting(), send('a'), whisper('b'), messages([echo(1, hidden)]));
      assert.deepEqual([phaseOf(one, 'a'), phaseOf(one, 'b')], ['sending', 'confirmed']);
      assert.equal(phaseOf(reduce(one, messages([echo(2, hidden)]))), 'failed');
    });
  });

  it('keeps its entry when its record is dismissed: the next equal text needs another one', () => {
    const both = reduce(chatting(), send('a'), send('b'), messages([echo(1)]));
    assert.deepEqual([phaseOf(both, 'a'), phaseOf(both, 'b')], ['confirmed', 'sending']);
    const rest = reduce(both, { type: 'operation-dismissed', id: 'a' }, update({ participants: [me] }));
    assert.equal(phaseOf(rest, 'b'), 'sending');
    assert.equal(phaseOf(reduce(rest, messages([echo(2)])), 'b'), 'confirmed');
  });
});

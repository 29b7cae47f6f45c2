import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/protocol/message.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import { modeOf, selfOf } from '../../src/state/selectors.js';
import {
  chatting,
  colleague,
  customer,
  error,
  fresh,
  line,
  me,
  messages,
  NOON,
  reduce,
  sample,
  update,
} from './builders.js';

const snapshot = (from: number, list: readonly Message[], session?: object): SessionEvent => ({
  type: 'snapshot',
  at: NOON + 1,
  from,
  messages: list,
  ...(session && { session: { id: 'x', ...session } }),
});

describe('what the server says of a session', () => {
  it('takes in the invitation of Intrude as the sample has it', () => {
    const state = reduce(fresh(), sample('intrude.status-change'));
    assert.equal(state.status, 'Invited');
    assert.equal(state.supervisorMode, 'Monitor');
    assert.deepEqual([...state.capabilities], ['Accept', 'Reject']);
    assert.equal(state.userData.get('PegAG?:2>1'), 1);
    assert.equal(state.asOf, NOON);
    assert.ok(!state.stale);
  });

  it('keeps two agents of one name apart, in the order of the sample of Consult', () => {
    const state = reduce(fresh(), sample('consult.participants-updated'));
    assert.deepEqual(
      state.participants.map(({ nickname, participantId }) => [nickname, participantId]),
      [
        ['TestName', '009052CB05C900EA'],
        ['BFriend', '009052CB05CA00EB'],
        ['FirstL', '009052CB056C00E5'],
        ['TestName', '009052CB057100E7'],
      ],
    );
  });

  it('never overwrites by what is absent', () => {
    const before = chatting({ receivedAt: 7, chatType: 'Inbound', supervisorMode: 'Coach' });
    const after = reduce(before, update({ status: 'LeftChat' }));
    const { status: _status, ...rest } = before;
    assert.deepEqual(after, { ...rest, status: 'LeftChat' });
    assert.equal(after.participants, before.participants);
    assert.equal(after.capabilities, before.capabilities);
  });

  it('takes an empty list of participants for no statement, as in the answer to Accept', () => {
    const state = reduce(chatting(), update({ status: 'Chatting', participants: [] }));
    assert.deepEqual(state.participants, [me, customer]);
    const read = reduce(chatting(), snapshot(1, [], { status: 'LeftChat', participants: [] }));
    assert.deepEqual(read.participants, [], 'who reads that nobody is there can believe it');
  });

  it('keeps of an invitation what a reading of it leaves out', () => {
    const offer = { status: 'Invited', participants: [customer], supervisorMode: 'Monitor' };
    const invited = reduce(fresh(), update(offer));
    const { participants, supervisorMode } = reduce(invited, snapshot(1, [], { status: 'Invited', participants: [] }));
    assert.deepEqual([participants, supervisorMode], [[customer], 'Monitor']);
  });

  describe('an invitation while we think that we chat', () => {
    const offered = { status: 'Invited', participants: [], capabilities: ['Accept', 'Reject'] } as const;
    const supervised = chatting({ supervisorMode: 'Coach' });

    it('is old news when it comes by notification', () => {
      const { status, participants, supervisorMode } = reduce(supervised, update(offered));
      assert.deepEqual([status, participants, supervisorMode], ['Chatting', [me, customer], 'Coach']);
    });

    it('is believed when it was read: the end and the new offer were lost, and who was there is gone', () => {
      const read = reduce(supervised, snapshot(1, [], offered));
      assert.deepEqual(
        [read.status, read.participants, [...read.capabilities], read.supervisorMode],
        ['Invited', [], ['Accept', 'Reject'], undefined],
      );
      const joined = reduce(read, update({ status: 'Chatting' }), update({ participants: [colleague, customer] }));
      assert.deepEqual(joined.participants, [colleague, customer]);
    });

    it('is doubted when the reading was overtaken', () => {
      const heard = reduce(supervised, messages([line(1)]));
      assert.equal(reduce(heard, snapshot(1, [], offered)).status, 'Chatting');
    });
  });

  it('takes attached data whole: a deleted key is gone', () => {
    const state = reduce(
      chatting({
        userData: new Map([
          ['a', 1],
          ['b', 2],
        ]),
      }),
      update({ userData: new Map([['b', 2]]) }),
    );
    assert.deepEqual([...state.userData], [['b', 2]]);
  });

  it('replaces a list of participants, and keeps what it does not say of those who stay', () => {
    const { visibility: _visibility, userId: _userId, ...early } = me;
    const state = reduce(chatting(), update({ participants: [{ ...early, nickname: 'Ann' }, colleague] }));
    assert.deepEqual(state.participants, [{ ...me, nickname: 'Ann' }, colleague]);
  });

  it('drops our older entry when a new list has us under another participantId', () => {
    const state = reduce(
      chatting(),
      update({ participants: [{ ...me, participantId: 'p9', visibility: 'Agents' }, customer] }),
    );
    assert.deepEqual(
      state.participants.map(({ participantId }) => participantId),
      ['p9', 'p3'],
    );
    assert.equal(selfOf(state)?.participantId, 'p9');
  });

  it('keeps values that it does not know', () => {
    const state = reduce(
      chatting(),
      update({
        status: 'Parked',
        capabilities: ['Teleport'],
        participants: [{ ...me, visibility: 'Some', type: 'Robot' }],
      }),
    );
    assert.equal(state.status, 'Parked');
    assert.ok(state.capabilities.has('Teleport'));
    assert.equal(state.participants[0]?.type, 'Robot');
    assert.equal(modeOf(state), 'unknown');
  });

  it('offers nothing and shows nobody typing once it ended', () => {
    const typing = messages([line(1, { type: 'TypingStarted' })]);
    const state = reduce(
      chatting(),
      typing,
      update({ status: 'Completed' }),
      messages([line(2, { type: 'TypingStarted' })]),
    );
    assert.equal(state.capabilities.size, 0);
    assert.deepEqual(state.typing, []);
    assert.deepEqual(state.participants, [me, customer], 'who was there is still worth knowing');
  });

  for (const status of ['Completed', 'Revoked'] as const) {
    it(`does not come back from ${status} by late news, but by a new invitation`, () => {
      const ended = reduce(chatting(), update({ status }));
      const late = reduce(
        ended,
        update({ status: 'Chatting', capabilities: ['SendMessage'], participants: [customer] }),
      );
      assert.equal(late.status, status);
      assert.equal(late.capabilities.size, 0);
      assert.deepEqual(late.participants, [me, customer]);
      const invited = reduce(
        ended,
        update({ status: 'Invited', capabilities: ['Accept', 'Reject'], participants: [] }),
      );
      assert.equal(invited.status, 'Invited');
      assert.deepEqual([...invited.capabilities], ['Accept', 'Reject']);
      assert.deepEqual(invited.participants, [], 'we are not in it any more');
      assert.equal(reduce(invited, update({ status: 'Chatting' })).status, 'Chatting');
    });
  }

  it('does not go back from chatting, nor from having left, by an invitation that arrives late', () => {
    const late = update({ status: 'Invited', capabilities: ['Accept', 'Reject'], participants: [] });
    for (const status of ['Chatting', 'LeftChat']) {
      const state = chatting({ status });
      assert.equal(reduce(state, late), state);
    }
    assert.equal(reduce(chatting({ status: 'Parked' }), late).status, 'Invited', 'nobody knows what leads there');
  });

  it('still learns attached data after its end, but is not revived by an Error', () => {
    const ended = reduce(chatting(), update({ status: 'Completed' }));
    const userData = new Map([['Code', 'sold']]);
    assert.equal(reduce(ended, update({ userData })).userData, userData);
    assert.equal(reduce(ended, update({ status: 'Completed', userData })).userData, userData);
    assert.equal(reduce(ended, error('1', { status: 'Invited' })).status, 'Completed');
  });

  it('takes nothing away by the unchanged session of an Error, and fills in what was not known', () => {
    const state = reduce(
      chatting(),
      error('36', { status: 'Invited', participants: [customer], capabilities: ['Accept'] }),
    );
    assert.equal(state.status, 'Chatting');
    assert.deepEqual(state.participants, [me, customer]);
    assert.ok(!state.capabilities.has('Accept'));
    const before = chatting();
    const left = { status: 'LeftChat', participants: [me], capabilities: ['Complete'], userData: new Map() };
    assert.deepEqual(reduce(before, error('36', left)), { ...before, references: state.references });
    const first = reduce(fresh(), sample('consult.error'));
    assert.equal(first.status, 'Chatting');
    assert.equal(first.participants.length, 2);
    assert.ok(first.capabilities.has('Consult'));
  });
});

describe('a reading after the line was down', () => {
  it('is merged, explains its holes, and ends the staleness', () => {
    const down = reduce(chatting(), messages([line(1), line(2)]), { type: 'stale' });
    assert.ok(down.stale);
    const state = reduce(down, snapshot(3, [line(5), line(8)], { status: 'LeftChat', participants: [me] }));
    assert.ok(!state.stale);
    assert.equal(state.status, 'LeftChat');
    assert.deepEqual(state.participants, [me]);
    assert.deepEqual(state.log.gaps, []);
    assert.equal(state.log.size, 4);
    assert.equal(state.asOf, NOON + 1);
  });

  it('takes nothing away when notifications have overtaken it', () => {
    const live = reduce(chatting(), messages([line(1), line(2), line(4)]));
    const state = reduce(
      live,
      snapshot(1, [line(1), line(2), line(3)], { status: 'LeftChat', participants: [customer], capabilities: [] }),
    );
    assert.equal(state.status, 'Chatting');
    assert.deepEqual(state.participants, [me, customer]);
    assert.equal(state.capabilities, live.capabilities);
    assert.equal(state.log.size, 4);
  });

  it('is not taken for overtaken because it leaves typing out', () => {
    const live = reduce(chatting(), messages([line(1), line(2, { type: 'TypingStopped' })]));
    assert.equal(reduce(live, snapshot(1, [line(1)], { status: 'Completed' })).status, 'Completed');
  });

  it('that brings nothing explains a hole only up to what was known when it began', () => {
    const live = reduce(chatting(), messages([line(1), line(3, { type: 'TypingStarted' })]));
    assert.deepEqual(
      reduce(live, snapshot(2, [])).log.gaps,
      [{ from: 2, to: 2 }],
      'it may have begun before 3 was there',
    );
    assert.deepEqual(reduce(live, { ...snapshot(2, []), to: 3 } as SessionEvent).log.gaps, []);
  });

  it('leaves what lies before it a gap', () => {
    const state = reduce(fresh(), snapshot(5, [line(6)]));
    assert.deepEqual(state.log.gaps, [{ from: 1, to: 4 }]);
  });

  it('does not end a session again that was invited anew, nor revive one that ended', () => {
    const ended = reduce(chatting(), update({ status: 'Completed' }));
    assert.equal(reduce(ended, snapshot(1, [], { status: 'Chatting' })).status, 'Completed');
    assert.equal(reduce(chatting(), snapshot(1, [], { status: 'Invited' })).status, 'Invited');
  });
});

describe('what a person has seen', () => {
  it('counts lines of others after it, neither own ones nor typing nor events', () => {
    const state = reduce(
      chatting(),
      messages([
        line(1),
        line(2, { from: me }),
        line(3, { type: 'TypingStarted' }),
        line(4, { type: 'ParticipantJoined', from: colleague }),
        line(5, { from: colleague, visibility: 'Agents' }),
        line(6, { type: 'PictureMessage' }),
      ]),
    );
    assert.equal(state.unread, 3);
    assert.equal(reduce(state, { type: 'seen', index: 1 }).unread, 2);
    const seen = reduce(state, { type: 'seen', index: 5 });
    assert.equal(seen.unread, 1);
    assert.equal(reduce(seen, { type: 'seen', index: 1 }), seen);
    assert.equal(reduce(seen, { type: 'seen', index: 99 }).seenIndex, 6, 'nobody has seen what has not come');
    assert.equal(reduce(seen, messages([line(7)])).unread, 2);
  });

  it('is not what comes late before it', () => {
    const seen = reduce(chatting(), messages([line(1), line(4)]), { type: 'seen', index: 3 });
    assert.equal(seen.unread, 1);
    assert.equal(reduce(seen, messages([line(2), line(3)])).unread, 1);
  });

  it('counts a line of a colleague whom early samples give no uri', () => {
    const { userId: _userId, ...early } = colleague;
    assert.equal(reduce(chatting(), messages([line(1, { from: early })])).unread, 1);
  });

  it('is as of the last news, be it known already', () => {
    const state = reduce(chatting(), messages([line(1)]), messages([line(1)], NOON + 5));
    assert.equal(state.asOf, NOON + 5);
    assert.equal(reduce(state, messages([line(1)], NOON + 5)), state);
  });

  it('knows the last line by index, not by arrival', () => {
    const state = reduce(chatting(), messages([line(4)]), messages([line(2), line(5, { type: 'Notice' })]));
    assert.equal(state.lastLine?.index, 4);
  });
});

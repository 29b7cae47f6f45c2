import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { OperationName } from '../../src/protocol/operation-name.js';
import { OPERATIONS } from '../../src/protocol/operations.js';
import type { Participant } from '../../src/protocol/participant.js';
import type { SessionUpdate } from '../../src/protocol/session.js';
import * as select from '../../src/state/selectors.js';
import type { SessionState } from '../../src/state/session-state.js';
import {
  chatting,
  colleague,
  customer,
  fresh,
  line,
  me,
  messages,
  operation,
  reduce,
  sample,
  update,
} from './builders.js';

const SWITCHES = ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn'] as const;
const as = (visibility: string | undefined, more: Partial<SessionUpdate> = {}): SessionState => {
  const { visibility: _visibility, ...self } = me;
  return chatting({ participants: [visibility === undefined ? self : { ...self, visibility }, customer], ...more });
};
const supervisor = { capabilities: ['SendMessage', 'SendToAgents', 'SwitchToMonitor'] } as const;

describe('modeOf', () => {
  const table: [string | undefined, select.ParticipationMode, select.ParticipationMode][] = [
    ['All', 'Agent', 'BargeIn'],
    ['Agents', 'Consultant', 'Coach'],
    ['Supervisors', 'Monitor', 'Monitor'],
    ['Whisper', 'unknown', 'unknown'],
    ['constructor', 'unknown', 'unknown'],
    [undefined, 'unknown', 'unknown'],
  ];
  for (const [visibility, agent, supervising] of table) {
    it(`${String(visibility)}: ${agent}, supervising ${supervising}`, () => {
      assert.equal(select.modeOf(as(visibility)), agent);
      assert.equal(select.modeOf(as(visibility, { supervisorMode: 'Monitor' })), supervising);
      assert.equal(select.modeOf(as(visibility, supervisor)), supervising);
    });
  }

  it('follows the participants, not the message, as in the sample of SwitchToCoach', () => {
    const state = reduce(
      { ...fresh(), userId: '991a4bece8dd4184a93e98ad429694f6' },
      sample('switch-to-coach.participants-updated'),
      sample('switch-to-coach.new-messages'),
    );
    assert.equal(select.modeOf(state), 'Coach');
    assert.deepEqual(select.composing(state), { audiences: ['agents'], switching: false });
    assert.equal(select.customerOf(state)?.nickname, 'test_clientL');
  });

  it('is unknown before we are in the session', () => {
    assert.equal(select.modeOf(reduce(fresh(), sample('intrude.status-change'))), 'unknown');
    assert.equal(select.selfOf(fresh()), undefined);
  });

  it('is the narrower of two when the server lists us twice, in either order', () => {
    const twice = (...visibilities: string[]) =>
      chatting({ participants: visibilities.map((visibility, i) => ({ ...me, participantId: `p${i}`, visibility })) });
    assert.equal(select.modeOf(twice('All', 'Agents')), 'Consultant');
    assert.equal(select.modeOf(twice('Agents', 'All')), 'Consultant');
    assert.equal(select.modeOf(twice('Supervisors', 'Other')), 'Monitor');
    assert.equal(select.modeOf(twice('Agents', 'Other')), 'unknown');
    assert.equal(select.selfOf(twice('All', 'All'))?.participantId, 'p1', 'the later of equal ones stays');
  });
});

describe('composing', () => {
  const table: [string, SessionState, select.Composing][] = [
    ['an agent', as('All'), { audiences: ['customer', 'agents'], switching: false }],
    ['an agent alone', as('All', { capabilities: ['SendMessage'] }), { audiences: ['customer'], switching: false }],
    [
      'an agent who may whisper only',
      as('All', { capabilities: ['SendToAgents'] }),
      { audiences: ['agents'], switching: false },
    ],
    [
      'an agent who is offered nothing',
      as('All', { capabilities: ['Leave'] }),
      { audiences: [], switching: false, blocked: 'not-offered' },
    ],
    ['a coach, whatever is offered', as('Agents', supervisor), { audiences: ['agents'], switching: false }],
    [
      'a coach who may not whisper',
      as('Agents', { capabilities: ['SendMessage'] }),
      { audiences: [], switching: false, blocked: 'not-offered' },
    ],
    [
      'a monitor, whatever is offered',
      as('Supervisors', supervisor),
      { audiences: [], switching: false, blocked: 'monitoring' },
    ],
    ['a mode we do not know', as('Some'), { audiences: [], switching: false, blocked: 'mode-unknown' }],
    ['a mode nobody told', as(undefined), { audiences: [], switching: false, blocked: 'mode-unknown' }],
    ['an invitation', as('All', { status: 'Invited' }), { audiences: [], switching: false, blocked: 'not-chatting' }],
    [
      'a customer who is gone',
      as('All', { status: 'LeftChat' }),
      { audiences: [], switching: false, blocked: 'not-chatting' },
    ],
    [
      'an unknown status',
      as('All', { status: 'Parked' }),
      { audiences: [], switching: false, blocked: 'not-chatting' },
    ],
    ['an end', as('All', { status: 'Revoked' }), { audiences: [], switching: false, blocked: 'ended' }],
    ['nothing known', fresh(), { audiences: [], switching: false, blocked: 'not-chatting' }],
  ];
  for (const [name, state, expected] of table) {
    it(`${name}: ${expected.audiences.join(' and ') || expected.blocked}`, () => {
      assert.deepEqual(select.composing(state), expected);
    });
  }

  it('is blocked while a mode switch is under way, until it is decided', () => {
    for (const name of SWITCHES) {
      const switching = reduce(as('All', supervisor), operation({ id: 'a', operation: name, phase: 'sending' }));
      assert.deepEqual(select.composing(switching), { audiences: [], switching: true, blocked: 'switching' });
      assert.ok(select.isSwitching(switching));
      const failed = reduce(switching, operation({ id: 'a', operation: name, phase: 'failed' }));
      assert.deepEqual(select.composing(failed).audiences, ['customer', 'agents']);
    }
  });

  it('goes on while another operation is under way', () => {
    const sending = reduce(as('All'), operation({ id: 'a', operation: 'SendMessage', text: 'one' }));
    assert.ok(!select.isSwitching(sending));
    assert.deepEqual(select.composing(sending).audiences, ['customer', 'agents']);
  });

  it('gives equal answers as the same object, so that a new line notifies nobody', () => {
    const state = as('All');
    assert.equal(select.composing(reduce(state, messages([line(1)]))), select.composing(state));
  });
});

const visibilities = fc.constantFrom('All', 'Agents', 'Supervisors', 'Whisper', '', undefined);
const states = fc
  .record({
    status: fc.constantFrom(
      'Invited',
      'Chatting',
      'Chatting',
      'Chatting',
      'LeftChat',
      'Completed',
      'Revoked',
      'Parked',
    ),
    selves: fc.array(visibilities, { maxLength: 2 }),
    offered: fc.subarray(Object.keys(OPERATIONS) as OperationName[]),
    supervising: fc.boolean(),
    switching: fc.constantFrom(undefined, ...SWITCHES),
  })
  .map(({ status, selves, offered, supervising, switching }) => {
    const { visibility: _visibility, ...bare } = me;
    const mine = selves.map((visibility, i): Participant => ({
      ...bare,
      participantId: `p${i}`,
      ...(visibility !== undefined && { visibility }),
    }));
    const state = reduce(
      fresh(),
      update({
        status,
        participants: [...mine, colleague, customer],
        capabilities: offered,
        ...(supervising && { supervisorMode: 'Monitor' }),
      }),
    );
    return switching ? reduce(state, operation({ id: 'a', operation: switching })) : state;
  });

describe('the audience rule', () => {
  it('lets nobody reach the customer but who chats, visible to all, with no switch under way, and is offered it', () => {
    fc.assert(
      fc.property(states, (state) => {
        const { audiences } = select.composing(state);
        const mine = state.participants.filter(({ userId }) => userId === state.userId);
        const speaks =
          state.status === 'Chatting' &&
          state.operations.length === 0 &&
          mine.length > 0 &&
          !mine.some(({ visibility }) => visibility === 'Supervisors');
        const open = speaks && mine.every(({ visibility }) => visibility === 'All');
        const whispers = speaks && mine.every(({ visibility }) => visibility === 'All' || visibility === 'Agents');
        assert.equal(audiences.includes('customer'), open && state.capabilities.has('SendMessage'));
        assert.equal(audiences.includes('agents'), whispers && state.capabilities.has('SendToAgents'));
        for (const name of Object.keys(OPERATIONS) as OperationName[]) {
          const { audience } = OPERATIONS[name];
          const permitted = audience === undefined || (audience === 'customer' ? open : whispers);
          assert.equal(
            select.allows(state, name),
            permitted && state.capabilities.has(name) && !select.isEnded(state),
            name,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never widens by anything that is taken away or restricted', () => {
    fc.assert(
      fc.property(states, visibilities, fc.nat(), (state, visibility, pick) => {
        const { audiences } = select.composing(state);
        const offered = [...state.capabilities];
        const fewer = new Set(offered.filter((_, i) => i !== pick % (offered.length + 1)));
        const { visibility: _visibility, ...bare } = me;
        const restricted = { ...bare, participantId: 'p8', ...(visibility !== undefined && { visibility }) };
        const narrower: SessionState[] = [
          { ...state, capabilities: fewer },
          { ...state, status: 'LeftChat' },
          reduce(state, operation({ id: 'b', operation: 'SwitchToBargeIn' })),
          { ...state, participants: state.participants.filter(({ userId }) => userId !== state.userId) },
        ];
        if (state.participants.some(({ userId }) => userId === state.userId)) {
          narrower.push({ ...state, participants: [...state.participants, restricted] });
        }
        for (const each of narrower) {
          for (const audience of select.composing(each).audiences) {
            assert.ok(audiences.includes(audience) || (audience === 'agents' && audiences.includes('customer')));
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('selectors of operations', () => {
  const begun = (): SessionState =>
    reduce(
      chatting(),
      operation({ id: 'a', operation: 'SendMessage', text: 'one' }),
      operation({ id: 'b', operation: 'SendMessage', text: 'two', phase: 'failed' }),
      operation({ id: 'c', operation: 'Consult', phase: 'unknown' }),
      operation({ id: 'd', operation: 'SendToAgents', text: 'three', phase: 'confirmed' }),
      operation({ id: 'e', operation: 'SendMessage', text: 'four', phase: 'unknown' }),
      operation({ id: 'f', operation: 'SendStartTypingNotification' }),
    );
  const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id).join('');

  it('find what is written and not in the log yet, in the order of writing', () => {
    const state = begun();
    assert.equal(ids(select.pendingMessages(state)), 'abe');
    assert.equal(ids(select.unknownOperations(state)), 'ce');
    assert.equal(ids(select.pendingOperations(state)), 'af');
    assert.equal(select.operationOf(state, 'SendMessage')?.id, 'e');
    assert.equal(select.operationOf(state, 'Invite'), undefined);
    assert.equal(select.operationById(state, 'c')?.operation, 'Consult');
  });

  it('give the same list while the operations are the same', () => {
    const state = begun();
    const later = reduce(state, messages([line(1)]));
    for (const name of ['pendingMessages', 'unknownOperations', 'pendingOperations'] as const) {
      assert.equal(select[name](later), select[name](state));
    }
    assert.equal(select.gapsOf(later), select.gapsOf(state));
  });
});

describe('selectors of the log', () => {
  it('tell what a list of sessions shows: what is unread, the last line, and what is missing', () => {
    const state = reduce(chatting(), messages([line(1), line(4)]));
    assert.equal(select.unreadOf(state), 2);
    assert.equal(select.lastLineOf(state)?.text, 'line 4');
    assert.deepEqual(select.gapsOf(state), [{ from: 2, to: 3 }]);
  });
});

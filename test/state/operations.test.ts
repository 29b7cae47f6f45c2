import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError, type GwsErrorDetail } from '../../src/protocol/gws-error.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import { operationById } from '../../src/state/selectors.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import type { OperationRecord, SessionState } from '../../src/state/session-state.js';
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
  operation,
  reduce,
  update,
} from './builders.js';

const phaseOf = (state: SessionState, id = 'a') => operationById(state, id)?.phase;
const send = (id: string, more: Partial<OperationRecord> = {}) =>
  operation({ id, operation: 'SendMessage', text: 'hi', audience: 'customer', ...more });
const acked = (id: string, name: OperationName, referenceId?: string) =>
  operation({ id, operation: name, phase: 'acked', ...(referenceId && { referenceId }) });

describe('an Error notification', () => {
  it('fails the operation with its referenceId, before or after the answer', () => {
    const consult = operation({ id: 'a', operation: 'Consult' });
    const after = reduce(chatting(), consult, acked('a', 'Consult', '36'), error('36'));
    const before = reduce(chatting(), consult, error('36'), error('35'), acked('a', 'Consult', '36'));
    for (const state of [after, before]) {
      const record = operationById(state, 'a');
      assert.equal(record?.phase, 'failed');
      assert.equal(record.error?.code, 'operation-failed');
      assert.equal(record.error.operation, 'Consult');
      assert.equal(record.error.referenceId, '36');
      assert.equal(record.error.detail.serverMessage, 'Operationfailed');
    }
  });

  it('is told apart from others of the same moment, be it that in which the operation began', () => {
    const consult = operation({ id: 'a', operation: 'Consult', startedAt: NOON });
    const answer = operation({ id: 'a', operation: 'Consult', startedAt: NOON, phase: 'acked', referenceId: '36' });
    assert.equal(phaseOf(reduce(chatting(), consult, error('35'), error('36'), answer)), 'failed');
  });

  it('fails it also without a text', () => {
    const consult = operation({ id: 'a', operation: 'Consult', phase: 'acked', referenceId: '36' });
    const state = reduce(chatting(), consult, update({}, { notificationType: 'Error', referenceId: '36' }));
    assert.equal(operationById(state, 'a')?.error?.detail.serverMessage, '');
  });

  it('of another request fails nothing', () => {
    const state = reduce(
      chatting(),
      operation({ id: 'a', operation: 'Consult' }),
      error('35'),
      acked('a', 'Consult', '36'),
    );
    assert.equal(phaseOf(state), 'acked');
  });

  it('that names none of ours is that of the one operation whose answer named no number, in either order', () => {
    const consult = acked('a', 'Consult');
    const asking = operation({ id: 'a', operation: 'Consult' });
    for (const name of ['Consult', 'CompleteTransfer', 'CompleteConference'] as const)
      assert.equal(phaseOf(reduce(chatting(), acked('a', name), error('36'))), 'failed', name);
    const named36 = update({}, { referenceId: '36' });
    assert.equal(phaseOf(reduce(chatting(), consult, named36)), 'acked', 'other news may be of others');
    assert.equal(phaseOf(reduce(chatting(), asking, error('36'))), 'sending');
    assert.equal(phaseOf(reduce(chatting(), asking, error('36'), consult)), 'failed');
    assert.equal(phaseOf(reduce(chatting(), acked('a', 'Consult', '35'), error('36'))), 'acked');
    const named = acked('b', 'Leave', '36');
    assert.equal(phaseOf(reduce(chatting(), consult, named, error('36'))), 'acked');
    const two = reduce(chatting(), consult, acked('b', 'CompleteTransfer'), error('36'));
    assert.deepEqual([phaseOf(two), phaseOf(two, 'b')], ['acked', 'acked'], 'of two, nobody knows whose');
    assert.equal(
      phaseOf(reduce(chatting(), send('a', { phase: 'acked' }), error('36'))),
      'acked',
      'a text is in the log',
    );
    const history = acked('a', 'RequestHistory');
    assert.equal(phaseOf(reduce(chatting(), error('36'), history)), 'confirmed', 'by its answer');
    assert.equal(phaseOf(reduce(chatting(), acked('a', 'Complete'), error('36'))), 'acked', 'nobody else was asked');
    assert.equal(phaseOf(reduce(chatting(), error('36'), consult)), 'acked', 'heard before it began');
  });

  it('from before the operation began is not its own: a server that restarts counts anew', () => {
    const state = reduce(
      chatting(),
      error('36', {}, NOON - 5000),
      operation({ id: 'a', operation: 'Consult', startedAt: NOON }),
      operation({ id: 'a', operation: 'Consult', startedAt: NOON, phase: 'acked', referenceId: '36' }),
    );
    assert.equal(phaseOf(state), 'acked');
    const own = reduce(state, error('36'));
    assert.equal(phaseOf(own), 'failed');
    assert.equal(reduce(own, error('36')), own, 'told twice');
  });

  it('cannot undo what was confirmed, nor can an answer', () => {
    const done = reduce(
      chatting(),
      operation({ id: 'a', operation: 'Leave', referenceId: '9' }),
      update({ status: 'Completed' }),
    );
    assert.equal(phaseOf(reduce(done, error('9'))), 'confirmed');
    assert.equal(reduce(done, operation({ id: 'a', operation: 'Leave', phase: 'failed', referenceId: '10' })), done);
  });

  it('is forgotten when too many came: memory is bounded', () => {
    const many = Array.from({ length: 500 }, (_, i) => error(String(i)));
    assert.ok(reduce(chatting(), ...many).references.length <= 50);
  });
});

describe('a text that an answer refused', () => {
  const refused = (id: string, detail: GwsErrorDetail = { httpStatus: 429 }) =>
    send(id, { phase: 'failed', error: new GwsError('rate-limited', detail) });

  it('is confirmed by its own entry: the answer was that to a copy which the browser sent', () => {
    const state = reduce(chatting(), send('a'), refused('a'));
    assert.equal(phaseOf(state), 'failed');
    const later = reduce(state, messages([line(1, { text: 'hi', from: me })]));
    assert.equal(phaseOf(later), 'confirmed');
    assert.equal(operationById(later, 'a')?.confirmedBy, 1);
  });

  it('is confirmed also when the entry is there before the answer of the copy', () => {
    assert.equal(
      phaseOf(reduce(chatting(), send('a'), messages([line(1, { text: 'hi', from: me })]), refused('a'))),
      'confirmed',
    );
  });

  it('leaves the entry to an equal text that is under way', () => {
    const state = reduce(chatting(), send('a'), refused('a'), send('b'), messages([line(1, { text: 'hi', from: me })]));
    assert.deepEqual([phaseOf(state, 'a'), phaseOf(state, 'b')], ['failed', 'confirmed']);
  });

  it('stays failed when it never went out, or the server took it back by an Error', () => {
    const local = reduce(chatting(), send('a'), refused('a', {}), messages([line(1, { text: 'hi', from: me })]));
    assert.equal(phaseOf(local), 'failed');
    const undone = reduce(
      chatting(),
      send('a', { phase: 'acked', referenceId: '36' }),
      error('36'),
      messages([line(1, { text: 'hi', from: me })]),
    );
    assert.equal(phaseOf(undone), 'failed');
  });
});

describe('an operation on the session', () => {
  const supervised = (visibility: string) => ({ participants: [{ ...me, visibility }, customer] });
  const joined = { ...colleague, participantId: 'p7', userId: 'user-7' };
  const cases: [OperationName, SessionEvent, Partial<OperationRecord>?][] = [
    ['Accept', update({ status: 'Chatting' })],
    ['Accept', update({ status: 'LeftChat' })],
    ['Reject', update({ status: 'Completed' })],
    ['Leave', update({ status: 'LeftChat' })],
    ['Leave', update({ status: 'Completed' })],
    ['Complete', update({ status: 'Completed' })],
    ['Complete', update({ status: 'Revoked' })],
    ['LeaveAndComplete', update({ status: 'Completed' })],
    ['Transfer', update({ status: 'Completed' })],
    ['CompleteTransfer', update({ status: 'Completed' })],
    ['Consult', update({ participants: [me, customer, colleague, joined] })],
    ['Invite', update({ participants: [me, customer, colleague, joined] })],
    ['Invite', update({ participants: [me, customer, { ...colleague, visibility: 'All' }] })],
    ['CompleteConference', update({ participants: [me, customer, { ...colleague, visibility: 'All' }] })],
    ['RemoveParticipantFromConference', update({ participants: [me, customer] })],
    ['SwitchToMonitor', update(supervised('Supervisors'))],
    ['SwitchToCoach', update(supervised('Agents'))],
    ['SetDisposition', update({ userData: new Map([['Code', 'sold']]) }), { expect: [[undefined, 'sold']] }],
    ['SetDisposition', update({ userData: new Map([['D', 'sold']]) }), { expect: [['D', 'sold']] }],
    ['UpdateUserData', update({ userData: new Map([['n', '5']]) }), { expect: [['n', 5]] }],
    ['DeleteUserData', update({ userData: new Map() }), { expect: [['Subject', undefined]] }],
    ['AttachUserData', update({ userData: new Map([['any', 'news']]) })],
  ];
  const start = (name: OperationName, more?: Partial<OperationRecord>) =>
    reduce(
      chatting({
        status: name === 'Accept' || name === 'Reject' ? 'Invited' : 'Chatting',
        participants: [me, customer, colleague],
      }),
      operation({ id: 'a', operation: name, ...more }),
    );
  for (const [name, event, more] of cases) {
    it(`${name} is confirmed by its effect, and by nothing less`, () => {
      const begun = start(name, more);
      assert.equal(phaseOf(begun), 'sending');
      const asked = acked('a', name);
      const accepted = reduce(begun, operation({ id: 'b', operation: 'SetInFocus' }), asked);
      assert.deepEqual([phaseOf(accepted), phaseOf(accepted, 'b')], ['acked', 'sending'], 'accepted is not done');
      assert.equal(reduce(accepted, asked).operations, accepted.operations);
      const { status, participants, userData } = begun;
      const nothing = update({ status: status!, participants, userData }, {}, NOON + 1);
      assert.equal(reduce(begun, nothing, messages([line(1)])).operations, begun.operations);
      assert.equal(phaseOf(reduce(begun, event)), 'confirmed');
      assert.equal(
        phaseOf(reduce(begun, operation({ ...begun.operations[0]!, phase: 'unknown' }), event)),
        'confirmed',
      );
    });
  }

  it('is not confirmed by other values than it set', () => {
    const begun = start('UpdateUserData', {
      expect: [
        ['a', 1],
        ['b', 2],
      ],
    });
    assert.equal(phaseOf(reduce(begun, update({ userData: new Map([['a', 1]]) }))), 'sending');
    const disposed = start('SetDisposition', { expect: [['D', 'sold']] });
    assert.equal(phaseOf(reduce(disposed, update({ userData: new Map([['E', 'sold']]) }))), 'sending');
  });

  it('finds its value among others', () => {
    const begun = start('SetDisposition', { expect: [['D', 'sold']] });
    const userData = new Map([
      ['C', 'x'],
      ['D', 'sold'],
    ]);
    assert.equal(phaseOf(reduce(begun, update({ userData }))), 'confirmed');
  });

  it('to intrude is confirmed by the invitation', () => {
    const begun = reduce(fresh(), operation({ id: 'a', operation: 'Intrude' }));
    assert.equal(phaseOf(reduce(begun, update({ status: 'Invited' }))), 'confirmed');
  });

  it('to consult or invite is not confirmed by a colleague who was visible before', () => {
    const open = { ...colleague, visibility: 'All' };
    const before = reduce(
      chatting({ participants: [me, customer, open] }),
      operation({ id: 'a', operation: 'Invite' }),
    );
    const renamed = update({ participants: [me, customer, { ...open, nickname: 'Benjamin' }] });
    assert.equal(phaseOf(reduce(before, renamed)), 'sending');
    assert.equal(phaseOf(reduce(before, acked('a', 'Invite'))), 'acked');
    const another = { ...open, participantId: 'p7' };
    assert.equal(phaseOf(reduce(before, update({ participants: [me, customer, open, another] }))), 'confirmed');
  });

  it('about colleagues is not confirmed by customers who come or go', () => {
    const left = update({ participants: [me, colleague] });
    assert.equal(phaseOf(reduce(start('RemoveParticipantFromConference'), left)), 'sending');
    const another = { ...customer, participantId: 'p8' };
    const came = update({ participants: [me, customer, colleague, another] });
    assert.equal(phaseOf(reduce(start('Consult'), came)), 'sending');
  });

  it('to complete is not confirmed by having left', () => {
    assert.equal(phaseOf(reduce(start('Complete'), update({ status: 'LeftChat' }))), 'sending');
  });

  it('of a consultation is not confirmed by our own new participantId', () => {
    const begun = start('Consult');
    assert.equal(
      phaseOf(reduce(begun, update({ participants: [{ ...me, participantId: 'p9' }, customer, colleague] }))),
      'sending',
    );
  });

  it('needs the server’s acceptance when its effect was there before it began', () => {
    const begun = start('SwitchToBargeIn');
    assert.equal(phaseOf(reduce(begun, update(supervised('All')))), 'sending');
    assert.equal(phaseOf(reduce(begun, acked('a', 'SwitchToBargeIn'))), 'confirmed');
  });

  it('to leave what was left already is confirmed by the server’s acceptance, or by the end', () => {
    const begun = reduce(chatting({ status: 'LeftChat' }), operation({ id: 'a', operation: 'Leave' }));
    assert.equal(phaseOf(reduce(begun, update({ status: 'LeftChat' }))), 'sending');
    assert.equal(phaseOf(reduce(begun, acked('a', 'Leave'))), 'confirmed');
    assert.equal(phaseOf(reduce(begun, update({ status: 'Completed' }))), 'confirmed');
  });

  it('that shows nowhere is confirmed by the answer', () => {
    for (const name of ['SetInFocus', 'SendStartTypingNotification', 'RequestHistory'] as const) {
      const begun = reduce(chatting(), operation({ id: 'a', operation: name }), messages([line(1, { from: me })]));
      assert.equal(phaseOf(begun), 'sending', name);
      assert.equal(phaseOf(reduce(begun, acked('a', name))), 'confirmed', name);
    }
  });

  it('is confirmed by any notification that names it, in either order with the answer', () => {
    const named = update({}, { referenceId: '68' });
    const begun = start('Transfer');
    assert.equal(phaseOf(reduce(begun, acked('a', 'Transfer', '68'), named)), 'confirmed');
    assert.equal(phaseOf(reduce(begun, named, acked('a', 'Transfer', '68'))), 'confirmed');
  });

  it('stays in the list until it is dismissed, which only what is over can be', () => {
    const begun = start('Leave');
    assert.equal(reduce(begun, { type: 'operation-dismissed', id: 'a' }), begun);
    const failed = reduce(begun, operation({ id: 'a', operation: 'Leave', phase: 'failed' }));
    assert.equal(phaseOf(failed), 'failed');
    const { operations } = reduce(failed, send('b', { phase: 'failed' }), { type: 'operation-dismissed', id: 'a' });
    assert.deepEqual(
      operations.map(({ id }) => id),
      ['b'],
    );
  });

  it('is forgotten in time when it is confirmed; a failed or unknown message never is', () => {
    const one = reduce(chatting(), send('bad', { phase: 'failed' }), send('lost', { phase: 'unknown' }));
    const many = Array.from({ length: 200 }, (_, i) =>
      operation({ id: String(i), operation: 'SetInFocus', phase: 'confirmed' }),
    );
    const state = reduce(one, ...many);
    assert.equal(state.operations.length, 16 + 2);
    const sent = many.map((_, i) => send(String(i), { phase: 'confirmed' }));
    assert.equal(reduce(one, ...sent).operations.length, 16 + 2);
    const refused = many.map((_, i) => operation({ id: String(i), operation: 'Leave', phase: 'failed' }));
    assert.ok(reduce(one, ...refused).operations.length < 30);
    assert.deepEqual(
      [phaseOf(state, 'bad'), phaseOf(state, 'lost'), phaseOf(state, '199')],
      ['failed', 'unknown', 'confirmed'],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import { isDoubted, transition } from '../../src/state/operation-machine.js';
import type { OperationPhase } from '../../src/state/session-state.js';

describe('transition', () => {
  const phases: OperationPhase[] = ['sending', 'acked', 'confirmed', 'failed', 'unknown'];
  const legal = new Set([
    'sending acked',
    'sending confirmed',
    'sending failed',
    'sending unknown',
    'acked confirmed',
    'acked failed',
    'acked unknown',
    'unknown confirmed',
    'unknown failed',
    'failed confirmed',
  ]);
  const record = { id: 'a', operation: 'Leave', startedAt: 0, afterIndex: 0 } as const;
  for (const from of phases) {
    for (const to of phases.filter((each) => each !== from)) {
      it(`${from} → ${to}: ${legal.has(`${from} ${to}`) ? 'goes' : 'throws'}`, () => {
        const go = () => transition({ ...record, phase: from }, to, { referenceId: '7' });
        if (legal.has(`${from} ${to}`)) assert.deepEqual(go(), { ...record, phase: to, referenceId: '7' });
        else assert.throws(go, { message: `${from} → ${to}` });
      });
    }
    it(`${from} → ${from} is none, and what ended stays as it is`, () => {
      const now = { ...record, phase: from };
      const next = transition(now, from, { referenceId: '7' });
      assert.equal(next.referenceId, from === 'confirmed' || from === 'failed' ? undefined : '7');
    });
  }
});

describe('a refusal', () => {
  const refused = { id: 'a', operation: 'SendMessage', phase: 'failed', startedAt: 0, afterIndex: 0 } as const;
  const error = new GwsError('rate-limited', { httpStatus: 429 });

  it('is doubted when an answer gave it and the log can tell better', () => {
    assert.ok(isDoubted({ ...refused, error }));
    assert.ok(!isDoubted({ ...refused, error: new GwsError('operation-failed') }), 'an Error notification is sure');
    assert.ok(!isDoubted({ ...refused, error, operation: 'Leave' }), 'the log says nothing of it');
    assert.ok(!isDoubted({ ...refused, error, phase: 'confirmed' }), 'the log has told');
    assert.ok(!isDoubted(refused));
  });
});

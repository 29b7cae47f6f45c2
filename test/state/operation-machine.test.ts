import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transition } from '../../src/state/operation-machine.js';
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
        else assert.throws(go);
      });
    }
    it(`${from} → ${from} is none, and what ended stays as it is`, () => {
      const now = { ...record, phase: from };
      const next = transition(now, from, { referenceId: '7' });
      assert.equal(next.referenceId, from === 'confirmed' || from === 'failed' ? undefined : '7');
    });
  }
});

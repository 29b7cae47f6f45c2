import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { judgeDraft } from '../../../src/elements/message-composer/draft-audience.js';
import type { Audience } from '../../../src/state/audience.js';
import type { ParticipationMode } from '../../../src/state/selectors.js';

const BOTH = { audiences: ['customer', 'agents'] } as const;
const AGENTS = { audiences: ['agents'] } as const;
const CUSTOMER = { audiences: ['customer'] } as const;

describe('judgeDraft', () => {
  it('writes to the customer first, or to whom was chosen, where one may', () => {
    assert.deepEqual(judgeDraft(undefined, undefined, BOTH, 'Agent'), { audience: 'customer' });
    assert.deepEqual(judgeDraft(undefined, 'agents', BOTH, 'Agent'), { audience: 'agents' });
    assert.deepEqual(judgeDraft(undefined, 'customer', AGENTS, 'Coach'), { audience: 'agents' });
  });

  it('looks like agents only where nobody can be written to', () =>
    assert.deepEqual(judgeDraft(undefined, undefined, { audiences: [] }, 'unknown'), { audience: 'agents' }));

  it('lets a draft go to whom it was begun for', () =>
    assert.deepEqual(judgeDraft({ audience: 'agents', mode: 'Agent' }, 'customer', BOTH, 'Agent'), {
      audience: 'agents',
    }));

  it('asks when a whisper would become public', () =>
    assert.deepEqual(judgeDraft({ audience: 'agents', mode: 'Agent' }, undefined, CUSTOMER, 'Agent'), {
      audience: 'agents',
      question: 'widened',
    }));

  it('asks when a coach has barged in, although the whisper could still go to agents', () =>
    assert.deepEqual(judgeDraft({ audience: 'agents', mode: 'Coach' }, undefined, BOTH, 'BargeIn'), {
      audience: 'agents',
      question: 'widened',
    }));

  it('asks when a text to the customer could only go to agents', () =>
    assert.deepEqual(judgeDraft({ audience: 'customer', mode: 'BargeIn' }, undefined, AGENTS, 'Coach'), {
      audience: 'customer',
      question: 'narrowed',
    }));

  it('never moves a draft to another audience by itself, whatever happens', () => {
    const audience = fc.constantFrom<Audience>('customer', 'agents');
    const mode = fc.constantFrom<ParticipationMode>('Agent', 'Monitor', 'Coach', 'BargeIn', 'Consultant', 'unknown');
    fc.assert(
      fc.property(
        fc.record({ audience, mode }),
        fc.option(audience, { nil: undefined }),
        fc.uniqueArray(audience),
        mode,
        (origin, chosen, audiences, now) => {
          const verdict = judgeDraft(origin, chosen, { audiences }, now);
          assert.equal(verdict.audience, origin.audience);
          if (audiences.length > 0 && verdict.question === undefined) {
            assert.ok(audiences.includes(origin.audience) && now === origin.mode);
          }
        },
      ),
    );
  });
});

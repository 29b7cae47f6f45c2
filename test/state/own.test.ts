import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOwn } from '../../src/state/own.js';
import { chatting, colleague, customer, fresh, me } from './builders.js';

const { userId: _me, ...early } = me;
const { userId: _colleague, ...earlyColleague } = colleague;
const together = chatting({ participants: [me, colleague, customer] });

describe('who is us', () => {
  it('is told by the user, whether that participant is known or not', () => {
    assert.ok(isOwn(together, me));
    assert.ok(isOwn(together, { ...me, participantId: 'p9' }));
    assert.ok(isOwn(fresh(), me));
    assert.ok(!isOwn(together, { ...colleague, participantId: me.participantId }));
  });

  it('is told by the participant where early samples give no uri', () => {
    assert.ok(isOwn(together, early));
    assert.ok(!isOwn(together, earlyColleague));
    assert.ok(!isOwn(fresh(), early));
  });

  it('is never the customer, not even where the server gives nobody an id, nor nobody', () => {
    const nameless = { ...me, participantId: '' };
    assert.ok(!isOwn(chatting({ participants: [nameless] }), { ...customer, participantId: '' }));
    assert.ok(!isOwn(together, undefined));
  });
});

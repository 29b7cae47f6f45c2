import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Participant } from '../../src/protocol/participant.js';
import { audienceOf } from '../../src/state/audience.js';
import { sample } from './builders.js';

const from = (type: string, visibility: string | undefined): Participant => ({
  participantId: 'p',
  nickname: 'n',
  type,
  ...(visibility !== undefined && { visibility }),
});

const VISIBILITIES = [undefined, 'All', 'Agents', 'Supervisors', 'Whisper', 'all', ''];

describe('audienceOf', () => {
  // The whole table: the customer reads a message only if nobody restricted it and somebody said that it is for all.
  for (const visibility of VISIBILITIES) {
    for (const type of ['Agent', 'External', '', 'customer']) {
      for (const sender of VISIBILITIES) {
        const open = [visibility, sender].every((each) => each === undefined || each === 'All');
        const expected = open && (visibility === 'All' || sender === 'All') ? 'customer' : 'agents';
        it(`message ${String(visibility)} from ${type || 'nobody'} ${String(sender)}: ${expected}`, () => {
          const message = { from: from(type, sender), ...(visibility !== undefined && { visibility }) };
          assert.equal(audienceOf(message), expected);
        });
      }
    }
    it(`message ${String(visibility)} without a sender`, () => {
      const expected = visibility === 'All' ? 'customer' : 'agents';
      assert.equal(audienceOf(visibility === undefined ? {} : { visibility }), expected);
    });
    it(`message ${String(visibility)} from the customer: their own words`, () => {
      const message = { from: from('Customer', undefined), ...(visibility !== undefined && { visibility }) };
      assert.equal(audienceOf(message), 'customer');
    });
  }

  it('is agents only in the samples of SwitchToCoach and Consult', () => {
    for (const name of ['switch-to-coach.new-messages', 'consult.new-messages']) {
      const event = sample(name);
      assert.ok(event.type === 'notification' && event.notification.kind === 'messages');
      assert.deepEqual(event.notification.messages.map(audienceOf), ['agents']);
    }
  });
});

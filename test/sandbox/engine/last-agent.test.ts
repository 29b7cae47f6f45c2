import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk } from './desk.js';

describe('saveLAR', () => {
  const next = (desk: Desk, from: string): string => {
    desk.clear();
    assert.equal(desk.control('POST', '/sandbox/sms', { from, text: 'again' }).statusCode, 0);
    const offered = (['agent1', 'agent2', 'agent3'] as const).filter((user) => desk.story(user).length > 0);
    return offered.join();
  };

  for (const operation of ['Accept', 'Complete'] as const) {
    it(`of ${operation} brings the customer back to the same agent, if free`, () => {
      const desk = new Desk();
      const saved = { saveLAR: true };
      desk.control('POST', '/sandbox/sms', { from: '+15550111', text: 'hi', to: 'agent2' });
      const session = desk.data('agent2')[0]!.smssession!.id;
      desk.must('agent2', session, 'Accept', operation === 'Accept' ? saved : {});
      desk.must('agent2', session, 'Complete', operation === 'Complete' ? saved : { saveLAR: false });
      assert.equal(next(desk, '+15550112'), 'agent1', 'somebody else goes to whom the routing chooses');
      assert.equal(next(desk, '+15550111'), 'agent2');
      const again = desk.data('agent2')[0]!.smssession!.id;
      desk.must('agent2', again, 'Reject');
      assert.equal(desk.story('agent2').join(), 'StatusChange Invited,StatusChange Completed', 'asked once');
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk } from './desk.js';

/** The visibility of a participant as a user reads it. */
function visibility(desk: Desk, reader: 'agent1' | 'agent2' | 'agent3', session: string, nickname: string): unknown {
  const { participants } = desk.session(reader, session);
  return participants!.find((each) => each.nickname === nickname)?.['visibility'];
}

describe('Consult', () => {
  it('brings in a colleague whom only agents hear', () => {
    const desk = new Desk();
    const session = desk.chatting('Hi');
    desk.clear();
    const { referenceId } = desk.must('agent1', session, 'Consult', { targetPath: `/users/${desk.id('agent2')}` });
    assert.equal(typeof referenceId, 'number');
    assert.deepEqual(desk.story('agent2'), ['StatusChange Invited']);
    assert.deepEqual(desk.story('agent1'), []);
    desk.clear().must('agent2', session, 'Accept', { nickname: 'Ben' });
    assert.deepEqual(desk.story('agent1'), ['ParticipantsUpdated', 'NewMessages ParticipantJoined']);
    desk.clear();
    desk.must('agent1', session, 'SendToAgents', { text: 'refund?' });
    desk.must('agent2', session, 'SendToAgents', { text: 'yes' });
    desk.must('agent2', session, 'SendMessage', { text: 'forced to agents' });
    desk.must('agent2', session, 'SendStartTypingNotification');
    for (const user of ['agent1', 'agent2'] as const) {
      const entries = desk.data(user).flatMap((data) => data.messages ?? []);
      assert.deepEqual(
        entries.map((entry) => [entry.type, entry.text, entry.visibility]),
        [
          ['Text', 'refund?', 'Agents'],
          ['Text', 'yes', 'Agents'],
          ['Text', 'forced to agents', 'Agents'],
          ['TypingStarted', undefined, 'Agents'],
        ],
      );
    }
    assert.deepEqual(desk.phone().messages, [{ direction: 'sent', text: 'Hi', time: desk.now }]);
    assert.ok(!('agentTyping' in desk.phone()));
  });

  it('accepts the target as uri, path or bare id in any of the documented keys, and through a queue', () => {
    for (const key of ['targetUri', 'targetPath', 'userUri']) {
      for (const form of [
        (id: string) => `http://elsewhere:8080/api/v2/contacts/${id}`,
        (id: string) => `/users/${id}`,
        (id: string) => id,
      ]) {
        const desk = new Desk();
        const session = desk.chatting();
        desk.must('agent1', session, 'Consult', { [key]: form(desk.id('agent2')) });
        assert.equal(desk.state('agent2', session), 'Invited');
      }
    }
    const desk = new Desk();
    const session = desk.chatting();
    const queues = desk.get('agent1', '/queues', { fields: '*' }).queues;
    const billing = queues!.find((queue) => queue.name === 'Billing');
    desk.must('agent1', session, 'Consult', { targetUri: billing!.uri });
    assert.equal(desk.state('agent2', session), 'Invited');
  });

  it('fails by notification for a target who is unknown, here already, or not ready', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2');
    desk.post('agent3', '/me/channels/smssession', { operationName: 'NotReady' });
    for (const target of ['http://x/users/nobody', desk.uri('agent2'), desk.uri('agent1'), desk.uri('agent3')]) {
      desk.clear();
      const { referenceId } = desk.must('agent1', session, 'Consult', { targetUri: target });
      assert.deepEqual(desk.story('agent1'), ['Error']);
      assert.equal(desk.frame('agent1').referenceId, referenceId);
      assert.equal(desk.frame('agent1').errorMessage, 'Operationfailed');
      assert.equal(desk.sent.length, 1);
    }
  });

  it('that is rejected is reported to the one who asked', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const { referenceId } = desk.must('agent1', session, 'Consult', { targetUri: desk.uri('agent2') });
    desk.clear().must('agent2', session, 'Reject');
    assert.deepEqual(desk.story('agent2'), ['StatusChange Completed']);
    assert.deepEqual(desk.story('agent1'), ['Error']);
    assert.equal(desk.frame('agent1').referenceId, referenceId);
  });

  it('ends for the consultant who leaves, and is withdrawn when the one who asked leaves first', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2');
    desk.clear().must('agent2', session, 'Leave');
    assert.deepEqual(desk.story('agent2'), ['StatusChange Completed']);
    assert.deepEqual(desk.story('agent1'), ['ParticipantsUpdated', 'NewMessages ParticipantLeft']);
    assert.ok(!('referenceId' in desk.frame('agent2')));
    desk.must('agent1', session, 'Consult', { targetUri: desk.uri('agent3') });
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent3'), ['StatusChange Revoked']);
    assert.deepEqual(desk.story('agent1')[0], 'StatusChange LeftChat');
  });

  it('by a coach who hands over does not keep a customer in whose view nobody would be', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Coach');
    desk.must('supervisor1', session, 'Transfer', { targetUri: desk.uri('agent2') });
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent1')[0], 'StatusChange LeftChat');
    assert.deepEqual(desk.story('agent2'), ['StatusChange Revoked']);
  });

  it('leaves the customer to the consultant when the last visible agent leaves', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2');
    desk.must('agent2', session, 'SendToAgents', { text: 'whisper' });
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.equal(visibility(desk, 'agent2', session, 'agent2'), 'All');
    desk.must('agent2', session, 'SendMessage', { text: 'I am here now' });
    assert.deepEqual(desk.phoneTexts(), ['Hello?', 'I am here now']);
  });
});

describe('Invite', () => {
  it('brings in a colleague whom everybody sees', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear();
    const { referenceId } = desk.must('agent1', session, 'Invite', { userUri: desk.uri('agent2') });
    assert.equal(typeof referenceId, 'number');
    desk.must('agent2', session, 'Accept', { nickname: 'Ben' });
    assert.deepEqual(desk.story('agent1'), ['ParticipantsUpdated', 'NewMessages ParticipantJoined']);
    const joined = desk.frame('agent1', 1).messages![0]!;
    assert.equal(joined.visibility, 'All');
    desk.must('agent2', session, 'SendMessage', { text: 'Ben here' });
    assert.deepEqual(desk.phoneTexts(), ['Hello?', 'Ben here']);
  });

  it('of the consultant shows them to the customer at once', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2');
    desk.clear();
    desk.must('agent1', session, 'Invite', { targetUri: desk.uri('agent2') });
    for (const user of ['agent1', 'agent2'] as const) {
      assert.deepEqual(desk.story(user), ['ParticipantsUpdated', 'NewMessages ParticipantJoined']);
      const joined = desk.frame(user, 1).messages![0]!;
      assert.equal(joined.visibility, 'All');
    }
    assert.equal(visibility(desk, 'agent1', session, 'agent2'), 'All');
  });

  it('of a silent monitor fails as it does for anybody who is not free', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Monitor');
    desk.clear().must('agent1', session, 'Invite', { targetUri: desk.uri('supervisor1') });
    assert.deepEqual(desk.story('agent1'), ['Error']);
    assert.deepEqual(desk.story('supervisor1'), []);
  });
});

describe('Transfer', () => {
  it('leaves the session with the transferor until the target has accepted', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear();
    const { referenceId } = desk.must('agent1', session, 'Transfer', { targetUri: desk.uri('agent2') });
    assert.equal(desk.state('agent1', session), 'Chatting');
    desk.must('agent1', session, 'SendMessage', { text: 'one moment' });
    assert.equal(desk.op('agent1', session, 'Transfer', { targetUri: desk.uri('agent3') }), 2);
    desk.clear().must('agent2', session, 'Accept', { nickname: 'Ben' });
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.equal(desk.frame('agent1').referenceId, referenceId);
    assert.deepEqual(desk.participants('agent2', session), ['Ben', '+15550100']);
    assert.equal(desk.op('agent1', session, 'SendMessage', { text: 'gone' }), 6);
  });

  it('that is rejected leaves it with the transferor, who is told', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const { referenceId } = desk.must('agent1', session, 'Transfer', { targetUri: desk.uri('agent2') });
    desk.clear().must('agent2', session, 'Reject');
    assert.deepEqual(desk.story('agent1'), ['Error']);
    assert.equal(desk.frame('agent1').referenceId, referenceId);
    desk.must('agent1', session, 'SendMessage', { text: 'still here' });
  });

  it('loses no customer when the transferor leaves and the target then rejects', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.must('agent1', session, 'Transfer', { targetUri: desk.uri('agent2') });
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    desk.text('hello?');
    desk.clear().must('agent2', session, 'Reject');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Invited']);
  });

  it('loses no customer either when all that comes then is a supervisor who watches', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const path = `/users/${desk.id('agent1')}/smssessions/${session}`;
    desk.post('supervisor1', path, { operationName: 'Intrude', supervisorVisibilityMode: 'Monitor' });
    desk.must('agent1', session, 'Transfer', { targetUri: desk.uri('agent2') });
    desk.must('agent1', session, 'Leave');
    for (const agent of ['agent1', 'agent3'] as const) {
      desk.post(agent, '/me/channels/smssession', { operationName: 'NotReady' });
    }
    desk.must('agent2', session, 'Reject');
    desk.must('supervisor1', session, 'Accept');
    desk.clear();
    desk.now += 10_000;
    desk.engine.tick();
    assert.deepEqual(desk.story('agent2'), ['StatusChange Invited']);
  });

  it('to the consultant is immediate, and makes them visible', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2');
    desk.clear();
    const { referenceId } = desk.must('agent1', session, 'Transfer', { targetUri: desk.uri('agent2') });
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.equal(desk.frame('agent1').referenceId, referenceId);
    assert.deepEqual(desk.story('agent2'), ['ParticipantsUpdated', 'NewMessages ParticipantJoined ParticipantLeft']);
    assert.equal(visibility(desk, 'agent2', session, 'agent2'), 'All');
  });

  it('to a queue goes to its next ready agent', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear().must('agent1', session, 'Transfer', { queueName: 'Billing' });
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.deepEqual(desk.story('agent2'), ['StatusChange Invited']);
  });

  it('to a queue or user that does not exist fails by notification', () => {
    const desk = new Desk();
    const session = desk.chatting();
    for (const target of [{ queueName: 'Nowhere' }, { targetUri: 'http://x/users/nobody' }]) {
      desk.clear().must('agent1', session, 'Transfer', target);
      assert.deepEqual(desk.story('agent1'), ['Error']);
    }
  });

  it('of what had ended hands over the work after it', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.must('agent1', session, 'Leave');
    desk.must('agent1', session, 'Transfer', { targetUri: desk.uri('agent2') });
    desk.clear().must('agent2', session, 'Accept');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.equal(desk.state('agent2', session), 'LeftChat');
    desk.must('agent2', session, 'Complete');
  });
});

describe('a conference', () => {
  it('stays open when one of several leaves, and ends for all on Complete', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2', 'Invite');
    desk.join(session, 'agent3', 'Invite');
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.deepEqual(desk.story('agent2'), ['ParticipantsUpdated', 'NewMessages ParticipantLeft']);
    desk.clear().must('agent2', session, 'Complete');
    assert.deepEqual(desk.story('agent3'), ['StatusChange Completed']);
    assert.notEqual(desk.text('again'), session);
  });

  it('RemoveParticipantFromConference: a notice to the agents, then the change', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2', 'Invite');
    desk.clear().must('agent1', session, 'RemoveParticipantFromConference', { targetUri: desk.uri('agent2') });
    assert.deepEqual(desk.story('agent2'), ['NewMessages Notice', 'StatusChange Completed']);
    assert.deepEqual(desk.story('agent1'), [
      'NewMessages Notice',
      'ParticipantsUpdated',
      'NewMessages ParticipantLeft',
    ]);
    const notice = desk.frame('agent1').messages![0]!;
    assert.equal(notice.visibility, 'Agents');
    assert.equal(notice.text, `REMOVE_PARTICIPANT_FROM_CONFERENCE${desk.id('agent2')}`);
    assert.deepEqual(desk.phoneTexts(), ['Hello?']);
  });

  it('does not let agents remove a supervisor, nor find a silent one', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2', 'Invite');
    desk.intrude(session, 'Coach');
    const remove = (): number =>
      desk.op('agent1', session, 'RemoveParticipantFromConference', { targetUri: desk.uri('supervisor1') });
    assert.equal(remove(), 3);
    desk.must('supervisor1', session, 'SwitchToMonitor');
    assert.equal(remove(), 6);
    assert.equal(desk.op('agent1', session, 'RemoveParticipantFromConference', { targetUri: desk.uri('agent3') }), 6);
  });
});

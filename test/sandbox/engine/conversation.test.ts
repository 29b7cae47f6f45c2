import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk, NUMBER } from './desk.js';

describe('an inbound text message', () => {
  it('invites the agent with everything that is known of it', () => {
    const desk = new Desk();
    const session = desk.text('Hi');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Invited']);
    const resource = desk.resource(desk.frame('agent1'));
    assert.equal(resource.id, session);
    assert.equal(resource.chatType, 'Inbound');
    assert.deepEqual(resource.userData, { PhoneNumber: NUMBER, Subject: 'SMS' });
    assert.deepEqual(resource.participants, []);
    assert.deepEqual(desk.story('agent2'), []);
  });

  it('is followed on Accept by StatusChange, ParticipantsUpdated and the whole history', () => {
    const desk = new Desk();
    const session = desk.text('Hi');
    desk.text('Anybody?');
    desk.clear().must('agent1', session, 'Accept', { nickname: 'Ada' });
    assert.deepEqual(desk.story('agent1'), [
      'StatusChange Chatting',
      'ParticipantsUpdated',
      'NewMessages ParticipantJoined Text Text ParticipantJoined',
    ]);
    const [status, participants] = desk.data('agent1');
    assert.deepEqual(desk.resource(status!).participants, []);
    assert.equal(typeof status!.referenceId, 'number');
    const shown = desk.resource(participants!).participants!;
    assert.deepEqual(
      shown.map(({ nickname, type }) => [nickname, type]),
      [
        ['Ada', 'Agent'],
        [NUMBER, 'Customer'],
      ],
    );
  });

  it('continues the open session of its number, and opens a new one once that is over', () => {
    const desk = new Desk();
    const session = desk.chatting();
    assert.equal(desk.text('still me'), session);
    desk.must('agent1', session, 'Leave');
    const next = desk.text('me again');
    assert.notEqual(next, session);
    desk.must('agent1', next, 'Accept');
    desk.must('agent1', next, 'Complete');
    assert.notEqual(desk.text('and again'), next);
    assert.deepEqual(desk.phoneTexts(), ['Hello?', 'still me', 'me again', 'and again']);
  });

  it('goes to the ready agent with least to do, and on to the next when declined', () => {
    const desk = new Desk();
    const first = desk.text('one', '+1', null);
    desk.text('two', '+2', null);
    assert.deepEqual(desk.story('agent2'), ['StatusChange Invited']);
    desk.clear().must('agent1', first, 'Reject');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.deepEqual(desk.story('agent3'), ['StatusChange Invited']);
  });

  it('waits when nobody takes it, and is offered again', () => {
    const desk = new Desk();
    const session = desk.text('one', '+1', null);
    for (const agent of ['agent1', 'agent2', 'agent3'] as const) desk.must(agent, session, 'Reject');
    desk.clear();
    desk.now += 9_999;
    desk.engine.tick();
    assert.equal(desk.sent.length, 0);
    desk.now += 1;
    desk.engine.tick();
    assert.deepEqual(desk.story('agent1'), ['StatusChange Invited']);
  });

  it('is withdrawn from an agent who does not answer', () => {
    const desk = new Desk({ offerTimeout: 30_000 });
    const session = desk.text();
    desk.clear();
    desk.now += 30_000;
    desk.engine.tick();
    assert.deepEqual(desk.story('agent1'), ['StatusChange Revoked']);
    assert.deepEqual(desk.story('agent2'), ['StatusChange Invited']);
    assert.equal(desk.op('agent1', session, 'Accept'), 6);
  });
});

describe('a conversation', () => {
  it('echoes what is said to the agent and to the phone, under one index', () => {
    const desk = new Desk();
    const session = desk.chatting('Hi');
    desk.clear();
    desk.must('agent1', session, 'SendMessage', { text: 'How can I help?' });
    desk.must('agent1', session, 'SendUrl', { url: 'https://example.com/form' });
    desk.text('Thanks');
    assert.deepEqual(desk.story('agent1'), ['NewMessages Text', 'NewMessages PushUrl', 'NewMessages Text']);
    const indexes = desk.messages('agent1', session).map((message) => message.index);
    assert.deepEqual(indexes, [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(desk.phone(), {
      number: NUMBER,
      messages: [
        { direction: 'sent', text: 'Hi', time: desk.now },
        { direction: 'received', text: 'How can I help?', time: desk.now },
        { direction: 'received', text: 'https://example.com/form', time: desk.now },
        { direction: 'sent', text: 'Thanks', time: desk.now },
      ],
    });
  });

  it('shows typing on the phone until it stops, is answered, or has lasted too long', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const typing = (): boolean => desk.phone().agentTyping === true;
    desk.must('agent1', session, 'SendStartTypingNotification');
    assert.ok(typing());
    desk.must('agent1', session, 'SendStopTypingNotification');
    assert.ok(!typing());
    desk.must('agent1', session, 'SendStartTypingNotification');
    desk.must('agent1', session, 'SendMessage', { text: 'there' });
    assert.ok(!typing());
    desk.must('agent1', session, 'SendStartTypingNotification');
    desk.now += 10_000;
    assert.ok(!typing());
  });

  it('ends for the customer when its only agent leaves, who keeps it for the work after', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent1'), ['StatusChange LeftChat', 'NewMessages ParticipantLeft']);
    assert.equal(desk.op('agent1', session, 'SendMessage', { text: 'wait' }), 2);
    desk.clear().must('agent1', session, 'SetDisposition', { disposition: 'resolved' });
    assert.deepEqual(desk.story('agent1'), ['PropertiesUpdated']);
    desk.clear().must('agent1', session, 'Complete');
    assert.deepEqual(desk.data('agent1'), [
      {
        messageType: 'SMSsessionStateChangeMessage',
        notificationType: 'StatusChange',
        smssession: { id: session, uri: `http://sandbox.test/api/v2/smssessions/${session}`, state: 'Completed' },
      },
    ]);
    assert.equal(desk.op('agent1', session, 'Complete'), 6);
  });

  it('can be left and completed in one', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear().must('agent1', session, 'LeaveAndComplete');
    assert.deepEqual(desk.story('agent1'), [
      'StatusChange LeftChat',
      'NewMessages ParticipantLeft',
      'StatusChange Completed',
    ]);
  });

  it('can be completed into a queue, which keeps the customer', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear().must('agent1', session, 'Complete', { queueName: 'Support' });
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.deepEqual(desk.story('agent2'), ['StatusChange Invited']);
    assert.equal(desk.text('hello?'), session);
    desk.must('agent2', session, 'Accept');
    assert.equal(desk.op('agent2', session, 'Complete', { queueName: 'Nowhere' }), 6);
    assert.equal(desk.state('agent2', session), 'Chatting');
  });
});

describe('attached data', () => {
  it('is set, kept, overwritten and deleted, and told whole to everybody, the number only to the asker', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2', 'Invite');
    desk.clear();
    desk.must('agent1', session, 'AttachUserData', { userData: { 'PegAG?:2>1': 1, UserData1: 'DATA1' } });
    desk.must('agent1', session, 'UpdateUserData', { userData: { UserData1: 'DATA2' } });
    desk.must('agent1', session, 'DeleteUserData', { keys: ['Subject', 'never there'] });
    desk.must('agent1', session, 'SetDisposition', { disposition: 'done', dispositionKey: 'DISP' });
    const told = desk.data('agent1').map((data) => desk.resource(data).userData);
    const first = { PhoneNumber: NUMBER, Subject: 'SMS', 'PegAG?:2>1': 1, UserData1: 'DATA1' };
    const second = { ...first, UserData1: 'DATA2' };
    const third = { PhoneNumber: NUMBER, 'PegAG?:2>1': 1, UserData1: 'DATA2' };
    assert.deepEqual(told, [first, second, third, { ...third, DISP: 'done' }]);
    assert.ok(desk.data('agent1').every((data) => typeof data.referenceId === 'number'));
    assert.deepEqual(desk.story('agent2'), new Array(4).fill('PropertiesUpdated'));
    assert.ok(desk.data('agent2').every((data) => !('referenceId' in data)));
  });

  it('takes keys that would harm a careless object, as data', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const userData = JSON.parse('{"__proto__":"x","constructor":"y"}') as object;
    desk.must('agent1', session, 'AttachUserData', { userData });
    const read = desk.session('agent1', session).userData!;
    assert.deepEqual(Object.keys(read).sort(), ['PhoneNumber', 'Subject', '__proto__', 'constructor']);
  });
});

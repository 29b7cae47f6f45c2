import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EngineAnswer } from '../../../src/sandbox/engine/contract.js';
import { BASE, Desk, USERS, type Body } from './desk.js';

function both(answer: EngineAnswer): [number, unknown] {
  return [answer.status, (answer.body as unknown as Body).statusCode];
}

describe('answers', () => {
  it('carry the statusCode and its HTTP status, a message, and nothing else when refused', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const mine = `/me/smssessions/${session}`;
    const post = (path: string, body: object): [number, unknown] => both(desk.post('agent1', path, body));
    assert.deepEqual(post(mine, { operationName: 'SendMessage', text: 'x' }), [200, 0]);
    assert.deepEqual(post(mine, {}), [400, 1]);
    assert.deepEqual(post(mine, { operationName: '' }), [400, 1]);
    assert.deepEqual(post(mine, { operationName: 'SendMessage' }), [400, 1]);
    assert.deepEqual(post(mine, { operationName: 'SendMessage', text: '' }), [400, 1]);
    assert.deepEqual(post(mine, { operationName: 'Consult' }), [400, 1]);
    assert.deepEqual(post(mine, { operationName: 'Accept' }), [400, 2]);
    assert.deepEqual(post(mine, { operationName: 'SendToAgents', text: 'x' }), [403, 3]);
    assert.deepEqual(post(mine, { operationName: 'SwitchToCoach' }), [403, 5]);
    assert.deepEqual(post('/me/smssessions/nowhere', { operationName: 'Leave' }), [404, 6]);
    assert.deepEqual(post('/me/nothing', { operationName: 'Leave' }), [404, 6]);
    assert.deepEqual(post(mine, { operationName: 'Teleport' }), [400, 10]);
    assert.deepEqual(post(mine, { operationName: 'constructor' }), [400, 10]);
    assert.deepEqual(post(mine, { operationName: 7 }), [400, 10]);
    assert.deepEqual(post(mine, { operationName: 'SendMessage', text: 7 }), [400, 10]);
    assert.deepEqual(post(mine, { operationName: 'SendCustomNotice', noticeText: 'chats only' }), [400, 10]);
    const refused = desk.post('agent1', mine, {}).body;
    assert.deepEqual(Object.keys(refused).sort(), ['statusCode', 'statusMessage']);
    const channels = { operationName: 'StartContactCenterSession', channels: ['voice', 'chat'] };
    assert.deepEqual(post('/me', channels), [200, 7]);
    assert.deepEqual(both(desk.engine.request({ userId: 'nobody', method: 'GET', path: '/me' })), [401, 20]);
    assert.deepEqual(both(desk.engine.request({ userId: desk.id('agent1'), method: 'PUT', path: mine })), [405, 10]);
  });

  it('refuse by size: texts, attached data, names', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const limit = 65_536;
    assert.equal(desk.op('agent1', session, 'SendMessage', { text: 'x'.repeat(limit) }), 0);
    assert.equal(desk.op('agent1', session, 'SendMessage', { text: 'x'.repeat(limit + 1) }), 10);
    assert.equal(desk.op('agent1', session, 'SendMessage', { text: '€'.repeat(limit / 2) }), 10);
    assert.equal(desk.op('agent1', session, 'AttachUserData', { userData: { key: 'x'.repeat(20_000) } }), 10);
    assert.equal(desk.op('agent1', session, 'AttachUserData', { userData: { key: { deep: 1 } } }), 10);
    assert.equal(desk.op('agent1', session, 'AttachUserData', { userData: { key: true } }), 10);
    assert.equal(desk.op('agent1', session, 'AttachUserData', { userData: [] }), 10);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`key${at}`, at]));
    assert.equal(desk.op('agent1', session, 'AttachUserData', { userData: many }), 10);
    assert.equal(desk.op('agent1', session, 'DeleteUserData', { keys: 'Subject' }), 10);
    assert.deepEqual(Object.keys(desk.session('agent1', session).userData!), ['PhoneNumber', 'Subject']);
  });

  it('stop growing: a full log, a full world', () => {
    const desk = new Desk();
    const session = desk.chatting();
    for (let at = 3; at < 10_000; at++) desk.must('agent1', session, 'SendMessage', { text: 'x' });
    desk.clear();
    assert.equal(desk.op('agent1', session, 'SendMessage', { text: 'x' }), 4);
    assert.equal(desk.control('POST', '/sandbox/sms', { from: '+15550100', text: 'x' }).statusCode, 4);
    desk.must('agent1', session, 'Leave');
    desk.must('agent1', session, 'Complete');
    for (let at = 1; at < 1000; at++) desk.text('x', `+${at}`);
    desk.text('takes the place of the one that is over', '+1000');
    assert.equal(desk.control('POST', '/sandbox/sms', { from: '+1001', text: 'x' }).statusCode, 4);
    assert.deepEqual(desk.phoneTexts(), []);
  });
});

describe('reads', () => {
  it('tell who one is, and everybody one can reach', () => {
    const desk = new Desk();
    const me = desk.get('agent1', '/me').user!;
    assert.equal(me.id, desk.id('agent1'));
    assert.equal(me.userName, 'agent1');
    assert.match(me.id, /^[0-9a-f]{32}$/);
    const users = desk.get('agent1', '/users', { fields: '*' }).users!;
    assert.deepEqual(
      users.map((user) => user.userName),
      USERS,
    );
    for (const user of users) {
      assert.equal(user.uri, `${BASE}/users/${user.id}`);
      assert.deepEqual(desk.get('agent2', `/users/${user.id}`).user, user);
      assert.ok(user.firstName && user.lastName);
    }
    assert.deepEqual(
      desk.get('agent1', '/users').uris,
      users.map((user) => user.uri),
    );
    assert.equal(desk.get('agent1', '/users/nobody').statusCode, 6);
  });

  it('list one own sessions, and hold them under their own name', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const next = desk.text('x', '+2');
    assert.deepEqual(desk.get('agent1', '/me/smssessions').uris, [
      `${BASE}/smssessions/${session}`,
      `${BASE}/smssessions/${next}`,
    ]);
    const [first, second] = desk.get('agent1', '/me/smssessions', { fields: '*' }).smssessions!;
    assert.deepEqual([first!.state, second!.state], ['Chatting', 'Invited']);
    assert.deepEqual(desk.get('agent1', `/me/smssessions/${session}`).smssession, first);
    const me = desk.get('agent1', '/me', { subresources: '*' }).user!;
    assert.deepEqual(me.smssessions, [first, second]);
  });

  it('return messages from an index on and as many as asked for; 0 is the first, and all', () => {
    const desk = new Desk();
    const session = desk.chatting();
    for (const text of ['a', 'b', 'c']) desk.must('agent1', session, 'SendMessage', { text });
    const read = (query?: Record<string, string>): unknown =>
      desk.get('agent1', `/me/smsessions/${session}/messages`, query).messages?.map((message) => message.index);
    assert.deepEqual(read(), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(read({ startIndex: '0', count: '0' }), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(read({ startIndex: '1', count: '2' }), [1, 2]);
    assert.deepEqual(read({ startIndex: '5' }), [5, 6]);
    assert.deepEqual(read({ startIndex: '7' }), []);
    assert.equal(read({ startIndex: '-1' }), undefined);
    assert.equal(read({ count: 'all' }), undefined);
    const [, , joined] = desk.messages('agent1', session);
    const from = joined!.from;
    assert.deepEqual(Object.keys(from).sort(), [
      'id',
      'nickname',
      'participantId',
      'path',
      'type',
      'uri',
      'visibility',
    ]);
  });

  it('give an invited user nothing of what was said before', () => {
    const desk = new Desk();
    const session = desk.text('secret');
    assert.deepEqual(desk.messages('agent1', session), []);
    assert.equal(desk.sent.filter((each) => JSON.stringify(each).includes('secret')).length, 0);
  });

  it('serve the other spellings of the path', () => {
    const desk = new Desk();
    const session = desk.chatting();
    for (const prefix of ['/me/smsessions', '/me/smsssession', '/smssessions', '/me/smssessions/']) {
      const path = `${prefix}/${session}`.replace('//', '/');
      assert.equal(desk.post('agent1', path, { operationName: 'SendMessage', text: 'x' }).body.statusCode, 0, path);
    }
    const named = { operationName: 'SendStopTypingToAgentNotification' };
    desk.join(session, 'agent2');
    assert.equal(desk.post('agent1', `/me/smssessions/${session}`, named).body.statusCode, 0);
  });
});

describe('readiness', () => {
  const story = (desk: Desk): unknown => {
    const { channels } = desk.frame('agent1', -1);
    return channels!.map((each) => [each.channel, each.userState.state]);
  };

  it('keeps new sessions from who is not ready, by themselves or by their supervisor', () => {
    const desk = new Desk();
    desk.post('agent1', '/me/channels/smssession', { operationName: 'NotReady' });
    assert.deepEqual(story(desk), [['smssession', 'NotReady']]);
    assert.equal(desk.frame('agent1').messageType, 'ChannelStateChangeMessageV2');
    desk.text('x', '+1', null);
    assert.deepEqual(desk.story('agent2'), ['StatusChange Invited']);
    const path = `/users/${desk.id('agent2')}/channels/smssession`;
    assert.equal(desk.post('supervisor1', path, { operationName: 'NotReady' }).body.statusCode, 0);
    desk.text('x', '+2', null);
    assert.deepEqual(desk.story('agent3'), ['StatusChange Invited']);
  });

  it('brings waiting sessions to the first who becomes ready', () => {
    const desk = new Desk();
    for (const agent of ['agent1', 'agent2', 'agent3'] as const) {
      assert.equal(desk.post(agent, '/me', { operationName: 'EndContactCenterSession' }).body.statusCode, 0);
    }
    desk.text('x', '+1', null);
    assert.equal(desk.post('agent1', '/me/channels/smssession', { operationName: 'Ready' }).body.statusCode, 2);
    desk.clear();
    const start = { operationName: 'StartContactCenterSession', channels: ['smssession', 'chat'] };
    assert.equal(desk.post('agent1', '/me', start).body.statusCode, 0);
    assert.deepEqual(desk.story('agent1'), ['ChannelStateChangeMessageV2', 'StatusChange Invited']);
    const read = desk.get('agent1', '/me/channels').channels!;
    assert.deepEqual(
      read.map((each) => each.userState.state),
      ['Ready', 'Ready'],
    );
  });
});

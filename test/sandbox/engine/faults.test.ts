import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk, NUMBER, USERS } from './desk.js';

const fault = (desk: Desk, kind: string, more: object = {}): unknown =>
  desk.control('POST', '/sandbox/faults', { kind, ...more }).statusCode;

const say = (desk: Desk, session: string, ...texts: string[]): void => {
  for (const text of texts) desk.must('agent1', session, 'SendMessage', { text });
};

const heard = (desk: Desk): unknown[] =>
  desk.data('agent1').flatMap((data) => data.messages!.map((message) => message.text));

describe('faults', () => {
  it('drop, duplicate and delay the next notifications, as many as asked for', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear();
    fault(desk, 'drop', { user: 'agent1' });
    say(desk, session, 'a', 'b');
    fault(desk, 'duplicate', { count: 2 });
    say(desk, session, 'c', 'd', 'e');
    assert.deepEqual(heard(desk), ['b', 'c', 'c', 'd', 'd', 'e']);
    desk.clear();
    fault(desk, 'delay', { ms: 250 });
    say(desk, session, 'f', 'g');
    assert.deepEqual(
      desk.sent.map((each) => each.delay),
      [250, 0],
    );
    assert.equal(desk.messages('agent1', session).length, 10);
  });

  it('reorder: the successor goes first; without one it goes when it is due', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear();
    fault(desk, 'reorder');
    say(desk, session, 'a', 'b', 'c');
    assert.deepEqual(heard(desk), ['b', 'a', 'c']);
    desk.clear();
    fault(desk, 'reorder', { ms: 500 });
    say(desk, session, 'd');
    desk.now += 499;
    desk.engine.tick();
    assert.deepEqual(heard(desk), []);
    desk.now += 1;
    desk.engine.tick();
    assert.deepEqual(heard(desk), ['d']);
  });

  it('concern one user, or last until cleared, when so asked', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear();
    fault(desk, 'drop', { user: 'agent2', count: 0 });
    say(desk, session, 'a');
    assert.deepEqual(heard(desk), ['a']);
    fault(desk, 'drop', { count: 0 });
    say(desk, session, 'b', 'c');
    assert.deepEqual(heard(desk), ['a']);
    fault(desk, 'none');
    say(desk, session, 'd');
    assert.deepEqual(heard(desk), ['a', 'd']);
  });

  it('http: answers an operation with a status without executing it, or after executing it', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear();
    fault(desk, 'http', { operation: 'SendMessage', status: 503, ms: 1500 });
    const body = { operationName: 'SendMessage', text: 'x' };
    assert.equal(desk.op('agent1', session, 'SendStartTypingNotification'), 0);
    const answer = desk.post('agent1', `/me/smssessions/${session}`, body);
    assert.equal(answer.status, 503);
    assert.equal(answer.body.statusCode, 4);
    assert.deepEqual(answer.headers, { 'Retry-After': '2' });
    assert.deepEqual(desk.story('agent1'), ['NewMessages TypingStarted']);
    fault(desk, 'http', { status: 500, execute: true });
    assert.equal(desk.post('agent1', `/me/smssessions/${session}`, body).status, 500);
    assert.deepEqual(desk.story('agent1').at(-1), 'NewMessages Text');
    fault(desk, 'http', { operation: 'GET', status: 401, user: 'agent1' });
    assert.equal(desk.get('agent2', '/me').statusCode, 0);
    assert.equal(desk.get('agent1', '/me').statusCode, 20);
  });

  it('refuse: accepted, and then failed by an Error notification', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear();
    fault(desk, 'refuse', { operation: 'Leave' });
    const { referenceId } = desk.must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent1'), ['Error']);
    assert.equal(desk.frame('agent1').referenceId, referenceId);
    assert.equal(desk.state('agent1', session), 'Chatting');
    desk.must('agent1', session, 'Leave');
    assert.equal(desk.state('agent1', session), 'LeftChat');
  });

  it('expire-session and restart reach the adapters and leave the world as it is', () => {
    const desk = new Desk();
    const session = desk.chatting();
    fault(desk, 'expire-session', { user: 'agent1' });
    fault(desk, 'expire-session');
    fault(desk, 'restart');
    assert.deepEqual(desk.expired, [desk.id('agent1'), undefined]);
    assert.equal(desk.restarts, 1);
    assert.equal(desk.state('agent1', session), 'Chatting');
  });

  it('that make no sense are refused', () => {
    const desk = new Desk();
    assert.equal(fault(desk, 'meteor'), 10);
    assert.equal(fault(desk, 'drop', { user: 'nobody' }), 10);
    assert.equal(fault(desk, 'drop', { count: -1 }), 10);
    assert.equal(fault(desk, 'delay', { ms: '5' }), 10);
    assert.equal(fault(desk, 'http', { status: 42 }), 10);
    assert.equal(desk.control('POST', '/sandbox/faults', {}).statusCode, 1);
    for (let at = 0; at < 100; at++) fault(desk, 'drop');
    assert.equal(fault(desk, 'drop'), 4);
  });
});

describe('the control plane', () => {
  it('answers copies of one operation once in the deduplicating mode, and only then', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const send = (operationId: string): unknown =>
      desk.engine.request({
        userId: desk.id('agent1'),
        method: 'POST',
        path: `/me/smssessions/${session}`,
        body: { operationName: 'SendMessage', text: operationId },
        operationId,
      });
    send('one');
    send('one');
    assert.equal(desk.phoneTexts().length, 3);
    desk.control('POST', '/sandbox/dedupe', { on: true });
    const first = send('two');
    assert.deepEqual(send('two'), first);
    assert.equal(desk.phoneTexts().length, 4);
    send('three');
    assert.equal(desk.phoneTexts().length, 5);
    fault(desk, 'http', { status: 503 });
    send('four');
    assert.equal(desk.phoneTexts().length, 5);
    send('four');
    assert.equal(desk.phoneTexts().length, 6);
    fault(desk, 'http', { status: 500, execute: true });
    send('five');
    send('five');
    assert.equal(desk.phoneTexts().length, 7);
  });

  it('makes a new world on reset, the same for the same seed', () => {
    const desk = new Desk({ seed: 7 });
    const id = desk.id('agent1');
    const session = desk.text();
    assert.equal(desk.control('POST', '/sandbox/reset', { seed: 8 }).statusCode, 0);
    assert.equal(desk.restarts, 1);
    assert.notEqual(desk.id('agent1'), id);
    assert.deepEqual(desk.phoneTexts(), []);
    desk.control('POST', '/sandbox/reset', { seed: 7 });
    assert.equal(desk.id('agent1'), id);
    assert.equal(desk.text(), session);
    assert.equal(desk.control('POST', '/sandbox/reset', { seed: 'x' }).statusCode, 10);
  });

  it('refuses texts that cannot be', () => {
    const desk = new Desk();
    const post = (body: object): unknown => desk.control('POST', '/sandbox/sms', body).statusCode;
    assert.equal(post({ text: 'x' }), 1);
    assert.equal(post({ from: NUMBER }), 1);
    assert.equal(post({ from: 5, text: 'x' }), 10);
    assert.equal(post({ from: '<script>', text: 'x' }), 10);
    assert.equal(post({ from: NUMBER, text: '' }), 10);
    assert.equal(post({ from: NUMBER, text: 'x'.repeat(65_537) }), 10);
    assert.equal(post({ from: NUMBER, text: 'x', to: 'nobody' }), 6);
    assert.equal(desk.sent.length, 0);
  });

  it('says what it decides where the documentation is silent', () => {
    const desk = new Desk();
    const { decisions } = desk.control('GET', '/sandbox/decisions') as unknown as {
      decisions: Record<string, string>[];
    };
    assert.ok(decisions.length > 20);
    assert.equal(new Set(decisions.map(({ about }) => about)).size, decisions.length);
    assert.ok(decisions.every(({ about, choice, page }) => about && choice && page));
  });

  it('opens nothing to wrong names, passwords, paths and methods', () => {
    const desk = new Desk();
    for (const user of USERS) assert.equal(desk.engine.authenticate(user, 'Password'), undefined);
    assert.equal(desk.engine.authenticate('admin', 'password'), undefined);
    assert.equal(desk.control('GET', '/sandbox/secrets').statusCode, 6);
    assert.equal(desk.control('POST', '/sandbox/secrets').statusCode, 6);
    assert.equal(desk.control('GET', '/elsewhere').statusCode, 6);
    assert.equal(desk.engine.control({ method: 'DELETE', path: '/sandbox/sms' }).status, 405);
    assert.deepEqual(desk.phone('+1999'), { number: '+1999', messages: [] });
  });
});

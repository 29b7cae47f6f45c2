import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settled } from '../support/virtual-clock.js';
import { Desk, texts } from './desk.js';
import { chatting, invited, list, message, mine, newMessages, session, stateChange } from './wire.js';

describe('a session from invitation to completion', () => {
  it('is invited, accepted, talked in and completed', async () => {
    const desk = await new Desk().live();
    assert.equal(desk.phase, 'live');
    assert.equal(desk.workspace.state.me?.id, 'me');

    await desk.push(stateChange(invited('s1')));
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
    assert.deepEqual(desk.eventsOf('gws-invitation'), [{ sessionId: 's1' }]);

    const s1 = desk.workspace.session('s1');
    const accept = s1.perform('Accept', { nickname: 'Ann' });
    await settled();
    assert.deepEqual(desk.transport.requests.at(-1)?.request.body, { operationName: 'Accept', nickname: 'Ann' });
    assert.equal(desk.transport.requests.at(-1)?.operationId, accept.id);
    assert.equal(s1.state.operations[0]?.phase, 'acked');
    assert.equal(s1.state.status, 'Invited', 'accepted by the server is not yet accepted');
    await desk.push(
      stateChange(chatting('s1', { participants: [] }), { referenceId: 7 }),
      stateChange(chatting('s1'), { notificationType: 'ParticipantsUpdated' }),
      newMessages('s1', message(1, 'hi')),
    );
    assert.equal((await accept.finished).phase, 'confirmed');
    assert.deepEqual(texts(s1), ['hi']);

    const sent = s1.send('hello', 'customer');
    await settled();
    assert.equal(s1.state.operations.at(-1)?.text, 'hello', 'shown as pending');
    assert.deepEqual(texts(s1), ['hi'], 'and not in the log');
    await desk.push(newMessages('s1', mine(2, 'hello')));
    assert.deepEqual(await sent.finished, { id: sent.id, operation: 'SendMessage', phase: 'confirmed' });
    assert.deepEqual(texts(s1), ['hi', 'hello']);

    const complete = s1.perform('Complete', {});
    await desk.push(stateChange(session('s1', 'Completed')));
    assert.equal((await complete.finished).phase, 'confirmed');
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1'], 'stays until it is closed');
    desk.workspace.closeSession('s1');
    assert.deepEqual(desk.workspace.state.sessionIds, []);
    assert.deepEqual(
      desk.transport.names,
      [
        'GET /me',
        'GET /me/smssessions',
        'GET /me/channels',
        'POST /me/smssessions/s1 Accept',
        'POST /me/smssessions/s1 SendMessage',
        'POST /me/smssessions/s1 Complete',
      ],
      'nothing is asked beyond that',
    );
  });

  it('finds the sessions that were there before the page', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'), [message(1, 'hi'), message(3, 'there')]);
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
    assert.deepEqual(texts(s1), ['hi', 'there']);
    assert.deepEqual(s1.state.log.gaps, [], 'what the server does not show is a known hole');
    assert.equal(s1.state.stale, false);
  });

  it('lists sessions oldest first, however the server orders them', async () => {
    const desk = new Desk();
    desk.replies.set(
      'GET /me/smssessions',
      list(
        chatting('new', { receivedDate: '2014-01-09 12:00:00.000+0000' }),
        chatting('old', { receivedDate: '2014-01-09 11:00:00.000+0000' }),
      ),
    );
    await desk.live();
    assert.deepEqual(desk.workspace.state.sessionIds, ['old', 'new']);
  });
});

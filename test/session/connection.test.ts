import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { SentRequest } from '../support/scripted-transport.js';
import { settled } from '../support/virtual-clock.js';
import { Desk, texts } from './desk.js';
import { chatting, invited, list, log, message, ok, session, stateChange } from './wire.js';

const LIST = 'GET /me/smssessions';
const LOG = 'GET /me/smssessions/s1/messages';

/** Leaves a request open and gives a function that answers it. */
function held(desk: Desk, name: string): () => SentRequest {
  desk.replies.set(name, undefined);
  return () => desk.transport.named(name).at(-1)!;
}

describe('the phases of the line', () => {
  it('goes from idle over connecting and catching up to live, and to stale, offline and back', async () => {
    const desk = new Desk();
    assert.equal(desk.phase, 'idle');
    await desk.live();
    for (let i = 0; i < 3; i++) desk.transport.become('broken', { error: new GwsError('network'), retryIn: 2_000 });
    const { retryAt, error } = desk.workspace.state.connection;
    assert.equal(retryAt, desk.clock.now() + 2_000);
    assert.equal(error?.code, 'network');
    desk.transport.become('connecting');
    assert.equal(desk.phase, 'offline', 'an attempt is no success');
    desk.transport.become('open');
    await settled();
    desk.transport.become('stopped');
    assert.deepEqual(desk.eventsOf('gws-connection'), [
      { phase: 'connecting' },
      { phase: 'catching-up' },
      { phase: 'live' },
      { phase: 'stale', code: 'network' },
      { phase: 'offline', code: 'network' },
      { phase: 'catching-up' },
      { phase: 'live' },
      { phase: 'stopped' },
    ]);
  });

  it('never calls a line stale that was never live', () => {
    const desk = new Desk();
    desk.workspace.connect();
    desk.transport.become('broken');
    assert.equal(desk.phase, 'connecting');
  });

  it('says since when nothing is certain', async () => {
    const desk = await new Desk().live();
    await desk.clock.advance(5_000);
    const lost = desk.clock.now();
    desk.transport.become('broken');
    await desk.clock.advance(5_000);
    desk.transport.become('broken');
    assert.equal(desk.workspace.state.connection.asOf, lost);
  });

  it('catches up when the line comes back without a new generation', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    desk.transport.become('broken');
    desk.transport.become('open', { generation: 1 });
    await settled();
    assert.equal(desk.phase, 'live');
    assert.equal(s1.state.stale, false);
  });

  it('follows a transport that is open already', async () => {
    const desk = new Desk();
    desk.transport.become('open');
    desk.workspace.connect();
    await settled();
    assert.equal(desk.phase, 'live');
  });

  it('waits for credentials; the same user finds everything again, another one nothing', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'), [message(1, 'one')]);
    desk.transport.become('auth-required', { error: new GwsError('auth-required') });
    assert.equal(desk.phase, 'auth-required');
    assert.deepEqual(texts(s1), ['one']);
    desk.workspace.retry();
    desk.transport.become('open');
    await settled();
    assert.equal(desk.workspace.session('s1'), s1);
    desk.workspace.select('s1');

    desk.transport.become('auth-required');
    desk.replies.set('GET /me', ok({ user: { id: 'other', userName: 'agent2' } }));
    desk.replies.set(LIST, list());
    desk.transport.become('open');
    await settled();
    assert.equal(desk.workspace.state.me?.id, 'other');
    assert.deepEqual(desk.workspace.state.sessionIds, []);
    assert.equal(desk.workspace.state.selectedId, undefined);
    assert.notEqual(desk.workspace.session('s1'), s1);
    assert.deepEqual(texts(desk.workspace.session('s1')), []);
  });

  it('is started, hastened and ended through the transport', async () => {
    const desk = await new Desk().live();
    desk.workspace.connect();
    desk.workspace.retry();
    assert.equal(desk.transport.probes, 1);
    await desk.workspace.close();
    assert.equal(desk.phase, 'idle');
    assert.equal(desk.transport.status.state, 'stopped');
    desk.transport.push(stateChange(invited('s1')));
    assert.deepEqual(desk.workspace.state.sessionIds, []);
    assert.equal(desk.clock.size, 0, 'no timer is left');
    await desk.live();
    assert.equal(desk.phase, 'live', 'and can be started again');
  });
});

describe('the slow check for silent losses', () => {
  it('finds a lost last message within a minute', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'), [message(1, 'one')]);
    desk.replies.set(LOG, log(message(2, 'lost')));
    await desk.clock.advance(59_000);
    assert.deepEqual(texts(s1), ['one']);
    await desk.clock.advance(1_000);
    assert.deepEqual(texts(s1), ['one', 'lost']);
  });

  it('finds a lost invitation and a lost end', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    desk.replies.set(LIST, list(invited('s2')));
    await desk.clock.advance(60_000);
    assert.equal(s1.state.status, 'Completed');
    assert.deepEqual(desk.eventsOf('gws-invitation'), [{ sessionId: 's2' }]);
  });

  it('rests while nobody looks, and while the line is down', async () => {
    let active = false;
    const desk = await new Desk({ active: () => active }).live();
    await desk.clock.advance(600_000);
    assert.equal(desk.transport.named(LIST).length, 1);
    active = true;
    await desk.clock.advance(60_000);
    assert.equal(desk.transport.named(LIST).length, 2);
    desk.transport.become('broken');
    await desk.clock.advance(600_000);
    assert.equal(desk.transport.named(LIST).length, 2);
  });

  it('believes notifications that came while it read more than what it read', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1', { userData: { a: 1 } }));
    const sessions = held(desk, LIST);
    await desk.clock.advance(60_000);
    await desk.push(stateChange(chatting('s1', { userData: { a: 2 } }), { notificationType: 'PropertiesUpdated' }));
    assert.equal(s1.state.userData.get('a'), 2, 'shown at once');
    sessions().answer(list(chatting('s1', { userData: { a: 1 } })));
    await settled();
    assert.equal(s1.state.userData.get('a'), 2);
  });

  it('does not bring back a session that ended while it read', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    const sessions = held(desk, LIST);
    await desk.clock.advance(60_000);
    await desk.push(stateChange(session('s1', 'Completed')));
    desk.workspace.closeSession('s1');
    sessions().answer(list(chatting('s1')));
    await settled();
    assert.equal(s1.state.status, 'Completed');
    assert.deepEqual(desk.workspace.state.sessionIds, []);
  });

  it('asks again when a session begins anew while it reads that it is over', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    desk.replies.set(LIST, list());
    const single = held(desk, 'GET /me/smssessions/s1');
    await desk.clock.advance(60_000);
    const [asked] = [single()];
    desk.replies.set(LIST, list(invited('s1')));
    await desk.push(stateChange(invited('s1')));
    asked.answer({ statusCode: 6 });
    await desk.clock.advance(2_000);
    assert.equal(s1.state.status, 'Invited');
  });

  it('survives its own failure', async () => {
    const desk = await new Desk().live();
    desk.replies.set(LIST, new GwsError('network'));
    await desk.clock.advance(60_000);
    assert.equal(desk.phase, 'live');
    assert.equal(desk.counters['checks-failed'], 1);
    desk.replies.set(LIST, list(invited('s1')));
    await desk.clock.advance(60_000);
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
  });
});

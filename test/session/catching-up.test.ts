import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import { customerOf } from '../../src/state/selectors.js';
import type { SentRequest } from '../support/scripted-transport.js';
import { settled } from '../support/virtual-clock.js';
import { Desk, texts } from './desk.js';
import { chatting, invited, list, log, message, newMessages, ok, session, stateChange } from './wire.js';

const LIST = 'GET /me/smssessions';
const S1 = 'GET /me/smssessions/s1';
const LOG = 'GET /me/smssessions/s1/messages';

/** Leaves a request open and gives a function that answers it. */
function held(desk: Desk, name: string): () => SentRequest {
  desk.replies.set(name, undefined);
  return () => desk.transport.named(name).at(-1)!;
}

describe('catching up after the line opens', () => {
  const points = ['before who we are', 'before the list', 'before the log', 'after the log'] as const;
  for (const point of points) {
    it(`loses, doubles and misorders nothing that arrives ${point}`, async () => {
      const desk = new Desk();
      const me = held(desk, 'GET /me');
      const sessions = held(desk, LIST);
      const messages = held(desk, LOG);
      const seen: (string | undefined)[] = [];
      const s1 = desk.workspace.session('s1');
      s1.subscribe(
        ({ status }) => status,
        (status) => seen.push(status),
      );
      desk.workspace.connect();
      desk.transport.become('open');
      await settled();
      // The server has 1–2 in its log when it is read, and tells of 2 and 3 while we read.
      const arrive = () =>
        desk.push(
          stateChange(invited('s1')),
          stateChange(chatting('s1')),
          newMessages('s1', message(2, 'two')),
          newMessages('s1', message(3, 'three')),
        );
      if (point === 'before who we are') await arrive();
      me().answer(ok({ user: { id: 'me', userName: 'agent1' } }));
      await settled();
      if (point === 'before the list') await arrive();
      sessions().answer(list(chatting('s1')));
      await settled();
      if (point === 'before the log') await arrive();
      if (point !== 'after the log') assert.deepEqual(texts(s1), [], 'held until the snapshot is there');
      messages().answer(log(message(1, 'one'), message(2, 'two')));
      await settled();
      if (point === 'after the log') await arrive();
      assert.equal(desk.phase, 'live');
      assert.deepEqual(texts(s1), ['one', 'two', 'three']);
      assert.deepEqual(seen, ['Chatting'], 'never shown in an older state');
      assert.deepEqual(desk.eventsOf('gws-invitation'), [], 'no invitation that is long accepted');
    });
  }

  it('restores what a lost Bayeux session missed, and shows nothing twice', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'), [message(1, 'one')]);
    desk.transport.become('broken');
    assert.equal(desk.phase, 'stale');
    assert.equal(s1.state.stale, true);
    assert.deepEqual(texts(s1), ['one'], 'still readable');
    desk.replies.set(LOG, (sent) => {
      assert.deepEqual(sent.request.query, { startIndex: '2' });
      return log(message(2, 'two'), message(3, 'three'));
    });
    desk.transport.become('open');
    desk.transport.push(newMessages('s1', message(3, 'three')));
    desk.transport.push(newMessages('s1', message(3, 'three'), message(4, 'four')));
    await settled();
    await desk.push(newMessages('s1', message(4, 'four')));
    assert.deepEqual(texts(s1), ['one', 'two', 'three', 'four']);
    assert.equal(s1.state.stale, false);
    assert.equal(desk.transport.named('GET /me').length, 1, 'who we are is known');
    assert.equal(desk.transport.named(LIST).length, 2);
    assert.equal(desk.transport.named(LOG).length, 2, 'one reading per session and reconnect');
  });

  it('lets answers of an older generation change nothing', async () => {
    const desk = new Desk();
    await desk.live();
    const sessions = held(desk, LIST);
    desk.transport.become('open');
    await settled();
    const older = sessions();
    desk.transport.become('open');
    await settled();
    const newer = sessions();
    assert.notEqual(older, newer);
    newer.answer(list(session('s1', 'LeftChat')));
    await settled();
    older.answer(list(chatting('s1'), chatting('s2')));
    await settled();
    assert.equal(desk.workspace.session('s1').state.status, 'LeftChat');
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
  });

  it('keeps what an answer does not say', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1', { userData: { a: 1 } }));
    desk.replies.set(LIST, list(session('s1', 'Chatting')));
    desk.transport.become('open');
    await settled();
    assert.equal(customerOf(s1.state)?.nickname, '+15550100');
    assert.equal(s1.state.userData.get('a'), 1);
  });

  it('asks singly for a session that the list lacks, and ends it only when the server denies it', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    desk.replies.set(LIST, list());
    desk.replies.set(S1, ok({ smssession: chatting('s1') }));
    desk.transport.become('open');
    await settled();
    assert.equal(s1.state.status, 'Chatting');
    desk.replies.delete(S1);
    desk.transport.become('open');
    await settled();
    assert.equal(s1.state.status, 'Completed');
    assert.equal(s1.state.stale, false);
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1'], 'the transcript stays until it is closed');
  });

  it('reads singly what a list holds as uris only', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, ok({ uris: ['http://gws/api/v2/me/smssessions/s1'] }));
    desk.replies.set(S1, ok({ smssession: chatting('s1') }));
    await desk.live();
    assert.equal(desk.workspace.session('s1').state.status, 'Chatting');
  });

  it('does not end sessions because of a list that it cannot read', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    desk.replies.set(LIST, ok({ smssessions: [42, null] }));
    desk.transport.become('open');
    await settled();
    assert.equal(desk.phase, 'catching-up');
    assert.equal(s1.state.status, 'Chatting');
  });

  it('works without a list, if the server refuses one', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, { statusCode: 5, statusMessage: 'no' });
    await desk.live();
    assert.equal(desk.phase, 'live');
    await desk.push(stateChange(invited('s1')), stateChange(chatting('s1')));
    desk.replies.set(LOG, log(message(1, 'one')));
    desk.transport.become('open');
    await settled();
    const s1 = desk.workspace.session('s1');
    assert.deepEqual(texts(s1), ['one']);
    assert.equal(s1.state.stale, false);
  });

  it('tries again with growing, jittered pauses, and obeys Retry-After', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, new GwsError('network'));
    await desk.live();
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      const { retryAt } = desk.workspace.state.connection;
      pauses.push(retryAt! - desk.clock.now());
      await desk.clock.advance(pauses.at(-1)!);
    }
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    assert.equal(desk.phase, 'catching-up');
    assert.equal(desk.workspace.state.connection.error?.code, 'network');
    desk.replies.set(LIST, new GwsError('unavailable', { retryAfter: 60_000 }));
    await desk.clock.advance(15_000);
    assert.equal(desk.workspace.state.connection.retryAt, desk.clock.now() + 60_000);
    desk.replies.set(LIST, list());
    desk.workspace.retry();
    await settled();
    assert.equal(desk.phase, 'live');
    assert.equal(desk.workspace.state.connection.error, undefined);
  });

  it('does not keep the other sessions waiting for one whose log cannot be read', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, list(chatting('s1'), chatting('s2')));
    desk.replies.set(LOG, { statusCode: 4 });
    desk.replies.set('GET /me/smssessions/s2/messages', log(message(1, 'fine')));
    await desk.live();
    assert.equal(desk.phase, 'live');
    assert.deepEqual(texts(desk.workspace.session('s2')), ['fine']);
    desk.replies.set(LOG, log(message(1, 'late')));
    await desk.clock.advance(1_000);
    assert.deepEqual(texts(desk.workspace.session('s1')), ['late']);
  });

  it('gives up holding when too much arrives, and reads again', async () => {
    const desk = new Desk();
    const sessions = held(desk, LIST);
    desk.workspace.connect();
    desk.transport.become('open');
    for (let i = 1; i <= 5_001; i++) desk.transport.push(newMessages('s1', message(i, String(i))));
    assert.equal(desk.counters['overflow'], 1);
    await settled();
    sessions().answer(list());
    desk.replies.set(LIST, list(chatting('s1')));
    desk.replies.set(LOG, log(message(1, 'one')));
    await settled();
    assert.deepEqual(texts(desk.workspace.session('s1')).slice(0, 1), ['one']);
  });
});

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

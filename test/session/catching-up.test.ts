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

  it('lets a log that was asked for before the last break change nothing', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1', { userData: { n: 1 } }));
    const messages = held(desk, LOG);
    desk.transport.become('open');
    await settled();
    const older = messages();
    desk.replies.set(LIST, list(chatting('s1', { userData: { n: 2 } })));
    desk.replies.set(LOG, log());
    desk.transport.become('open');
    await settled();
    older.answer(log());
    await settled();
    assert.equal(s1.state.userData.get('n'), 2);
  });

  it('lets an older answer to who we are change nothing', async () => {
    const desk = new Desk();
    const me = held(desk, 'GET /me');
    desk.workspace.connect();
    desk.transport.become('open');
    await settled();
    const older = me();
    desk.transport.become('auth-required');
    desk.replies.set('GET /me', ok({ user: { id: 'second', userName: 'agent2' } }));
    desk.transport.become('open');
    await settled();
    older.answer(ok({ user: { id: 'first', userName: 'agent1' } }));
    await settled();
    assert.equal(desk.workspace.state.me?.id, 'second');
  });

  it('lets what was held before the last break not count as news after it', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1', { userData: { n: 1 } }));
    const sessions = held(desk, LIST);
    desk.transport.become('open');
    await desk.push(stateChange(chatting('s1', { userData: { n: 2 } }), { notificationType: 'PropertiesUpdated' }));
    desk.transport.become('open');
    await settled();
    sessions().answer(list(chatting('s1', { userData: { n: 3 } })));
    await settled();
    assert.equal(s1.state.userData.get('n'), 3);
  });

  it('asks again for a session that began after the list was made', async () => {
    const desk = new Desk();
    const sessions = held(desk, LIST);
    desk.workspace.connect();
    desk.transport.become('open');
    await desk.push(newMessages('s1', message(1, 'one')));
    const [first] = [sessions()];
    desk.replies.set(LIST, list(chatting('s1')));
    desk.replies.set(LOG, log(message(1, 'one')));
    first.answer(list());
    await settled();
    assert.deepEqual(texts(desk.workspace.session('s1')), ['one']);
    assert.equal(desk.transport.named(LIST).length, 2);
    assert.equal(desk.counters['unexplained'], 1);
  });

  it('does not ask for the log of an invitation', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, list(invited('s1')));
    await desk.live();
    await desk.clock.advance(10_000);
    assert.deepEqual(desk.transport.names, ['GET /me', LIST, 'GET /me/channels']);
    assert.equal(desk.workspace.session('s1').state.status, 'Invited');
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
    assert.equal(desk.counters['list-refused'], 1);
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

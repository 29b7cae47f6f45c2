import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import { settled } from '../support/virtual-clock.js';
import { Desk, texts } from './desk.js';
import { chatting, invited, list, log, meAnswer, message, newMessages, ok, session, stateChange } from './wire.js';

const LIST = 'GET /me/smssessions';
const S1 = 'GET /me/smssessions/s1';
const LOG = 'GET /me/smssessions/s1/messages';

/** A desk whose session `s1` the server's list lacks all at once, to be asked for singly. */
async function unlisted(): Promise<Desk> {
  const desk = new Desk();
  await desk.with(chatting('s1'));
  desk.replies.set(LIST, list());
  return desk;
}

describe('catching up with a server that answers in part', () => {
  for (const code of ['network', 'auth-required'] as const) {
    for (const [what, name] of Object.entries({ 'a session': S1, 'the list': LIST })) {
      it(`ends no session and waits while ${what} cannot be read (${code})`, async () => {
        const desk = await unlisted();
        const s1 = desk.workspace.session('s1');
        desk.replies.set(S1, ok({ smssession: chatting('s1') }));
        desk.replies.set(name, new GwsError(code));
        desk.transport.become('open');
        await settled();
        assert.equal(s1.state.status, 'Chatting');
        assert.equal(s1.state.stale, true);
        assert.notEqual(desk.phase, 'live');
      });
    }
  }

  it('ends no session because of an answer that it cannot read', async () => {
    const desk = await unlisted();
    desk.replies.set(S1, ok({ smssession: 42 }));
    desk.transport.become('open');
    await settled();
    assert.equal(desk.phase, 'live');
    assert.equal(desk.workspace.session('s1').state.status, 'Chatting');
  });

  it('waits for credentials that a log was refused for, and counts a log that cannot be read otherwise', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, list(chatting('s1')));
    desk.replies.set(LOG, new GwsError('auth-required'));
    await desk.live();
    assert.notEqual(desk.phase, 'live');
    desk.replies.set(LOG, new GwsError('network'));
    desk.workspace.retry();
    await settled();
    assert.equal(desk.phase, 'live');
    assert.equal(desk.counters['log-reads-failed'], 1);
  });

  it('takes no failure of an earlier question for one of its own', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, undefined);
    await desk.live();
    desk.transport.become('open');
    await settled();
    const [earlier, last] = desk.transport.named(LIST);
    earlier!.refuse(new GwsError('network'));
    await settled();
    assert.equal(desk.workspace.state.connection.error, undefined);
    last!.answer(list());
    await settled();
    assert.equal(desk.phase, 'live');
  });

  it('shows the others when a named session cannot be read', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, list(chatting('s1'), { id: 's2' }));
    desk.replies.set('GET /me/smssessions/s2', ok({ smssession: 42 }));
    await desk.live();
    assert.equal(desk.phase, 'live');
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
    assert.deepEqual(desk.transport.named('GET /me/smssessions/s2/messages'), []);
  });

  it('reads what others missed although one ended meanwhile', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, list(chatting('s1'), chatting('s2')));
    await desk.live();
    desk.replies.set(LOG, undefined);
    desk.replies.set('GET /me/smssessions/s2/messages', log(message(1, 'missed')));
    await desk.clock.advance(60_000);
    const read = desk.transport.named(LOG).at(-1)!;
    await desk.push(stateChange(session('s1', 'Completed')));
    read.answer(log());
    await settled();
    assert.equal(desk.workspace.session('s1').state.status, 'Completed');
    assert.deepEqual(texts(desk.workspace.session('s2')), ['missed']);
  });

  it('asks for no log of sessions that are over', async () => {
    const desk = new Desk();
    desk.replies.set(LIST, list(session('s1', 'Completed'), session('s2', 'Revoked')));
    await desk.live();
    await desk.clock.advance(10_000);
    assert.deepEqual(
      desk.transport.names.filter((name) => name.endsWith('/messages')),
      [],
    );
  });

  it('shows sessions in the order in which they came, whatever the order of the list', async () => {
    const desk = new Desk();
    const came = (id: string, receivedDate: number) => invited(id, { receivedDate });
    desk.replies.set(LIST, list(came('s3', 3000), came('s1', 1000), invited('s4'), came('s2', 2000)));
    await desk.live();
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1', 's2', 's3', 's4']);
  });

  it('shows what came before the line broke again, and takes no answer for being live', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    desk.replies.set(LIST, undefined);
    desk.transport.become('open');
    await desk.push(newMessages('s1', message(1, 'held')));
    assert.deepEqual(texts(s1), []);
    desk.transport.become('broken');
    await settled();
    assert.deepEqual(texts(s1), ['held']);
    desk.transport
      .named(LIST)
      .at(-1)!
      .answer(list(chatting('s1')));
    await settled();
    assert.notEqual(desk.phase, 'live');
  });

  for (const [state, kept] of [
    ['broken', ['held']],
    ['auth-required', []],
  ] as const) {
    it(`${kept.length > 0 ? 'keeps' : 'drops'} what came before it was known for whom, when the line is ${state}`, async () => {
      const desk = new Desk();
      desk.replies.set('GET /me', undefined);
      await desk.live();
      await desk.push(newMessages('s1', message(1, 'held')));
      desk.transport.become(state);
      desk.replies.set('GET /me', meAnswer);
      desk.replies.set(LIST, list(chatting('s1')));
      desk.transport.become('open');
      await settled();
      assert.equal(desk.phase, 'live');
      assert.deepEqual(texts(desk.workspace.session('s1')), kept);
    });
  }

  it('asks again for what it let go when too much arrived', async () => {
    const desk = new Desk();
    await desk.with(chatting('s1'));
    desk.replies.set(LIST, undefined);
    desk.transport.become('open');
    await settled();
    desk.transport.push(stateChange(invited('s2')));
    for (let i = 1; i <= 5_000; i++) desk.transport.push(stateChange(chatting('s1')));
    desk.transport
      .named(LIST)
      .at(-1)!
      .answer(list(chatting('s1')));
    desk.replies.set(LIST, list(chatting('s1'), invited('s2')));
    await settled();
    assert.equal(desk.counters['overflow'], 1);
    assert.equal(desk.workspace.session('s2').state.status, 'Invited');
  });

  it('asks each time when something goes on that nothing explains', async () => {
    const desk = await new Desk().live();
    for (const id of ['s1', 's2']) {
      const asked = desk.transport.named(LIST).length;
      await desk.push(newMessages(id, message(1, 'hello')));
      await desk.clock.advance(2_000);
      assert.equal(desk.transport.named(LIST).length, asked + 1);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settled } from '../support/virtual-clock.js';
import { Desk, texts } from './desk.js';
import { chatting, failure, invited, list, log, message, newMessages, session, stateChange } from './wire.js';

const LIST = 'GET /me/smssessions';
const LOG = 'GET /me/smssessions/s1/messages';

describe('gaps in the log', () => {
  it('are read once for all of them, after a grace in which the missing entries may still come', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'), [message(1, 'one')]);
    const before = desk.transport.requests.length;
    await desk.push(newMessages('s1', message(3, 'three')), newMessages('s1', message(6, 'six')));
    await desk.clock.advance(399);
    assert.equal(desk.transport.requests.length, before);
    desk.replies.set(LOG, (sent) => {
      assert.deepEqual(sent.request.query, { startIndex: '2' });
      return log(message(2, 'two'), message(3, 'three'), message(5, 'five'), message(6, 'six'));
    });
    await desk.clock.advance(1);
    assert.deepEqual(texts(s1), ['one', 'two', 'three', 'five', 'six']);
    assert.deepEqual(s1.state.log.gaps, [], '4 is a known hole: not ours to see');
    await desk.push(newMessages('s1', message(7, 'seven')));
    await desk.clock.advance(50_000);
    assert.equal(desk.transport.requests.length, before + 1, 'and never asked for again');
  });

  it('that no reading explains are known holes too: typing need not be in the log', async () => {
    const desk = new Desk({ timings: { check: 0 } });
    const s1 = await desk.with(chatting('s1'), [message(1, 'one')]);
    desk.replies.set(LOG, log());
    await desk.push(newMessages('s1', message(3, '', { type: 'TypingStarted' })));
    await desk.clock.advance(120_000);
    assert.deepEqual(s1.state.log.gaps, []);
    assert.equal(desk.transport.named(LOG).length, 2);
  });

  it('cost nothing when the missing entries come by themselves', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    const before = desk.transport.requests.length;
    await desk.push(newMessages('s1', message(2, 'two')));
    await desk.clock.advance(300);
    await desk.push(newMessages('s1', message(1, 'one')));
    await desk.clock.advance(10_000);
    assert.deepEqual(texts(s1), ['one', 'two']);
    assert.equal(desk.transport.requests.length, before);
  });

  it('are asked for at most six times a minute, whatever the server answers', async () => {
    const desk = new Desk({ timings: { check: 0 } });
    await desk.with(chatting('s1'));
    const before = desk.transport.named(LOG).length;
    desk.replies.set(LOG, { statusCode: 4 });
    await desk.push(newMessages('s1', message(9, 'nine')));
    const times: number[] = [];
    for (let second = 0; second < 180; second++) {
      await desk.clock.advance(1_000);
      times.push(desk.transport.named(LOG).length - before);
    }
    for (let i = 60; i < times.length; i++) assert.ok(times[i]! - times[i - 60]! <= 6, `at second ${i}`);
    assert.ok(times.at(-1)! >= 12, 'but not given up');
    desk.replies.set(LOG, log(message(9, 'nine')));
    await desk.clock.advance(60_000);
    assert.deepEqual(desk.workspace.session('s1').state.log.gaps, []);
  });

  it('are not read twice at a time', async () => {
    const desk = new Desk({ timings: { check: 0 } });
    await desk.with(chatting('s1'));
    desk.replies.set(LOG, undefined);
    for (let i = 1; i <= 10; i++) {
      await desk.push(newMessages('s1', message(2 * i, 'even')));
      await desk.clock.advance(1_000);
    }
    assert.equal(desk.transport.named(LOG).length, 2);
  });

  it('that are read while the line breaks leave the session stale', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    desk.replies.set(LOG, undefined);
    await desk.push(newMessages('s1', message(2, 'two')));
    await desk.clock.advance(400);
    desk.transport.become('broken');
    desk.transport
      .named(LOG)
      .at(-1)!
      .answer(log(message(1, 'one'), message(2, 'two')));
    await settled();
    assert.equal(s1.state.stale, true);
  });

  it('wait while the line is down: then everything is read anyway', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    await desk.push(newMessages('s1', message(2, 'two')));
    desk.transport.become('broken');
    const before = desk.transport.requests.length;
    await desk.clock.advance(10_000);
    assert.equal(desk.transport.requests.length, before);
    desk.replies.set(LOG, log(message(1, 'one'), message(2, 'two')));
    desk.transport.become('open');
    await settled();
    await desk.clock.advance(1_000);
    assert.deepEqual(texts(s1), ['one', 'two']);
    assert.equal(desk.transport.named(LOG).length, 2);
  });

  it('of an invitation wait until it is accepted: the server shows no log before', async () => {
    const desk = new Desk({ timings: { check: 0 } });
    await desk.with(chatting('s1'), [message(1, 'one')]);
    await desk.push(newMessages('s1', message(3, 'three')), stateChange(session('s1', 'Completed')));
    desk.replies.set(LIST, list(invited('s1')));
    await desk.push(stateChange(invited('s1')));
    await desk.clock.advance(2_000);
    const asked = desk.transport.named(LOG).length;
    await desk.clock.advance(60_000);
    assert.equal(desk.transport.named(LOG).length, asked);
    await desk.push(stateChange(chatting('s1')), newMessages('s1', message(1, 'one'), message(2, 'two')));
    await desk.clock.advance(60_000);
    assert.deepEqual(texts(desk.workspace.session('s1')), ['one', 'two', 'three']);
    assert.equal(desk.transport.named(LOG).length, asked);
  });

  it('of a session that ended are read once more', async () => {
    const desk = new Desk({ timings: { check: 0 } });
    await desk.with(chatting('s1'));
    desk.replies.set(LOG, { statusCode: 6 });
    await desk.push(newMessages('s1', message(2, 'two')), stateChange(session('s1', 'Completed')));
    await desk.clock.advance(120_000);
    assert.equal(desk.transport.named(LOG).length, 2);
  });

  it('are filled from another source, if the host has one', async () => {
    const asked: unknown[] = [];
    const desk = new Desk({
      history: (id, from) => {
        asked.push([id, from]);
        return Promise.resolve([{ index: 1, type: 'Text', text: 'archived' }]);
      },
    });
    const s1 = await desk.with(chatting('s1'));
    assert.deepEqual(asked, [['s1', 1]]);
    assert.deepEqual(texts(s1), ['archived']);
    assert.equal(desk.transport.named(LOG).length, 0);
  });
});

describe('notifications that do not fit', () => {
  it('of an unknown session by its uri alone fetch it once', async () => {
    const desk = await new Desk().live();
    desk.replies.set(LIST, list(chatting('s1')));
    desk.replies.set(LOG, log(message(1, 'one'), message(2, 'two')));
    await desk.push(newMessages('s1', message(2, 'two')), newMessages('s1', message(2, 'two')));
    await desk.clock.advance(2_000);
    assert.deepEqual(texts(desk.workspace.session('s1')), ['one', 'two']);
    assert.equal(desk.transport.named(LIST).length, 2);
    assert.equal(desk.transport.named(LOG).length, 1);
  });

  it('of a session that the server does not know either are ignored, without a storm of questions', async () => {
    const desk = await new Desk({ timings: { check: 0 } }).live();
    for (let i = 0; i < 100; i++) {
      await desk.push(newMessages('ghost', message(i + 1, 'boo')));
      await desk.clock.advance(100);
    }
    assert.deepEqual(desk.workspace.state.sessionIds, []);
    assert.ok(desk.transport.named(LIST).length <= 7, `${desk.transport.named(LIST).length} in 10 s`);
  });

  it('of a session joined without an invitation bring its history', async () => {
    const desk = await new Desk().live();
    desk.replies.set(LOG, log(message(1, 'one')));
    await desk.push(stateChange(chatting('s1', { supervisorMode: 'Monitor' })));
    await desk.clock.advance(500);
    assert.deepEqual(texts(desk.workspace.session('s1')), ['one']);
  });

  it('that nobody can read are counted by kind, and harm nothing', async () => {
    const desk = await new Desk().live();
    await desk.push(null, 42, [], 'x', { messageType: 'CallStateChangeMessage' }, { messageType: 'MessageLogUpdated' });
    await desk.push(stateChange({ id: '../../x', state: 'Chatting' }), stateChange(chatting('s1')));
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
    assert.equal(desk.counters['other'], 1);
    assert.equal(desk.counters['not-an-object'], 4);
    assert.equal(
      Object.values(desk.counters).reduce((a, b) => a + b),
      7,
    );
  });

  it('keep the readable entries of a batch', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    await desk.push(newMessages('s1', message(1, 'one'), { index: 'two' }));
    assert.deepEqual(texts(s1), ['one']);
    assert.equal(desk.counters['bad-message'], 1);
  });

  it('of an end or an error of a session never heard of make none', async () => {
    const desk = await new Desk().live();
    await desk.push(stateChange(session('s1', 'Completed')), failure(chatting('s2'), 7));
    await desk.clock.advance(5_000);
    assert.deepEqual(desk.workspace.state.sessionIds, []);
    assert.equal(desk.counters['unknown-session'], 2);
  });
});

describe('a session that is over', () => {
  /** One that ended, and whose transcript was closed if `closed`. */
  async function over(closed: boolean): Promise<Desk> {
    const desk = new Desk({ timings: { check: 0 } });
    await desk.with(chatting('s1'), [message(1, 'one')]);
    desk.replies.set(LIST, list());
    await desk.push(stateChange(session('s1', 'Completed')));
    if (closed) desk.workspace.closeSession('s1');
    return desk;
  }

  for (const closed of [false, true]) {
    const name = closed ? 'closed' : 'still shown';
    it(`is not revived by a late copy (${name})`, async () => {
      const desk = await over(closed);
      await desk.push(stateChange(chatting('s1')), stateChange(invited('s1')));
      await desk.clock.advance(10_000);
      assert.deepEqual(desk.workspace.state.sessionIds, closed ? [] : ['s1']);
      assert.deepEqual(desk.eventsOf('gws-invitation'), []);
      assert.equal(desk.counters['late'], 2);
    });

    it(`is revived when the server offers it again (${name})`, async () => {
      const desk = await over(closed);
      desk.replies.set(LIST, list(invited('s1')));
      await desk.push(stateChange(invited('s1')));
      await desk.clock.advance(2_000);
      assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
      assert.deepEqual(desk.eventsOf('gws-invitation'), [{ sessionId: 's1' }]);
      const s1 = desk.workspace.session('s1');
      assert.deepEqual([...s1.state.capabilities], ['Accept', 'Reject']);
      assert.deepEqual(texts(s1), ['one'], 'it is the same conversation');
      const accept = s1.perform('Accept', {});
      await desk.push(stateChange(chatting('s1')), newMessages('s1', message(1, 'one'), message(2, 'two')));
      assert.equal((await accept.finished).phase, 'confirmed');
      assert.deepEqual(texts(s1), ['one', 'two']);
    });
  }

  it('is revived too when one is in it again without an invitation', async () => {
    const desk = await over(false);
    desk.replies.set(LIST, list(chatting('s1')));
    desk.replies.set(LOG, log(message(2, 'two')));
    await desk.push(stateChange(chatting('s1')));
    await desk.clock.advance(2_000);
    const s1 = desk.workspace.session('s1');
    assert.equal(s1.state.status, 'Chatting');
    assert.ok(s1.state.capabilities.has('SendMessage'));
    assert.deepEqual(texts(s1), ['one', 'two']);
  });

  it('still takes its last lines until it is closed, then ignores them for ten minutes', async () => {
    const desk = await over(false);
    const s1 = desk.workspace.session('s1');
    const unsubscribe = s1.subscribe(
      ({ log: { size } }) => size,
      () => undefined,
    );
    await desk.push(newMessages('s1', message(2, 'bye')));
    assert.deepEqual(texts(s1), ['one', 'bye']);
    desk.workspace.closeSession('s1');
    await desk.push(newMessages('s1', message(3, 'too late')));
    assert.deepEqual(texts(s1), ['one', 'bye']);
    assert.equal(desk.counters['late'], 1);
    unsubscribe();
    await desk.clock.advance(600_001);
    await desk.push(stateChange(invited('s1')));
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1'], 'by then it is a new one');
  });

  it('cannot be closed while it lives', async () => {
    const desk = new Desk();
    await desk.with(chatting('s1'));
    desk.workspace.closeSession('s1');
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
  });

  it('is remembered as closed for a bounded number of sessions', async () => {
    const desk = await new Desk({ timings: { check: 0 } }).live();
    for (let i = 0; i <= 500; i++) {
      await desk.push(stateChange(invited(`s${i}`)), stateChange(session(`s${i}`, 'Revoked')));
      desk.workspace.closeSession(`s${i}`);
    }
    await desk.clock.advance(60_000);
    await desk.push(newMessages('s500', message(1, 'late')));
    assert.equal(desk.counters['late'], 1);
    await desk.push(stateChange(invited('s0')));
    assert.deepEqual(desk.workspace.state.sessionIds, ['s0'], 'the oldest is forgotten');
  });
});

describe('typing of others', () => {
  it('ends by itself after ten seconds', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    await desk.push(newMessages('s1', message(1, '', { type: 'TypingStarted' })));
    assert.equal(s1.state.typing.length, 1);
    await desk.clock.advance(9_999);
    assert.equal(s1.state.typing.length, 1);
    await desk.clock.advance(1);
    assert.equal(s1.state.typing.length, 0);
  });
});

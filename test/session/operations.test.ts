import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import { operationOf, pendingMessages } from '../../src/state/selectors.js';
import { settled } from '../support/virtual-clock.js';
import { texts } from './desk.js';
import { held, lost, POST, talking } from './talking.js';
import {
  agent,
  chatting,
  CUSTOMER,
  failure,
  log,
  message,
  mine,
  newMessages,
  ok,
  SELF,
  session,
  stateChange,
} from './wire.js';

const LOG = 'GET /me/smssessions/s1/messages';

describe('the outcome of an operation', () => {
  it('is confirmed by its effect before the answer, without looking anything up', async () => {
    const desk = await talking();
    const post = held(desk, 'SendMessage');
    const { finished } = desk.workspace.session('s1').send('hi', 'customer');
    await desk.push(newMessages('s1', mine(1, 'hi')));
    assert.equal((await finished).phase, 'confirmed');
    const asked = desk.transport.requests.length;
    post().answer(ok());
    await desk.clock.advance(30_000);
    assert.equal(desk.transport.requests.length, asked);
    assert.equal(operationOf(desk.workspace.session('s1').state, 'SendMessage')?.phase, 'confirmed');
  });

  for (const early of [true, false]) {
    it(`is failed by an Error that comes ${early ? 'before' : 'after'} the answer`, async () => {
      const desk = await talking();
      const post = held(desk, 'Consult');
      const { finished, id } = desk.workspace.session('s1').perform('Consult', { targetUri: 'http://gws/users/x' });
      const error = failure(chatting('s1'), 36);
      if (early) await desk.push(error);
      post().answer(ok({ referenceId: 36 }));
      if (!early) await desk.push(error);
      const outcome = await finished;
      assert.equal(outcome.phase, 'failed');
      assert.equal(outcome.error?.code, 'operation-failed');
      assert.equal(outcome.error.detail.serverMessage, 'Operationfailed');
      assert.deepEqual(desk.eventsOf('gws-error'), [
        { code: 'operation-failed', operation: 'Consult', sessionId: 's1', referenceId: '36' },
      ]);
      assert.deepEqual(desk.eventsOf('gws-operation'), [
        { id, operation: 'Consult', sessionId: 's1', phase: 'failed', code: 'operation-failed' },
      ]);
    });
  }

  it('is not taken from the Error of another request', async () => {
    const desk = await talking();
    held(desk, 'Consult');
    desk.replies.set(`${POST} Consult`, ok({ referenceId: 35 }));
    const s1 = desk.workspace.session('s1');
    const { finished } = s1.perform('Consult', { targetUri: 'u' });
    await desk.push(failure(chatting('s1'), 36));
    assert.equal(operationOf(s1.state, 'Consult')?.phase, 'acked');
    await desk.push(stateChange(chatting('s1', { participants: [SELF, CUSTOMER, agent('p2', 'agent2', 'Agents')] })));
    assert.equal((await finished).phase, 'confirmed');
  });

  it('is failed with the code of a refusal', async () => {
    const desk = await talking();
    const post = held(desk, 'Complete');
    const { finished } = desk.workspace.session('s1').perform('Complete', {});
    post().answer({ statusCode: 2, statusMessage: 'not now' }, 400);
    const { phase, error } = await finished;
    assert.equal(phase, 'failed');
    assert.equal(error?.code, 'invalid-state');
    assert.deepEqual(
      desk.eventsOf('gws-error'),
      [{ code: 'invalid-state', operation: 'Complete', sessionId: 's1', statusCode: 2, httpStatus: 400 }],
      'codes only: what the server says is not told to the page',
    );
  });

  it('is unknown when an accepted operation never shows, after one look into the log', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const { finished } = s1.send('hi', 'customer');
    await desk.clock.advance(9_999);
    const asked = desk.transport.requests.length;
    await desk.clock.advance(1);
    assert.deepEqual(desk.transport.names.slice(asked), ['GET /me/smssessions', LOG]);
    await desk.clock.advance(5_000);
    const { phase, error } = await finished;
    assert.equal(phase, 'unknown');
    assert.equal(error?.code, 'unconfirmed');
    assert.equal(error.retryable, false);
    assert.equal(error.detail.outcomeUnknown, true);
    assert.equal(pendingMessages(s1.state)[0]?.text, 'hi', 'shown on, with its text');
    assert.equal(desk.transport.named(`${POST} SendMessage`).length, 1);
  });

  for (const name of ['Consult', 'Invite', 'Transfer'] as const) {
    it(`waits three minutes for a person who has to accept first (${name}); meanwhile somebody else can be asked`, async () => {
      const desk = await talking();
      const post = held(desk, name);
      const s1 = desk.workspace.session('s1');
      const { finished } = s1.perform(name, { targetUri: 'a' });
      assert.equal((await s1.perform(name, { targetUri: 'b' }).finished).error?.code, 'busy', 'not yet');
      post().answer(ok());
      await desk.clock.advance(120_000);
      assert.equal(operationOf(s1.state, name)?.phase, 'acked');
      assert.equal((await s1.perform(name, { targetUri: 'a' }).finished).error?.code, 'busy');
      void s1.perform(name, { targetUri: 'b' });
      await desk.clock.advance(60_000);
      assert.equal((await finished).phase, 'unknown');
    });
  }

  it('is that of the last one asked, when who was asked before never decided', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const { finished } = s1.perform('Consult', { targetUri: 'a' });
    await desk.clock.advance(120_000);
    const other = s1.perform('Consult', { targetUri: 'b' });
    await desk.clock.advance(60_000);
    assert.equal((await finished).phase, 'unknown');
    await desk.push(stateChange(chatting('s1', { participants: [SELF, CUSTOMER, agent('p2', 'b', 'Agents')] })));
    assert.equal((await other.finished).phase, 'confirmed');
  });

  for (const code of ['network', 'timeout', 'bad-answer'] as const) {
    it(`is found in the log when its answer was lost (${code})`, async () => {
      const desk = await talking();
      desk.replies.set(`${POST} SendMessage`, lost(code));
      const s1 = desk.workspace.session('s1');
      const { finished } = s1.send('hi', 'customer');
      await settled();
      assert.equal(operationOf(s1.state, 'SendMessage')?.phase, 'sending', 'not failed: it may have happened');
      desk.replies.set(LOG, log(mine(1, 'hi')));
      await desk.clock.advance(10_000);
      assert.equal((await finished).phase, 'confirmed');
      assert.deepEqual(texts(s1), ['hi']);
      assert.deepEqual(pendingMessages(s1.state), []);
      assert.equal(desk.transport.named(`${POST} SendMessage`).length, 1, 'never sent again');
    });
  }

  it('is unknown when the answer was lost and the log does not hold it, and never sent again', async () => {
    const desk = await talking();
    desk.replies.set(`${POST} SendMessage`, lost());
    const { finished } = desk.workspace.session('s1').send('hi', 'customer');
    await desk.clock.advance(15_000);
    const { phase, error } = await finished;
    assert.equal(phase, 'unknown');
    assert.equal(error?.code, 'network');
    await desk.clock.advance(600_000);
    assert.equal(desk.transport.named(`${POST} SendMessage`).length, 1);
  });

  it('is failed at once when the request cannot have been executed', async () => {
    const desk = await talking();
    desk.replies.set(`${POST} SendMessage`, new GwsError('rate-limited', { retryAfter: 1_000 }));
    const { phase, error } = await desk.workspace.session('s1').send('hi', 'customer').finished;
    assert.equal(phase, 'failed');
    assert.equal(error?.retryable, true);
    await desk.clock.advance(60_000);
    assert.equal(desk.transport.named(`${POST} SendMessage`).length, 1, 'whether to send again is for people to say');
  });

  it('is decided even when a transport never answers', async () => {
    const desk = await talking();
    held(desk, 'Complete');
    const { finished } = desk.workspace.session('s1').perform('Complete', {});
    await desk.clock.advance(45_000);
    const { phase, error } = await finished;
    assert.deepEqual([phase, error?.code], ['unknown', 'timeout'], 'it may have been executed');
  });

  it('is told again when what was unknown is seen later', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const { finished } = s1.send('hi', 'customer');
    await desk.clock.advance(15_000);
    assert.equal((await finished).phase, 'unknown');
    await desk.push(newMessages('s1', message(1, 'hello?')));
    await desk.push(newMessages('s1', mine(2, 'hi')));
    assert.deepEqual(
      desk.eventsOf('gws-operation').map((detail) => (detail as { phase: string }).phase),
      ['unknown', 'confirmed'],
    );
    assert.deepEqual(pendingMessages(s1.state), []);
    assert.equal(desk.eventsOf('gws-error').length, 1, 'the good news is no error');
  });

  it('is told again when the log holds what an answer refused: it was the answer to a copy', async () => {
    const desk = await talking();
    desk.replies.set(`${POST} SendMessage`, new GwsError('rate-limited', { httpStatus: 429 }));
    const s1 = desk.workspace.session('s1');
    assert.equal((await s1.send('hi', 'customer').finished).phase, 'failed');
    await desk.push(newMessages('s1', mine(1, 'hi')));
    await desk.push(newMessages('s1', mine(2, 'hi')));
    assert.deepEqual(
      desk.eventsOf('gws-operation').map((detail) => (detail as { phase: string }).phase),
      ['failed', 'confirmed'],
    );
    assert.deepEqual(pendingMessages(s1.state), []);
  });

  it('waits for the line: what is seen after it is back decides', async () => {
    const desk = await talking();
    desk.replies.set(`${POST} SendMessage`, lost());
    const s1 = desk.workspace.session('s1');
    const [first, second] = [s1.send('arrived', 'customer'), s1.send('lost', 'customer')];
    await settled();
    desk.transport.become('broken');
    await desk.clock.advance(120_000);
    assert.equal(pendingMessages(s1.state)[0]?.phase, 'sending', 'offline nothing can be known');
    desk.replies.set(LOG, log(mine(1, 'arrived')));
    desk.transport.become('open');
    await settled();
    assert.equal((await first.finished).phase, 'confirmed');
    assert.equal((await second.finished).phase, 'unknown');
  });

  it('is not given up when the line was down for a moment only', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const { finished } = s1.send('hi', 'customer');
    await settled();
    desk.transport.become('broken');
    await desk.clock.advance(1_000);
    desk.transport.become('open');
    await settled();
    assert.equal(operationOf(s1.state, 'SendMessage')?.phase, 'acked');
    await desk.push(newMessages('s1', mine(1, 'hi')));
    assert.equal((await finished).phase, 'confirmed');
  });

  it('is soon unknown when an answer was lost, also where a person would have to accept', async () => {
    const desk = await talking();
    desk.replies.set(`${POST} Consult`, lost());
    const { finished } = desk.workspace.session('s1').perform('Consult', { targetUri: 'a' });
    await desk.clock.advance(15_000);
    assert.equal((await finished).phase, 'unknown');
  });

  it('of a change of attached data is found in what was changed, and in nothing else', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const { finished } = s1.perform('UpdateUserData', { userData: { Subject: 'Order' } });
    await desk.push(stateChange(chatting('s1', { userData: { Other: 'x' } })));
    assert.equal(operationOf(s1.state, 'UpdateUserData')?.phase, 'acked');
    await desk.push(stateChange(chatting('s1', { userData: { Other: 'x', Subject: 'Order' } })));
    assert.equal((await finished).phase, 'confirmed');
  });

  it('is not sent any more once its time is over: somebody may have sent it again', async () => {
    const desk = await talking();
    const post = held(desk, 'SendMessage');
    desk.workspace.session('s1').send('hi', 'customer');
    await desk.clock.advance(29_999);
    assert.equal(post().signal?.aborted, false);
    await desk.clock.advance(1);
    assert.equal(post().signal?.aborted, true);
  });

  it('is unknown when the workspace is closed meanwhile', async () => {
    const desk = await talking();
    held(desk, 'Complete');
    const { finished } = desk.workspace.session('s1').perform('Complete', {});
    await desk.workspace.close();
    assert.equal((await finished).phase, 'unknown');
  });

  it('survives its element: the handle and the controller go on', async () => {
    const desk = await talking();
    const element = new EventTarget();
    const { finished } = desk.workspace.session('s1').perform('Leave', {}, { source: element });
    await desk.push(stateChange(session('s1', 'LeftChat')));
    assert.equal((await finished).phase, 'confirmed');
  });
});

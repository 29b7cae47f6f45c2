import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { operationById, pendingMessages } from '../../src/state/selectors.js';
import { settled } from '../support/virtual-clock.js';
import { Desk } from './desk.js';
import { held, lost, POST, talking } from './talking.js';
import { agent, chatting, CUSTOMER, mine, newMessages, ok, SELF, stateChange, WITH_AGENTS } from './wire.js';

describe('sending lines', () => {
  it('keeps their order: one at a time, equal texts included', async () => {
    const desk = await talking();
    const post = held(desk, 'SendMessage');
    const s1 = desk.workspace.session('s1');
    const handles = ['same', 'same', 'other'].map((text) => s1.send(text, 'customer'));
    await settled();
    assert.equal(desk.transport.named(`${POST} SendMessage`).length, 1);
    assert.deepEqual(
      pendingMessages(s1.state).map(({ text }) => text),
      ['same', 'same', 'other'],
      'all are shown as pending',
    );
    for (let i = 0; i < 3; i++) {
      post(i).answer(ok());
      await settled();
    }
    assert.deepEqual(
      desk.transport.named(`${POST} SendMessage`).map(({ request }) => request.body?.['text']),
      ['same', 'same', 'other'],
    );
    await desk.push(newMessages('s1', mine(1, 'same')));
    assert.equal(operationById(s1.state, handles[1]!.id)?.phase, 'acked');
    assert.equal((await handles[0]!.finished).phase, 'confirmed');
    await desk.push(newMessages('s1', mine(2, 'same'), mine(3, 'other')));
    for (const { finished } of handles) assert.equal((await finished).phase, 'confirmed');
    assert.deepEqual(
      s1.state.operations.map(({ confirmedBy }) => confirmedBy),
      [1, 2, 3],
    );
  });

  it('shows as pending what the log will show, marked with who will read it', async () => {
    const desk = await talking({ capabilities: WITH_AGENTS });
    const s1 = desk.workspace.session('s1');
    void s1.send('hello', 'customer');
    void s1.send('psst', 'agents');
    void s1.perform('SendStartTypingNotification', { text: 'hel' });
    void s1.perform('Transfer', { targetUri: 'a', text: 'please help' });
    assert.deepEqual(
      pendingMessages(s1.state).map(({ text, audience }) => [text, audience]),
      [
        ['hello', 'customer'],
        ['psst', 'agents'],
      ],
    );
  });

  it('does not take an older line of the same words for the new one', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'), [mine(1, 'yes')]);
    const { finished, id } = s1.send('yes', 'customer');
    await desk.push(stateChange(chatting('s1', { participants: [SELF, CUSTOMER, agent('p2', 'agent2', 'Agents')] })));
    assert.equal(operationById(s1.state, id)?.phase, 'acked');
    await desk.push(newMessages('s1', mine(2, 'yes')));
    assert.equal((await finished).phase, 'confirmed');
  });

  it('goes on after one that failed or was lost', async () => {
    const desk = await talking();
    const post = held(desk, 'SendMessage');
    const s1 = desk.workspace.session('s1');
    const handles = ['a', 'b', 'c'].map((text) => s1.send(text, 'customer'));
    await settled();
    post(0).answer({ statusCode: 4 }, 500);
    await settled();
    post(1).refuse(lost());
    await settled();
    post(2).answer(ok());
    await desk.push(newMessages('s1', mine(1, 'c')));
    assert.equal((await handles[0]!.finished).phase, 'failed');
    assert.equal((await handles[2]!.finished).phase, 'confirmed');
    await desk.clock.advance(15_000);
    assert.equal((await handles[1]!.finished).phase, 'unknown');
  });

  it('goes out once, also when it is refused for its CSRF token; what writes nothing may be repeated', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    desk.replies.set(`${POST} SendMessage`, undefined);
    const { finished } = s1.send('hi', 'customer');
    const sent = desk.transport.named(`${POST} SendMessage`);
    sent[0]?.answer('Missing or invalid Csrf token', 403);
    const { phase, error } = await finished;
    assert.deepEqual([phase, error?.code, error?.retryable], ['failed', 'csrf', true]);
    void s1.perform('Leave', {});
    await desk.clock.advance(60_000);
    assert.deepEqual(
      [...desk.transport.named(`${POST} SendMessage`), ...desk.transport.named(`${POST} Leave`)].map(
        ({ once }) => once,
      ),
      [true, false],
    );
  });

  it('writes to agents with the operation for agents', async () => {
    const desk = await talking({ capabilities: WITH_AGENTS });
    void desk.workspace.session('s1').send('psst', 'agents');
    assert.equal(desk.transport.names.at(-1), `${POST} SendToAgents`);
    void desk.workspace.session('s1').send('psst', undefined as unknown as 'agents');
    await settled();
    assert.deepEqual(
      desk.transport.named(`${POST} SendMessage`),
      [],
      'whatever is not said to be for the customer is not',
    );
  });

  const COACH = {
    capabilities: [...WITH_AGENTS, 'SwitchToMonitor', 'SwitchBargeIn'],
    participants: [agent('p1', 'me', 'Agents'), CUSTOMER],
  };

  it('refuses the customer as audience where the mode does not allow it, although the server offers the operation', async () => {
    const desk = await talking(COACH);
    const s1 = desk.workspace.session('s1');
    assert.equal((await s1.send('hi', 'customer').finished).error?.code, 'audience');
    assert.equal((await s1.perform('SendUrl', { url: 'https://x.example' }).finished).error?.code, 'not-offered');
    assert.deepEqual(desk.transport.named(`${POST} SendMessage`), []);
  });

  it('refuses everything while the mode is being switched', async () => {
    const desk = await talking(COACH);
    const s1 = desk.workspace.session('s1');
    void s1.perform('SwitchToBargeIn', {});
    for (const audience of ['agents', 'customer'] as const) {
      assert.equal((await s1.send('hi', audience).finished).error?.code, 'audience');
    }
    await desk.push(stateChange(chatting('s1', { ...COACH, participants: [agent('p1', 'me', 'All'), CUSTOMER] })));
    void s1.send('hi', 'customer');
    await settled();
    assert.equal(desk.transport.named(`${POST} SendMessage`).length, 1);
  });

  it('judges the audience when a waiting line is sent, not when it was written', async () => {
    const desk = await talking({ capabilities: [...WITH_AGENTS, 'SwitchToCoach', 'SwitchToMonitor'] });
    const post = held(desk, 'SendMessage');
    const s1 = desk.workspace.session('s1');
    void s1.send('first', 'customer');
    const second = s1.send('second', 'customer');
    await desk.push(stateChange(chatting('s1', COACH)));
    post().answer(ok());
    assert.equal((await second.finished).error?.code, 'audience');
    assert.equal(desk.transport.named(`${POST} SendMessage`).length, 1);
  });

  it('keeps drafts apart by audience', async () => {
    const { drafts } = (await talking()).workspace.session('s1');
    drafts.set('agents', 'psst');
    assert.equal(drafts.get('customer'), '');
    assert.equal(drafts.get('agents'), 'psst');
    drafts.set('agents', '');
    assert.equal(drafts.get('agents'), '');
  });
});

describe('typing notices', () => {
  const START = `${POST} SendStartTypingNotification`;
  const STOP = `${POST} SendStopTypingNotification`;

  it('start once and stop after five seconds of silence', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    for (let i = 0; i < 4; i++) {
      s1.typing(true, 'customer');
      await desk.clock.advance(4_000);
    }
    assert.equal(desk.transport.named(START).length, 1);
    assert.equal(desk.transport.named(STOP).length, 0);
    await desk.clock.advance(1_000);
    assert.equal(desk.transport.named(STOP).length, 1);
    assert.deepEqual(s1.state.operations, [], 'never shown as an operation');
  });

  it('stop with the line, and when asked to', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    s1.typing(true, 'customer');
    void s1.send('hi', 'customer');
    await settled();
    assert.deepEqual(desk.transport.names.slice(-3), [START, STOP, `${POST} SendMessage`]);
    s1.typing(true, 'customer');
    s1.typing(false, 'customer');
    await desk.clock.advance(60_000);
    assert.equal(desk.transport.named(STOP).length, 2);
  });

  it('change sides with the audience', async () => {
    const desk = await talking({ capabilities: WITH_AGENTS });
    const s1 = desk.workspace.session('s1');
    s1.typing(true, 'customer');
    s1.typing(true, 'agents');
    await settled();
    assert.deepEqual(desk.transport.names.slice(-3), [START, STOP, `${POST} SendStartTypingToAgentsNotification`]);
  });

  it('betray neither a monitor nor, to the customer, a coach', async () => {
    for (const visibility of ['Supervisors', 'Agents', 'Strange']) {
      const desk = await talking({
        capabilities: WITH_AGENTS,
        participants: [agent('p1', 'me', visibility), CUSTOMER],
      });
      const s1 = desk.workspace.session('s1');
      s1.typing(true, 'customer');
      if (visibility === 'Supervisors') s1.typing(true, 'agents');
      await desk.clock.advance(10_000);
      assert.deepEqual(
        desk.transport.names.filter((name) => name.startsWith('POST')),
        [],
        visibility,
      );
    }
  });

  it('do without an operation that is not offered, and without an answer', async () => {
    const desk = await talking({ capabilities: ['SendMessage'] });
    desk.workspace.session('s1').typing(true, 'customer');
    assert.equal(desk.transport.named(START).length, 0);
    const other = await talking();
    other.replies.set(START, lost());
    other.workspace.session('s1').typing(true, 'customer');
    await settled();
    assert.equal(other.counters['typing-lost'], 1);
    assert.deepEqual(other.eventsOf('gws-error'), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import { settled } from '../support/virtual-clock.js';
import { Desk } from './desk.js';
import { agent, chatting, failure, invited, list, ok, SELF, session, stateChange } from './wire.js';

const CHANNEL = 'POST /users/u2/channels/smssession';

describe('monitoring of an agent', () => {
  const entry = { userId: 'u2', mode: 'Coach', scope: 'AllChats' } as const;

  it('is remembered here, since the server never tells of it', async () => {
    const desk = await new Desk().live();
    desk.replies.set(`${CHANNEL} Coach`, undefined);
    const { finished, id } = desk.workspace.monitor({ userId: 'u2', mode: 'Coach' });
    assert.deepEqual(desk.workspace.state.monitoring, [{ ...entry, phase: 'arming' }]);
    const sent = desk.transport.requests.at(-1)!;
    assert.deepEqual(sent.request.body, { operationName: 'Coach', supervisorMonitoringMode: 'AllChats' });
    assert.equal(sent.operationId, id);
    sent.answer(ok());
    assert.deepEqual(await finished, { id, operation: 'Coach', phase: 'confirmed' });
    assert.deepEqual(desk.workspace.state.monitoring, [{ ...entry, phase: 'armed' }]);
    assert.deepEqual(desk.eventsOf('gws-operation'), [{ id, operation: 'Coach', phase: 'confirmed' }]);

    desk.replies.set(`${CHANNEL} CancelSupervisorMonitoring`, undefined);
    const cancel = desk.workspace.cancelMonitoring('u2');
    assert.equal(desk.workspace.state.monitoring[0]?.phase, 'canceling');
    desk.transport.requests.at(-1)!.answer(ok());
    await cancel.finished;
    assert.deepEqual(desk.workspace.state.monitoring, []);
  });

  it('is what it was before when the change is refused, and uncertain when the answer is lost', async () => {
    const desk = await new Desk().live();
    desk.replies.set(`${CHANNEL} Monitor`, { statusCode: 5 });
    await desk.workspace.monitor({ userId: 'u2', mode: 'Monitor' }).finished;
    assert.deepEqual(desk.workspace.state.monitoring, []);
    await desk.workspace.monitor({ userId: 'u2', mode: 'Coach' }).finished;
    const refused = await desk.workspace.monitor({ userId: 'u2', mode: 'Monitor', scope: 'NextChat' }).finished;
    assert.equal(refused.error?.code, 'permission-denied');
    assert.deepEqual(desk.workspace.state.monitoring, [{ ...entry, phase: 'armed' }]);
    desk.replies.set(`${CHANNEL} CancelSupervisorMonitoring`, new GwsError('network', { outcomeUnknown: true }));
    assert.equal((await desk.workspace.cancelMonitoring('u2').finished).phase, 'unknown');
    assert.deepEqual(desk.workspace.state.monitoring, [{ ...entry, phase: 'unknown' }]);
    desk.replies.set(`${CHANNEL} CancelSupervisorMonitoring`, { statusCode: 2 });
    await desk.workspace.cancelMonitoring('u2').finished;
    assert.deepEqual(desk.workspace.state.monitoring, [], 'nothing was armed any more');
  });

  it('is asked once for a double click, and not at all when the page prevents it', async () => {
    const desk = await new Desk().live();
    const first = desk.workspace.monitor({ userId: 'u2', mode: 'Coach' });
    const second = desk.workspace.monitor({ userId: 'u2', mode: 'BargeIn' });
    const other = desk.workspace.monitor({ userId: 'u3', mode: 'Coach' });
    assert.equal((await second.finished).error?.code, 'busy');
    assert.equal((await first.finished).phase, 'confirmed');
    assert.equal((await other.finished).phase, 'confirmed');
    assert.deepEqual(
      desk.workspace.state.monitoring.map(({ userId, mode }) => [userId, mode]),
      [
        ['u2', 'Coach'],
        ['u3', 'Coach'],
      ],
    );
    desk.workspace.addEventListener('gws-before-operation', (event) => {
      event.preventDefault();
    });
    assert.equal((await desk.workspace.cancelMonitoring('u2').finished).error?.code, 'canceled');
    assert.equal(desk.workspace.state.monitoring[0]?.phase, 'armed');
  });

  it('of the next session only is over when that session brings the agent', async () => {
    const desk = await new Desk().live();
    await desk.workspace.monitor({ userId: 'u2', mode: 'Coach', scope: 'NextChat' }).finished;
    await desk.workspace.monitor({ userId: 'u3', mode: 'Coach', scope: 'NextChat' }).finished;
    await desk.push(stateChange(invited('s1', { supervisorMode: 'Coach' })));
    assert.equal(desk.workspace.state.monitoring.length, 2);
    await desk.push(
      stateChange(chatting('s1', { participants: [agent('p1', 'me', 'Agents'), agent('p2', 'u2', 'All')] })),
    );
    assert.deepEqual(
      desk.workspace.state.monitoring.map(({ userId }) => userId),
      ['u3'],
    );
  });
});

describe('intruding into a session', () => {
  const POST = 'POST /users/u2/smssessions/s1 Intrude';

  it('is confirmed by the invitation', async () => {
    const desk = await new Desk().live();
    const { finished } = desk.workspace.intrude({ userId: 'u2', sessionId: 's1', mode: 'Coach' });
    assert.deepEqual(desk.workspace.state.sessionIds, [], 'not ours yet');
    assert.deepEqual(desk.transport.requests.at(-1)?.request.body, {
      operationName: 'Intrude',
      supervisorVisibilityMode: 'Coach',
    });
    await desk.push(stateChange(invited('s1', { supervisorMode: 'Coach' })));
    assert.equal((await finished).phase, 'confirmed');
    assert.deepEqual(desk.eventsOf('gws-invitation'), [{ sessionId: 's1', supervisorMode: 'Coach' }]);
    assert.deepEqual(desk.workspace.state.sessionIds, ['s1']);
  });

  it('that fails leaves no session behind', async () => {
    const desk = await new Desk().live();
    desk.replies.set(POST, ok({ referenceId: 9 }));
    const { finished } = desk.workspace.intrude({ userId: 'u2', sessionId: 's1' });
    await desk.push(failure(chatting('s1'), 9));
    assert.equal((await finished).error?.code, 'operation-failed');
    assert.deepEqual(desk.workspace.state.sessionIds, []);
    assert.equal(desk.workspace.session('s1').state.status, undefined);
  });

  it('works again after one has left', async () => {
    const desk = new Desk();
    await desk.with(chatting('s1', { supervisorMode: 'Coach' }));
    await desk.push(stateChange(session('s1', 'Completed')));
    const { finished } = desk.workspace.intrude({ userId: 'u2', sessionId: 's1', mode: 'Monitor' });
    desk.replies.set('GET /me/smssessions', list(invited('s1', { supervisorMode: 'Monitor' })));
    await desk.push(stateChange(invited('s1', { supervisorMode: 'Monitor' })));
    await desk.clock.advance(2_000);
    assert.equal((await finished).phase, 'confirmed');
    assert.equal(desk.workspace.session('s1').state.supervisorMode, 'Monitor');
  });
});

describe('selecting', () => {
  it('tells the server where that is offered, without waiting or complaining', async () => {
    const desk = new Desk();
    await desk.with(chatting('s1'));
    desk.replies.set('POST /me/smssessions/s1 SetInFocus', { statusCode: 4 });
    desk.workspace.select('s1');
    desk.workspace.select('s1');
    assert.equal(desk.workspace.state.selectedId, 's1');
    await settled();
    assert.equal(desk.transport.named('POST /me/smssessions/s1 SetInFocus').length, 1);
    assert.deepEqual(desk.eventsOf('gws-error'), []);
    desk.workspace.select('unheard-of');
    desk.workspace.select(undefined);
    assert.deepEqual(desk.eventsOf('gws-select'), [
      { sessionId: 's1' },
      { sessionId: 'unheard-of' },
      { sessionId: undefined },
    ]);
    assert.equal(desk.transport.names.filter((name) => name.startsWith('POST')).length, 1);
  });

  it('ends when the selected session is closed', async () => {
    const desk = new Desk();
    await desk.with(chatting('s1'));
    desk.workspace.select('s1');
    await desk.push(stateChange(session('s1', 'Completed')));
    assert.equal(desk.workspace.state.selectedId, 's1');
    desk.workspace.closeSession('s1');
    assert.equal(desk.workspace.state.selectedId, undefined);
  });
});

describe('a session controller', () => {
  it('is the same for the same id while it is listed or used, and forgotten some time after', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    const asked = desk.workspace.session('asked');
    const unsubscribe = asked.subscribe(
      ({ status }) => status,
      () => undefined,
    );
    const idle = desk.workspace.session('idle');
    await desk.clock.advance(120_000);
    assert.equal(desk.workspace.session('s1'), s1);
    assert.equal(desk.workspace.session('asked'), asked);
    assert.notEqual(desk.workspace.session('idle'), idle);
    unsubscribe();
    unsubscribe();
    const again = asked.subscribe(
      ({ status }) => status,
      () => undefined,
    );
    await desk.clock.advance(120_000);
    assert.equal(desk.workspace.session('asked'), asked, 'a move of an element is no release');
    again();
    await desk.clock.advance(30_001);
    assert.notEqual(desk.workspace.session('asked'), asked);
  });

  it('asked for before anything is known becomes the session when it is heard of', async () => {
    const desk = new Desk();
    const s1 = desk.workspace.session('s1');
    const seen: unknown[] = [];
    s1.subscribe(
      ({ userId }) => userId,
      (userId) => seen.push(userId),
    );
    assert.equal(await desk.with(chatting('s1')), s1);
    assert.deepEqual(seen, ['me']);
    assert.equal(s1.state.participants[0]?.participantId, SELF['participantId']);
    assert.equal(s1.workspace, desk.workspace);
  });

  it('is not disturbed by listeners that throw, and neither are the other listeners', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    const seen: unknown[] = [];
    const bad = (): never => {
      throw new Error('of the host');
    };
    s1.subscribe(({ status }) => status, bad);
    s1.subscribe(bad, () => undefined);
    s1.subscribe(
      ({ status }) => status,
      (status) => seen.push(status),
    );
    desk.workspace.subscribe(({ selectedId }) => selectedId, bad);
    desk.workspace.select('s1');
    await desk.push(stateChange(session('s1', 'LeftChat')));
    assert.deepEqual(seen, ['LeftChat']);
    assert.equal(desk.workspace.state.selectedId, 's1');
    assert.ok(desk.counters['listener-errors']! >= 3);
  });

  it('goes on when listeners of its events throw, as the platform has it: reported, the others run', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'));
    const seen: string[] = [];
    const reported: unknown[] = [];
    const own = process.rawListeners('uncaughtException') as (() => void)[];
    process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => reported.push(error.message));
    try {
      for (const type of ['gws-before-operation', 'gws-operation', 'gws-session']) {
        s1.addEventListener(type, () => {
          throw new Error(type);
        });
        s1.addEventListener(type, () => seen.push(type));
      }
      const { finished } = s1.perform('Complete', {});
      await desk.push(stateChange(session('s1', 'Completed')));
      assert.equal((await finished).phase, 'confirmed');
      await settled();
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of own) process.on('uncaughtException', listener);
    }
    assert.deepEqual(seen, ['gws-before-operation', 'gws-operation', 'gws-session']);
    assert.deepEqual(reported, seen);
  });
});

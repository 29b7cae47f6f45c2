import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/protocol/json.js';
import { auditCsv, auditNdjson } from '../../src/session/audit-file.js';
import {
  type AuditEntry,
  type AuditOptions,
  type AuditTrail,
  auditTrailOf,
  createAuditTrail,
} from '../../src/session/audit-trail.js';
import { settled } from '../support/virtual-clock.js';
import { Desk } from './desk.js';
import { POST } from './talking.js';
import {
  agent,
  chatting,
  CUSTOMER,
  failure,
  invited,
  list,
  ME,
  message,
  newMessages,
  ok,
  session,
  stateChange,
} from './wire.js';

const INTRUDE = 'POST /users/u2/smssessions/s1 Intrude';
const boss = ok({ user: { ...ME, roles: ['ROLE_SUPERVISOR'] } });
const BOSS = { id: 'me', name: 'agent1' };
const SWITCHES = ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn', 'Leave', 'SendToAgents', 'SendMessage'];

/** A supervisor's desk whose acts are recorded. */
async function supervising(options: AuditOptions = {}): Promise<{ readonly desk: Desk; readonly trail: AuditTrail }> {
  const desk = new Desk({ timings: { check: 0 } });
  const trail = createAuditTrail(desk.workspace, { now: desk.clock.now, ...options });
  desk.replies.set('GET /me', boss);
  await desk.live();
  return { desk, trail };
}

/** In the session `s1` of u2, in a mode. */
const inside = (visibility: string): JsonObject =>
  stateChange(
    chatting('s1', {
      supervisorMode: 'Monitor',
      capabilities: SWITCHES,
      participants: [agent('p1', 'me', visibility), agent('p2', 'u2', 'All'), CUSTOMER],
    }),
  );

/** What a reader looks for first. */
const told = ({ state: { entries } }: AuditTrail): readonly unknown[] =>
  entries.map(
    ({ act, outcome, modeAsked = '', modeConfirmed = '' }) => `${act} ${modeAsked}>${modeConfirmed} ${outcome}`,
  );

describe('the audit trail of supervision', () => {
  it('tells who armed and cancelled the monitoring of whom, for which sessions, and when', async () => {
    const { desk, trail } = await supervising();
    const began = desk.clock.now();
    const { finished } = desk.workspace.monitor({ userId: 'u2', mode: 'Coach', scope: 'NextChat' });
    assert.deepEqual(told(trail), ['Coach Coach> sending']);
    await finished;
    await desk.workspace.cancelMonitoring('u2').finished;
    assert.deepEqual(trail.state.entries, [
      {
        id: trail.state.entries[0]?.id,
        act: 'Coach',
        by: BOSS,
        about: [{ id: 'u2' }],
        askedAt: began,
        endedAt: began,
        outcome: 'confirmed',
        modeAsked: 'Coach',
        modeConfirmed: 'Coach',
        scope: 'NextChat',
      },
      {
        id: trail.state.entries[1]?.id,
        act: 'CancelSupervisorMonitoring',
        by: BOSS,
        about: [{ id: 'u2' }],
        askedAt: began,
        endedAt: began,
        outcome: 'confirmed',
      },
    ]);
  });

  it('tells the mode that was asked for, and the one that the server confirmed', async () => {
    const { desk, trail } = await supervising();
    const { finished } = desk.workspace.intrude({ userId: 'u2', sessionId: 's1', mode: 'Coach' });
    await settled();
    await desk.push(stateChange(invited('s1', { supervisorMode: 'Monitor' })));
    await finished;
    const s1 = desk.workspace.session('s1');
    void s1.perform('Accept', {});
    await desk.push(inside('Supervisors'));
    void s1.perform('SwitchToCoach', {});
    await desk.push(inside('Agents'));
    void s1.perform('SwitchToBargeIn', {});
    await desk.push(inside('All'));
    void s1.perform('SwitchToMonitor', {});
    await desk.push(inside('Supervisors'));
    void s1.perform('Leave', {});
    await desk.push(stateChange(session('s1', 'Completed')));
    assert.deepEqual(told(trail), [
      'Intrude Coach>Monitor confirmed',
      'Accept >Monitor confirmed',
      'SwitchToCoach Coach>Coach confirmed',
      'SwitchToBargeIn BargeIn>BargeIn confirmed',
      'SwitchToMonitor Monitor>Monitor confirmed',
      'Leave > confirmed',
    ]);
    for (const { about, sessionId } of trail.state.entries) {
      assert.equal(about[0]?.id, 'u2');
      assert.equal(sessionId, 's1');
    }
  });

  it('tells what was refused and why, what nobody knows, and what the page held back', async () => {
    const { desk, trail } = await supervising();
    desk.replies.set(INTRUDE, { statusCode: 5 });
    desk.replies.set('GET /me/smssessions', list(inside('Supervisors')['smssession'] as JsonObject));
    await desk.workspace.intrude({ userId: 'u2', sessionId: 's1' }).finished;
    await desk.push(inside('Supervisors'));
    const s1 = desk.workspace.session('s1');
    desk.replies.set(`${POST} SwitchToCoach`, ok({ referenceId: '7' }));
    void s1.perform('SwitchToCoach', {});
    await settled();
    await desk.push(failure({ id: 's1' }, '7'));
    void s1.perform('SwitchToBargeIn', {});
    await settled();
    await desk.clock.advance(20_000);
    desk.workspace.addEventListener('gws-before-operation', (event) => event.preventDefault(), { once: true });
    void desk.workspace.cancelMonitoring('u2');
    assert.deepEqual(told(trail), [
      'Intrude armed> failed',
      'SwitchToCoach Coach> failed',
      'SwitchToBargeIn BargeIn> unknown',
      'CancelSupervisorMonitoring > failed',
    ]);
    assert.deepEqual(
      trail.state.entries.map(({ code }) => code),
      ['permission-denied', 'operation-failed', 'unconfirmed', 'canceled'],
    );
    await desk.push(inside('All'));
    assert.equal(told(trail)[2], 'SwitchToBargeIn BargeIn>BargeIn confirmed', 'what turned out later');
    assert.equal(trail.state.entries[2]?.code, undefined);
  });

  it('tells of sessions that armed monitoring brought and that were taken away', async () => {
    const { desk, trail } = await supervising();
    await desk.push(stateChange(invited('s1', { supervisorMode: 'Coach' })));
    void desk.workspace.session('s1').perform('Accept', {});
    await desk.push(inside('Agents'));
    await desk.push(stateChange(session('s1', 'Revoked')));
    assert.deepEqual(told(trail), ['Invited >Coach confirmed', 'Accept >Coach confirmed', 'Revoked > confirmed']);
    assert.equal(trail.state.entries[0]?.by, undefined, 'nobody here did it');
    assert.deepEqual(trail.state.entries[2]?.about, [{ id: 'u2', name: 'u2' }]);
  });

  it('looks at no agent’s own work, and at no word of anybody', async () => {
    const { desk, trail } = await supervising();
    await desk.push(stateChange(chatting('s2')));
    const s2 = desk.workspace.session('s2');
    s2.send('secret', 'customer');
    void s2.perform('Complete', {});
    await desk.push(stateChange(session('s2', 'Completed')));
    await desk.push(inside('Agents'));
    desk.workspace.session('s1').send('secret', 'agents');
    await desk.push(newMessages('s1', message(1, 'secret')));
    void desk.workspace.session('s1').perform('Leave', {});
    await settled();
    assert.deepEqual(told(trail), ['Leave > sending']);
    const file = auditNdjson(trail.state.entries) + auditCsv(trail.state.entries);
    for (const word of ['secret', CUSTOMER.nickname]) assert.equal(file.includes(word), false, word);
  });

  it('keeps so many acts, the latest, and says how many it forgot', async () => {
    const { desk, trail } = await supervising({ capacity: 3 });
    for (const userId of ['a', 'b', 'c', 'd', 'e']) await desk.workspace.monitor({ userId, mode: 'Monitor' }).finished;
    assert.deepEqual(
      trail.state.entries.map(({ about }) => about[0]?.id),
      ['c', 'd', 'e'],
    );
    assert.equal(trail.state.dropped, 2);
  });

  it('is told to listeners until they leave, and ends with its closing', async () => {
    const { desk, trail } = await supervising();
    const counts: number[] = [];
    const stop = trail.subscribe(
      ({ entries }) => entries,
      ({ length }) => counts.push(length),
    );
    await desk.workspace.monitor({ userId: 'u2', mode: 'Monitor' }).finished;
    assert.deepEqual([counts[0], counts.at(-1)], [1, 1]);
    stop();
    await desk.workspace.cancelMonitoring('u2').finished;
    assert.equal(counts.at(-1), 1);
    trail.close();
    await desk.workspace.monitor({ userId: 'u2', mode: 'Monitor' }).finished;
    assert.equal(trail.state.entries.length, 2);
  });

  it('is not shown to somebody else who signs in at the same desk', async () => {
    const { desk, trail } = await supervising();
    await desk.workspace.monitor({ userId: 'u2', mode: 'Monitor' }).finished;
    const again = async (answer: typeof boss) => {
      desk.transport.become('auth-required');
      desk.replies.set('GET /me', answer);
      desk.transport.become('open');
      await settled();
    };
    await again(boss);
    assert.equal(trail.state.entries.length, 1, 'the same one');
    await again(ok({ user: { ...ME, id: 'other' } }));
    assert.equal(trail.state.entries.length, 0);
  });

  it('knows agents by name where the board shows them', async () => {
    const { desk, trail } = await supervising();
    desk.replies.set('GET /users', ok({ users: [{ id: 'u2', userName: 'ben', roles: ['ROLE_AGENT'] }] }));
    desk.replies.set('GET /users/u2/smssessions', list());
    desk.workspace.board.watch(5_000);
    await settled();
    void desk.workspace.monitor({ userId: 'u2', mode: 'Monitor' });
    assert.deepEqual(trail.state.entries[0]?.about, [{ id: 'u2', name: 'ben' }]);
  });

  it('is one for all elements of a page', () => {
    const { workspace } = new Desk();
    assert.equal(auditTrailOf(workspace), auditTrailOf(workspace));
    assert.notEqual(auditTrailOf(workspace), auditTrailOf(new Desk().workspace));
  });
});

describe('a file of the audit trail', () => {
  const entry: AuditEntry = {
    id: 'op1',
    act: 'Intrude',
    by: { id: 'u1', name: 'boss' },
    about: [{ id: 'u2', name: 'Ben' }, { id: 'u3' }],
    sessionId: 's1',
    askedAt: Date.UTC(2026, 0, 5, 12),
    endedAt: Date.UTC(2026, 0, 5, 12, 0, 1),
    outcome: 'confirmed',
    modeAsked: 'Coach',
    modeConfirmed: 'Monitor',
  };

  it('is a table with a heading', () => {
    assert.equal(
      auditCsv([entry]),
      '"asked","ended","by","by id","act","mode asked","mode confirmed","sessions","agents","agent ids","session id","outcome","code","operation id"\r\n' +
        '"2026-01-05T12:00:00.000Z","2026-01-05T12:00:01.000Z","boss","u1","Intrude","Coach","Monitor","","Ben","u2; u3","s1","confirmed","","op1"\r\n',
    );
  });

  it('is one object per line for programs', () => {
    const lines = auditNdjson([entry, { ...entry, id: 'op2' }]).split('\n');
    assert.equal(lines.length, 3);
    assert.deepEqual(JSON.parse(lines[1] ?? ''), {
      ...entry,
      id: 'op2',
      askedAt: '2026-01-05T12:00:00.000Z',
      endedAt: '2026-01-05T12:00:01.000Z',
    });
  });

  const WORST = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u200b=1',
    '＝1',
    '－1',
    '|cmd',
    '%1',
    '=HYPERLINK("http://x","y")',
  ];
  for (const name of WORST) {
    it(`holds no formula: ${JSON.stringify(name)}`, () => {
      const [, line = ''] = auditCsv([{ ...entry, by: { id: name, name } }]).split('\r\n');
      const cells = [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell);
      assert.equal(cells.length, 14, line);
      for (const cell of cells) assert.match(cell, /^(?![\s\p{Cf}]*[=+\-@|%＝＋－＠])/u);
      assert.ok(cells[2]?.startsWith("'"));
    });
  }

  it('stays one line per act, whatever a name holds', () => {
    const name = 'a"b\r\n"c",\u2028d';
    const lines = auditCsv([{ ...entry, by: { id: 'x', name } }]).split(/[\r\n\u2028]+/);
    assert.equal(lines.length, 3);
    assert.ok(lines[1]?.includes('"a""b ""c"", d"'));
  });
});

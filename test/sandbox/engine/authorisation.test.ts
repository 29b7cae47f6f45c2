import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULES, verdict, type Relation } from '../../../src/sandbox/engine/authorisation.js';
import { CAPABILITIES, UNLISTED, type Situation } from '../../../src/sandbox/engine/capabilities.js';
import { Desk, USERS, type UserName } from './desk.js';

const SITUATIONS = [
  'invited',
  'alone',
  'conference',
  'consultant',
  'monitor',
  'coach',
  'bargeIn',
  'left',
  'ended',
  'foreign',
  'unknown',
] as const;

/** The expected statusCode of each operation per situation, in that order; for agents, switching is 5 throughout. */
const EXPECTED = `
  Accept                               0 2 2 2 2 2 2 2 6 6 6
  Reject                               0 2 2 2 2 2 2 2 6 6 6
  SendMessage                          2 0 0 0 3 0 0 2 6 6 6
  SendStartTypingNotification          2 0 0 0 3 0 0 2 6 6 6
  SendStopTypingNotification           2 0 0 0 3 0 0 2 6 6 6
  SendUrl                              2 0 0 3 3 3 0 2 6 6 6
  SendToAgents                         2 3 0 0 3 0 0 2 6 6 6
  SendStartTypingToAgentsNotification  2 3 0 0 3 0 0 2 6 6 6
  SendStopTypingToAgentsNotification   2 3 0 0 3 0 0 2 6 6 6
  Consult                              2 0 0 0 3 0 0 2 6 6 6
  Invite                               2 0 0 0 3 0 0 2 6 6 6
  Transfer                             2 0 0 0 3 0 0 0 6 6 6
  RemoveParticipantFromConference      2 3 0 3 3 3 0 2 6 6 6
  Leave                                2 0 0 0 0 0 0 0 6 6 6
  Complete                             2 0 0 3 3 3 3 0 6 6 6
  LeaveAndComplete                     2 0 0 3 3 3 3 2 6 6 6
  SetDisposition                       2 0 0 0 3 0 0 0 6 6 6
  AttachUserData                       2 0 0 0 3 0 0 0 6 6 6
  UpdateUserData                       2 0 0 0 3 0 0 0 6 6 6
  DeleteUserData                       2 0 0 0 3 0 0 0 6 6 6
  SetInFocus                           2 0 0 0 0 0 0 0 6 6 6
  SwitchToMonitor                      2 3 3 3 3 0 0 2 6 6 6
  SwitchToCoach                        2 3 3 3 0 3 0 2 6 6 6
  SwitchToBargeIn                      2 3 3 3 0 0 3 2 6 6 6
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
  .map(([operation = '', ...codes]) => ({ operation, codes: codes.map(Number) }));

/** A world in which the caller is in that situation; the session. */
function arrange(desk: Desk, caller: 'agent2' | 'supervisor1', situation: (typeof SITUATIONS)[number]): string {
  switch (situation) {
    case 'invited':
      return desk.text('x', '+1', caller);
    case 'alone':
    case 'left':
    case 'ended': {
      const session = desk.text('x', '+1', caller);
      desk.must(caller, session, 'Accept');
      if (situation !== 'alone') desk.must(caller, session, situation === 'left' ? 'Leave' : 'Complete');
      return session;
    }
    case 'unknown':
      return '0000UaB58WAR003N';
    default: {
      const session = desk.chatting();
      if (situation === 'conference') desk.join(session, caller, 'Invite');
      if (situation === 'consultant') desk.join(session, caller, 'Consult');
      if (situation === 'monitor') desk.intrude(session, 'Monitor');
      if (situation === 'coach') desk.intrude(session, 'Coach');
      if (situation === 'bargeIn') desk.intrude(session, 'BargeIn');
      return session;
    }
  }
}

function params(desk: Desk, operation: string): object {
  const targetUri = desk.uri(operation === 'RemoveParticipantFromConference' ? 'agent1' : 'agent3');
  return { targetUri, text: 'x', url: 'https://x', disposition: 'x', userData: { a: 1 }, keys: ['a'] };
}

describe('the authorisation table', () => {
  it('holds in the engine for every operation, role and situation', () => {
    let checked = 0;
    for (const caller of ['agent2', 'supervisor1'] as const) {
      for (const { operation, codes } of EXPECTED) {
        for (const [column, situation] of SITUATIONS.entries()) {
          const supervising = situation === 'monitor' || situation === 'coach' || situation === 'bargeIn';
          if (caller === 'agent2' && supervising) continue;
          const desk = new Desk();
          const session = arrange(desk, caller, situation);
          const expected = caller === 'agent2' && operation.startsWith('Switch') ? 5 : codes[column];
          const code = desk.op(caller, session, operation, params(desk, operation));
          assert.equal(code, expected, `${caller} ${situation} ${operation}`);
          checked++;
        }
      }
    }
    assert.equal(checked, 24 * (11 + 8));
  });

  it('changes nothing and tells nobody when it refuses', () => {
    for (const { operation, codes } of EXPECTED) {
      for (const [column, situation] of SITUATIONS.entries()) {
        if (codes[column] === 0) continue;
        const desk = new Desk();
        const session = arrange(desk, 'supervisor1', situation);
        const before = JSON.stringify(desk.control('GET', '/sandbox/world'));
        desk.clear().op('supervisor1', session, operation, params(desk, operation));
        assert.equal(desk.sent.length, 0, `${situation} ${operation}`);
        assert.equal(JSON.stringify(desk.control('GET', '/sandbox/world')), before);
      }
    }
  });

  it('lets supervisors do to their own agents what nobody else may', () => {
    const operations = ['Monitor', 'Coach', 'BargeIn', 'CancelSupervisorMonitoring', 'Intrude', 'Ready', 'NotReady'];
    for (const caller of USERS) {
      for (const agent of USERS) {
        for (const operation of operations) {
          const desk = new Desk();
          const session = desk.text('x', '+1', agent);
          desk.must(agent, session, 'Accept');
          const where = operation === 'Intrude' ? `smssessions/${session}` : 'channels/smssession';
          const path = `/users/${desk.id(agent)}/${where}`;
          if (operation === 'CancelSupervisorMonitoring') desk.post(caller, path, { operationName: 'Monitor' });
          const body = { operationName: operation, supervisorVisibilityMode: 'Coach' };
          const own = caller === 'supervisor1' && (agent === 'agent1' || agent === 'agent2');
          const self = caller === agent && operation.endsWith('Ready');
          assert.equal(
            desk.post(caller, path, body).body.statusCode,
            own || self ? 0 : 5,
            `${caller} ${operation} ${agent}`,
          );
        }
      }
    }
  });

  it('keeps the sessions of others out of reach by every path and method', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const others: UserName[] = ['agent2', 'agent3', 'supervisor1', 'supervisor2'];
    for (const user of others) {
      for (const prefix of [
        '/me/smssessions',
        '/smssessions',
        '/me/smsessions',
        '/me/smsssession',
        '/me/chats',
        '/chats',
      ]) {
        assert.equal(desk.get(user, `${prefix}/${session}`).statusCode, 6);
        assert.equal(desk.get(user, `${prefix}/${session}/messages`).statusCode, 6);
        const answer = desk.post(user, `${prefix}/${session}`, { operationName: 'SendMessage', text: 'x' });
        assert.equal(answer.body.statusCode, 6);
      }
      assert.deepEqual(desk.get(user, '/me/smssessions', { fields: '*' }).smssessions, []);
    }
  });

  it('denies by default', () => {
    const relations = new Set<Relation>([...SITUATIONS, 'supervised', 'unsupervised', 'self']);
    for (const relation of relations) {
      assert.notEqual(verdict('Teleport', 'supervisor', relation), 0);
      assert.notEqual(verdict('__proto__', 'supervisor', relation), 0);
      for (const operation of Object.keys(RULES)) {
        const allowed = RULES[operation]!.relations.includes(relation);
        assert.equal(verdict(operation, 'supervisor', relation) === 0, allowed, `${operation} ${relation}`);
      }
    }
  });

  it('allows what the capabilities say, but for the silence of a monitor', () => {
    for (const situation of Object.keys(CAPABILITIES) as Situation[]) {
      const printed = [...CAPABILITIES[situation], ...(UNLISTED[situation] ?? [])];
      const denied = printed
        .map((capability) => (capability === 'SwitchBargeIn' ? 'SwitchToBargeIn' : capability))
        .filter((operation) => verdict(operation, 'supervisor', situation) !== 0);
      const silent = printed.filter((name) => !name.startsWith('Switch') && name !== 'Leave' && name !== 'SetInFocus');
      assert.deepEqual(denied, situation === 'monitor' ? silent : []);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk, NUMBER, type UserName } from './desk.js';

const channel = (desk: Desk, agent: UserName): string => `/users/${desk.id(agent)}/channels/smssession`;

function arm(desk: Desk, operationName: string, params: object = {}, agent: UserName = 'agent1'): number {
  return desk.post('supervisor1', channel(desk, agent), { operationName, ...params }).body.statusCode;
}

const SWITCH = { Monitor: 'SwitchToMonitor', Coach: 'SwitchToCoach', BargeIn: 'SwitchToBargeIn' } as const;
const MODES = ['Monitor', 'Coach', 'BargeIn'] as const;

describe('monitoring an agent', () => {
  it('delivers the next accepted session to the supervisor, in the armed mode', () => {
    for (const mode of MODES) {
      const desk = new Desk();
      assert.equal(arm(desk, mode, { nickname: 'Boss' }), 0);
      assert.equal(desk.sent.length, 0);
      const session = desk.text();
      assert.deepEqual(desk.story('supervisor1'), []);
      desk.clear().must('agent1', session, 'Accept');
      const [invitation] = desk.data('supervisor1');
      assert.deepEqual(desk.story('supervisor1'), ['StatusChange Invited']);
      assert.equal(desk.resource(invitation!).supervisorMode, mode);
      desk.must('supervisor1', session, 'Accept');
      assert.ok(desk.participants('supervisor1', session).includes('Boss'));
    }
  });

  it('does not touch the session that the agent is in already', () => {
    const desk = new Desk();
    desk.chatting();
    arm(desk, 'Monitor');
    assert.deepEqual(desk.story('supervisor1'), []);
    const next = desk.text('other', '+2');
    desk.must('agent1', next, 'Accept');
    assert.equal(desk.state('supervisor1', next), 'Invited');
  });

  it('stops after one session with NextChat, and goes on otherwise until cancelled', () => {
    const desk = new Desk();
    const take = (number: string): unknown => {
      const session = desk.text('x', number);
      desk.clear().must('agent1', session, 'Accept');
      return desk.story('supervisor1');
    };
    arm(desk, 'Coach', { supervisorMonitoringMode: 'NextChat' });
    assert.deepEqual(take('+1'), ['StatusChange Invited']);
    assert.deepEqual(take('+2'), []);
    arm(desk, 'Coach');
    assert.deepEqual(take('+3'), ['StatusChange Invited']);
    assert.deepEqual(take('+4'), ['StatusChange Invited']);
    assert.equal(arm(desk, 'CancelSupervisorMonitoring'), 0);
    assert.deepEqual(take('+5'), []);
    assert.equal(arm(desk, 'CancelSupervisorMonitoring'), 2);
  });

  it('is for supervisors, and for their own agents', () => {
    const desk = new Desk();
    assert.equal(arm(desk, 'Monitor', {}, 'agent3'), 5);
    const foreign = desk.post('supervisor2', channel(desk, 'agent1'), { operationName: 'Monitor' });
    assert.deepEqual([foreign.status, foreign.body.statusCode], [403, 5]);
    assert.equal(desk.post('agent2', channel(desk, 'agent1'), { operationName: 'Monitor' }).body.statusCode, 5);
    assert.equal(arm(desk, 'Monitor', { supervisorMonitoringMode: 'Sometimes' }), 10);
    const nobody = '/users/00000000000000000000000000000000/channels/smssession';
    assert.equal(desk.post('supervisor1', nobody, { operationName: 'Monitor' }).body.statusCode, 6);
  });
});

describe('Intrude', () => {
  const intrude = (desk: Desk, session: string, params: object = {}, by: UserName = 'supervisor1'): number =>
    desk.post(by, `/users/${desk.id('agent1')}/smssessions/${session}`, { operationName: 'Intrude', ...params }).body[
      'statusCode'
    ];

  it('takes the mode of the monitoring when none is given, and fails without either', () => {
    const desk = new Desk();
    const session = desk.chatting();
    assert.equal(intrude(desk, session), 1);
    arm(desk, 'BargeIn');
    assert.equal(intrude(desk, session), 0);
    assert.equal(desk.resource(desk.frame('supervisor1')).supervisorMode, 'BargeIn');
  });

  it('is refused where it may not be: other modes, roles, agents, sessions, states', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const mode = { supervisorVisibilityMode: 'Monitor' };
    assert.equal(intrude(desk, session, { supervisorVisibilityMode: 'Spy' }), 10);
    assert.equal(intrude(desk, session, mode, 'supervisor2'), 5);
    assert.equal(intrude(desk, session, mode, 'agent2'), 5);
    assert.equal(intrude(desk, '0000000000000000', mode), 6);
    assert.equal(intrude(desk, desk.text('x', '+2', 'agent2'), mode), 6);
    assert.equal(intrude(desk, desk.text('x', '+3'), mode), 2);
    assert.equal(intrude(desk, session, mode), 0);
    assert.equal(intrude(desk, session, mode), 2);
  });

  it('finds its sessions by reading those of the agent: not what was said in them', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const path = `/users/${desk.id('agent1')}/smssessions`;
    const [found] = desk.get('supervisor1', path, { fields: '*' }).smssessions!;
    assert.equal(found!.id, session);
    assert.deepEqual(found!.capabilities, ['Intrude']);
    assert.ok(!('userData' in found!));
    assert.equal(desk.get('supervisor2', path).statusCode, 5);
    assert.equal(desk.get('agent2', path).statusCode, 5);
    assert.equal(desk.get('supervisor1', `/me/smssessions/${session}/messages`).statusCode, 6);
  });
});

describe('who sees what', () => {
  /** What each of the four parties can know of the supervisor in a mode. */
  function check(desk: Desk, session: string, mode: (typeof MODES)[number]): void {
    const seen = { Monitor: [], Coach: ['agent1', 'agent2'], BargeIn: ['agent1', 'agent2'] }[mode] as UserName[];
    for (const agent of ['agent1', 'agent2'] as const) {
      const names = desk.participants(agent, session);
      assert.equal(names.includes('Boss'), seen.includes(agent), `${agent} in ${mode}: ${names.join()}`);
    }
    assert.ok(desk.participants('supervisor1', session).includes('Boss'));
  }

  it('holds in each mode and over all six switches, for agent, consultant, supervisor and customer', () => {
    for (const first of MODES) {
      for (const second of MODES) {
        if (first === second) continue;
        const desk = new Desk();
        arm(desk, first, { nickname: 'Boss' });
        const session = desk.chatting();
        desk.must('supervisor1', session, 'Accept');
        desk.join(session, 'agent2');
        check(desk, session, first);
        const phone = JSON.stringify(desk.phone());
        desk.clear();
        desk.must('supervisor1', session, SWITCH[second]);
        check(desk, session, second);
        assert.deepEqual(desk.story('supervisor1'), ['ParticipantsUpdated', 'NewMessages ParticipantRejoined']);
        // Agents hear of it unless it happens outside their view; into Monitor the participant just is not there any more.
        const expected =
          second === 'Monitor' ? ['ParticipantsUpdated'] : ['ParticipantsUpdated', 'NewMessages ParticipantRejoined'];
        for (const agent of ['agent1', 'agent2'] as const) assert.deepEqual(desk.story(agent), expected);
        assert.equal(JSON.stringify(desk.phone()), phone);
        assert.ok(!desk.phoneTexts().join().includes('Boss'));
      }
    }
  });

  it('lets a coach speak to agents only, whatever is called, and a barged-in supervisor to all', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Coach');
    desk.must('supervisor1', session, 'SendMessage', { text: 'whisper 1' });
    desk.must('supervisor1', session, 'SendToAgents', { text: 'whisper 2' });
    desk.must('supervisor1', session, 'SendStartTypingNotification');
    assert.ok(!('agentTyping' in desk.phone()));
    desk.must('supervisor1', session, 'SwitchToBargeIn');
    assert.deepEqual(desk.phoneTexts(), ['Hello?']);
    desk.must('supervisor1', session, 'SendToAgents', { text: 'whisper 3' });
    desk.must('supervisor1', session, 'SendMessage', { text: 'aloud' });
    assert.deepEqual(desk.phoneTexts(), ['Hello?', 'aloud']);
    const texts = desk.messages('agent1', session).flatMap((entry) => entry.text ?? []);
    assert.deepEqual(texts, ['Hello?', 'whisper 1', 'whisper 2', 'whisper 3', 'aloud']);
  });

  it('leaves no trace of a monitor with the agents: nothing sent, nothing readable, nothing different', () => {
    const watched = new Desk();
    const alone = new Desk();
    const run = (desk: Desk, isWatched: boolean): unknown[] => {
      const session = desk.chatting();
      desk.clear();
      if (isWatched) desk.intrude(session, 'Monitor');
      desk.must('agent1', session, 'SendMessage', { text: 'a' });
      if (isWatched) {
        for (const operation of ['SendMessage', 'SendToAgents', 'SendStartTypingNotification', 'SendUrl', 'Consult'])
          assert.equal(desk.op('supervisor1', session, operation, { text: 'x', url: 'x', targetUri: 'x' }), 3);
        for (const operation of ['UpdateUserData', 'SetDisposition', 'Transfer', 'Invite', 'Complete'])
          assert.equal(
            desk.op('supervisor1', session, operation, { userData: { a: 1 }, disposition: 'x', targetUri: 'x' }),
            3,
          );
      }
      const leave = desk.must('agent1', session, 'Leave');
      return [desk.story('agent1'), leave, desk.session('agent1', session)];
    };
    assert.deepEqual(run(watched, true), run(alone, false));
    assert.deepEqual(watched.story('supervisor1').at(-1), 'StatusChange Revoked');
  });

  it('gives a silent monitor one index with everybody: legal holes for agents', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Monitor');
    desk.must('agent1', session, 'SendMessage', { text: 'after' });
    const indexes = (user: UserName): unknown[] => desk.messages(user, session).map((entry) => entry.index);
    assert.deepEqual(indexes('agent1'), [1, 2, 3, 5]);
    assert.deepEqual(indexes('supervisor1'), [1, 2, 3, 4, 5]);
  });
});

describe('the end of supervision', () => {
  it('is Revoked when the session is completed or queued by others', () => {
    for (const params of [{}, { queueName: 'Support' }]) {
      const desk = new Desk();
      const session = desk.chatting();
      desk.intrude(session, 'Coach');
      desk.clear().must('agent1', session, 'Complete', params);
      assert.deepEqual(desk.story('supervisor1'), ['StatusChange Revoked']);
    }
  });

  it('is Completed when the supervisor leaves; others stay', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Coach');
    desk.clear().must('supervisor1', session, 'Leave');
    assert.deepEqual(desk.story('supervisor1'), ['StatusChange Completed']);
    assert.deepEqual(desk.story('agent1'), ['ParticipantsUpdated', 'NewMessages ParticipantLeft']);
    assert.deepEqual(desk.participants('agent1', session), ['Ada', NUMBER]);
  });

  it('does not come while another agent is still there', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2', 'Invite');
    desk.intrude(session, 'Monitor');
    desk.must('agent1', session, 'Leave');
    assert.equal(desk.state('supervisor1', session), 'Chatting');
  });

  it('leaves the customer with a barged-in supervisor, who cannot hide then', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'BargeIn');
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.story('agent1'), ['StatusChange Completed']);
    assert.equal(desk.op('supervisor1', session, 'SwitchToMonitor'), 2);
    desk.must('supervisor1', session, 'SendMessage', { text: 'I am with you' });
    assert.equal(desk.text('good'), session);
    desk.must('supervisor1', session, 'Leave');
    assert.equal(desk.state('supervisor1', session), 'LeftChat');
    desk.must('supervisor1', session, 'Complete');
  });
});

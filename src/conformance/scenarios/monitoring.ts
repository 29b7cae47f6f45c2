import { SESSIONS } from '../stage.js';
import type { Scenario } from '../stage.js';
import { converse, tidy } from './conversation.js';
import { intrude } from './supervision.js';

const nextOnly: Scenario = {
  name: 'arm monitoring for the next session only',
  pages: ['SMSMonitor', 'SMSBargeIn'],
  operations: ['Monitor', 'BargeIn'],
  dialects: SESSIONS,
  cast: ['agent', 'supervisor'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const supervisor = await stage.actor('supervisor');
    for (const mode of ['Monitor', 'BargeIn'] as const) {
      const armed = await supervisor.ask(mode, { userId: agent.me.id, supervisorMonitoringMode: 'NextChat' });
      stage.check(mode, 'arming for the next session answers statusCode 0', armed.accepted, armed.error?.code);
      const first = await converse(stage, agent);
      const offered = await supervisor.state('the next session', ({ session }) => session.id === first);
      stage.check(
        mode,
        'the next session comes to the supervisor with its mode',
        offered.session.supervisorMode === mode || offered.session.status === 'Chatting',
        offered.session.supervisorMode,
      );
      if (offered.session.status === 'Invited') await supervisor.ask('Accept', {}, first);
      await supervisor.sessionIn('Chatting');
      await tidy(agent, first);
      await supervisor.sessionIn('Revoked');
      supervisor.forget();
      const second = await converse(stage, agent);
      await agent.ask('SendMessage', { text: 'after the watched one' }, second);
      await agent.entry('the echo', (message) => message.text === 'after the watched one');
      stage.check(
        mode,
        'armed for the next session, it ends with that one',
        !supervisor.received.some((one) => one.kind === 'session' && one.session.id === second),
      );
      await tidy(agent, second);
    }
  },
};

const inheritedMode: Scenario = {
  name: 'intrude with the mode of the armed monitoring',
  pages: ['Intrude', 'SMSCoach'],
  operations: ['Coach', 'Intrude', 'CancelSupervisorMonitoring'],
  dialects: SESSIONS,
  cast: ['agent', 'supervisor'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const supervisor = await stage.actor('supervisor');
    const id = await converse(stage, agent);
    await supervisor.ask('Coach', { userId: agent.me.id });
    stage.check(
      'Coach',
      'arming does not bring a session that runs already',
      !supervisor.received.some((one) => one.kind === 'session' && one.session.id === id),
    );
    await supervisor.ask('Intrude', { userId: agent.me.id }, id);
    const invited = await supervisor.state('the invitation', ({ session }) => session.id === id);
    stage.check(
      'Intrude',
      'without a mode takes that of the monitoring',
      invited.session.supervisorMode === 'Coach',
      invited.session.supervisorMode,
    );
    await supervisor.ask('Accept', {}, id);
    await supervisor.sessionIn('Chatting');
    const canceled = await supervisor.ask('CancelSupervisorMonitoring', { userId: agent.me.id });
    stage.check('CancelSupervisorMonitoring', 'answers statusCode 0 while armed', canceled.accepted);
    await agent.ask('SendToAgents', { text: 'still with me?' }, id);
    await supervisor.entry('the agent’s whisper', (message) => message.text === 'still with me?');
    stage.check('CancelSupervisorMonitoring', 'a session in progress goes on', true);
    await supervisor.ask('Leave', {}, id);
    await supervisor.sessionIn('Completed');
    await tidy(agent, id);
  },
};

const revokedByQueueing: Scenario = {
  name: 'placing a session into a queue revokes the supervisor’s',
  pages: ['SMSMonitor', 'SMSComplete'],
  operations: ['Complete', 'Intrude'],
  dialects: SESSIONS,
  cast: ['agent', 'second-agent', 'supervisor'],
  async play(stage) {
    const { name } = await stage.queue();
    const agent = await stage.actor('agent');
    const supervisor = await stage.actor('supervisor');
    const id = await converse(stage, agent);
    await intrude(stage, supervisor, agent, id, 'Coach');
    supervisor.forget();
    await agent.ask('Complete', { queueName: name }, id);
    await supervisor.sessionIn('Revoked');
    stage.check('Complete', 'with queueName revokes the supervisor’s session', true);
  },
};

/** Watching agents. */
export const MONITORING: readonly Scenario[] = [nextOnly, inheritedMode, revokedByQueueing];

import type { OperationName } from '../../protocol/operation-name.js';
import type { SupervisorMode } from '../../protocol/visibility.js';
import type { Actor } from '../actor.js';
import { SESSIONS } from '../stage.js';
import type { Scenario, Stage } from '../stage.js';
import { converse, tidy } from './conversation.js';

const MODES = ['Monitor', 'Coach', 'BargeIn'] as const;
const VISIBILITY: Readonly<Record<(typeof MODES)[number], string>> = {
  Monitor: 'Supervisors',
  Coach: 'Agents',
  BargeIn: 'All',
};

/** Intrudes and accepts; returns when the supervisor is in. */
export async function intrude(
  stage: Stage,
  supervisor: Actor,
  agent: Actor,
  id: string,
  mode: SupervisorMode,
): Promise<void> {
  const asked = await supervisor.ask('Intrude', { userId: agent.me.id, supervisorVisibilityMode: mode }, id);
  stage.check('Intrude', `as ${mode} answers statusCode 0`, asked.accepted, asked.error?.code);
  const invited = await supervisor.state('the invitation', ({ session }) => session.status === 'Invited');
  stage.check(
    'Intrude',
    `as ${mode} invites with supervisorMode and no participants`,
    invited.session.supervisorMode === mode && invited.session.participants?.length === 0,
  );
  agent.forget();
  await supervisor.ask('Accept', {}, id);
  await supervisor.sessionIn('Chatting');
  await supervisor.entry('the history', (message) => message.type === 'Text');
}

const intrudeModes: Scenario = {
  name: 'intrude in each mode and switch all ways',
  pages: ['Intrude', 'SwitchToCoach', 'SMSSwitchtoBargeIn', 'ChatSwitchToMonitor'],
  operations: ['Intrude', 'Accept', 'SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn', 'Leave'],
  dialects: SESSIONS,
  cast: ['agent', 'supervisor'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const supervisor = await stage.actor('supervisor');
    for (const first of MODES) {
      const id = await converse(stage, agent);
      await intrude(stage, supervisor, agent, id, first);
      let mode: (typeof MODES)[number] = first;
      // From each first mode a round that uses both of its switches and comes back.
      for (const next of [...MODES.filter((one) => one !== first), first]) {
        const operation: OperationName = `SwitchTo${next}`;
        agent.forget();
        const switched = await supervisor.ask(operation, {}, id);
        stage.check(operation, `from ${mode} answers statusCode 0`, switched.accepted, switched.error?.code);
        const updated = await supervisor.state(
          'the new visibility',
          (one) =>
            one.notificationType === 'ParticipantsUpdated' &&
            selfIn(one.session.participants, supervisor)?.visibility === VISIBILITY[next],
        );
        stage.check(
          operation,
          'ParticipantsUpdated offers the two other switches',
          MODES.every((one) => one === next || updated.session.capabilities?.includes(`SwitchTo${one}`) === true),
          updated.session.capabilities?.join(),
        );
        await supervisor.entry(
          'ParticipantRejoined',
          (message) => message.type === 'ParticipantRejoined' && message.from?.userId === supervisor.me.id,
        );
        if (next !== 'Monitor') {
          await agent.state(
            'the supervisor',
            ({ session }) => selfIn(session.participants, supervisor)?.visibility === VISIBILITY[next],
          );
        } else {
          await agent.state(
            'the supervisor’s absence',
            ({ session }) =>
              session.participants !== undefined && selfIn(session.participants, supervisor) === undefined,
          );
        }
        stage.check(
          operation,
          next === 'Monitor'
            ? 'hides the supervisor from agents'
            : 'shows agents the supervisor with the mode’s visibility',
          true,
        );
        mode = next;
      }
      await supervisor.ask('Leave', {}, id);
      await supervisor.sessionIn('Completed');
      await tidy(agent, id);
    }
  },
};

const whoSeesWhat: Scenario = {
  name: 'who sees what a supervisor does',
  pages: ['SMSMonitor', 'SMSCoach', 'SMSBargeIn'],
  operations: ['Intrude', 'SwitchToCoach', 'SwitchToBargeIn', 'SendMessage', 'SendToAgents'],
  dialects: SESSIONS,
  cast: ['agent', 'supervisor'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const supervisor = await stage.actor('supervisor');
    const id = await converse(stage, agent);
    await intrude(stage, supervisor, agent, id, 'Monitor');
    const silent = await supervisor.ask('SendMessage', { text: 'from the monitor' }, id);
    stage.check('SendMessage', 'is refused while monitoring', !silent.accepted);
    await agent.ask('SendMessage', { text: 'still alone?' }, id);
    await agent.entry('the echo', (message) => message.text === 'still alone?');
    const seen = agent.received.some((one) =>
      one.kind === 'messages'
        ? one.messages.some((message) => message.from?.userId === supervisor.me.id)
        : selfIn(one.session.participants, supervisor) !== undefined,
    );
    stage.check('Monitor', 'agents see no sign of a monitor', !seen);

    await supervisor.ask('SwitchToCoach', {}, id);
    await agent.state('the coach', ({ session }) => selfIn(session.participants, supervisor) !== undefined);
    agent.forget();
    await supervisor.ask('SendToAgents', { text: 'offer the refund' }, id);
    await agent.entry(
      'the coaching',
      (message) => message.text === 'offer the refund' && message.visibility === 'Agents',
    );
    stage.check(
      'Coach',
      'agents read the coach, the customer does not',
      !(await stage.customer.received()).includes('offer the refund'),
    );

    await supervisor.ask('SwitchToBargeIn', {}, id);
    await supervisor.state('All', ({ session }) => selfIn(session.participants, supervisor)?.visibility === 'All');
    await supervisor.ask('SendMessage', { text: 'I am the manager' }, id);
    await supervisor.entry('the echo', (message) => message.text === 'I am the manager');
    stage.check(
      'BargeIn',
      'everybody reads the supervisor',
      (await stage.customer.received()).includes('I am the manager'),
    );
    supervisor.forget();
    await tidy(agent, id);
    await supervisor.sessionIn('Revoked');
    stage.check('Complete', 'by the agent revokes the supervisor’s session', true);
  },
};

const arming: Scenario = {
  name: 'arm monitoring for the next session, then cancel',
  pages: ['SMSMonitor', 'SMSCancelSupervisorMonitoring'],
  operations: ['Coach', 'CancelSupervisorMonitoring', 'Intrude'],
  dialects: SESSIONS,
  cast: ['agent', 'supervisor'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const supervisor = await stage.actor('supervisor');
    const armed = await supervisor.ask('Coach', { userId: agent.me.id, supervisorMonitoringMode: 'AllChats' });
    stage.check('Coach', 'arming answers statusCode 0', armed.accepted);
    const id = await converse(stage, agent);
    const offered = await supervisor.state('the session', ({ session }) => session.id === id);
    stage.check(
      'Coach',
      'the agent’s next session comes to the supervisor with its mode',
      offered.session.supervisorMode === 'Coach' || offered.session.status === 'Chatting',
    );
    const rings = offered.session.status === 'Invited';
    stage.infer('armed-needs-accept', rings, `the session came as ${offered.session.status ?? 'nothing'}`);
    if (rings) await supervisor.ask('Accept', {}, id);
    await supervisor.sessionIn('Chatting');
    supervisor.forget();
    await tidy(agent, id);
    await supervisor.sessionIn('Revoked');
    const canceled = await supervisor.ask('CancelSupervisorMonitoring', { userId: agent.me.id });
    stage.check('CancelSupervisorMonitoring', 'answers statusCode 0 while armed', canceled.accepted);
    const second = await converse(stage, agent);
    await agent.ask('SendMessage', { text: 'unwatched' }, second);
    await agent.entry('the echo', (message) => message.text === 'unwatched');
    stage.check(
      'CancelSupervisorMonitoring',
      'later sessions are not offered any more',
      !supervisor.received.some((one) => one.kind === 'session' && one.session.id === second),
    );
    const without = await supervisor.ask('Intrude', { userId: agent.me.id }, second);
    stage.check('Intrude', 'without a mode and without monitoring is an error', !without.accepted);
    await tidy(agent, second);
  },
};

/** What supervisors do. */
export const SUPERVISION: readonly Scenario[] = [intrudeModes, whoSeesWhat, arming];

function selfIn(
  participants: readonly { readonly userId?: string; readonly visibility?: string }[] | undefined,
  actor: Actor,
): { readonly visibility?: string } | undefined {
  return participants?.find((one) => one.userId === actor.me.id);
}

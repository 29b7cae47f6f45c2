import type { Actor } from '../actor.js';
import { EVERY_DIALECT, SESSIONS, Skip } from '../stage.js';
import type { Scenario, Stage } from '../stage.js';
import { converse, tidy } from './conversation.js';

/** Whoever of several actors is invited first. */
async function firstInvited(actors: readonly Actor[]): Promise<{ readonly who: Actor; readonly id: string }> {
  return Promise.any(actors.map(async (who) => ({ who, id: await who.sessionIn('Invited') }))).catch(() => {
    throw new Error(`${actors.map(({ name }) => name).join(', ')} waited for an invitation in vain`);
  });
}

/** Those of the cast who serve the queue, listening from now on. */
async function queueAgents(stage: Stage): Promise<readonly Actor[]> {
  const agent = await stage.actor('agent');
  const supervisor = await stage.actor('supervisor').catch(() => undefined);
  const others = (await stage.everybody()).filter((one) => one !== agent && one !== supervisor);
  for (const one of others) one.forget();
  return others;
}

const focus: Scenario = {
  name: 'set the focus',
  pages: ['SMSResources'],
  operations: ['SetInFocus'],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const focused = await agent.ask('SetInFocus', {}, id);
    stage.infer('set-in-focus-body', focused.accepted, focused.error?.message ?? 'accepted without parameters');
    const session = (await agent.sessions()).find((one) => one.id === id);
    stage.check(
      'SetInFocus',
      'is a capability of a running session, and changes nothing of it',
      session?.status === 'Chatting' && session.capabilities?.includes('SetInFocus') === true,
      session?.capabilities,
    );
    await tidy(agent, id);
  },
};

const lastAgentRouting: Scenario = {
  name: 'last-agent routing can be asked for',
  pages: ['SMSAccept', 'SMSComplete'],
  operations: ['Accept', 'Complete'],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    agent.forget();
    await stage.customer.begin('It is me again', agent);
    const id = await agent.sessionIn('Invited');
    const accepted = await agent.ask('Accept', { nickname: 'Robin', saveLAR: true }, id);
    stage.check('Accept', 'takes saveLAR', accepted.accepted, accepted.error?.code);
    await agent.sessionIn('Chatting');
    const completed = await agent.ask('Complete', { saveLAR: true }, id);
    stage.check('Complete', 'takes saveLAR', completed.accepted, completed.error?.code);
    await agent.sessionIn('Completed');
  },
};

const leaveAndComplete: Scenario = {
  name: 'leave and complete in one',
  pages: ['SMSResources'],
  operations: ['LeaveAndComplete'],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const session = (await agent.sessions()).find((one) => one.id === id);
    if (session?.capabilities?.includes('LeaveAndComplete') !== true) throw new Skip('LeaveAndComplete is not offered');
    await agent.ask('LeaveAndComplete', {}, id);
    await agent.sessionIn('Completed');
    stage.check('LeaveAndComplete', 'where it is offered, leads to Completed', true);
  },
};

const completeIntoQueue: Scenario = {
  name: 'complete into a queue',
  pages: ['SMSComplete'],
  operations: ['Complete'],
  dialects: SESSIONS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const { name } = await stage.queue();
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const others = await queueAgents(stage);
    await agent.ask('Complete', { queueName: name }, id);
    await agent.sessionIn('Completed');
    const next = await firstInvited(others);
    stage.check(
      'Complete',
      'with queueName places the session there: an agent of the queue is invited',
      next.id === id,
    );
    await next.who.ask('Accept', {}, id);
    await next.who.entry('the history', (message) => message.type === 'Text');
    await next.who.ask('SendMessage', { text: 'I have your case now' }, id);
    await next.who.entry('the echo', (message) => message.text === 'I have your case now');
    stage.check(
      'Complete',
      'with queueName keeps the session open for the customer',
      (await stage.customer.received()).includes('I have your case now'),
    );
    await tidy(next.who, id);
  },
};

const inviteThroughQueue: Scenario = {
  name: 'invite through a queue',
  pages: ['SMSInvite'],
  operations: ['Invite'],
  dialects: SESSIONS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const { uri } = await stage.queue();
    if (uri === undefined) throw new Skip('the uri of the queue is not known');
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const others = await queueAgents(stage);
    const asked = await agent.ask('Invite', { targetUri: uri }, id);
    stage.check('Invite', 'through a queue answers with a referenceId', asked.referenceId !== undefined);
    const { who } = await firstInvited(others);
    agent.forget();
    await who.ask('Accept', {}, id);
    const joined = await agent.state(
      'the invited agent',
      ({ session }) => session.participants?.some((one) => one.userId === who.me.id) === true,
    );
    stage.check(
      'Invite',
      'through a queue an agent of the queue joins, visible to all',
      joined.session.participants?.find((one) => one.userId === who.me.id)?.visibility === 'All',
    );
    await tidy(agent, id);
  },
};

const presence: Scenario = {
  name: 'session start and readiness',
  pages: ['StartContactCenterSession', 'AgentStateControlNotReady'],
  operations: ['StartContactCenterSession', 'NotReady', 'Ready', 'EndContactCenterSession'],
  dialects: EVERY_DIALECT,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const { channel } = stage.dialect;
    const started = await agent.ask('StartContactCenterSession', { channels: [channel] });
    const partly = started.error?.code === 'partial';
    stage.check(
      'StartContactCenterSession',
      'answers 0, or 7 for a part',
      started.accepted || partly,
      started.error?.code,
    );
    stage.infer('channel-name', started.accepted, started.error?.message ?? 'accepted');
    try {
      const others = await queueAgents(stage);
      const paused = await agent.ask('NotReady', {});
      stage.check('NotReady', 'answers statusCode 0', paused.accepted, paused.error?.code);
      await agent.frame('the channel’s state', ({ data }) => saysChannels(data));
      stage.check('NotReady', 'a ChannelStateChangeMessageV2 tells of it', true);
      await stage.customer.begin('Is anybody ready?');
      const taken = await firstInvited(others);
      stage.check(
        'NotReady',
        'stops invitations',
        !agent.received.some((one) => one.kind === 'session' && one.session.status === 'Invited'),
      );
      await taken.who.ask('Accept', {}, taken.id);
      await tidy(taken.who, taken.id);
      const ready = await agent.ask('Ready', {});
      stage.check('Ready', 'answers statusCode 0', ready.accepted, ready.error?.code);
      await stage.customer.begin('And now?', agent);
      const id = await agent.sessionIn('Invited');
      stage.check('Ready', 'invitations come again', true);
      await agent.ask('Accept', {}, id);
      await tidy(agent, id);
      const ended = await agent.ask('EndContactCenterSession', {});
      stage.check('EndContactCenterSession', 'answers statusCode 0', ended.accepted, ended.error?.code);
    } finally {
      await agent.ask('StartContactCenterSession', { channels: [channel] });
      await agent.ask('Ready', {});
    }
  },
};

/** What agents do at their desks besides talking. */
export const DESK: readonly Scenario[] = [
  focus,
  lastAgentRouting,
  leaveAndComplete,
  completeIntoQueue,
  inviteThroughQueue,
  presence,
];

function saysChannels(data: unknown): boolean {
  return (data as { readonly messageType?: unknown } | null)?.messageType === 'ChannelStateChangeMessageV2';
}

import { SESSIONS } from '../stage.js';
import type { Scenario } from '../stage.js';
import { converse, tidy } from './conversation.js';

const consult: Scenario = {
  name: 'consult: whisper both ways, then leave',
  pages: ['SMSConsult', 'SMSSendToAgents', 'SMSLeave'],
  operations: [
    'Consult',
    'Accept',
    'SendToAgents',
    'SendStartTypingToAgentsNotification',
    'SendStopTypingToAgentsNotification',
    'Leave',
  ],
  dialects: SESSIONS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const expert = await stage.actor('second-agent');
    const id = await converse(stage, agent);
    expert.forget();
    const asked = await agent.ask('Consult', { targetUri: expert.me.uri ?? expert.me.id }, id);
    stage.check('Consult', 'the answer carries a referenceId', asked.referenceId !== undefined);
    const invited = await expert.sessionIn('Invited');
    stage.check('Consult', 'the consulted agent is invited to the same session', invited === id);
    agent.forget();
    await expert.ask('Accept', {}, id);
    await expert.sessionIn('Chatting');
    const joined = await agent.state(
      'the consultant',
      ({ session }) => session.participants?.some((one) => one.userId === expert.me.id) === true,
    );
    stage.check(
      'Consult',
      'ParticipantsUpdated shows the consultant with visibility Agents',
      joined.session.participants?.find((one) => one.userId === expert.me.id)?.visibility === 'Agents',
    );
    stage.check(
      'Consult',
      'the to-agents operations are offered now',
      joined.session.capabilities?.includes('SendToAgents') === true,
    );
    const line = await agent.entry(
      'ParticipantJoined',
      (message) => message.type === 'ParticipantJoined' && message.from?.userId === expert.me.id,
    );
    stage.check('Consult', 'ParticipantJoined has visibility Agents', line.visibility === 'Agents');

    expert.forget();
    await agent.ask('SendToAgents', { text: 'Refund or resend?' }, id);
    const whisper = await expert.entry('the whisper', (message) => message.text === 'Refund or resend?');
    stage.check('SendToAgents', 'reaches the other agent with visibility Agents', whisper.visibility === 'Agents');
    for (const [operation, type] of [
      ['SendStartTypingToAgentsNotification', 'TypingStarted'],
      ['SendStopTypingToAgentsNotification', 'TypingStopped'],
    ] as const) {
      expert.forget();
      await agent.ask(operation, {}, id);
      const typing = await expert.entry(type, (message) => message.type === type);
      stage.check(
        operation,
        `reaches the other agent as ${type} with visibility Agents`,
        typing.visibility === 'Agents',
      );
    }
    agent.forget();
    await expert.ask('SendToAgents', { text: 'Refund.' }, id);
    await agent.entry('the answer', (message) => message.text === 'Refund.');
    const phone = await stage.customer.received();
    stage.check(
      'SendToAgents',
      'never reaches the customer',
      !phone.includes('Refund or resend?') && !phone.includes('Refund.'),
    );
    await expert.ask('Leave', {}, id);
    await expert.sessionIn('Completed');
    stage.check('Leave', 'of a consultant leads to Completed for the leaver', true);
    await agent.entry(
      'ParticipantLeft',
      (message) => message.type === 'ParticipantLeft' && message.from?.userId === expert.me.id,
    );
    await tidy(agent, id);
  },
};

const consultFails: Scenario = {
  name: 'consult: an unknown target fails by notification',
  pages: ['SMSConsult'],
  operations: ['Consult'],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const asked = await agent.ask(
      'Consult',
      { targetUri: 'http://gws.invalid/api/v2/users/00000000000000000000000000000000' },
      id,
    );
    const failed = await agent.state('Error', (one) => one.notificationType === 'Error');
    stage.check(
      'Consult',
      'an Error notification carries the answer’s referenceId',
      failed.referenceId === asked.referenceId,
    );
    stage.check(
      'Consult',
      'with the unchanged session and an errorMessage',
      failed.session.status === 'Chatting' && failed.errorMessage !== undefined,
    );
    await tidy(agent, id);
  },
};

const invite: Scenario = {
  name: 'invite into a conference, then remove',
  pages: ['SMSInvite', 'SMSRemoveParticipantFromConference'],
  operations: ['Invite', 'RemoveParticipantFromConference'],
  dialects: SESSIONS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const second = await stage.actor('second-agent');
    const id = await converse(stage, agent);
    second.forget();
    const asked = await agent.ask('Invite', { targetUri: second.me.uri ?? second.me.id }, id);
    stage.check('Invite', 'the answer carries a referenceId', asked.referenceId !== undefined);
    await second.sessionIn('Invited');
    agent.forget();
    await second.ask('Accept', { nickname: 'Second' }, id);
    const joined = await agent.state(
      'the invited agent',
      ({ session }) => session.participants?.some((one) => one.userId === second.me.id) === true,
    );
    stage.check(
      'Invite',
      'the invited agent is visible to all',
      joined.session.participants?.find((one) => one.userId === second.me.id)?.visibility === 'All',
    );
    await second.ask('SendMessage', { text: 'I am here too' }, id);
    await agent.entry('the second agent’s text', (message) => message.text === 'I am here too');
    stage.check(
      'Invite',
      'the invited agent writes to the customer',
      (await stage.customer.received()).includes('I am here too'),
    );
    second.forget();
    await agent.ask('RemoveParticipantFromConference', { targetUri: second.me.uri ?? second.me.id }, id);
    const notice = await agent.entry('the notice', (message) => message.type === 'Notice');
    stage.check(
      'RemoveParticipantFromConference',
      'agents get a Notice with visibility Agents',
      notice.visibility === 'Agents',
    );
    await second.sessionIn('Completed');
    stage.check('RemoveParticipantFromConference', 'ends the session for the removed agent', true);
    await tidy(agent, id);
  },
};

const transfer: Scenario = {
  name: 'transfer to another agent',
  pages: ['ChatSingleStepTransfer'],
  operations: ['Transfer'],
  dialects: SESSIONS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const second = await stage.actor('second-agent');
    const id = await converse(stage, agent);
    second.forget();
    const asked = await agent.ask('Transfer', { targetUri: second.me.uri ?? second.me.id }, id);
    stage.check('Transfer', 'is accepted', asked.accepted, asked.error?.code);
    if (asked.accepted) await second.sessionIn('Invited');
    stage.infer('transfer-parameters', asked.accepted, asked.error?.message ?? 'the user was invited');
    if (!asked.accepted) return;
    await second.ask('Accept', {}, id);
    await second.sessionIn('Chatting');
    await agent.sessionIn('Completed');
    stage.check('Transfer', 'the transferor ends in Completed, the target in Chatting', true);
    await second.ask('SendMessage', { text: 'I took over' }, id);
    await second.entry('the echo', (message) => message.text === 'I took over');
    stage.check(
      'Transfer',
      'the new agent writes to the customer',
      (await stage.customer.received()).includes('I took over'),
    );
    await tidy(second, id);
  },
};

/** What agents do together. */
export const TEAMWORK: readonly Scenario[] = [consult, consultFails, invite, transfer];

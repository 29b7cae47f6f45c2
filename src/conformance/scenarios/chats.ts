import type { DialectName, Scenario } from '../stage.js';
import { converse, tidy } from './conversation.js';

const CHATS: readonly DialectName[] = ['chat'];

const notices: Scenario = {
  name: 'custom notices and a new nickname',
  pages: ['Chat API, SendCustomNotice', 'Chat API, SendCustomNoticeToAgents', 'Chat API, SendNicknameUpdatedNotice'],
  operations: ['SendCustomNotice', 'SendCustomNoticeToAgents', 'SendNicknameUpdatedNotice'],
  dialects: CHATS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const second = await stage.actor('second-agent');
    const id = await converse(stage, agent);
    await agent.ask('SendCustomNotice', { noticeText: 'form:open' }, id);
    const custom = await agent.entry('CustomNotice', (message) => message.type === 'CustomNotice');
    stage.check(
      'SendCustomNotice',
      'comes as CustomNotice with its noticeText, visibility All',
      custom.noticeText === 'form:open' && custom.visibility === 'All',
    );
    second.forget();
    await agent.ask('Invite', { targetUri: second.me.uri ?? second.me.id }, id);
    await second.sessionIn('Invited');
    await second.ask('Accept', {}, id);
    await second.sessionIn('Chatting');
    second.forget();
    await agent.ask('SendCustomNoticeToAgents', { noticeText: 'desk:note' }, id);
    const inner = await second.entry('CustomNotice', (message) => message.noticeText === 'desk:note');
    stage.check(
      'SendCustomNoticeToAgents',
      'reaches the other agent as CustomNotice with visibility Agents',
      inner.type === 'CustomNotice' && inner.visibility === 'Agents',
    );
    stage.check(
      'SendCustomNoticeToAgents',
      'never reaches the customer',
      !(await stage.customer.received()).includes('desk:note'),
    );
    await agent.ask('SendNicknameUpdatedNotice', { noticeText: 'Robin II' }, id);
    const renamed = await agent.entry('NicknameUpdated', (message) => message.type === 'NicknameUpdated');
    stage.check(
      'SendNicknameUpdatedNotice',
      'comes as NicknameUpdated, whose sender has the new name already',
      renamed.noticeText === 'Robin II' && renamed.from?.nickname === 'Robin II',
    );
    await tidy(agent, id);
  },
};

const partingText: Scenario = {
  name: 'leave with a parting text',
  pages: ['ChatLeave'],
  operations: ['Leave'],
  dialects: CHATS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const left = await agent.ask('Leave', { text: 'Good-bye', messageType: 'Text', treatAs: 'System' }, id);
    stage.check('Leave', 'takes text, messageType and treatAs', left.accepted, left.error?.code);
    await agent.sessionIn('LeftChat');
    stage.check(
      'Leave',
      'the parting text reaches the customer',
      (await stage.customer.received()).includes('Good-bye'),
    );
    await tidy(agent, id);
  },
};

const transferToQueue: Scenario = {
  name: 'transfer to a queue',
  pages: ['ChatSingleStepTransfer'],
  operations: ['Transfer'],
  dialects: CHATS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const { name } = await stage.queue();
    const agent = await stage.actor('agent');
    const others = (await stage.everybody()).filter((one) => one !== agent);
    const id = await converse(stage, agent);
    for (const one of others) one.forget();
    const asked = await agent.ask('Transfer', { queueName: name }, id);
    stage.check('Transfer', 'takes queueName', asked.accepted, asked.error?.code);
    await agent.sessionIn('Completed');
    const invited = await Promise.any(others.map((one) => one.sessionIn('Invited')));
    stage.check('Transfer', 'to a queue invites an agent of it to the same chat', invited === id);
  },
};

const customerLeaves: Scenario = {
  name: 'the customer leaves',
  pages: ['CustomerChatResource', 'ChatResources'],
  operations: ['Complete'],
  dialects: CHATS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    agent.forget();
    await stage.customer.end?.();
    const gone = await agent.entry('ParticipantLeft', (message) => message.type === 'ParticipantLeft');
    stage.check(
      'ParticipantLeft',
      'the customer’s leaving is an entry from the customer',
      gone.from?.type === 'Customer',
    );
    await agent.state(
      'participants without the customer',
      ({ session }) => session.participants?.every((one) => one.type !== 'Customer') === true,
    );
    stage.check('ParticipantsUpdated', 'the customer is no participant any more', true);
    const completed = await agent.ask('Complete', {}, id);
    stage.check('Complete', 'is possible after the customer has left', completed.accepted, completed.error?.code);
    await agent.sessionIn('Completed');
  },
};

/** What only chats have. */
export const CHAT_ONLY: readonly Scenario[] = [notices, partingText, transferToQueue, customerLeaves];

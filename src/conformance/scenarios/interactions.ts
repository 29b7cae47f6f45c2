import type { Actor } from '../actor.js';
import type { DialectName, Scenario, Stage } from '../stage.js';
import { converse, tidy } from './conversation.js';

const OLDER: readonly DialectName[] = ['interactions'];
const PAGE = 'InteractionsOnChat';

const talk: Scenario = {
  name: 'interaction: accept, talk, stop processing',
  pages: [PAGE, 'InteractionsNotifications', 'InteractionsAPIOperations'],
  operations: ['Accept', 'SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'],
  dialects: OLDER,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    agent.forget();
    await stage.customer.begin('Where is my order?', agent);
    const invited = await agent.state('an invitation', ({ session }) => session.status === 'Invited');
    const { id, capabilities = [] } = invited.session;
    stage.check(
      'Accept',
      'an invitation offers Accept and Reject',
      ['Accept', 'Reject'].every((name) => capabilities.some((one) => one === name)),
      capabilities,
    );
    const accepted = await agent.ask('Accept', { nickname: 'Robin' }, id);
    stage.check('Accept', 'with a nickname is accepted', accepted.accepted, accepted.error?.code);
    await agent.sessionIn('Chatting');
    stage.check('Accept', 'the interaction becomes Chatting', true);
    await agent.ask('SendMessage', { text: 'Let me look.' }, id);
    await agent.entry('the echo', (message) => message.text === 'Let me look.');
    stage.check('SendMessage', 'reaches the customer', (await stage.customer.received()).includes('Let me look.'));
    for (const [operation, type] of [
      ['SendStartTypingNotification', 'TypingStarted'],
      ['SendStopTypingNotification', 'TypingStopped'],
    ] as const) {
      await agent.ask(operation, {}, id);
      await agent.entry(type, (message) => message.type === type);
      stage.check('SendNotification', `${type} is an entry of the log`, true);
    }
    await reads(stage, agent, id);
    const stopped = await agent.ask('Complete', {}, id);
    stage.check('StopProcessing', 'is accepted', stopped.accepted, stopped.error?.code);
    await agent.sessionIn('Completed');
    stage.check('StopProcessing', 'ends the interaction', true);
  },
};

/** @see InteractionsAPIOperations */
async function reads(stage: Stage, agent: Actor, id: string): Promise<void> {
  const full = await agent.read('/me/interactions', { fields: '*' });
  const uris = await agent.read('/me/interactions');
  const one = await agent.read(`/me/interactions/${id}`);
  stage.check('GET /me/interactions', 'answers uris', listed(uris.body, 'uris'), uris.body);
  stage.check(
    'GET /me/interactions',
    'answers interactions with fields=*',
    listed(full.body, 'interactions'),
    full.body,
  );
  for (const [{ status, body }, key, what] of [
    [full, 'interactions', 'the list with fields=*'],
    [uris, 'uris', 'the list without fields'],
    [one, 'interaction', 'one interaction'],
  ] as const) {
    const keys = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    stage.infer('get-shapes', status === 200 && keys.includes(key), `${what} has ${keys.join(', ') || 'no keys'}`);
  }
}

const rejects: Scenario = {
  name: 'interaction: reject',
  pages: [PAGE],
  operations: ['Reject'],
  dialects: OLDER,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    agent.forget();
    await stage.customer.begin('Anybody there?', agent);
    const id = await agent.sessionIn('Invited');
    const rejected = await agent.ask('Reject', {}, id);
    stage.check('Reject', 'is accepted', rejected.accepted, rejected.error?.code);
    await agent.state('Completed', ({ session }) => session.id === id && session.status === 'Completed');
    stage.check('Reject', 'ends the interaction for the one who rejects', true);
  },
};

const history: Scenario = {
  name: 'interaction: history by notification',
  pages: [PAGE],
  operations: ['RequestHistory'],
  dialects: OLDER,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const other = await stage.actor('second-agent');
    const id = await converse(stage, agent);
    await agent.ask('SendMessage', { text: 'one' }, id);
    const last = await agent.entry('the echo', (message) => message.text === 'one');
    const asked = await agent.ask('RequestHistory', {}, id);
    stage.check('RequestChatHistory', 'is accepted', asked.accepted, asked.error?.code);
    await agent.entry('the history', (message) => message.text === 'Where is my order?');
    stage.check('RequestChatHistory', 'the log comes again as a notification', true);
    await agent.ask('RequestHistory', { eventId: last.index }, id);
    await agent.entry('the history’s end', (message) => message.index === last.index);
    const earlier = agent.received.some(
      (one) => one.kind === 'messages' && one.messages.some(({ index }) => index < last.index),
    );
    stage.check('RequestChatHistory', 'with eventId begins there', !earlier);
    const spy = await other.ask('RequestHistory', {}, id);
    stage.check('RequestChatHistory', 'is for participants only', !spy.accepted);
    await tidy(agent, id);
  },
};

const transfers: Scenario = {
  name: 'interaction: transfer in one step',
  pages: ['InteractionsAPIOperations'],
  operations: ['Transfer'],
  dialects: OLDER,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const second = await stage.actor('second-agent');
    const id = await converse(stage, agent);
    second.forget();
    const asked = await agent.ask('Transfer', { targetUri: second.me.uri ?? second.me.id }, id);
    stage.infer('transfer-parameters', asked.accepted, asked.error?.message ?? 'the user was invited');
    stage.check('Transfer', 'is accepted', asked.accepted, asked.error?.code);
    await second.sessionIn('Invited');
    await second.ask('Accept', {}, id);
    await second.sessionIn('Chatting');
    await agent.sessionIn('Completed');
    stage.check('Transfer', 'the target has the interaction, the transferor is done', true);
    await tidy(second, id);
  },
};

/** Begins a conversation and brings a colleague in for advice. */
async function consult(stage: Stage): Promise<{ agent: Actor; expert: Actor; id: string }> {
  const agent = await stage.actor('agent');
  const expert = await stage.actor('second-agent');
  const id = await converse(stage, agent);
  const early = await agent.ask('CompleteTransfer', {}, id);
  stage.check('CompleteTransfer', 'without a consultation is refused', !early.accepted);
  expert.forget();
  const asked = await agent.ask('Consult', { targetUri: expert.me.uri ?? expert.me.id }, id);
  const body = asked.answer?.body;
  stage.check(
    'StartChatConsultation',
    'answers {"status": 0}',
    asked.accepted && typeof body === 'object' && body !== null && 'status' in body,
    body,
  );
  await expert.sessionIn('Invited');
  await expert.ask('Accept', {}, id);
  await expert.sessionIn('Chatting');
  await agent.state(
    'the consultant',
    ({ session }) =>
      session.participants?.some((one) => one.userId === expert.me.id && one.visibility !== 'All') === true,
  );
  stage.check('StartChatConsultation', 'the consulted agent takes part, unseen by the customer', true);
  return { agent, expert, id };
}

const twoStepTransfer: Scenario = {
  name: 'interaction: transfer in two steps',
  pages: [PAGE],
  operations: ['Consult', 'CompleteTransfer'],
  dialects: OLDER,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const { agent, expert, id } = await consult(stage);
    const completed = await agent.ask('CompleteTransfer', {}, id);
    stage.check('CompleteTransfer', 'is accepted', completed.accepted, completed.error?.code);
    await agent.sessionIn('Completed');
    await expert.ask('SendMessage', { text: 'I took over' }, id);
    await expert.entry('the echo', (message) => message.text === 'I took over');
    stage.check(
      'CompleteTransfer',
      'the consulted agent writes to the customer now',
      (await stage.customer.received()).includes('I took over'),
    );
    await tidy(expert, id);
  },
};

const twoStepConference: Scenario = {
  name: 'interaction: conference in two steps',
  pages: [PAGE],
  operations: ['Consult', 'CompleteConference'],
  dialects: OLDER,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const { agent, expert, id } = await consult(stage);
    const completed = await agent.ask('CompleteConference', {}, id);
    stage.check('LeaveChatConsultation', 'is accepted', completed.accepted, completed.error?.code);
    await agent.state(
      'the colleague, visible to all',
      ({ session }) =>
        session.participants?.some((one) => one.userId === expert.me.id && one.visibility === 'All') === true,
    );
    await expert.ask('SendMessage', { text: 'We are two now' }, id);
    await agent.entry('the colleague’s text', (message) => message.text === 'We are two now');
    stage.check(
      'LeaveChatConsultation',
      'both agents are with the customer',
      (await stage.customer.received()).includes('We are two now'),
    );
    await tidy(agent, id);
  },
};

const refusals: Scenario = {
  name: 'interaction: refusals',
  pages: ['ReturnValues'],
  operations: ['Accept', 'SendMessage'],
  dialects: OLDER,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const path = `/me/interactions/${id}`;
    const code = (answered: { readonly error?: { readonly statusCode: number | undefined } }): number | undefined =>
      answered.error?.statusCode;
    const wordless = code(await agent.post(path, { operationName: 'SendMessage' }));
    stage.check('SendMessage', 'without text is refused with 1', wordless === 1, wordless);
    const kindless = code(await agent.post(path, { operationName: 'SendNotification' }));
    stage.check('SendNotification', 'without its kind is refused with 1', kindless === 1, kindless);
    const twice = code(await agent.ask('Accept', {}, id));
    stage.check('Accept', 'of an accepted interaction is refused with 2', twice === 2, twice);
    const unknown = code(await agent.ask('SendMessage', { text: 'x' }, '0000Unknown00000'));
    stage.check('SendMessage', 'to an unknown interaction is refused with 6', unknown === 6, unknown);
    await tidy(agent, id);
  },
};

/** The older interactions API, over chats. */
export const OLDER_INTERACTIONS: readonly Scenario[] = [
  talk,
  rejects,
  history,
  transfers,
  twoStepTransfer,
  twoStepConference,
  refusals,
];

function listed(body: unknown, key: string): boolean {
  return Array.isArray((body as Readonly<Record<string, unknown>> | null | undefined)?.[key]);
}

import type { Actor } from '../actor.js';
import { SESSIONS } from '../stage.js';
import type { Scenario, Stage } from '../stage.js';

/** Begins a conversation and has the agent accept it; returns the session's id. */
export async function converse(stage: Stage, agent: Actor, text = 'Where is my order?'): Promise<string> {
  agent.forget();
  await stage.customer.begin(text, agent);
  const id = await agent.sessionIn('Invited');
  await agent.ask('Accept', { nickname: agent.name }, id);
  await agent.entry('the customer’s first text', (message) => message.text === text);
  return id;
}

/** Ends a session, whatever became of it, so that the next scenario begins clean. */
export async function tidy(actor: Actor, id: string): Promise<void> {
  await actor.ask('Complete', {}, id);
}

const acceptAndTalk: Scenario = {
  name: 'accept, talk, leave, complete',
  pages: ['SMSAccept', 'SMSSendMessage', 'SMSSendStartType', 'SMSSendStopType', 'SMSLeave', 'SMSComplete'],
  operations: [
    'Accept',
    'SendMessage',
    'SendStartTypingNotification',
    'SendStopTypingNotification',
    'SendUrl',
    'Leave',
    'Complete',
  ],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    agent.forget();
    await stage.customer.begin('Where is my order?', agent);
    const invited = await agent.state('an invitation', ({ session }) => session.status === 'Invited');
    const { id } = invited.session;
    stage.check(
      'Accept',
      'an invitation offers exactly Accept and Reject',
      sameSet(invited.session.capabilities, ['Accept', 'Reject']),
    );

    const accepted = await agent.ask('Accept', { nickname: 'Robin' }, id);
    stage.check('Accept', 'answers statusCode 0', accepted.accepted);
    const chatting = await agent.state('Chatting', ({ session }) => session.status === 'Chatting');
    stage.check('Accept', 'StatusChange to Chatting carries a referenceId', chatting.referenceId !== undefined);
    const full = await agent.state('participants', (one) => one.notificationType === 'ParticipantsUpdated');
    stage.check(
      'Accept',
      'ParticipantsUpdated names agent and customer',
      typesOf(full.session.participants) === 'Agent,Customer',
    );
    await agent.entry('the history', (message) => message.type === 'Text' && message.from?.type === 'Customer');
    stage.check('Accept', 'the log up to the join arrives as NewMessages', true);
    const order = agent.received.map((one) => (one.kind === 'messages' ? 'NewMessages' : one.notificationType));
    stage.check(
      'Accept',
      'order: StatusChange, ParticipantsUpdated, NewMessages',
      order.indexOf('StatusChange') < order.indexOf('ParticipantsUpdated') &&
        order.indexOf('ParticipantsUpdated') < order.indexOf('NewMessages'),
      order.join(),
    );

    await agent.ask('SendMessage', { text: 'Let me look.' }, id);
    const echo = await agent.entry('the echo', (message) => message.text === 'Let me look.');
    stage.check(
      'SendMessage',
      'is echoed to the sender with visibility All',
      echo.visibility === 'All' && echo.from?.userId === agent.me.id,
    );
    stage.check('SendMessage', 'reaches the customer', (await stage.customer.received()).includes('Let me look.'));

    agent.forget();
    await stage.customer.say('Thank you');
    const reply = await agent.entry('the customer’s reply', (message) => message.text === 'Thank you');
    stage.check('SendMessage', 'indexes grow', reply.index > echo.index);

    for (const [operation, type] of [
      ['SendStartTypingNotification', 'TypingStarted'],
      ['SendStopTypingNotification', 'TypingStopped'],
    ] as const) {
      await agent.ask(operation, {}, id);
      const typing = await agent.entry(type, (message) => message.type === type);
      stage.check(operation, `comes as ${type} with visibility All`, typing.visibility === 'All');
    }
    await agent.ask('SendUrl', { url: 'https://example.com/track' }, id);
    const pushed = await agent.entry('PushUrl', (message) => message.type === 'PushUrl');
    stage.check('SendUrl', 'comes as PushUrl with its url', pushed.url === 'https://example.com/track');

    const left = await agent.ask('Leave', {}, id);
    stage.check('Leave', 'answers statusCode 0', left.accepted);
    const leftChat = await agent.state('LeftChat', ({ session }) => session.status === 'LeftChat');
    stage.check('Leave', 'alone leads to LeftChat with a referenceId', leftChat.referenceId !== undefined);
    stage.check(
      'Leave',
      'LeftChat still offers Complete',
      leftChat.session.capabilities?.includes('Complete') === true,
    );
    const late = await agent.ask('SendMessage', { text: 'Too late' }, id);
    stage.check(
      'SendMessage',
      'is refused in LeftChat (2 or 3)',
      late.error?.statusCode === 2 || late.error?.statusCode === 3,
      late.error?.statusCode,
    );
    await agent.ask('Complete', {}, id);
    const completed = await agent.state('Completed', ({ session }) => session.status === 'Completed');
    stage.check(
      'Complete',
      'StatusChange to Completed is reduced to state, id and uri',
      completed.session.capabilities === undefined,
    );
  },
};

const reject: Scenario = {
  name: 'reject an invitation',
  pages: ['SMSReject'],
  operations: ['Reject'],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    agent.forget();
    await stage.customer.begin('Anybody there?', agent);
    const id = await agent.sessionIn('Invited');
    await agent.ask('Reject', {}, id);
    const completed = await agent.state(
      'Completed',
      ({ session }) => session.id === id && session.status === 'Completed',
    );
    stage.check('Reject', 'StatusChange to Completed with a referenceId', completed.referenceId !== undefined);
  },
};

const data: Scenario = {
  name: 'attached data and disposition',
  pages: ['SMSSetDisposition', 'SMSAttachUserData', 'SMSUpdateUserData', 'SMSDeleteUserData'],
  operations: ['AttachUserData', 'UpdateUserData', 'DeleteUserData', 'SetDisposition'],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    const changed = (what: string) => agent.state(what, (one) => one.notificationType === 'PropertiesUpdated');
    await agent.ask('AttachUserData', { userData: { order: '4417', tries: 2 } }, id);
    const attached = await changed('attached data');
    stage.check(
      'AttachUserData',
      'PropertiesUpdated carries a referenceId and the value as it was typed',
      attached.referenceId !== undefined && attached.session.userData?.get('tries') === 2,
    );
    await agent.ask('UpdateUserData', { userData: { order: '4418' } }, id);
    const updated = await changed('updated data');
    stage.check(
      'UpdateUserData',
      'overwrites the given key and keeps the others',
      updated.session.userData?.get('order') === '4418' && updated.session.userData.get('tries') === 2,
    );
    await agent.ask('DeleteUserData', { keys: ['order'] }, id);
    stage.check(
      'DeleteUserData',
      'the key is gone',
      (await changed('deleted data')).session.userData?.has('order') === false,
    );
    await agent.ask('SetDisposition', { disposition: 'resolved', dispositionKey: 'outcome' }, id);
    stage.check(
      'SetDisposition',
      'sets userData under the given key',
      (await changed('disposition')).session.userData?.get('outcome') === 'resolved',
    );
    await agent.ask('Leave', {}, id);
    await agent.sessionIn('LeftChat');
    await agent.ask('SetDisposition', { disposition: 'later', dispositionKey: 'outcome' }, id);
    stage.check(
      'SetDisposition',
      'is possible after leaving, too',
      (await changed('disposition after leaving')).session.userData?.get('outcome') === 'later',
    );
    await tidy(agent, id);
  },
};

const reads: Scenario = {
  name: 'state recovery by reads',
  pages: ['SMSResources', 'SMSGetMessages', 'ReturnValues'],
  operations: ['SendMessage'],
  dialects: SESSIONS,
  cast: ['agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const id = await converse(stage, agent);
    await agent.ask('SendMessage', { text: 'one' }, id);
    await agent.entry('the echo', (message) => message.text === 'one');
    const session = (await agent.sessions()).find((one) => one.id === id);
    stage.check(
      `GET /me/${stage.dialect.collection}`,
      'lists the session with state, participants and capabilities',
      session?.status === 'Chatting' &&
        (session.participants?.length ?? 0) >= 2 &&
        (session.capabilities?.length ?? 0) > 0,
    );
    const all = await agent.log(id);
    const last = all.at(-1);
    stage.check(
      'GET …/messages',
      'gives the whole log in order of index',
      all.length >= 3 && all.every((one, at) => at === 0 || one.index > (all[at - 1]?.index ?? 0)),
    );
    stage.check(
      'GET …/messages',
      'startIndex 0 means 1 and count 0 means all',
      (await agent.log(id, 0, 0)).length === all.length,
    );
    const tail = await agent.log(id, last?.index, 1);
    stage.check(
      'GET …/messages',
      'startIndex and count narrow it',
      tail.length === 1 && tail[0]?.index === last?.index,
    );
    await shapes(stage, agent, id);
    await tidy(agent, id);
  },
};

/** How reads are wrapped is documented in general, not for these resources. @see ReturnValues */
async function shapes(stage: Stage, agent: Actor, id: string): Promise<void> {
  const { collection, resourceKeys } = stage.dialect;
  const [key = ''] = resourceKeys;
  for (const [path, query, under, what] of [
    [`/me/${collection}`, { fields: '*' }, `${key}s`, 'the list with fields=*'],
    [`/me/${collection}`, undefined, 'uris', 'the list without fields'],
    [`/me/${collection}/${id}`, undefined, key, 'one session'],
  ] as const) {
    const { status, body } = await agent.read(path, query);
    const keys = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    stage.infer('get-shapes', status === 200 && keys.includes(under), `${what} has ${keys.join(', ') || 'no keys'}`);
  }
}

const refusals: Scenario = {
  name: 'refusals',
  pages: ['ReturnValues'],
  operations: ['SendMessage', 'Accept', 'Intrude'],
  dialects: SESSIONS,
  cast: ['agent', 'second-agent'],
  async play(stage) {
    const agent = await stage.actor('agent');
    const other = await stage.actor('second-agent');
    const id = await converse(stage, agent);
    const missing = await agent.post(`/me/${stage.dialect.collection}/${id}`, { operationName: 'SendMessage' });
    stage.check(
      'SendMessage',
      'without text is refused with 1',
      missing.error?.statusCode === 1,
      missing.error?.statusCode,
    );
    const twice = await agent.ask('Accept', {}, id);
    stage.check(
      'Accept',
      'of an accepted session is refused with 2',
      twice.error?.statusCode === 2,
      twice.error?.statusCode,
    );
    const unknown = await agent.ask('SendMessage', { text: 'x' }, '0000Unknown00000');
    stage.check(
      'SendMessage',
      'to an unknown session is refused with 6',
      unknown.error?.statusCode === 6,
      unknown.error?.statusCode,
    );
    const foreign = await other.ask('SendMessage', { text: 'x' }, id);
    stage.check(
      'SendMessage',
      'to somebody else’s session is refused with 6',
      foreign.error?.statusCode === 6,
      foreign.error?.statusCode,
    );
    const spy = await other.ask('Intrude', { userId: agent.me.id, supervisorVisibilityMode: 'Monitor' }, id);
    stage.check(
      'Intrude',
      'by a user who is no supervisor is refused with 5 or 3',
      spy.error?.statusCode === 5 || spy.error?.statusCode === 3,
      spy.error?.statusCode,
    );
    stage.check(
      'SendMessage',
      'a refused text never reaches the customer',
      !(await stage.customer.received()).includes('x'),
    );
    await tidy(agent, id);
  },
};

/** Everything one agent does alone. */
export const CONVERSATION: readonly Scenario[] = [acceptAndTalk, reject, data, reads, refusals];

function sameSet(actual: readonly string[] | undefined, expected: readonly string[]): boolean {
  return actual !== undefined && [...actual].sort().join() === [...expected].sort().join();
}

function typesOf(participants: readonly { readonly type: string }[] | undefined): string {
  return (participants ?? [])
    .map((one) => one.type)
    .sort()
    .join();
}

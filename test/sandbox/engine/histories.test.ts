import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Desk, USERS, type Body, type Frame, type UserName, type WireMessage } from './desk.js';
import { history, OPERATIONS, Scene, type Step } from './histories.js';

interface SeatDump {
  readonly user: UserName;
  readonly state: string;
  readonly visibility: string;
  readonly purpose: string;
  readonly mode?: string;
}
interface SessionDump {
  readonly id: string;
  readonly open: boolean;
  readonly waiting: boolean;
  readonly seats: readonly SeatDump[];
}

const dump = (desk: Desk): readonly SessionDump[] =>
  (desk.control('GET', '/sandbox/world') as unknown as { sessions: readonly SessionDump[] }).sessions;

const seatOf = (desk: Desk, session: string, user: UserName): SeatDump | undefined =>
  dump(desk)
    .find(({ id }) => id === session)
    ?.seats.find((seat) => seat.user === user);

/** What somebody knows of a session who merges what they are sent, as a client does. */
interface Known {
  readonly resource: Record<string, unknown>;
  readonly entries: Map<number, WireMessage>;
}

function learn(known: Map<string, Known>, data: Frame): void {
  const { notificationType, smssession, smssessionUri, messages } = data;
  const id = smssession?.id ?? smssessionUri?.split('/').at(-1);
  if (id === undefined) return;
  const invited = notificationType === 'StatusChange' && smssession?.state === 'Invited';
  const before = invited ? undefined : known.get(id);
  const now = before ?? { resource: {}, entries: new Map<number, WireMessage>() };
  known.set(id, now);
  Object.assign(now.resource, smssession);
  for (const message of messages ?? []) now.entries.set(message.index, message);
}

/** A read without the keys that only reads have. */
function plain(messages: readonly WireMessage[]): unknown[] {
  return messages.map((message) => {
    const { id: _id, path: _path, ...from } = message.from;
    return { ...message, from };
  });
}

function checkWorld(desk: Desk, known: ReadonlyMap<string, ReadonlyMap<string, Known>>): void {
  for (const session of dump(desk)) {
    const served = session.seats.some(({ state, visibility }) => state === 'Chatting' && visibility === 'All');
    const offered = session.seats.some(
      ({ state, purpose, visibility }) =>
        state === 'Invited' && visibility === 'All' && (purpose === 'route' || purpose === 'transfer'),
    );
    assert.ok(!session.open || served || offered || session.waiting, 'a customer whom nobody serves');
    for (const { user, state, mode } of session.seats) {
      const view = known.get(user)?.get(session.id);
      assert.equal(view?.resource['state'], state, `${user} was not told the state`);
      if (state !== 'Chatting' && state !== 'LeftChat') continue;
      const read = desk.session(user, session.id);
      const messages = desk.messages(user, session.id);
      if (state === 'Chatting') {
        assert.deepEqual(view.resource['participants'], read.participants, `${user} was not told who is there`);
      }
      assert.deepEqual(view.resource['capabilities'], read.capabilities);
      assert.deepEqual([...view.entries.values()], plain(messages), `${user} misses entries`);
      if (mode === undefined) assert.ok(!JSON.stringify([read, messages]).includes('Supervisors'));
    }
  }
}

/** Plays a history and holds every step against what must always be true. */
function play(steps: readonly Step[]): Scene {
  const desk = new Desk({ seed: 5, offerTimeout: 15_000 });
  const scene = new Scene(desk);
  // So that operations that no sample lists are offered too, and come up as often as others.
  desk.control('POST', '/sandbox/capabilities', { unlisted: true });
  const known = new Map(USERS.map((user) => [user as string, new Map<string, Known>()]));
  const userOf = new Map(USERS.map((user) => [desk.id(user), user as string]));
  const aloud = new Set<string>();
  let told = 0;
  for (const [at, each] of steps.entries()) {
    const mark = `#${at};`;
    const aim = each.kind === 'op' ? scene.resolve(each) : undefined;
    const seat = aim !== undefined ? seatOf(desk, aim.session, aim.user) : undefined;
    const code = scene.take(each, mark);
    assert.notEqual(code, 4, `${JSON.stringify(each)} failed inside`);
    const speaks = aim?.operation === 'SendMessage' || aim?.operation === 'SendUrl';
    if (code === 0 && (each.kind === 'text' || (speaks && seat?.visibility === 'All'))) aloud.add(mark);
    for (const { userId, data } of desk.sent.slice(told)) {
      const user = userOf.get(userId) ?? '';
      learn(known.get(user)!, data as unknown as Frame);
      if (user.startsWith('agent')) assert.ok(!JSON.stringify(data).includes('Supervisors'), 'a sign of a monitor');
    }
    told = desk.sent.length;
    checkWorld(desk, known);
  }
  for (const number of ['+1', '+2']) {
    for (const text of desk.phoneTexts(number)) {
      assert.ok(aloud.has(/#\d+;/.exec(text)?.[0] ?? ''), `the phone shows ${text}`);
    }
  }
  return scene;
}

describe('any history', () => {
  it('never fails inside, never loses a customer, tells everybody all and only what is theirs', () => {
    const done = new Set<string>();
    fc.assert(
      fc.property(history(), (steps) => {
        for (const operation of play(steps).done.keys()) done.add(operation);
      }),
      { numRuns: 400 },
    );
    const never = [...OPERATIONS, 'Intrude', 'Monitor'].filter((each) => !done.has(each));
    assert.deepEqual(never, [], 'operations that no history came to');
  });

  it('is the same, byte for byte, for the same seed', () => {
    fc.assert(
      fc.property(history(), (steps) => {
        const [one, other] = [play(steps).desk, play(steps).desk];
        assert.equal(JSON.stringify(one.sent), JSON.stringify(other.sent));
        const world = (desk: Desk): string => JSON.stringify(desk.control('GET', '/sandbox/world'));
        assert.equal(world(one), world(other));
      }),
      { numRuns: 30 },
    );
  });
});

/** One act in the newest session of the number, in front of the customer or behind their back. */
interface Deed {
  readonly hidden: boolean;
  readonly user: UserName;
  readonly operation: string;
}

const deed = (hidden: boolean, user: UserName, ...operations: string[]): fc.Arbitrary<Deed> =>
  fc.record({ hidden: fc.constant(hidden), user: fc.constant(user), operation: fc.constantFrom(...operations) });

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  deed(
    false,
    'agent1',
    'customer',
    'customer',
    'Accept',
    'SendMessage',
    'SendUrl',
    'SendStartTypingNotification',
    'wait',
  ),
  deed(false, 'agent1', 'SendMessage', 'UpdateUserData', 'SendStopTypingNotification', 'SetInFocus', 'Complete'),
  deed(true, 'agent1', 'Consult', 'Consult', 'SendToAgents', 'SendStartTypingToAgentsNotification'),
  deed(
    true,
    'agent2',
    'Accept',
    'Accept',
    'SendMessage',
    'SendToAgents',
    'SendStartTypingNotification',
    'Leave',
    'Reject',
  ),
  deed(true, 'supervisor1', 'Monitor', 'Coach', 'Accept', 'Accept', 'SendMessage', 'SendUrl', 'SendToAgents'),
  deed(
    true,
    'supervisor1',
    'SwitchToMonitor',
    'SwitchToCoach',
    'SendStartTypingNotification',
    'UpdateUserData',
    'Leave',
  ),
);

function commit(scene: Scene, { user, operation }: Deed, session: string, mark: string): number | undefined {
  switch (operation) {
    case 'customer':
      return scene.take({ kind: 'text', from: '+1', to: 'agent1' }, mark);
    case 'wait':
      return scene.take({ kind: 'wait', ms: 5_000 }, mark);
    case 'Monitor':
    case 'Coach':
      return scene.take({ kind: 'intrude', user, agent: 'agent1', nth: 0, mode: operation }, mark);
    case 'arm':
      return scene.take({ kind: 'channel', user, agent: 'agent1', operation: 'Monitor', scope: 'NextChat' }, mark);
    default:
      return scene.operate(user, session, operation, 'agent2', mark);
  }
}

/** Plays deeds, with or without the hidden ones; `look` is asked after each open one. */
function act(
  history: readonly Deed[],
  withHidden: boolean,
  look: (desk: Desk) => string,
): { seen: string[]; hidden: number } {
  const desk = new Desk();
  const scene = new Scene(desk);
  const seen: string[] = [];
  let count = 0;
  const begin = ['customer', 'Accept'].map((operation): Deed => ({ hidden: false, user: 'agent1', operation }));
  for (const [at, { hidden, user, operation }] of [...begin, ...history].entries()) {
    if (hidden && !withHidden) continue;
    const mark = `#${at};`;
    const session = scene.sessions.at(-1) ?? 'none';
    const code = commit(scene, { hidden, user, operation }, session, mark);
    if (hidden && code === 0) count++;
    if (!hidden) seen.push(look(desk));
  }
  return { seen: [...seen, look(desk)], hidden: count };
}

/** Both worlds must look the same; says how many hidden acts there were. */
function indistinguishable(deeds: fc.Arbitrary<Deed>, look: (desk: Desk) => string): number {
  let hidden = 0;
  fc.assert(
    fc.property(fc.array(deeds, { minLength: 20, maxLength: 80, size: 'max' }), (history) => {
      const full = act(history, true, look);
      hidden += full.hidden;
      assert.deepEqual(full.seen, act(history, false, look).seen);
    }),
    { numRuns: 300 },
  );
  return hidden;
}

describe('what is hidden', () => {
  it('from the customer: the phone is byte for byte the same with and without what goes on among agents', () => {
    const whispers = indistinguishable(deeds, (desk) => JSON.stringify(desk.phone('+1')));
    assert.ok(whispers > 300, `only ${whispers} acts among agents took place`);
  });

  it('from the agents: but for the holes in the index, all is the same with and without a silent monitor', () => {
    const watched = fc.oneof(
      deed(
        false,
        'agent1',
        'customer',
        'Accept',
        'SendMessage',
        'SendStartTypingNotification',
        'UpdateUserData',
        'wait',
      ),
      deed(false, 'agent1', 'Consult', 'Invite', 'Transfer', 'SendToAgents', 'SendMessage', 'Leave', 'SetInFocus'),
      deed(false, 'agent2', 'Accept', 'Accept', 'SendMessage', 'SendToAgents', 'Leave', 'Reject', 'SetInFocus'),
      deed(true, 'supervisor1', 'Monitor', 'Monitor', 'arm', 'Accept', 'Accept', 'SendMessage', 'SetInFocus'),
      deed(true, 'supervisor1', 'UpdateUserData', 'Consult', 'Invite', 'SendStartTypingToAgentsNotification', 'Leave'),
    );
    const frames = (desk: Desk): string =>
      JSON.stringify([desk.data('agent1'), desk.data('agent2'), desk.data('agent3')], (key, value: unknown) =>
        key === 'index' ? undefined : value,
      );
    const acts = indistinguishable(watched, frames);
    assert.ok(acts > 300, `only ${acts} acts of monitors took place`);
  });
});

describe('anything at all', () => {
  it('as path, query and body is answered with a status and JSON, and throws nothing', () => {
    const desk = new Desk();
    const session = desk.chatting();
    const places = 'me users smssessions chats channels messages queues sandbox sms faults interactions % .. __proto__';
    const word = fc.constantFrom(...places.split(' '), session, desk.id('agent1'));
    const path = fc.array(fc.oneof(word, fc.string()), { maxLength: 5 }).map((parts) => `/${parts.join('/')}`);
    const value = fc.jsonValue({ maxDepth: 4 });
    const names = 'AttachUserData DeleteUserData Monitor Intrude RequestChat StartContactCenterSession SetDisposition';
    const name = fc.constantFrom(...OPERATIONS, ...names.split(' '));
    const key = fc.constantFrom(
      ...'text targetUri userData keys channels nickname queueName kind from to seed'.split(' '),
    );
    const operation = fc.record({ operationName: name, rest: fc.dictionary(key, value) });
    const body = fc.oneof(
      value,
      operation.map(({ operationName, rest }) => ({ operationName, ...rest })),
    );
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE');
    const query = fc.dictionary(fc.constantFrom('fields', 'startIndex', 'count', 'index', 'subresources'), fc.string());
    fc.assert(
      fc.property(path, method, body, query, fc.constantFrom(...USERS), (where, how, what, ask, who) => {
        const request = { method: how, path: where, body: what as never, query: ask };
        const userId = desk.engine.authenticate(who, 'password') ?? 'nobody';
        const answers = [
          desk.engine.request({ ...request, userId }),
          desk.engine.control({ ...request, path: `/sandbox${where}` }),
          desk.engine.customer(request),
        ];
        for (const { status, body: answer } of answers) {
          assert.ok(status >= 200 && status < 600);
          assert.notEqual((answer as unknown as Body).statusMessage, 'Internal error', `${how} ${where}`);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

import type { JsonObject } from '../../src/protocol/json.js';
import { decodeMessages, decodeNotification, decodeSession } from '../../src/protocol/decode.js';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import { createEngine } from '../../src/sandbox/engine/engine.js';
import type { SessionState } from '../../src/state/session-state.js';
import type { Client } from './client.js';
import { keyOf, Shown } from './shown.js';

const START = Date.UTC(2026, 0, 5, 12);
const AGENTS_ONLY = [
  'SendToAgents',
  'SendStartTypingToAgentsNotification',
  'SendStopTypingToAgentsNotification',
  'SendCustomNoticeToAgents',
];
const TO_ALL = ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'SendCustomNotice'];
const JOINS = ['Consult', 'Consult', 'Invite'];
const SWITCHES = ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn'];
const MODES = ['Monitor', 'Coach', 'BargeIn'];
const USERS = ['agent1', 'agent2', 'supervisor1'] as const;

/** A small generator of random numbers, the same for the same seed. */
export function randomBy(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One request of a history, so that it can be played again. */
interface Request {
  readonly userId?: string;
  readonly path: string;
  readonly body: JsonObject;
}

interface WireParty {
  readonly participantId: string;
}
interface WireMessage {
  readonly type: string;
  readonly from: WireParty;
  readonly visibility: string;
  readonly timestampSeconds: number;
  readonly text?: string;
  readonly noticeText?: string;
}

/** One user's client: frames come in as the line brings them, and become state. */
interface Viewer {
  readonly id: string;
  state: SessionState;
  readonly shown: Shown;
  held: JsonObject[];
  /** Nothing was lost, late or damaged since the last reading. */
  exact: boolean;
}

/** The world, played on the real engine. */
class World {
  now = START;
  readonly engine;
  readonly sent: { readonly userId: string; readonly data: JsonObject }[] = [];

  constructor(seed: number) {
    this.engine = createEngine({
      seed,
      now: () => this.now,
      baseUri: 'http://gws.test/api/v2',
      sink: {
        deliver: ({ userId, channel, data }) => {
          if (channel === '/v2/me/chats') this.sent.push({ userId, data });
        },
        expireSessions: () => undefined,
        restart: () => undefined,
      },
    });
  }

  play({ userId, path, body }: Request): JsonObject {
    const request = { method: 'POST', path, body } as const;
    const answer = userId === undefined ? this.engine.customer(request) : this.engine.request({ ...request, userId });
    return answer.body as JsonObject;
  }

  /** What one user reads of a session. */
  reads(userId: string, path: string): unknown {
    return this.engine.request({ userId, method: 'GET', path: `/me${path}` }).body;
  }

  /** Everything that the customer gets to read, as bytes. */
  customerReads(path: string): string {
    const { engine } = this;
    const messages = engine.customer({ method: 'GET', path: `${path}/messages`, query: { index: '1' } });
    return JSON.stringify([messages.body, engine.customer({ method: 'GET', path }).body]);
  }
}

/** What a run of a history counts, so that a test can tell that it tested something. */
export interface Tally {
  entries: number;
  whispers: number;
  toCustomer: number;
  typings: number;
  announced: number;
  exported: number;
}

/** Plays one random history and answers what went wrong, if anything did. */
export function play(seed: number, client: Client, tally: Tally): string | undefined {
  const random = randomBy(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const world = new World(seed % 97);
  const script: (Request | undefined)[] = [];
  const ask = (request: Request): JsonObject => {
    world.now += 1;
    script.push(request);
    return world.play(request);
  };
  const chat = ask({ path: '/chats', body: { operationName: 'RequestChat', nickname: 'Kim' } })['id'] as string;
  const path = `/chats/${chat}`;
  const viewers = USERS.map((name): Viewer => {
    const id = world.engine.authenticate(name, 'password') ?? '';
    const shown = new Shown(client, id);
    return { id, state: client.initialSession(chat, id), shown, held: [], exact: true };
  });
  const [agent, , supervisor] = viewers as [Viewer, Viewer, Viewer];
  const whispered: string[] = [];
  const said: string[] = [];
  const damaged = new Set<string>();

  /** What the line may do to an entry: early samples lack visibilities, later servers may have others. @see ChatAccept */
  const damage = (message: WireMessage): object => {
    const { from, visibility, ...rest } = message;
    const kind = random(60);
    if (kind > 3 || (kind === 3 && message.type !== 'Text')) return message;
    const key = keyOf(rest.type, from.participantId, rest.timestampSeconds, rest.text ?? rest.noticeText);
    const bare = Object.fromEntries(Object.entries(from).filter(([name]) => name !== 'visibility'));
    if (kind === 3) return { ...rest, visibility, from: bare };
    damaged.add(key);
    if (kind === 0) return { ...rest, from: bare };
    return kind === 1
      ? { ...message, visibility: 'Whoever' }
      : { ...message, from: { ...from, visibility: 'Whoever' } };
  };
  const take = (viewer: Viewer, data: JsonObject): void => {
    const messages = data['messages'] as unknown as readonly WireMessage[] | undefined;
    const read = messages === undefined ? data : { ...data, messages: messages.map(damage) };
    const notification = decodeNotification(CHAT, read);
    if (notification.kind !== 'session' && notification.kind !== 'messages') return;
    viewer.state = client.reduceSession(viewer.state, { type: 'notification', at: world.now, notification });
    viewer.shown.look(viewer.state);
  };
  const catchUp = (viewer: Viewer): void => {
    for (const data of viewer.held.splice(0)) take(viewer, data);
    const session = decodeSession(CHAT, world.reads(viewer.id, path));
    const { messages } = decodeMessages(world.reads(viewer.id, `${path}/messages`));
    if ('kind' in session) return;
    viewer.state = client.reduceSession(viewer.state, { type: 'snapshot', at: world.now, session, from: 1, messages });
    viewer.shown.look(viewer.state);
    // Invited again after an end that was lost: shown as before until it is accepted, and nothing can be sent meanwhile.
    viewer.exact = viewer.state.status === session.status;
  };
  const deliver = (): void => {
    for (const { userId, data } of world.sent.splice(0)) {
      const viewer = viewers.find(({ id }) => id === userId);
      if (viewer === undefined) continue;
      const fate = random(12);
      if (fate < 2) viewer.exact = false;
      if (fate === 1) viewer.held.push(data);
      if (fate < 2) continue;
      take(viewer, data);
      for (const late of viewer.held.splice(0)) take(viewer, late);
    }
  };
  const operate = (viewer: Viewer, operationName: string, params: JsonObject = {}): boolean =>
    ask({ userId: viewer.id, path: `/me${path}`, body: { operationName, ...params } })['statusCode'] === 0;

  operate(agent, 'Accept', { nickname: 'Ada' });
  deliver();
  for (let step = 10 + random(10); step > 0; step--) {
    // Most people answer when it rings.
    if (random(2) === 0) {
      for (const each of viewers) if (each.state.status === 'Invited') operate(each, 'Accept');
      deliver();
    }
    const viewer = pick(viewers);
    const text = `t${step}`;
    switch (random(12)) {
      case 0:
        ask({ path, body: { operationName: pick(['SendMessage', 'SendStartTypingNotification']), text } });
        break;
      case 1:
        operate(viewer, pick(JOINS), { targetUri: `/users/${pick(viewers).id}` });
        break;
      case 2: {
        const body = { operationName: 'Intrude', supervisorVisibilityMode: pick(MODES) };
        ask({ userId: supervisor.id, path: `/users/${agent.id}${path}`, body });
        break;
      }
      case 3:
        ask({ userId: supervisor.id, path: `/users/${agent.id}/channels/chat`, body: { operationName: pick(MODES) } });
        break;
      case 4:
      case 5:
        operate(supervisor, pick(SWITCHES));
        break;
      case 6:
        if (random(4) === 0) operate(viewer, 'Leave');
        break;
      case 7:
        catchUp(viewer);
        break;
      default: {
        const { audiences } = client.composing(viewer.state);
        const quiet = random(2) === 0 && audiences.includes('agents');
        const operation = pick(quiet ? AGENTS_ONLY : TO_ALL);
        if (!quiet && !audiences.includes('customer')) break;
        const { exact } = viewer;
        if (!operate(viewer, operation, { text, noticeText: text })) break;
        if (quiet) whispered.push(text);
        else if (exact && operation === 'SendMessage') said.push(text);
      }
    }
    deliver();
  }
  // At the end everybody knows everything that they may know.
  for (const viewer of viewers) catchUp(viewer);

  const bytes = world.customerReads(path);
  const [{ messages }, { chat: seen }] = JSON.parse(bytes) as [
    { messages: WireMessage[] },
    { chat: { participants: WireParty[] } },
  ];
  const wordsOf = ({ text, noticeText }: WireMessage): string | undefined => text ?? noticeText;
  const entries = new Set(
    messages.map((each) => keyOf(each.type, each.from.participantId, each.timestampSeconds, wordsOf(each))),
  );
  const present = new Set(seen.participants.map(({ participantId }) => participantId));
  const words = new Set(messages.map(wordsOf));
  tally.whispers += whispered.length;
  tally.toCustomer += said.length;
  for (const text of whispered) if (words.has(text)) return `the customer got the whisper ${text}`;
  for (const text of said) if (!words.has(text)) return `composed for the customer, who did not get it: ${text}`;
  for (const { state, id, exact, shown } of viewers) {
    tally.entries += state.log.size;
    tally.typings += shown.typings;
    tally.announced += shown.sentences;
    const wrong = shown.wrong(state, { entries, words, damaged });
    if (wrong !== undefined) return `${id}: ${wrong}`;
    // Whoever is out of the session, and was not told, cannot catch up.
    if (!exact || state.status !== 'Chatting') continue;
    for (const { type, visibility, participantId } of state.participants) {
      if (type === 'Agent' && visibility === 'All' && !present.has(participantId))
        return `${id} is shown as present to the customer: ${participantId}`;
    }
  }
  // Once more in a world in which agents are silent among themselves: neither the customer nor a customer's export can tell the two apart.
  const silent = withoutWhispers(seed, script);
  if (silent.customerReads(path) !== bytes) return 'the customer’s bytes tell of agents-only traffic';
  const reader = pick(viewers).id;
  const exported = exportBy(client, world, reader, path);
  tally.exported += exported.length;
  return exportBy(client, silent, reader, path) === exported ? undefined : 'an export tells of agents-only traffic';
}

/** The world after the same history without what was said to agents only. */
function withoutWhispers(seed: number, script: readonly (Request | undefined)[]): World {
  const world = new World(seed % 97);
  for (const request of script) {
    world.now += 1;
    if (request && !AGENTS_ONLY.includes(request.body['operationName'] as string)) world.play(request);
  }
  return world;
}

/** The customer's export of a user who opens the session now; empty where they may not. */
function exportBy(
  { initialSession, reduceSession, exportTranscript }: Client,
  world: World,
  userId: string,
  path: string,
) {
  const session = decodeSession(CHAT, world.reads(userId, path));
  if ('kind' in session) return '';
  const { messages } = decodeMessages(world.reads(userId, `${path}/messages`));
  const state = initialSession(session.id, userId);
  const read = reduceSession(state, { type: 'snapshot', at: world.now, session, from: 1, messages });
  return (
    exportTranscript(read, { audience: 'customer' }) + exportTranscript(read, { audience: 'customer', format: 'json' })
  );
}

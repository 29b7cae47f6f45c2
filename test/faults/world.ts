import type { JsonObject, JsonValue } from '../../src/protocol/json.js';
import type { WireAnswer, WireRequest } from '../../src/protocol/wire.js';
import type { Delivery, Engine } from '../../src/sandbox/engine/contract.js';
import { createEngine } from '../../src/sandbox/engine/engine.js';
import type { FaultyClock } from './clock.js';
import { NAMES, type DialectName, type WireNames } from './dialects.js';
import type { FaultyLine } from './faulty-line.js';
import { Truth } from './truth.js';

export const PHONES = ['+15550100', '+15550101'] as const;
export type UserName = 'agent1' | 'agent2' | 'agent3' | 'supervisor1';

const READS_LOG = /^\/me\/[a-z]+\/([^/]+)\/messages$/;

interface Seat {
  readonly user: string;
  readonly state: string;
}
interface KnownSession {
  readonly id: string;
  readonly seats: readonly Seat[];
}

/** The real engine, what it told to whom, and everybody who reaches it without faults. */
export class FaultyWorld {
  readonly truth: Truth;
  readonly dialect: DialectName;
  readonly ids: Readonly<Record<UserName, string>>;
  /** Texts that were meant for agents only: no phone may ever show one. */
  readonly whispers = new Set<string>();
  readonly #engine: Engine;
  readonly #names: WireNames;
  /** The chat that each of these customers began last. */
  readonly #chats = new Map<string, string>();
  readonly #lines: (readonly [userId: string, line: FaultyLine])[] = [];
  #said = 0;

  constructor(clock: FaultyClock, dialect: DialectName = 'sms-session') {
    this.dialect = dialect;
    this.#names = NAMES[dialect];
    this.truth = new Truth(this.#names);
    this.#engine = createEngine({
      now: clock.serverNow,
      baseUri: 'http://gws.test/api/v2',
      sink: {
        deliver: (delivery) => {
          this.#deliver(delivery);
        },
        expireSessions: () => undefined,
        restart: () => undefined,
      },
    });
    // Documented operations that no sample lists as capabilities, too.
    if (dialect === 'chat') this.#control('/sandbox/capabilities', { unlisted: true });
    const id = (name: string): string => this.#engine.authenticate(name, 'password') ?? '';
    this.ids = { agent1: id('agent1'), agent2: id('agent2'), agent3: id('agent3'), supervisor1: id('supervisor1') };
  }

  attach(userId: string, line: FaultyLine): void {
    this.#lines.push([userId, line]);
  }

  request(userId: string, request: WireRequest, operationId?: string): WireAnswer {
    const answer = this.#engine.request({ ...request, userId, ...(operationId !== undefined && { operationId }) });
    const [, id] = READS_LOG.exec(request.path) ?? [];
    const own = request.path.startsWith(`/me/${this.#names.collection}`);
    if (request.method === 'GET' && (own || id !== undefined)) this.truth.told(userId, answer.body as JsonObject, id);
    return answer;
  }

  /** An operation by somebody whose line is in order. True when it was accepted. */
  act(user: UserName, sessionId: string, operationName: string, params: JsonObject = {}): boolean {
    const path = `/me/${this.#names.whole}/${sessionId}`;
    const { body } = this.request(this.ids[user], { method: 'POST', path, body: { operationName, ...params } });
    return (body as JsonObject)['statusCode'] === 0;
  }

  intrude(sessionId: string, mode: string): void {
    const { agent1, supervisor1 } = this.ids;
    const path = `/users/${agent1}/${this.#names.whole}/${sessionId}`;
    const body = { operationName: 'Intrude', supervisorVisibilityMode: mode };
    this.request(supervisor1, { method: 'POST', path, body });
  }

  text(phone: string, to?: UserName): void {
    const text = this.words('customer');
    if (this.dialect === 'sms-session') {
      this.#control('/sandbox/sms', { from: phone, text, ...(to !== undefined && { to }) });
      return;
    }
    const id = this.#chats.get(phone);
    if (id !== undefined && this.#visitor(`/chats/${id}`, { operationName: 'SendMessage', text })['statusCode'] === 0)
      return;
    const body = { operationName: 'RequestChat', nickname: phone, subject: text };
    this.#chats.set(phone, this.#visitor('/chats', body)['id'] as string);
  }

  /** The customer of a chat goes. A phone never does. */
  hangUp(phone: string): void {
    const id = this.#chats.get(phone);
    if (id !== undefined) this.#visitor(`/chats/${id}`, { operationName: 'Complete' });
  }

  /** Words that were never said before. */
  words(who: string): string {
    return `${who} ${++this.#said}`;
  }

  tick(): void {
    this.#engine.tick();
  }

  get sessions(): readonly KnownSession[] {
    const { body } = this.#engine.control({ method: 'GET', path: '/sandbox/world' });
    return (body as { sessions: JsonValue }).sessions as unknown as readonly KnownSession[];
  }

  /** Sessions in which a user is in one of these states. */
  held(user: UserName, ...states: readonly string[]): readonly string[] {
    return this.sessions
      .filter(({ seats }) => seats.some((seat) => seat.user === user && states.includes(seat.state)))
      .map(({ id }) => id);
  }

  /** What the customers' phones and pages show. */
  heard(): readonly string[] {
    if (this.dialect !== 'sms-session') {
      return this.sessions.flatMap(({ id }) => {
        const path = `/chats/${id}/messages`;
        const { body } = this.#engine.customer({ method: 'GET', path, query: { index: '1' } });
        const { messages } = body as unknown as { messages: readonly Readonly<Record<string, string>>[] };
        return messages.flatMap(({ text, url, noticeText }) => text ?? url ?? noticeText ?? []);
      });
    }
    return PHONES.flatMap((phone) => {
      const path = `/sandbox/sms/${encodeURIComponent(phone)}`;
      const { body } = this.#engine.control({ method: 'GET', path });
      return (body as unknown as { messages: readonly { text: string }[] }).messages.map(({ text }) => text);
    });
  }

  /** Everything of one's own as a read shows it: sessions in full, each with its log. */
  projection(user: UserName): readonly { readonly session: JsonObject; readonly log: readonly JsonObject[] }[] {
    const userId = this.ids[user];
    const { collection, whole } = this.#names;
    const list = this.request(userId, { method: 'GET', path: `/me/${collection}`, query: { fields: '*' } });
    return ((list.body as JsonObject)[collection] as JsonObject[]).map((session) => {
      const path = `/me/${whole}/${session['id'] as string}/messages`;
      const log = this.request(userId, { method: 'GET', path });
      return { session, log: (log.body as JsonObject)['messages'] as JsonObject[] };
    });
  }

  /** A user's media channels as a read shows them. */
  channels(user: UserName): JsonValue {
    const { body } = this.request(this.ids[user], { method: 'GET', path: '/me/channels', query: { fields: '*' } });
    return (body as JsonObject)['channels'] ?? [];
  }

  #control(path: string, body: JsonObject): void {
    this.#engine.control({ method: 'POST', path, body });
  }

  #visitor(path: string, body: JsonObject): JsonObject {
    return this.#engine.customer({ method: 'POST', path, body }).body as JsonObject;
  }

  #deliver({ userId, channel, data }: Delivery): void {
    // A chat is told of twice, once for clients of each API.
    if (!this.#names.topics.includes(channel)) return;
    this.truth.told(userId, data);
    for (const [owner, line] of this.#lines) if (owner === userId) line.offer({ channel, data });
  }
}

import assert from 'node:assert/strict';
import { createEngine } from '../../../src/sandbox/engine/engine.js';
import type { Delivery, Engine, EngineAnswer, EngineOptions } from '../../../src/sandbox/engine/contract.js';

export const BASE = 'http://sandbox.test/api/v2';
export const NUMBER = '+15550100';
export const USERS = ['agent1', 'agent2', 'agent3', 'supervisor1', 'supervisor2'] as const;
export type UserName = (typeof USERS)[number];

/** JSON as a test reads it. */
export interface Loose {
  readonly [key: string]: Loose & string & number & boolean & readonly Loose[];
}

/** An engine with everything that it sent, and short ways to speak as somebody. */
export class Desk {
  readonly engine: Engine;
  readonly sent: Delivery[] = [];
  readonly expired: (string | undefined)[] = [];
  restarts = 0;
  now = Date.UTC(2024, 4, 5, 11, 8, 45);

  constructor(options: Partial<EngineOptions> = {}) {
    this.engine = createEngine({
      now: () => this.now,
      baseUri: BASE,
      sink: {
        deliver: (delivery) => void this.sent.push(delivery),
        expireSessions: (userId) => void this.expired.push(userId),
        restart: () => void this.restarts++,
      },
      ...options,
    });
  }

  id(user: UserName): string {
    const id = this.engine.authenticate(user, 'password');
    assert.ok(id);
    return id;
  }

  uri(user: UserName): string {
    return `${BASE}/users/${this.id(user)}`;
  }

  get(user: UserName, path: string, query?: Record<string, string>): Loose {
    const answer = this.engine.request({
      userId: this.id(user),
      method: 'GET',
      path,
      ...(query === undefined ? {} : { query }),
    });
    return answer.body as unknown as Loose;
  }

  post(user: UserName, path: string, body?: object): EngineAnswer & { readonly body: Loose } {
    const answer = this.engine.request({ userId: this.id(user), method: 'POST', path, body: { ...body } });
    return answer as unknown as EngineAnswer & { readonly body: Loose };
  }

  /** An operation on one's own session; answers the `statusCode`. */
  op(user: UserName, session: string, operationName: string, params: object = {}): number {
    return this.post(user, `/me/smssessions/${session}`, { operationName, ...params }).body['statusCode'] as number;
  }

  /** The same, which must be accepted. */
  must(user: UserName, session: string, operationName: string, params: object = {}): Loose {
    const { body } = this.post(user, `/me/smssessions/${session}`, { operationName, ...params });
    assert.equal(body['statusCode'], 0, `${user} ${operationName}: ${JSON.stringify(body)}`);
    return body;
  }

  control(method: 'GET' | 'POST', path: string, body?: object): Loose {
    const request = { method, path, ...(body === undefined ? {} : { body: { ...body } }) };
    return this.engine.control(request).body as unknown as Loose;
  }

  /** A text message comes in, for `to` (`null`: for whoever is free); answers the session's id. */
  text(text = 'Hello?', from = NUMBER, to: string | null = 'agent1'): string {
    const answer = this.control('POST', '/sandbox/sms', { from, text, ...(to === null ? {} : { to }) });
    assert.equal(answer['statusCode'], 0, JSON.stringify(answer));
    return answer['id'] as string;
  }

  /** An accepted session of agent1. */
  chatting(text?: string): string {
    const session = this.text(text);
    this.must('agent1', session, 'Accept', { nickname: 'Ada' });
    return session;
  }

  intrude(session: string, mode: string, agent: UserName = 'agent1'): void {
    const path = `/users/${this.id(agent)}/smssessions/${session}`;
    const { body } = this.post('supervisor1', path, { operationName: 'Intrude', supervisorVisibilityMode: mode });
    assert.equal(body['statusCode'], 0);
    this.must('supervisor1', session, 'Accept');
  }

  join(session: string, user: UserName, by: 'Consult' | 'Invite' = 'Consult'): void {
    this.must('agent1', session, by, { targetUri: this.uri(user) });
    this.must(user, session, 'Accept', { nickname: user });
  }

  /** What that user was sent since the last `clear()`. */
  data(user: UserName): Loose[] {
    const id = this.id(user);
    return this.sent.filter((each) => each.userId === id).map((each) => each.data as unknown as Loose);
  }

  /** The same as short words, e.g. `StatusChange Chatting`, `NewMessages Text`. */
  story(user: UserName): string[] {
    return this.data(user).map((data) => {
      const type = String(data['notificationType'] ?? data['messageType']);
      const messages = data['messages'] as unknown as readonly Loose[] | undefined;
      if (messages !== undefined) return [type, ...messages.map((message) => String(message['type']))].join(' ');
      return type === 'StatusChange' ? `${type} ${String(this.resource(data)['state'])}` : type;
    });
  }

  resource(data: Loose): Loose {
    return (data['smssession'] ?? data['chat']) as unknown as Loose;
  }

  clear(): this {
    this.sent.length = 0;
    return this;
  }

  /** The session as that user reads it. */
  session(user: UserName, session: string): Loose {
    return this.get(user, `/me/smssessions/${session}`)['smssession'] as unknown as Loose;
  }

  state(user: UserName, session: string): string | undefined {
    return (this.session(user, session) as Loose | undefined)?.['state'];
  }

  /** Nicknames of the participants that user reads. */
  participants(user: UserName, session: string): string[] {
    const { participants } = this.session(user, session);
    return (participants as unknown as readonly Loose[]).map((each) => String(each['nickname']));
  }

  messages(user: UserName, session: string): Loose[] {
    return this.get(user, `/me/smssessions/${session}/messages`)['messages'] as unknown as Loose[];
  }

  phone(number = NUMBER): Loose {
    return this.control('GET', `/sandbox/sms/${encodeURIComponent(number)}`);
  }

  phoneTexts(number = NUMBER): string[] {
    return (this.phone(number)['messages'] as unknown as readonly Loose[]).map((each) => String(each['text']));
  }
}

import assert from 'node:assert/strict';
import { createEngine } from '../../../src/sandbox/engine/engine.js';
import type { PhoneView } from '../../../src/sandbox/engine/phone.js';
import type { Delivery, Engine, EngineAnswer, EngineOptions } from '../../../src/sandbox/engine/contract.js';

export const BASE = 'http://sandbox.test/api/v2';
export const NUMBER = '+15550100';
export const USERS = ['agent1', 'agent2', 'agent3', 'supervisor1', 'supervisor2'] as const;
export type UserName = (typeof USERS)[number];

/** A participant or a sender, as the wire has it. */
export interface WireParty {
  readonly participantId: string;
  readonly nickname: string;
  readonly type: string;
  readonly visibility: string;
  readonly uri?: string;
  readonly id?: string;
  readonly path?: string;
}

/** An entry of the log, as the wire has it. */
export interface WireMessage {
  readonly index: number;
  readonly type: string;
  readonly from: WireParty;
  readonly visibility: string;
  readonly timestamp: string;
  readonly timestampSeconds: number;
  readonly text?: string;
  readonly url?: string;
  readonly noticeText?: string;
}

/** A session, as the wire has it. */
export interface WireSession {
  readonly id: string;
  readonly uri: string;
  readonly state: string;
  readonly capabilities?: readonly string[];
  readonly participants?: readonly WireParty[];
  readonly userData?: Readonly<Record<string, unknown>>;
  readonly receivedDate?: string;
  readonly chatType?: string;
  readonly supervisorMode?: string;
}

/** The `data` of a notification. */
export interface Frame {
  readonly messageType: string;
  readonly notificationType?: string;
  readonly referenceId?: number;
  readonly errorMessage?: string;
  readonly smssession?: WireSession;
  readonly smssessionUri?: string;
  readonly chat?: WireSession;
  readonly chatUri?: string;
  readonly chatPath?: string;
  readonly messages?: readonly WireMessage[];
  readonly channels?: readonly { readonly channel: string; readonly userState: { readonly state: string } }[];
}

/** A user or a queue. */
export interface Named {
  readonly id: string;
  readonly uri: string;
  readonly userName?: string;
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** The body of an answer; which keys there are depends on the request. */
export interface Body {
  readonly statusCode: number;
  readonly statusMessage?: string;
  readonly referenceId?: number;
  readonly id?: string;
  readonly path?: string;
  readonly uris?: readonly string[];
  readonly user?: Named & { readonly smssessions?: readonly WireSession[] };
  readonly users?: readonly Named[];
  readonly queues?: readonly Named[];
  readonly smssession?: WireSession;
  readonly smssessions?: readonly WireSession[];
  readonly chat?: WireSession;
  readonly messages?: readonly WireMessage[];
  readonly channels?: Frame['channels'];
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
        deliver: (delivery) => this.sent.push(delivery),
        expireSessions: (userId) => this.expired.push(userId),
        restart: () => this.restarts++,
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

  get(user: UserName, path: string, query?: Record<string, string>): Body {
    const answer = this.engine.request({
      userId: this.id(user),
      method: 'GET',
      path,
      ...(query === undefined ? {} : { query }),
    });
    return answer.body as unknown as Body;
  }

  post(user: UserName, path: string, body?: object): EngineAnswer & { readonly body: Body } {
    const answer = this.engine.request({ userId: this.id(user), method: 'POST', path, body: { ...body } });
    return answer as unknown as EngineAnswer & { readonly body: Body };
  }

  /** An operation on one's own session; answers the `statusCode`. */
  op(user: UserName, session: string, operationName: string, params: object = {}): number {
    return this.post(user, `/me/smssessions/${session}`, { operationName, ...params }).body.statusCode;
  }

  /** The same, which must be accepted. */
  must(user: UserName, session: string, operationName: string, params: object = {}): Body {
    const { body } = this.post(user, `/me/smssessions/${session}`, { operationName, ...params });
    assert.equal(body.statusCode, 0, `${user} ${operationName}: ${JSON.stringify(body)}`);
    return body;
  }

  control(method: 'GET' | 'POST', path: string, body?: object): Body {
    const request = { method, path, ...(body === undefined ? {} : { body: { ...body } }) };
    return this.engine.control(request).body as unknown as Body;
  }

  /** A text message comes in, for `to` (`null`: for whoever is free); answers the session's id. */
  text(text = 'Hello?', from = NUMBER, to: string | null = 'agent1'): string {
    const answer = this.control('POST', '/sandbox/sms', { from, text, ...(to === null ? {} : { to }) });
    assert.equal(answer.statusCode, 0, JSON.stringify(answer));
    assert.ok(answer.id);
    return answer.id;
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
    assert.equal(body.statusCode, 0);
    this.must('supervisor1', session, 'Accept');
  }

  join(session: string, user: UserName, by: 'Consult' | 'Invite' = 'Consult'): void {
    this.must('agent1', session, by, { targetUri: this.uri(user) });
    this.must(user, session, 'Accept', { nickname: user });
  }

  /** What that user was sent since the last `clear()`. */
  data(user: UserName): Frame[] {
    const id = this.id(user);
    return this.sent.filter((each) => each.userId === id).map((each) => each.data as unknown as Frame);
  }

  /** The same as short words, e.g. `StatusChange Chatting`, `NewMessages Text`. */
  story(user: UserName): string[] {
    return this.data(user).map((data) => {
      const type = data.notificationType ?? data.messageType;
      if (data.messages !== undefined) return [type, ...data.messages.map((message) => message.type)].join(' ');
      return type === 'StatusChange' ? `${type} ${this.resource(data).state}` : type;
    });
  }

  /** The only or the nth notification to that user. */
  frame(user: UserName, nth = 0): Frame {
    const frame = this.data(user).at(nth);
    assert.ok(frame, `${user} was not sent that much`);
    return frame;
  }

  resource(data: Frame): WireSession {
    const resource = data.smssession ?? data.chat;
    assert.ok(resource);
    return resource;
  }

  clear(): this {
    this.sent.length = 0;
    return this;
  }

  /** The session as that user reads it. */
  session(user: UserName, session: string): WireSession {
    const { smssession } = this.get(user, `/me/smssessions/${session}`);
    assert.ok(smssession, `${user} cannot read the session`);
    return smssession;
  }

  state(user: UserName, session: string): string | undefined {
    return this.get(user, `/me/smssessions/${session}`).smssession?.state;
  }

  /** Nicknames of the participants that user reads. */
  participants(user: UserName, session: string): string[] {
    return (this.session(user, session).participants ?? []).map((each) => each.nickname);
  }

  messages(user: UserName, session: string): readonly WireMessage[] {
    const { messages } = this.get(user, `/me/smssessions/${session}/messages`);
    assert.ok(messages, `${user} cannot read the messages`);
    return messages;
  }

  phone(number = NUMBER): PhoneView {
    return this.control('GET', `/sandbox/sms/${encodeURIComponent(number)}`) as unknown as PhoneView;
  }

  phoneTexts(number = NUMBER): string[] {
    return this.phone(number).messages.map((each) => each.text);
  }
}

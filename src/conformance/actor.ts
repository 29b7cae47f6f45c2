import { readAnswer } from '../protocol/answer.js';
import {
  decodeMessages,
  decodeNotification,
  decodeSessions,
  decodeUser,
  decodeUsers,
  isProblem,
} from '../protocol/decode.js';
import type { Dialect } from '../protocol/dialects/dialect.js';
import { encode, listSessions, readMe, readMessages, readUsers } from '../protocol/encode.js';
import { GwsError } from '../protocol/gws-error.js';
import type { Message } from '../protocol/message.js';
import type { MessagesNotification, SessionNotification } from '../protocol/notification.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { OperationCall, OperationParams } from '../protocol/operation-params.js';
import type { SessionUpdate } from '../protocol/session.js';
import type { User } from '../protocol/user.js';
import type { Transport } from '../transport/transport.js';

/** What the server answered to an operation. */
export interface Answered {
  readonly accepted: boolean;
  readonly referenceId?: string;
  readonly error?: GwsError;
}

/** A notification about a session, as an actor received it. */
export type Received = SessionNotification | MessagesNotification;

/** One signed-in client of a scenario: asks for operations and remembers what it is told, in order. */
export class Actor {
  readonly name: string;
  readonly #transport: Transport;
  readonly #dialect: Dialect;
  readonly #timeout: number;
  readonly #inbox: Received[] = [];
  readonly #waiting = new Set<() => void>();
  #mark = 0;
  #me: User | undefined;

  constructor(name: string, transport: Transport, dialect: Dialect, timeout: number) {
    this.name = name;
    this.#transport = transport;
    this.#dialect = dialect;
    this.#timeout = timeout;
    transport.listen({
      message: ({ data }) => {
        const notification = decodeNotification(dialect, data);
        if (notification.kind === 'session' || notification.kind === 'messages') this.#inbox.push(notification);
        this.#wake();
      },
      status: () => this.#wake(),
    });
  }

  /** The signed-in user. Throws before `signIn`. */
  get me(): User {
    if (this.#me === undefined) throw new Error(`${this.name} has not signed in`);
    return this.#me;
  }

  /** Connects, waits until notifications flow, and learns who it is. */
  async signIn(): Promise<void> {
    this.#transport.connect();
    await this.#until('the connection', () => this.#transport.status.state === 'open');
    const { body } = await this.#transport.request(readMe());
    const user = decodeUser(body);
    if (isProblem(user)) throw new Error(`${this.name} could not be identified`);
    this.#me = user;
  }

  async signOut(): Promise<void> {
    await this.#transport.disconnect();
  }

  /** Asks for an operation; what is awaited afterwards is looked for from here on. */
  async ask<N extends OperationName>(operation: N, params: OperationParams[N], sessionId?: string): Promise<Answered> {
    this.forget();
    const call = { operation, params, ...(sessionId !== undefined && { sessionId }) } as OperationCall;
    try {
      return { accepted: true, ...readAnswer(await this.#transport.request(encode(this.#dialect, call)), operation) };
    } catch (error) {
      if (error instanceof GwsError) return { accepted: false, error };
      throw error;
    }
  }

  /** Posts a body as it is, for requests that our encoder would refuse to make. */
  async post(path: string, body: Readonly<Record<string, string | number | boolean>>): Promise<Answered> {
    try {
      return { accepted: true, ...readAnswer(await this.#transport.request({ method: 'POST', path, body })) };
    } catch (error) {
      if (error instanceof GwsError) return { accepted: false, error };
      throw error;
    }
  }

  /** What is awaited next must come after this moment. */
  forget(): void {
    this.#mark = this.#inbox.length;
  }

  /** Everything received since the last `ask` or `forget`. */
  get received(): readonly Received[] {
    return this.#inbox.slice(this.#mark);
  }

  /** Waits for a state notification that `matches`. Rejects after the timeout with what was awaited. */
  async state(what: string, matches: (notification: SessionNotification) => boolean): Promise<SessionNotification> {
    return this.#find(what, (one): one is SessionNotification => one.kind === 'session' && matches(one));
  }

  /** Waits for a log entry that `matches`. */
  async entry(what: string, matches: (message: Message) => boolean): Promise<Message> {
    const notification = await this.#find(
      what,
      (one): one is MessagesNotification => one.kind === 'messages' && one.messages.some(matches),
    );
    return notification.messages.find(matches) as Message;
  }

  /** Waits for the session to have a status, and returns its id. */
  async sessionIn(status: string): Promise<string> {
    return (await this.state(`status ${status}`, ({ session }) => session.status === status)).session.id;
  }

  async sessions(): Promise<readonly SessionUpdate[]> {
    return decodeSessions(this.#dialect, (await this.#transport.request(listSessions(this.#dialect))).body).sessions;
  }

  async log(sessionId: string, startIndex?: number, count?: number): Promise<readonly Message[]> {
    return decodeMessages(
      (await this.#transport.request(readMessages(this.#dialect, sessionId, startIndex, count))).body,
    ).messages;
  }

  async users(): Promise<readonly User[]> {
    return decodeUsers((await this.#transport.request(readUsers())).body);
  }

  async #find<T extends Received>(what: string, matches: (one: Received) => one is T): Promise<T> {
    let found: T | undefined;
    await this.#until(what, () => (found = this.received.find(matches)) !== undefined);
    return found as T;
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }

  #until(what: string, isDone: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (!isDone()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`${this.name} waited for ${what} in vain`));
      }, this.#timeout);
      this.#waiting.add(check);
      check();
    });
  }
}

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
import type { WireAnswer, WireRequest } from '../protocol/wire.js';
import type { Transport, TransportFrame } from '../transport/transport.js';
import { FrameLog } from './frames.js';
import { Holdings } from './holdings.js';

/** What the server answered to an operation. */
export interface Answered {
  readonly accepted: boolean;
  readonly referenceId?: string;
  readonly error?: GwsError;
  /** The answer as it came; absent when none did. */
  readonly answer?: WireAnswer;
}

/** A notification about a session, as an actor received it. */
export type Received = SessionNotification | MessagesNotification;

/** One signed-in client of a scenario: asks for operations and remembers what it is told, in order. */
export class Actor {
  readonly name: string;
  readonly #transport: Transport;
  readonly #dialect: Dialect;
  readonly #timeout: number;
  readonly #log: FrameLog;
  readonly #inbox: Received[] = [];
  readonly #frames: TransportFrame[] = [];
  /** What this actor holds because of the run: left to be tidied away. */
  readonly holdings = new Holdings();
  readonly #waiting = new Set<() => void>();
  #mark = 0;
  #me: User | undefined;

  /** `timeout`: milliseconds that anything awaited may take. `log` is where frames are noted. */
  constructor(name: string, transport: Transport, dialect: Dialect, timeout: number, log: FrameLog = new FrameLog()) {
    this.name = name;
    this.#transport = transport;
    this.#dialect = dialect;
    this.#timeout = timeout;
    this.#log = log;
    transport.listen({
      message: (frame) => {
        const { channel, data } = frame;
        log.note({ who: name, direction: 'notification', what: channel, body: data });
        this.#frames.push(frame);
        const notification = decodeNotification(dialect, data);
        if (notification.kind === 'session' || notification.kind === 'messages') this.#inbox.push(notification);
        if (notification.kind === 'session') this.holdings.told(notification.session);
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

  /** Connects, waits until notifications flow, learns who it is and what it held before. Rejects with the reason. */
  async signIn(): Promise<void> {
    this.#transport.connect();
    const ended = (): boolean => ['auth-required', 'stopped'].includes(this.#transport.status.state);
    try {
      await this.#until('the connection', () => this.#transport.status.state === 'open' || ended());
      if (ended()) throw new Error(`the line was refused`);
    } catch (error) {
      const why = this.#transport.status.error?.code;
      throw new Error(`${this.name} could not sign in: ${why ?? String(error)}`, { cause: error });
    }
    const { body } = await this.#request(readMe());
    const user = decodeUser(body);
    if (isProblem(user)) throw new Error(`${this.name} could not be identified: GET /me answered no user`);
    this.#me = user;
    this.holdings.before(await this.sessions());
  }

  async signOut(): Promise<void> {
    await this.#transport.disconnect();
  }

  /** Asks for an operation; what is awaited afterwards is looked for from here on. */
  async ask<N extends OperationName>(operation: N, params: OperationParams[N], sessionId?: string): Promise<Answered> {
    const call = { operation, params, ...(sessionId !== undefined && { sessionId }) } as OperationCall;
    const answered = await this.#answered(() => encode(this.#dialect, call), operation);
    if (answered.accepted) this.holdings.asked(call);
    return answered;
  }

  /** Posts a body as it is, for requests that our encoder would refuse to make. */
  async post(path: string, body: Readonly<Record<string, string | number | boolean>>): Promise<Answered> {
    return this.#answered(() => ({ method: 'POST', path, body }));
  }

  /** Reads, undecoded. Rejects when no usable answer came. */
  async read(path: string, query?: Readonly<Record<string, string>>): Promise<WireAnswer> {
    return this.#request({ method: 'GET', path, ...(query !== undefined && { query }) });
  }

  /** What is awaited next must come after this moment. */
  forget(): void {
    this.#mark = this.#inbox.length;
    this.#frames.length = 0;
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

  /** Waits for any notification that `matches`, whatever it is about. */
  async frame(what: string, matches: (frame: TransportFrame) => boolean): Promise<TransportFrame> {
    let found: TransportFrame | undefined;
    await this.#until(what, () => (found = this.#frames.find(matches)) !== undefined);
    return found as unknown as TransportFrame;
  }

  /** Waits until the actor holds nothing any more, but no longer than `patience` milliseconds; says whether so. */
  async atRest(patience: number): Promise<boolean> {
    return this.#until('rest', () => this.holdings.open.length === 0, patience).then(
      () => true,
      () => false,
    );
  }

  /** Waits for the session to have a status, and returns its id. */
  async sessionIn(status: string): Promise<string> {
    return (await this.state(`status ${status}`, ({ session }) => session.status === status)).session.id;
  }

  async sessions(): Promise<readonly SessionUpdate[]> {
    return decodeSessions(this.#dialect, (await this.#request(listSessions(this.#dialect))).body).sessions;
  }

  async log(sessionId: string, startIndex?: number, count?: number): Promise<readonly Message[]> {
    return decodeMessages((await this.#request(readMessages(this.#dialect, sessionId, startIndex, count))).body)
      .messages;
  }

  async users(): Promise<readonly User[]> {
    return decodeUsers((await this.#request(readUsers())).body);
  }

  async #request(request: WireRequest): Promise<WireAnswer> {
    const { method, path, query, body } = request;
    const named = body?.['operationName'];
    const what = `${method} ${path}${query === undefined ? '' : `?${new URLSearchParams(query).toString()}`}`;
    this.#log.note(
      { who: this.name, direction: 'request', what, body },
      typeof named === 'string' ? named : `${method} ${path}`,
    );
    try {
      const answer = await this.#transport.request(request);
      this.#log.note({ who: this.name, direction: 'answer', what: String(answer.status), body: answer.body });
      return answer;
    } catch (error) {
      const why = error instanceof GwsError ? error.code : 'no answer';
      this.#log.note({ who: this.name, direction: 'answer', what: why, body: undefined });
      throw error;
    }
  }

  async #answered(request: () => WireRequest, operation?: OperationName): Promise<Answered> {
    this.forget();
    let answer: WireAnswer | undefined;
    try {
      answer = await this.#request(request());
      return { accepted: true, answer, ...readAnswer(answer, operation) };
    } catch (error) {
      if (error instanceof GwsError) return { accepted: false, error, ...(answer !== undefined && { answer }) };
      throw error;
    }
  }

  async #find<T extends Received>(what: string, matches: (one: Received) => one is T): Promise<T> {
    let found: T | undefined;
    await this.#until(what, () => (found = this.received.find(matches)) !== undefined);
    return found as T;
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }

  #until(what: string, isDone: () => boolean, timeout = this.#timeout): Promise<void> {
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
      }, timeout);
      this.#waiting.add(check);
      check();
    });
  }
}

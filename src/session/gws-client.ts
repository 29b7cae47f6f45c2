import { readAnswer } from '../protocol/answer.js';
import type { ChannelState } from '../protocol/channel.js';
import {
  decodeChannels,
  decodeMessages,
  decodeNotification,
  decodeSession,
  decodeSessions,
  decodeUser,
  decodeUsers,
} from '../protocol/decode.js';
import type { Dialect } from '../protocol/dialects/dialect.js';
import {
  encode,
  listAgentSessions,
  listSessions,
  readChannels,
  readMe,
  readMessages,
  readSession,
  readUsers,
} from '../protocol/encode.js';
import { GwsError } from '../protocol/gws-error.js';
import type { JsonValue } from '../protocol/json.js';
import type { Message } from '../protocol/message.js';
import type { DecodeProblem, Notification } from '../protocol/notification.js';
import type { OperationCall } from '../protocol/operation-params.js';
import type { SessionUpdate } from '../protocol/session.js';
import { OPERATIONS } from '../protocol/operations.js';
import type { User } from '../protocol/user.js';
import type { WireRequest } from '../protocol/wire.js';
import type { Transport } from '../transport/transport.js';

/** Reads a session's log again from an index on; replaces `GET …/messages` for servers that have another way. Rejects with `GwsError`. */
export type HistorySource = (sessionId: string, fromIndex: number) => Promise<readonly Message[]>;

/** The one place where wishes become requests and values from the wire become ours. What cannot be read is counted, never thrown. */
export class GwsClient {
  readonly #transport: Transport;
  readonly #dialect: Dialect;
  readonly #count: (counter: string, by?: number) => void;
  readonly #history: HistorySource | undefined;

  constructor(
    transport: Transport,
    dialect: Dialect,
    count: (counter: string, by?: number) => void,
    history?: HistorySource,
  ) {
    this.#transport = transport;
    this.#dialect = dialect;
    this.#count = count;
    this.#history = history;
  }

  /** Sends an operation once, and not any more once `signal` is aborted. Resolves when it is accepted; its effect is not seen by then. */
  async operate(
    call: OperationCall,
    operationId?: string,
    signal?: AbortSignal,
  ): Promise<{ readonly referenceId?: string }> {
    const request = encode(this.#dialect, call);
    const answer = await this.#transport.request(request, {
      ...(operationId !== undefined && { operationId }),
      ...(signal && { signal }),
      once: OPERATIONS[call.operation].sends !== undefined,
    });
    return readAnswer(answer, call.operation);
  }

  async me(): Promise<User> {
    const user = decodeUser(await this.#read(readMe()));
    if ('kind' in user) throw new GwsError('bad-answer');
    return user;
  }

  /** The user's media channels as far as the server tells of them. */
  async channels(): Promise<readonly ChannelState[]> {
    const { channels, rejected } = decodeChannels(await this.#read(readChannels()));
    this.#reject(rejected);
    return channels;
  }

  async users(): Promise<readonly User[]> {
    return decodeUsers(await this.#read(readUsers()));
  }

  async sessions(): Promise<readonly SessionUpdate[]> {
    const { sessions, rejected } = decodeSessions(this.#dialect, await this.#read(listSessions(this.#dialect)));
    this.#reject(rejected);
    this.#dropped(sessions);
    // Nothing of it could be read: no reason to believe that there are no sessions.
    if (sessions.length === 0 && rejected.length > 0) throw new GwsError('bad-answer');
    return sessions;
  }

  /** The running sessions of an agent whom this user supervises. */
  async agentSessions(userId: string): Promise<readonly SessionUpdate[]> {
    const request = listAgentSessions(this.#dialect, userId);
    const { sessions, rejected } = decodeSessions(this.#dialect, await this.#read(request));
    this.#reject(rejected);
    this.#dropped(sessions);
    return sessions;
  }

  /** One session; `bad-answer` when the server gives one that cannot be read. */
  async session(sessionId: string): Promise<SessionUpdate> {
    const update = decodeSession(this.#dialect, await this.#read(readSession(this.#dialect, sessionId)));
    if ('kind' in update) throw new GwsError('bad-answer');
    this.#dropped([update]);
    return update;
  }

  /** The log from `fromIndex` on. Empty for a dialect that answers with notifications instead. @see RequestChatHistory */
  async messages(sessionId: string, fromIndex: number): Promise<readonly Message[]> {
    if (this.#history !== undefined) return this.#history(sessionId, fromIndex);
    if (this.#dialect.history === 'request') {
      await this.operate({ operation: 'RequestHistory', sessionId, params: {} });
      return [];
    }
    const { messages, rejected } = decodeMessages(await this.#read(readMessages(this.#dialect, sessionId, fromIndex)));
    this.#reject(rejected);
    return messages;
  }

  /** What a frame says; `undefined` when it says nothing to us. */
  decode(data: unknown): Exclude<Notification, { kind: 'other' }> | undefined {
    const notification = decodeNotification(this.#dialect, data);
    if (notification.kind === 'problem') this.#reject([notification]);
    else if (notification.kind === 'other') this.#count('other');
    else {
      if (notification.kind === 'session') this.#dropped([notification.session]);
      else this.#reject(notification.rejected);
      return notification;
    }
    return undefined;
  }

  async #read(request: WireRequest): Promise<JsonValue | undefined> {
    const answer = await this.#transport.request(request);
    readAnswer(answer);
    return answer.body;
  }

  #reject(problems: readonly DecodeProblem[]): void {
    for (const { code, count } of problems) this.#count(code, count);
  }

  /** Parts of sessions that could not be read, while the sessions could. */
  #dropped(sessions: readonly SessionUpdate[]): void {
    for (const { dropped } of sessions) if (dropped !== undefined) this.#count('dropped', dropped);
  }
}

/** Whatever was thrown, as the one error type; a transport of the host may throw anything. */
export function asGwsError(error: unknown): GwsError {
  if (error instanceof GwsError) return error;
  // Another copy of this library: same interface, other class.
  const { name, code, detail } = (error ?? {}) as Partial<GwsError>;
  if (name === 'GwsError' && code !== undefined) return new GwsError(code, detail);
  return new GwsError('network', { outcomeUnknown: true });
}

import { GwsError, type GwsErrorCode } from '../../src/protocol/gws-error.js';
import type { Message } from '../../src/protocol/message.js';
import type { NotificationType } from '../../src/protocol/notification.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import type { OperationCall, OperationParams } from '../../src/protocol/operation-params.js';
import { OPERATIONS } from '../../src/protocol/operations.js';
import type { Participant } from '../../src/protocol/participant.js';
import type { SessionUpdate } from '../../src/protocol/session.js';
import type {
  DraftsApi,
  OperationHandle,
  OperationOutcome,
  SessionApi,
  Unsubscribe,
  WorkspaceApi,
} from '../../src/session/contract.js';
import type { Audience } from '../../src/state/audience.js';
import { expectationOf } from '../../src/state/operation-effect.js';
import { allows } from '../../src/state/selectors.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import { initialSession, reduceSession } from '../../src/state/session-reducer.js';
import type { OperationPhase, SessionState } from '../../src/state/session-state.js';
import { StateStore } from '../../src/state/state-store.js';

/** The signed-in user of all fakes. */
export const ME = 'me-user-id';

/** A moment for fixtures: 4 December 2015, 09:41 UTC. */
export const THEN = Date.UTC(2015, 11, 4, 9, 41);

/** Ourselves, an agent whom everybody sees. */
export const self: Participant = {
  participantId: 'p-me',
  nickname: 'agent1',
  type: 'Agent',
  userId: ME,
  visibility: 'All',
};
/** The customer. */
export const customer: Participant = {
  participantId: 'p-customer',
  nickname: '+15550100',
  type: 'Customer',
  visibility: 'All',
};
/** Another agent, whom only agents see. */
export const consulted: Participant = {
  participantId: 'p-agent2',
  nickname: 'agent2',
  type: 'Agent',
  userId: 'agent2-user-id',
  visibility: 'Agents',
};

/** What a chatting agent who is alone may do, as the documentation's samples list it. */
export const CHATTING = [
  'Transfer',
  'Leave',
  'Invite',
  'Consult',
  'SetInFocus',
  'SetDisposition',
  'AttachUserData',
  'DeleteUserData',
  'UpdateUserData',
  'Complete',
  'SendMessage',
  'SendStartTypingNotification',
  'SendStopTypingNotification',
] as const;

/** One thing that an element asked for. */
export interface Performed {
  readonly id: string;
  readonly operation: OperationName;
  readonly params: OperationParams[OperationName];
  readonly source: EventTarget | undefined;
}

/** A session over the real store and reducer, without a server: what is performed is written down, and ends when the test says so. */
export class FakeSession extends EventTarget implements SessionApi {
  readonly id: string;
  readonly workspace: WorkspaceApi;
  readonly drafts: DraftsApi;
  /** Everything performed, oldest first. */
  readonly performed: Performed[] = [];
  /** Typing notices, oldest first. */
  readonly typings: { readonly active: boolean; readonly audience: Audience }[] = [];
  /** Operations that are refused at once, without a record, as the controller refuses them. */
  readonly refuse = new Map<OperationName, GwsErrorCode>();
  readonly #store: StateStore<SessionState>;
  readonly #finish = new Map<string, (outcome: OperationOutcome) => void>();
  #listeners = 0;

  constructor(id: string, workspace: WorkspaceApi, userId = ME) {
    super();
    this.id = id;
    this.workspace = workspace;
    this.#store = new StateStore(initialSession(id, userId));
    const drafts = new Map<Audience, string>();
    this.drafts = {
      get: (audience) => drafts.get(audience) ?? '',
      set: (audience, text) => void drafts.set(audience, text),
    };
  }

  get state(): SessionState {
    return this.#store.state;
  }

  /** How many subscriptions are alive: for tests of leaks. */
  get listeners(): number {
    return this.#listeners;
  }

  subscribe<T>(selector: (state: SessionState) => T, listener: (slice: T) => void): Unsubscribe {
    const stop = this.#store.subscribe(selector, listener);
    this.#listeners++;
    let stopped = false;
    return () => {
      if (!stopped) this.#listeners--;
      stopped = true;
      stop();
    };
  }

  perform<N extends OperationName>(
    operation: N,
    params: OperationParams[N],
    options: { readonly source?: EventTarget } = {},
  ): OperationHandle {
    const id = `operation-${this.performed.length + 1}`;
    this.performed.push({ id, operation, params, source: options.source });
    const code = this.refuse.get(operation) ?? (allows(this.state, operation) ? undefined : 'not-offered');
    if (code !== undefined && this.state.status !== undefined) {
      const error = new GwsError(code, { operation });
      return { id, operation, finished: Promise.resolve({ id, operation, phase: 'failed', error }) };
    }
    const finished = new Promise<OperationOutcome>((resolve) => this.#finish.set(id, resolve));
    const { text: words, url, noticeText } = params as Readonly<Record<string, string | undefined>>;
    const text = words ?? url ?? noticeText;
    const { audience } = OPERATIONS[operation];
    const expect = expectationOf({ operation, params } as OperationCall);
    this.reduce({
      type: 'operation',
      record: {
        id,
        operation,
        phase: 'sending',
        startedAt: THEN,
        afterIndex: this.state.log.lastIndex,
        ...(text !== undefined && { text, ...(audience && { audience }) }),
        ...(expect && { expect }),
      },
    });
    return { id, operation, finished };
  }

  send(text: string, audience: Audience, options?: { readonly source?: EventTarget }): OperationHandle {
    return this.perform(audience === 'customer' ? 'SendMessage' : 'SendToAgents', { text }, options);
  }

  typing(active: boolean, audience: Audience): void {
    this.typings.push({ active, audience });
  }

  markSeen(): void {
    this.reduce({ type: 'seen', index: this.state.log.lastIndex });
  }

  dismiss(id: string): void {
    this.reduce({ type: 'operation-dismissed', id });
  }

  /** Any event of the real reducer. */
  reduce(event: SessionEvent): void {
    this.#store.set(reduceSession(this.#store.state, event));
  }

  /** The server says something about the session. */
  update(update: Omit<SessionUpdate, 'id'>, notificationType: NotificationType = 'StatusChange'): this {
    const session = { ...update, id: this.id };
    this.reduce({ type: 'notification', at: THEN, notification: { kind: 'session', notificationType, session } });
    return this;
  }

  /** New entries of the log. */
  receive(...messages: readonly Message[]): this {
    const notification = { kind: 'messages' as const, sessionId: this.id, messages, rejected: [] };
    this.reduce({ type: 'notification', at: THEN, notification });
    return this;
  }

  /** One line of somebody, as the next entry. */
  says(from: Participant, text: string, visibility = 'All'): this {
    const index = this.state.log.lastIndex + 1;
    return this.receive({ index, type: 'Text', from, visibility, text, time: THEN + index * 1000 });
  }

  /** The last operation performed moves on; an end resolves its handle. */
  settle(phase: Exclude<OperationPhase, 'sending'>, code?: GwsErrorCode): void {
    const last = this.performed.at(-1);
    const record = this.state.operations.find((each) => each.id === last?.id);
    if (last === undefined || record === undefined) throw new Error('nothing under way');
    const { id, operation } = last;
    const error = code && new GwsError(code, { operation });
    this.reduce({ type: 'operation', record: { ...record, phase, ...(error && { error }) } });
    if (phase !== 'acked') this.#finish.get(id)?.({ id, operation, phase, ...(error && { error }) });
  }
}

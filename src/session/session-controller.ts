import { GwsError } from '../protocol/gws-error.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { OperationCall, OperationParams } from '../protocol/operation-params.js';
import { OPERATIONS } from '../protocol/operations.js';
import type { MessagesNotification, SessionNotification } from '../protocol/notification.js';
import type { SessionUpdate } from '../protocol/session.js';
import type { Audience } from '../state/audience.js';
import { allows, gapsOf, isEnded } from '../state/selectors.js';
import type { SessionEvent } from '../state/session-event.js';
import { initialSession, reduceSession } from '../state/session-reducer.js';
import type { SessionState } from '../state/session-state.js';
import { StateStore } from '../state/state-store.js';
import { TYPING_LIFE } from '../state/typing.js';
import type { OperationHandle, SessionApi, Unsubscribe, WorkspaceApi } from './contract.js';
import type { DirectOperations } from './direct-operations.js';
import { Drafts } from './drafts.js';
import { GwsInvitationEvent, GwsSessionEvent } from './events.js';
import { GapRepair } from './gap-repair.js';
import { asGwsError } from './gws-client.js';
import { PendingOperations } from './pending-operations.js';
import { emit, emitBefore, emitEnded, refused, type SessionLink } from './session-link.js';
import { TypingNotices, type TypingOperation } from './typing-notices.js';

/** What a session's controller needs of the registry that holds it. */
export interface SessionHome {
  readonly link: SessionLink;
  readonly direct: DirectOperations;
  /** While true, changes are collected; the registry calls `commit` at the end. */
  readonly batching: boolean;
  /** The session has changes to commit, or has just committed them. */
  touched(session: SessionController): void;
  /** Nobody listens any more. */
  unused(session: SessionController): void;
}

/** A part of the log as it was read: everything the server shows from index `from` on. */
export type LogPart = Pick<Extract<SessionEvent, { type: 'snapshot' }>, 'from' | 'to' | 'messages'>;

/** One session: its state, and what can be asked of it. */
export class SessionController extends EventTarget implements SessionApi {
  readonly id: string;
  readonly drafts = new Drafts();
  readonly #home: SessionHome;
  readonly #link: SessionLink;
  readonly #store: StateStore<SessionState>;
  readonly #operations: PendingOperations;
  readonly #typing: TypingNotices;
  readonly #repair: GapRepair;
  #latest: SessionState;
  #listeners = 0;
  #unread = false;
  /** The log was asked for after the end: the server may not know it any more, so that once must do. */
  #lastRead = false;
  #cancelTick: (() => void) | undefined;
  /** For whom the next tick is set. */
  #ticking: SessionState['typing'] | undefined;

  constructor(id: string, userId: string, home: SessionHome) {
    super();
    this.id = id;
    this.#home = home;
    const link = (this.#link = home.link);
    this.#latest = initialSession(id, userId);
    this.#store = new StateStore(this.#latest, link.report);
    this.#operations = new PendingOperations(link, {
      latest: () => this.#latest,
      record: (record) => {
        this.reduce({ type: 'operation', record });
      },
      forbids: (call) => this.#forbids(call),
      ended: (outcome, source) => {
        emitEnded(link, outcome, this, source);
      },
    });
    this.#typing = new TypingNotices((operation) => this.#sendTyping(operation), link.timers, link.timings.typing);
    this.#repair = new GapRepair(
      link,
      () => this.#lacksLog,
      () => this.#reread(),
    );
  }

  get workspace(): WorkspaceApi {
    return this.#link.workspace;
  }

  get state(): SessionState {
    return this.#store.state;
  }

  /** The state including changes that are still being collected. */
  get latest(): SessionState {
    return this.#latest;
  }

  /** Whether somebody listens or waits for an operation. */
  get inUse(): boolean {
    return this.#listeners > 0 || this.#operations.size > 0;
  }

  subscribe<T>(selector: (state: SessionState) => T, listener: (slice: T) => void): Unsubscribe {
    let unsubscribe: Unsubscribe | undefined = this.#store.subscribe(selector, listener);
    this.#listeners++;
    return () => {
      if (unsubscribe === undefined) return;
      unsubscribe();
      unsubscribe = undefined;
      if (--this.#listeners === 0) this.#home.unused(this);
    };
  }

  perform<N extends OperationName>(
    operation: N,
    params: OperationParams[N],
    options: { readonly source?: EventTarget } = {},
  ): OperationHandle {
    const { source } = options;
    const call = { operation, sessionId: this.id, params } as OperationCall;
    // Untyped pages may ask for anything.
    if (!Object.hasOwn(OPERATIONS, operation)) return refused(this.#link.newId(), operation, 'not-offered');
    const { target } = OPERATIONS[operation];
    if (target !== 'session' && target !== 'agent-session') return this.#home.direct.perform(call, operation, source);
    const id = this.#link.newId();
    // First of all: a double click must not ask the page twice.
    if (this.#operations.busy(call)) return refused(id, operation, 'busy');
    if (!emitBefore(this.#link, id, call, this, source)) return refused(id, operation, 'canceled');
    return this.#operations.begin(id, call, source);
  }

  send(text: string, audience: Audience, options?: { readonly source?: EventTarget }): OperationHandle {
    this.#typing.stop();
    // Only the exact word reaches the customer: this is also called from untyped pages.
    return this.perform((audience as unknown) === 'customer' ? 'SendMessage' : 'SendToAgents', { text }, options);
  }

  typing(active: boolean, audience: Audience): void {
    if (active) this.#typing.start(audience);
    else this.#typing.stop();
  }

  markSeen(): void {
    this.reduce({ type: 'seen', index: this.#latest.log.lastIndex });
  }

  dismiss(operationId: string): void {
    this.#operations.dismiss(operationId);
    this.reduce({ type: 'operation-dismissed', id: operationId });
  }

  /** Takes in a notification, live or replayed. */
  receive(notification: SessionNotification | MessagesNotification): void {
    this.reduce({ type: 'notification', at: this.#link.now(), notification });
  }

  /** Takes in what was read: the session as the list has it, and its log if that could be read. */
  merge(session: SessionUpdate | undefined, part: LogPart | undefined): void {
    const at = this.#link.now();
    if (part !== undefined) this.reduce({ type: 'snapshot', at, ...part, ...(session && { session }) });
    else if (session !== undefined) {
      const notificationType = 'StatusChange';
      this.reduce({ type: 'notification', at, notification: { kind: 'session', notificationType, session } });
    }
  }

  /** Reads the log after what is known without a gap. */
  async readLog(): Promise<LogPart> {
    const { contiguousTo, lastIndex: to } = this.#latest.log;
    const from = contiguousTo + 1;
    return { from, to, messages: await this.#link.client.messages(this.id, from) };
  }

  /** The log must be read, soon: its reading failed, or the session was heard of without it. */
  needsLog(): void {
    this.#unread = true;
    this.#repair.update();
  }

  /** Everything missed while the line was down has been read, or as much as could be. */
  caughtUp(): void {
    this.#operations.caughtUp();
    this.#repair.update();
  }

  /** The line is down. */
  stale(): void {
    this.#repair.stop();
    this.#typing.stop();
    this.reduce({ type: 'stale' });
  }

  /** Begins a new life under the same id: GWS offers a session again that had ended for us. Its log goes on. */
  restart(): void {
    const { status, capabilities, participants, supervisorMode } = initialSession(this.id, '');
    this.#set({ ...this.#latest, status, capabilities, participants, supervisorMode });
  }

  /** Through whose eyes it is seen. */
  see(userId: string): void {
    if (userId !== this.#latest.userId) this.#set({ ...this.#latest, userId });
  }

  /** Stops everything; what is pending ends as unknown. */
  close(): void {
    this.#typing.stop();
    this.#repair.stop();
    this.#cancelTick?.();
    this.#operations.abandon();
  }

  reduce(event: SessionEvent): void {
    this.#set(reduceSession(this.#latest, event));
  }

  /** Makes the collected changes known. */
  commit(): void {
    if (this.#latest === this.#store.state) return;
    const { status: previous } = this.#store.state;
    const { status, supervisorMode } = this.#latest;
    this.#store.set(this.#latest);
    this.#home.touched(this);
    this.#operations.settle();
    this.#repair.update();
    this.#scheduleTick();
    if (status === undefined || status === previous) return;
    const sessionId = this.id;
    const detail = { sessionId, status, ...(previous !== undefined && { previous }) };
    emit(this.#link, () => new GwsSessionEvent({ ...detail }), this);
    if (status !== 'Invited') return;
    const invitation = { sessionId, ...(supervisorMode !== undefined && { supervisorMode }) };
    emit(this.#link, () => new GwsInvitationEvent({ ...invitation }), this);
  }

  #set(next: SessionState): void {
    this.#latest = next;
    if (this.#home.batching) this.#home.touched(this);
    else this.commit();
  }

  async #reread(): Promise<void> {
    this.#lastRead = isEnded(this.#latest);
    const part = await this.readLog().catch((error: unknown) => {
      // Refused: the session may be over, and the notification that said so lost.
      if (!this.#lastRead && !asGwsError(error).retryable) this.#link.check();
      throw error;
    });
    // Meanwhile the line may have gone down: then the next catching up reads everything.
    if (!this.#link.live()) return;
    this.#unread = false;
    this.merge(undefined, part);
  }

  /** Whether entries are missing that the server would show: not before an invitation is accepted. */
  get #lacksLog(): boolean {
    if (this.#latest.status === 'Invited' || (this.#lastRead && isEnded(this.#latest))) return false;
    return this.#unread || gapsOf(this.#latest).length > 0;
  }

  #forbids({ operation }: OperationCall): GwsError | undefined {
    const { target } = OPERATIONS[operation];
    // An Intrude is asked about a session that one is not in: no capabilities are known.
    if (target !== 'session' || allows(this.#latest, operation)) return undefined;
    return new GwsError(this.#latest.capabilities.has(operation) ? 'audience' : 'not-offered', { operation });
  }

  #sendTyping(operation: TypingOperation): boolean {
    const call: OperationCall = { operation, sessionId: this.id, params: {} };
    if (!this.#link.live() || this.#forbids(call) !== undefined) return false;
    this.#link.client.operate(call, this.#link.newId()).catch(() => {
      this.#link.count('typing-lost');
    });
    return true;
  }

  /** Typing notices end by themselves when their sender is lost. */
  #scheduleTick(): void {
    const { typing } = this.#latest;
    if (typing === this.#ticking) return;
    this.#ticking = typing;
    this.#cancelTick?.();
    if (typing.length === 0) return;
    const oldest = Math.min(...typing.map(({ since }) => since));
    const wait = Math.max(0, Math.min(TYPING_LIFE, oldest + TYPING_LIFE - this.#link.now()));
    this.#cancelTick = this.#link.timers.after(wait, () => {
      this.reduce({ type: 'tick', at: this.#link.now() });
    });
  }
}

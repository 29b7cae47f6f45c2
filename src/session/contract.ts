import type { ChannelState } from '../protocol/channel.js';
import type { GwsError } from '../protocol/gws-error.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { OperationParams, Target } from '../protocol/operation-params.js';
import type { SessionUpdate } from '../protocol/session.js';
import type { User } from '../protocol/user.js';
import type { MonitoringScope, SupervisorMode } from '../protocol/visibility.js';
import type { Audience } from '../state/audience.js';
import type { OperationPhase, SessionState } from '../state/session-state.js';

/** Stops a subscription. Calling it twice does nothing. */
export type Unsubscribe = () => void;

/** A value that changes, read by slices: the only way elements learn of state. */
export interface Readable<S> {
  readonly state: S;
  /**
   * Calls `listener` after each change of `selector(state)` (compared with `Object.is`), not for the current value. A listener that throws does
   * not disturb the others.
   */
  subscribe<T>(selector: (state: S) => T, listener: (slice: T) => void): Unsubscribe;
}

/** How an operation ended. `unknown` is an end too: it may or may not have happened. */
export interface OperationOutcome {
  readonly id: string;
  readonly operation: OperationName;
  readonly phase: Extract<OperationPhase, 'confirmed' | 'failed' | 'unknown'>;
  /** Why it failed; with `confirmed` a warning: only a part was done (statusCode 7 of StartContactCenterSession). */
  readonly error?: GwsError;
}

/** Something asked of the server. `finished` never rejects: failure is an outcome. */
export interface OperationHandle {
  readonly id: string;
  readonly operation: OperationName;
  readonly finished: Promise<OperationOutcome>;
}

/** Whom one may consult, invite or transfer to. */
export interface TargetOption {
  /** Shown to the person, and matched while typing. */
  readonly label: string;
  /** Second line: the role, the queue's name … */
  readonly detail?: string;
  readonly kind: 'user' | 'queue';
  readonly target: Target;
}

/** Finds targets for what was typed; given by the host, or the directory of `GET /users`. */
export type TargetSource = (
  query: string,
  options: { readonly signal: AbortSignal; readonly operation: OperationName },
) => Promise<readonly TargetOption[]>;

/**
 * One session, as elements and hosts use it. Create-or-adopted by id from a workspace; outlives elements. Also an EventTarget: it dispatches the
 * events of `session/events.ts` (composed and bubbling from `source` when an element started the operation).
 */
export interface SessionApi extends Readable<SessionState>, EventTarget {
  readonly id: string;
  /** The workspace that this session belongs to. */
  readonly workspace: WorkspaceApi;
  /**
   * Asks the server for an operation. Dispatches a cancelable before-event first; refuses locally (outcome `failed`) what capabilities or the
   * audience rule forbid, and the same operation while one is under way (`busy`). `source` is the element that asks: events start there.
   */
  perform<N extends OperationName>(
    operation: N,
    params: OperationParams[N],
    options?: { readonly source?: EventTarget },
  ): OperationHandle;
  /** Writes to the customer or to agents only, choosing the operation by audience; refused when `audience` is wider than allowed now. */
  send(text: string, audience: Audience, options?: { readonly source?: EventTarget }): OperationHandle;
  /** Says once that the person types (and, after silence, that they stopped), to that audience only. Best effort: never shown as pending or failed. */
  typing(active: boolean, audience: Audience): void;
  /** The person has seen everything up to now. Local; tells the server nothing. */
  markSeen(): void;
  /** Forgets an ended operation's record (a failed message that the person dismissed). */
  dismiss(operationId: string): void;
  /** What is being written, kept per audience while the session lives. In memory only. */
  readonly drafts: DraftsApi;
}

/** Unsent texts of one session. */
export interface DraftsApi {
  get(audience: Audience): string;
  set(audience: Audience, text: string): void;
}

/** How the line stands, as people are told. */
export type ConnectionPhase =
  'idle' | 'connecting' | 'live' | 'catching-up' | 'stale' | 'offline' | 'auth-required' | 'stopped';

/** An armed monitoring of an agent. GWS sends no notification of it (voice has one, channels have none), so it is our own record. @see SMSMonitor */
export interface Monitoring {
  readonly userId: string;
  readonly mode: SupervisorMode;
  readonly scope: MonitoringScope;
  readonly phase: 'arming' | 'armed' | 'canceling' | 'unknown';
}

/** An agent whom this user may supervise, with the sessions that run at their desk. */
export interface SupervisedAgent {
  readonly user: User;
  /** What a supervisor may know before joining; `Intrude` among the capabilities means that it can be joined. */
  readonly sessions: readonly SessionUpdate[];
}

/** A supervisor's board, as it was read last. */
export interface BoardState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly agents: readonly SupervisedAgent[];
  /** Agents within reach beyond those that are shown. */
  readonly more: number;
  /** Why the last reading failed; what is shown is older then. */
  readonly error?: GwsError;
}

/** A supervisor's agents and their running sessions, kept up to date while somebody watches. */
export interface BoardApi extends Readable<BoardState> {
  /** Keeps the board up to date, reading every `interval` milliseconds, until the returned function is called. */
  watch(interval: number): Unsubscribe;
  /** Reads it now, if anybody watches. */
  refresh(): void;
}

/** Everything about the signed-in user's workspace but the insides of sessions. */
export interface WorkspaceState {
  readonly connection: {
    readonly phase: ConnectionPhase;
    /** Milliseconds since the epoch of the last proof of life: "as of" while not live. */
    readonly asOf?: number;
    readonly error?: GwsError;
    /** Milliseconds since the epoch of the next planned attempt. */
    readonly retryAt?: number;
  };
  readonly me: User | undefined;
  /** Ids of the sessions that are not ended, and of ended ones until they are closed, oldest first. */
  readonly sessionIds: readonly string[];
  readonly selectedId: string | undefined;
  readonly monitoring: readonly Monitoring[];
  /** The user's media channels and whether sessions are offered on them; empty while the server tells of none. */
  readonly channels: readonly ChannelState[];
  /** Counters of what could not be read or was dropped, for diagnosis. */
  readonly counters: Readonly<Record<string, number>>;
}

/** What a contact centre session is started with. @see StartContactCenterSession */
export interface StartParams {
  /** Default: the dialect's channel alone. */
  readonly channels?: readonly string[];
  readonly place?: string;
  readonly loginCode?: string;
  readonly queue?: string;
}

/** One signed-in user: connection, sessions, selection, monitoring. */
export interface WorkspaceApi extends Readable<WorkspaceState>, EventTarget {
  /** Starts the line; called by `<gws-workspace>` when it is connected to a page. */
  connect(): void;
  /** Tries again now, also after `auth-required` and `stopped`. */
  retry(): void;
  /** Ends the line and releases everything. */
  close(): Promise<void>;
  /** The session with that id, created when it is not known yet. Same object for the same id, until it is released. */
  session(id: string): SessionApi;
  /** Selects a session; `<sms-session>` without `session-id` follows. Sends SetInFocus, best effort. */
  select(id: string | undefined): void;
  /** Removes an ended session from the list. */
  closeSession(id: string): void;
  /** Directory of `GET /users` in this user's reach; cached for a minute. */
  readonly directory: TargetSource;
  /** The users of one's reach, for boards of agents. Rejects with GwsError. */
  users(): Promise<readonly User[]>;
  /** The agents whom this user may supervise; empty for everybody else. */
  readonly board: BoardApi;
  /** Joins a running session of an agent (Intrude). */
  intrude(
    params: { readonly userId: string; readonly sessionId: string; readonly mode?: SupervisorMode },
    options?: { readonly source?: EventTarget },
  ): OperationHandle;
  /** Arms or changes monitoring of an agent. */
  monitor(
    params: { readonly userId: string; readonly mode: SupervisorMode; readonly scope?: MonitoringScope },
    options?: { readonly source?: EventTarget },
  ): OperationHandle;
  cancelMonitoring(userId: string, options?: { readonly source?: EventTarget }): OperationHandle;
  /** Name of the media channel of the dialect that is spoken: what `start` and `setReady` are about unless told otherwise. */
  readonly channel: string;
  /** Signs in to media channels (StartContactCenterSession). Never done again by itself when the line comes back. */
  start(params?: StartParams, options?: { readonly source?: EventTarget }): OperationHandle;
  /** Signs out of all media channels (EndContactCenterSession); sessions in progress stay. */
  end(options?: { readonly source?: EventTarget }): OperationHandle;
  /** Takes sessions on a channel from now on, or none any more. The state follows by notification. @see AgentStateControlNotReady */
  setReady(ready: boolean, channel?: string, options?: { readonly source?: EventTarget }): OperationHandle;
}

import type { Dialect } from '../protocol/dialects/dialect.js';
import { SMS_SESSION } from '../protocol/dialects/sms-session.js';
import type { GwsError } from '../protocol/gws-error.js';
import type { User } from '../protocol/user.js';
import type { MonitoringScope, SupervisorMode } from '../protocol/visibility.js';
import { allows, isEnded } from '../state/selectors.js';
import { StateStore } from '../state/state-store.js';
import type { Transport, TransportStatus } from '../transport/transport.js';
import type {
  ConnectionPhase,
  OperationHandle,
  SessionApi,
  StartParams,
  TargetSource,
  Unsubscribe,
  WorkspaceApi,
  WorkspaceState,
} from './contract.js';
import { AgentsBoard } from './agents-board.js';
import { Channels } from './channels.js';
import { DirectOperations } from './direct-operations.js';
import { Directory } from './directory.js';
import { environment, type Environment, type Timings } from './environment.js';
import { GwsConnectionEvent, GwsSelectEvent } from './events.js';
import { GwsClient, type HistorySource } from './gws-client.js';
import { Monitorings } from './monitorings.js';
import { Resync } from './resync.js';
import { emit, emitError, type SessionLink } from './session-link.js';
import { SessionRegistry } from './session-registry.js';

/** How a workspace is made. Only the transport is needed. */
export interface WorkspaceOptions extends Partial<Omit<Environment, 'timings'>> {
  readonly transport: Transport;
  /** Default `SMS_SESSION`. */
  readonly dialect?: Dialect;
  /** Whom to consult, invite or transfer to; default the users within reach. */
  readonly directory?: TargetSource;
  /** Makes what is offered after the users: `createQueueDirectory` of `sms-session-elements/queues`. Not asked when there is a `directory`. */
  readonly queues?: (transport: Transport, dialect: Dialect, now: () => number) => TargetSource;
  /** Another way to read a log again than `GET …/messages`. */
  readonly history?: HistorySource;
  /** Whether somebody is looking; the slow check for silent losses rests while not. Default: always. */
  readonly active?: () => boolean;
  /** Where events are dispatched too that no element started: the element that provides the workspace. */
  readonly host?: EventTarget;
  readonly timings?: Partial<Timings>;
  /** Starts a contact centre session on the dialect's channel once the line is live, unless there is one, and ends it on `close()`. */
  readonly autoStart?: boolean;
}

/** After so many failed attempts in a row the line is called `offline`. */
const OFFLINE_AFTER = 3;

/** What belongs to one user. */
const NOTHING = { sessionIds: [], selectedId: undefined, monitoring: [], channels: [] } as const;
const INITIAL: WorkspaceState = { connection: { phase: 'idle' }, me: undefined, counters: {}, ...NOTHING };

/** Makes the workspace of one signed-in user. It does nothing until `connect()`. */
export function createWorkspace(options: WorkspaceOptions): WorkspaceApi {
  return new WorkspaceController(options);
}

class WorkspaceController extends EventTarget implements WorkspaceApi {
  readonly directory: TargetSource;
  readonly board: AgentsBoard;
  readonly channel: string;
  readonly #transport: Transport;
  readonly #client: GwsClient;
  readonly #link: SessionLink;
  readonly #registry: SessionRegistry;
  readonly #resync: Resync;
  readonly #monitorings: Monitorings;
  readonly #channels: Channels;
  readonly #users: Directory;
  readonly #active: () => boolean;
  readonly #store: StateStore<WorkspaceState>;
  #unlisten: (() => void) | undefined;
  #cancelCheck: (() => void) | undefined;
  #generation = 0;
  #failures = 0;

  constructor(options: WorkspaceOptions) {
    super();
    this.#transport = options.transport;
    this.#active = options.active ?? (() => true);
    const report = (error: unknown): void => {
      count('listener-errors');
      // Not everywhere: Node has none.
      (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error);
    };
    this.#store = new StateStore<WorkspaceState>(INITIAL, report);
    const count = (counter: string, by = 1): void => {
      const { counters } = this.state;
      this.#patch({ counters: { ...counters, [counter]: (counters[counter] ?? 0) + by } });
    };
    const dialect = options.dialect ?? SMS_SESSION;
    this.channel = dialect.channel;
    this.#client = new GwsClient(options.transport, dialect, count, options.history);
    this.#link = {
      ...environment(options),
      workspace: this,
      client: this.#client,
      host: options.host,
      live: () => this.#phase === 'live',
      count,
      report,
      check: () => {
        this.#resync.check();
      },
    };
    const direct = new DirectOperations(this.#link);
    this.#registry = new SessionRegistry(this.#link, direct, {
      listed: (id) => {
        this.#patch({ sessionIds: [...this.state.sessionIds, id] });
      },
      changed: ({ state }) => {
        this.#monitorings.sessionChanged(state);
      },
    });
    this.#resync = new Resync(this.#link, this.#registry, {
      user: () => this.state.me,
      setUser: (user) => {
        this.#setUser(user);
      },
      caughtUp: () => {
        this.#caughtUp();
      },
      retrying: (error, wait) => {
        this.#setConnection('catching-up', error, wait);
      },
    });
    this.#monitorings = new Monitorings(
      direct,
      () => this.state.monitoring,
      (monitoring) => {
        this.#patch({ monitoring });
      },
    );
    this.#channels = new Channels(this.#link, direct, options.autoStart === true, (channels) => {
      this.#patch({ channels });
    });
    this.#users = new Directory(
      this.#link,
      () => this.state.me?.id,
      options.queues?.(options.transport, dialect, this.#link.now),
    );
    this.directory = options.directory ?? this.#users.find;
    this.board = new AgentsBoard(
      this.#link,
      () => this.state.me,
      () => this.users(),
    );
  }

  get state(): WorkspaceState {
    return this.#store.state;
  }

  get #phase(): ConnectionPhase {
    return this.state.connection.phase;
  }

  subscribe<T>(selector: (state: WorkspaceState) => T, listener: (slice: T) => void): Unsubscribe {
    return this.#store.subscribe(selector, listener);
  }

  connect(): void {
    if (this.#unlisten === undefined) {
      this.#unlisten = this.#transport.listen({
        message: ({ data }) => {
          const notification = this.#client.decode(data);
          if (notification?.kind === 'channels') this.#channels.receive(notification.channels);
          else if (notification !== undefined) this.#resync.receive(notification);
        },
        status: (status) => {
          this.#follow(status);
        },
      });
      // A shared transport may be open already.
      this.#follow(this.#transport.status);
    }
    this.#transport.connect();
  }

  retry(): void {
    this.connect();
    this.#transport.probe();
    if (this.#phase === 'catching-up') this.#resync.start();
  }

  async close(): Promise<void> {
    const ending = this.#channels.close();
    this.#unlisten?.();
    this.#unlisten = undefined;
    this.#lost('idle');
    this.#registry.clear();
    this.#patch({ ...NOTHING, connection: { phase: 'idle' } });
    const isClosed = (): boolean => this.#unlisten === undefined;
    if (ending !== undefined) await ending;
    // Somebody may have connected again meanwhile.
    if (isClosed()) await this.#transport.disconnect();
  }

  session(id: string): SessionApi {
    return this.#registry.adopt(id);
  }

  select(id: string | undefined): void {
    if (id === this.state.selectedId) return;
    this.#patch({ selectedId: id });
    emit(this.#link, () => new GwsSelectEvent({ sessionId: id }));
    const session = id === undefined ? undefined : this.#registry.find(id);
    if (session === undefined || !allows(session.latest, 'SetInFocus')) return;
    this.#client
      .operate({ operation: 'SetInFocus', sessionId: session.id, params: {} }, this.#link.newId())
      .catch(() => {
        this.#link.count('focus-lost');
      });
  }

  closeSession(id: string): void {
    const session = this.#registry.find(id);
    if (session === undefined || !isEnded(session.latest)) return;
    this.#registry.close(id);
    this.#patch({ sessionIds: this.state.sessionIds.filter((each) => each !== id) });
    if (this.state.selectedId === id) this.select(undefined);
  }

  users(): Promise<readonly User[]> {
    return this.#users.users();
  }

  intrude(
    params: { readonly userId: string; readonly sessionId: string; readonly mode?: SupervisorMode },
    options?: { readonly source?: EventTarget },
  ): OperationHandle {
    const { userId, sessionId, mode } = params;
    return this.session(sessionId).perform(
      'Intrude',
      { userId, ...(mode !== undefined && { supervisorVisibilityMode: mode }) },
      options,
    );
  }

  monitor(
    params: { readonly userId: string; readonly mode: SupervisorMode; readonly scope?: MonitoringScope },
    options: { readonly source?: EventTarget } = {},
  ): OperationHandle {
    return this.#monitorings.arm({ scope: 'AllChats', ...params }, options.source);
  }

  cancelMonitoring(userId: string, options: { readonly source?: EventTarget } = {}): OperationHandle {
    return this.#monitorings.cancel(userId, options.source);
  }

  start(params?: StartParams, options: { readonly source?: EventTarget } = {}): OperationHandle {
    return this.#channels.start(params, options.source);
  }

  end(options: { readonly source?: EventTarget } = {}): OperationHandle {
    return this.#channels.end(options.source);
  }

  setReady(ready: boolean, channel?: string, options: { readonly source?: EventTarget } = {}): OperationHandle {
    return this.#channels.setReady(ready, channel, options.source);
  }

  #follow(status: TransportStatus): void {
    const { state, generation, error, retryIn } = status;
    switch (state) {
      case 'open':
        if (generation === this.#generation && (this.#phase === 'live' || this.#phase === 'catching-up')) return;
        this.#generation = generation;
        this.#failures = 0;
        if (this.#phase === 'live') this.#lost('catching-up');
        else this.#setConnection('catching-up');
        this.#resync.start();
        return;
      case 'broken':
        this.#failures++;
        this.#lost(this.#brokenPhase(), error, retryIn);
        return;
      case 'connecting':
        // A new attempt is no news while the last one's failure is shown.
        if (this.#failures === 0) this.#lost(this.#brokenPhase(), error);
        return;
      case 'idle':
        return;
      case 'auth-required':
        // Whoever signs in next may be somebody else.
        this.#patch({ me: undefined });
        this.#lost('auth-required', error);
        return;
      case 'stopped':
        this.#lost('stopped', error);
    }
  }

  #brokenPhase(): ConnectionPhase {
    if (this.#failures >= OFFLINE_AFTER) return 'offline';
    return this.state.connection.asOf === undefined ? 'connecting' : 'stale';
  }

  #lost(phase: ConnectionPhase, error?: GwsError, retryIn?: number): void {
    const wasLive = this.#phase === 'live';
    this.#cancelCheck?.();
    this.#setConnection(phase, error, retryIn);
    this.#resync.stop(phase === 'auth-required' || phase === 'stopped');
    if (!wasLive) return;
    this.#registry.batch(() => {
      for (const session of this.#registry.open) session.stale();
    });
  }

  #caughtUp(): void {
    this.#setConnection('live');
    for (const session of this.#registry.all) session.caughtUp();
    this.board.refresh();
    void this.#channels.read();
    this.#scheduleCheck();
  }

  #scheduleCheck(): void {
    const { timers, timings } = this.#link;
    if (timings.check === 0) return;
    this.#cancelCheck = timers.after(timings.check, () => {
      if (this.#active()) {
        this.#resync.check();
        if (this.state.channels.length > 0) void this.#channels.read();
      }
      this.#scheduleCheck();
    });
  }

  #setUser(user: User): void {
    if (this.#registry.see(user.id)) {
      this.#users.clear();
      this.board.clear();
      this.#channels.clear();
      this.#patch(NOTHING);
    }
    this.#patch({ me: user });
  }

  #setConnection(phase: ConnectionPhase, error?: GwsError, wait?: number): void {
    const now = this.#link.now();
    const { phase: before, asOf } = this.state.connection;
    const lastSeen = phase === 'live' || before === 'live' ? now : asOf;
    this.#patch({
      connection: {
        phase,
        ...(lastSeen !== undefined && { asOf: lastSeen }),
        ...(error && { error }),
        ...(wait !== undefined && { retryAt: now + wait }),
      },
    });
    if (phase === before) return;
    const detail = { phase, ...(error && { code: error.code }) };
    emit(this.#link, () => new GwsConnectionEvent({ ...detail }));
    if (error) emitError(this.#link, error);
  }

  #patch(change: Partial<WorkspaceState>): void {
    this.#store.set({ ...this.state, ...change });
  }
}

import type { OperationName } from '../../src/protocol/operation-name.js';
import type { SessionUpdate } from '../../src/protocol/session.js';
import type { User } from '../../src/protocol/user.js';
import type {
  ConnectionPhase,
  OperationHandle,
  OperationOutcome,
  TargetOption,
  TargetSource,
  Unsubscribe,
  WorkspaceApi,
  WorkspaceState,
} from '../../src/session/contract.js';
import { StateStore } from '../../src/state/state-store.js';
import { FakeBoard } from './fake-board.js';
import { CHATTING, customer, FakeSession, ME, self } from './fake-session.js';

/** Two users and a queue. */
export const TARGETS: readonly TargetOption[] = [
  { label: 'Ana Moreira', detail: 'agent2', kind: 'user', target: { targetUri: 'http://gws/api/v2/users/a2' } },
  { label: 'Bo Lindgren', detail: 'agent3', kind: 'user', target: { targetUri: 'http://gws/api/v2/users/a3' } },
  { label: 'Refunds', detail: 'queue', kind: 'queue', target: { queueName: 'refunds' } },
];

/** A workspace over the real store, without a line: tests set its state and read what was asked of it. */
export class FakeWorkspace extends EventTarget implements WorkspaceApi {
  readonly #store = new StateStore<WorkspaceState>({
    connection: { phase: 'live' },
    me: { id: ME, userName: 'agent1', roles: ['ROLE_AGENT'] },
    sessionIds: [],
    selectedId: undefined,
    monitoring: [],
    channels: [],
    counters: {},
  });
  readonly board = new FakeBoard();
  readonly channel = 'smssession';
  /** How what is asked ends; by default well, at once. */
  ending: Promise<Pick<OperationOutcome, 'phase' | 'error'>> = Promise.resolve({ phase: 'confirmed' });
  readonly #sessions = new Map<string, FakeSession>();
  /** Names of methods called, oldest first. */
  readonly calls: string[] = [];
  /** What operations were given. */
  readonly asked: unknown[] = [];
  /** The users of one's reach. */
  reach: readonly User[] = [];

  get state(): WorkspaceState {
    return this.#store.state;
  }

  subscribe<T>(selector: (state: WorkspaceState) => T, listener: (slice: T) => void): Unsubscribe {
    return this.#store.subscribe(selector, listener);
  }

  /** Changes parts of the state. */
  set(part: Partial<WorkspaceState>): this {
    this.#store.set({ ...this.state, ...part });
    return this;
  }

  /** Changes how the line stands. */
  connection(phase: ConnectionPhase, more: Omit<WorkspaceState['connection'], 'phase'> = {}): this {
    return this.set({ connection: { phase, ...more } });
  }

  /** Adds a session in which we chat with the customer, unless `update` says otherwise; its id is `s1`, `s2` … unless given. */
  add(id = `s${this.state.sessionIds.length + 1}`, update: Omit<SessionUpdate, 'id'> = {}): FakeSession {
    const session = this.session(id);
    session.update({ status: 'Chatting', capabilities: [...CHATTING], participants: [self, customer], ...update });
    return this.list(session);
  }

  /** Adds a session that we are invited to. */
  invite(id?: string, supervisorMode?: string): FakeSession {
    return this.add(id, {
      status: 'Invited',
      capabilities: ['Accept', 'Reject'],
      participants: [customer],
      ...(supervisorMode !== undefined && { supervisorMode }),
    });
  }

  /** Puts a session on the list. */
  list(session: FakeSession): FakeSession {
    this.set({ sessionIds: [...this.state.sessionIds, session.id] });
    return session;
  }

  session(id: string): FakeSession {
    let session = this.#sessions.get(id);
    if (session === undefined) this.#sessions.set(id, (session = new FakeSession(id, this)));
    return session;
  }

  select(id: string | undefined): void {
    this.set({ selectedId: id });
  }

  closeSession(id: string): void {
    this.calls.push('closeSession');
    this.set({ sessionIds: this.state.sessionIds.filter((each) => each !== id) });
  }

  connect(): void {
    this.calls.push('connect');
  }

  retry(): void {
    this.calls.push('retry');
  }

  close(): Promise<void> {
    this.calls.push('close');
    return Promise.resolve();
  }

  directory: TargetSource = (query) => {
    const wanted = query.toLowerCase();
    return Promise.resolve(
      TARGETS.filter(({ label, detail }) => `${label} ${detail ?? ''}`.toLowerCase().includes(wanted)),
    );
  };

  users(): Promise<readonly User[]> {
    return Promise.resolve(this.reach);
  }

  intrude(params: Parameters<WorkspaceApi['intrude']>[0]): OperationHandle {
    return this.#ask('Intrude', params);
  }

  monitor(params: Parameters<WorkspaceApi['monitor']>[0]): OperationHandle {
    return this.#ask('Monitor', params);
  }

  cancelMonitoring(userId: string): OperationHandle {
    return this.#ask('CancelSupervisorMonitoring', { userId });
  }

  start(params: Parameters<WorkspaceApi['start']>[0] = {}): OperationHandle {
    return this.#ask('StartContactCenterSession', params);
  }

  end(): OperationHandle {
    return this.#ask('EndContactCenterSession', {});
  }

  setReady(ready: boolean, channel = this.channel): OperationHandle {
    return this.#ask(ready ? 'Ready' : 'NotReady', { channel });
  }

  #ask(operation: OperationName, params: unknown): OperationHandle {
    this.calls.push(operation);
    this.asked.push(params);
    const id = `workspace-operation-${this.asked.length}`;
    return { id, operation, finished: this.ending.then((end) => ({ id, operation, ...end })) };
  }
}

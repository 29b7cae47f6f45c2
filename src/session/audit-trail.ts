import type { GwsErrorCode } from '../protocol/gws-error.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { MonitoringScope, SupervisorMode } from '../protocol/visibility.js';
import { isSupervisor, modeOf } from '../state/selectors.js';
import type { OperationPhase, SessionState } from '../state/session-state.js';
import { StateStore } from '../state/state-store.js';
import type { Readable, Unsubscribe, WorkspaceApi } from './contract.js';
import type { GwsBeforeOperationEvent, GwsInvitationEvent, GwsOperationEvent, GwsSessionEvent } from './events.js';

export { auditCsv, auditNdjson } from './audit-file.js';

/** What was done: the operation's own name; or what the server did: offered a session that a monitoring brought, withdrew or ended one. */
export type SupervisionAct = OperationName | 'Invited' | 'Revoked' | 'Completed';

/** Somebody, as they were called then. */
export interface AuditPerson {
  readonly id: string;
  readonly name?: string;
}

/** One act of supervision. It holds ids, names of agents, codes and times; never what anybody wrote, and nothing of customers. */
export interface AuditEntry {
  /** That of the operation (`OperationHandle.id`); of what the server did, one of our own. */
  readonly id: string;
  readonly act: SupervisionAct;
  /** The signed-in user; absent for what the server did, and while it had not said who that is. */
  readonly by?: AuditPerson;
  /** The agent whom the request named; of a session that one is in already, the other agents in it. */
  readonly about: readonly AuditPerson[];
  readonly sessionId?: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** `sending` until the end is known; `failed` is refused, or held back by the page, as `code` tells. */
  readonly outcome: Extract<OperationPhase, 'sending' | 'confirmed' | 'failed' | 'unknown'>;
  /** When the end was known; an unknown end may become a known one later. Milliseconds since the epoch. */
  readonly endedAt?: number;
  /** Why it failed. */
  readonly code?: GwsErrorCode;
  /** `armed`: an Intrude without a mode, which takes the one that is armed. */
  readonly modeAsked?: SupervisorMode | 'armed';
  /** In force afterwards, as the server shows it: our own visibility, or the mode of its invitation. For arming, what it accepted. */
  readonly modeConfirmed?: SupervisorMode;
  /** Which sessions arming covers. */
  readonly scope?: MonitoringScope;
}

/** How a trail is kept. */
export interface AuditOptions {
  /** So many acts are remembered; the oldest go first. Default 500. */
  readonly capacity?: number;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
}

/** What is remembered. */
export interface AuditState {
  /** Oldest first. */
  readonly entries: readonly AuditEntry[];
  /** Acts that were forgotten for want of room. */
  readonly dropped: number;
}

/** A record of supervision in this page's memory. It ends with the page, knows only what this page did, and is no proof against its own user. */
export interface AuditTrail extends Readable<AuditState> {
  /** Stops listening to the workspace; what is recorded stays readable. */
  close(): void;
}

const ARMS: ReadonlySet<string> = new Set(['Monitor', 'Coach', 'BargeIn']);
/** Supervision whoever does it. */
const ALWAYS: ReadonlySet<string> = new Set([
  ...ARMS,
  'CancelSupervisorMonitoring',
  'Intrude',
  'SwitchToMonitor',
  'SwitchToCoach',
  'SwitchToBargeIn',
]);
/** Supervision when a supervisor does it: what agents do with their own sessions is not looked at. */
const OF_SUPERVISORS: ReadonlySet<string> = new Set(['Accept', 'Reject', 'Leave', 'LeaveAndComplete', 'Complete']);

/** Acts after which one has no part in the session. */
const ENDS = /^(Reject|Leave|Complete|Revoked)/;

const NOTHING: AuditState = { entries: [], dropped: 0 };

/** Begins to record the acts of supervision of a workspace. */
export function createAuditTrail(workspace: WorkspaceApi, options: AuditOptions = {}): AuditTrail {
  return new Recorder(workspace, options);
}

const trails = new WeakMap<WorkspaceApi, AuditTrail>();

/** The one trail that the elements of a page share; begun when it is first asked for. */
export function auditTrailOf(workspace: WorkspaceApi): AuditTrail {
  let trail = trails.get(workspace);
  if (trail === undefined) trails.set(workspace, (trail = createAuditTrail(workspace)));
  return trail;
}

class Recorder implements AuditTrail {
  readonly #workspace: WorkspaceApi;
  readonly #capacity: number;
  readonly #now: () => number;
  readonly #store = new StateStore<AuditState>(NOTHING);
  readonly #stop: Unsubscribe;
  /** Whose acts these are. */
  #owner: string | undefined;
  #own = 0;

  constructor(workspace: WorkspaceApi, { capacity = 500, now = Date.now }: AuditOptions) {
    this.#workspace = workspace;
    this.#capacity = Math.max(1, capacity);
    this.#now = now;
    const stops = [
      listen(workspace, 'gws-before-operation', (detail) => this.#asked(detail)),
      listen(workspace, 'gws-operation', (detail) => this.#ended(detail)),
      listen(workspace, 'gws-invitation', (detail) => this.#invited(detail)),
      listen(workspace, 'gws-session', (detail) => this.#changed(detail)),
      workspace.subscribe(
        ({ me }) => me?.id,
        (id) => this.#signedIn(id),
      ),
    ];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    this.#owner = workspace.state.me?.id;
  }

  get state(): AuditState {
    return this.#store.state;
  }

  subscribe<T>(selector: (state: AuditState) => T, listener: (slice: T) => void): Unsubscribe {
    return this.#store.subscribe(selector, listener);
  }

  close(): void {
    this.#stop();
  }

  /** Somebody else at the same desk does not read what was done before. */
  #signedIn(id: string | undefined): void {
    if (id === undefined || id === this.#owner) return;
    if (this.#owner !== undefined) this.#store.set(NOTHING);
    this.#owner = id;
  }

  #asked({ id, operation, sessionId, userId, supervisorMode }: GwsBeforeOperationEvent['detail']): void {
    const session = this.#sessionOf(sessionId);
    if (!ALWAYS.has(operation) && !(OF_SUPERVISORS.has(operation) && session && isSupervisor(session))) return;
    const modeAsked = ARMS.has(operation)
      ? operation
      : operation === 'Intrude'
        ? (supervisorMode ?? 'armed')
        : operation.startsWith('SwitchTo')
          ? operation.slice('SwitchTo'.length)
          : undefined;
    const { me } = this.#workspace.state;
    this.#add({
      id,
      act: operation,
      ...(me && { by: { id: me.id, name: me.userName } }),
      about: userId === undefined ? this.#othersIn(session, sessionId) : [this.#person(userId)],
      ...(sessionId !== undefined && { sessionId }),
      askedAt: this.#now(),
      outcome: 'sending',
      ...(modeAsked !== undefined && { modeAsked }),
    });
    // What arming covers stands in the workspace's own record, from the moment at which the request goes out.
    if (ARMS.has(operation)) queueMicrotask(() => this.#noteScope(id, userId));
  }

  #noteScope(id: string, userId: string | undefined): void {
    const scope = this.#workspace.state.monitoring.find((each) => each.userId === userId)?.scope;
    if (scope !== undefined) this.#change(id, (entry) => ({ ...entry, scope }));
  }

  #ended({ id, operation, phase, code, sessionId }: GwsOperationEvent['detail']): void {
    const session = phase === 'confirmed' ? this.#sessionOf(sessionId) : undefined;
    const mode = phase === 'confirmed' && ARMS.has(operation) ? operation : session && confirmedMode(session);
    this.#change(id, (entry) => {
      // An end that was unknown may have become a known one.
      const { code: _before, ...asked } = entry;
      return {
        ...asked,
        outcome: phase,
        endedAt: this.#now(),
        ...(code !== undefined && phase !== 'confirmed' && { code }),
        ...(mode !== undefined && !ENDS.test(operation) && { modeConfirmed: mode }),
      };
    });
  }

  /** The server offers a session in a supervisor's mode: armed monitoring found one. What an Intrude brought is told by the Intrude. */
  #invited({ sessionId, supervisorMode }: GwsInvitationEvent['detail']): void {
    const last = this.#lastOf(sessionId);
    if (supervisorMode === undefined || last?.act === 'Intrude') return;
    this.#observed('Invited', sessionId, { modeConfirmed: supervisorMode });
  }

  /** A session that we supervise is over, and not by an act of ours. */
  #changed({ sessionId, status }: GwsSessionEvent['detail']): void {
    if (status !== 'Revoked' && status !== 'Completed') return;
    const last = this.#lastOf(sessionId);
    if (last === undefined || ENDS.test(last.act)) return;
    this.#observed(status === 'Revoked' ? 'Revoked' : 'Completed', sessionId);
  }

  /** What was done last about a session, but for what was refused. */
  #lastOf(sessionId: string): AuditEntry | undefined {
    return this.state.entries.findLast((each) => each.sessionId === sessionId && each.outcome !== 'failed');
  }

  #observed(act: SupervisionAct, sessionId: string, more: Partial<AuditEntry> = {}): void {
    const at = this.#now();
    const about = this.#othersIn(this.#sessionOf(sessionId), sessionId);
    const id = `server-${++this.#own}`;
    this.#add({ id, act, about, sessionId, askedAt: at, endedAt: at, outcome: 'confirmed', ...more });
  }

  #sessionOf(id: string | undefined): SessionState | undefined {
    return id === undefined ? undefined : this.#workspace.session(id).state;
  }

  /** Invitations come without participants: then whom the act before was about. */
  #othersIn(session: SessionState | undefined, id = ''): readonly AuditPerson[] {
    const others = (session?.participants ?? []).flatMap(({ type, userId, nickname }) =>
      type === 'Agent' && userId !== undefined && userId !== session?.userId ? [{ id: userId, name: nickname }] : [],
    );
    return others.length > 0 ? others : (this.#lastOf(id)?.about ?? []);
  }

  #person(id: string): AuditPerson {
    const user = this.#workspace.board.state.agents.find((each) => each.user.id === id)?.user;
    return user === undefined ? { id } : { id, name: user.userName };
  }

  #add(entry: AuditEntry): void {
    const { entries, dropped } = this.state;
    const excess = Math.max(0, entries.length + 1 - this.#capacity);
    this.#store.set({ entries: [...entries.slice(excess), entry], dropped: dropped + excess });
  }

  #change(id: string, change: (entry: AuditEntry) => AuditEntry): void {
    const { entries } = this.state;
    if (!entries.some((each) => each.id === id)) return;
    this.#store.set({ ...this.state, entries: entries.map((each) => (each.id === id ? change(each) : each)) });
  }
}

interface Heard {
  'gws-before-operation': GwsBeforeOperationEvent;
  'gws-operation': GwsOperationEvent;
  'gws-invitation': GwsInvitationEvent;
  'gws-session': GwsSessionEvent;
}

/** Hears the details of an event. By structure: its class may come from another copy of the library. */
function listen<T extends keyof Heard>(
  target: EventTarget,
  type: T,
  take: (detail: Heard[T]['detail']) => void,
): Unsubscribe {
  const listener = (event: Event): void => {
    take((event as unknown as Pick<Heard[T], 'detail'>).detail);
  };
  target.addEventListener(type, listener);
  return () => {
    target.removeEventListener(type, listener);
  };
}

/** The mode that the server shows: while it only invites, that of the invitation. */
function confirmedMode(session: SessionState): SupervisorMode | undefined {
  if (session.status === 'Invited') return session.supervisorMode;
  const mode = modeOf(session);
  return mode === 'Monitor' || mode === 'Coach' || mode === 'BargeIn' ? mode : undefined;
}

import { GwsError } from '../protocol/gws-error.js';
import type { User } from '../protocol/user.js';
import { StateStore } from '../state/state-store.js';
import type { BoardApi, BoardState, SupervisedAgent, Unsubscribe } from './contract.js';
import { asGwsError } from './gws-client.js';
import type { SessionLink } from './session-link.js';

/** Agents that a board shows at the most: each costs one read per round. */
export const MAX_AGENTS = 50;

/** A person without this role supervises nobody; where the server gives no roles, it is asked. */
const SUPERVISOR = 'ROLE_SUPERVISOR';

const refusedFor: ReadonlySet<string> = new Set(['permission-denied', 'forbidden', 'not-found']);

/**
 * The agents whom one may supervise, with their running sessions. GWS notifies nobody of other people's sessions, so they are read again in rounds,
 * only while somebody watches, and only those agents whom the first round allowed.
 */
export class AgentsBoard implements BoardApi {
  readonly #link: SessionLink;
  readonly #me: () => User | undefined;
  readonly #users: () => Promise<readonly User[]>;
  readonly #store: StateStore<BoardState>;
  /** Intervals in milliseconds of those who watch. */
  readonly #watchers: number[] = [];
  /** Whom the server let us see; `undefined` until a round told. */
  #allowed: readonly User[] | undefined;
  #cancel: (() => void) | undefined;
  /** Answers of a round that was overtaken are dropped. */
  #round = 0;

  constructor(link: SessionLink, me: () => User | undefined, users: () => Promise<readonly User[]>) {
    this.#link = link;
    this.#me = me;
    this.#users = users;
    this.#store = new StateStore<BoardState>({ phase: 'loading', agents: [], more: 0 }, link.report);
  }

  get state(): BoardState {
    return this.#store.state;
  }

  subscribe<T>(selector: (state: BoardState) => T, listener: (slice: T) => void): Unsubscribe {
    return this.#store.subscribe(selector, listener);
  }

  watch(interval: number): Unsubscribe {
    this.#watchers.push(interval);
    this.refresh();
    let watching = true;
    return () => {
      if (!watching) return;
      watching = false;
      this.#watchers.splice(this.#watchers.indexOf(interval), 1);
      if (this.#watchers.length === 0) this.#stop();
    };
  }

  refresh(): void {
    if (this.#watchers.length > 0) void this.#read();
  }

  /** Another user signed in: their agents are others. */
  clear(): void {
    this.#allowed = undefined;
    this.#stop();
    this.#store.set({ phase: 'loading', agents: [], more: 0 });
    this.refresh();
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#round += 1;
  }

  async #read(): Promise<void> {
    this.#stop();
    const round = this.#round;
    try {
      if (this.#link.live()) {
        const board = await this.#readAgents();
        if (round === this.#round) this.#store.set(board);
      }
    } catch (error) {
      if (round === this.#round) this.#store.set({ ...this.state, phase: 'failed', error: asGwsError(error) });
    }
    if (round !== this.#round || this.#watchers.length === 0) return;
    this.#cancel = this.#link.timers.after(Math.min(...this.#watchers), () => void this.#read());
  }

  async #readAgents(): Promise<BoardState> {
    const me = this.#me();
    const mine = me?.roles ?? [];
    if (mine.length > 0 && !mine.includes(SUPERVISOR)) return { phase: 'ready', agents: [], more: 0 };
    const candidates = this.#allowed ?? (await this.#users()).filter(({ id }) => id !== me?.id);
    const asked = candidates.slice(0, MAX_AGENTS);
    const agents = (await Promise.all(asked.map((user) => this.#readAgent(user)))).filter((each) => each !== undefined);
    this.#allowed = [...agents.map(({ user }) => user), ...candidates.slice(MAX_AGENTS)];
    return { phase: 'ready', agents, more: candidates.length - asked.length };
  }

  async #readAgent(user: User): Promise<SupervisedAgent | undefined> {
    try {
      const sessions = await this.#link.client.agentSessions(user.id);
      return { user, sessions };
    } catch (error) {
      if (error instanceof GwsError && refusedFor.has(error.code)) return undefined;
      throw error;
    }
  }
}

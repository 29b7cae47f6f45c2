import type { OperationCall } from '../protocol/operation-params.js';
import type { SessionUpdate } from '../protocol/session.js';

/** A session that somebody holds because of the run. */
export interface Holding {
  readonly id: string;
  readonly status: string;
  /** Held as a supervisor, who must not complete it. */
  readonly supervising: boolean;
}

const FINAL: readonly string[] = ['Completed', 'Revoked'];

/** What a run has left with one actor. Sessions that were there before it are none of its business. */
export class Holdings {
  readonly #foreign = new Set<string>();
  readonly #open = new Map<string, Holding>();
  readonly #watched = new Set<string>();

  get open(): readonly Holding[] {
    return [...this.#open.values()];
  }

  /** Users whose monitoring was armed and not cancelled. */
  get watched(): readonly string[] {
    return [...this.#watched];
  }

  /** Names sessions that must be left alone. */
  before(sessions: readonly SessionUpdate[]): void {
    for (const { id } of sessions) this.#foreign.add(id);
  }

  told({ id, status, supervisorMode }: SessionUpdate): void {
    if (status === undefined || this.#foreign.has(id)) return;
    const supervising = supervisorMode !== undefined || this.#open.get(id)?.supervising === true;
    if (FINAL.includes(status)) this.#open.delete(id);
    else this.#open.set(id, { id, status, supervising });
  }

  asked({ operation, params }: OperationCall): void {
    if (operation === 'Monitor' || operation === 'Coach' || operation === 'BargeIn') this.#watched.add(params.userId);
    if (operation === 'CancelSupervisorMonitoring') this.#watched.delete(params.userId);
  }

  /** Nothing more can be done about these. */
  abandon(): void {
    for (const { id } of this.open) this.#foreign.add(id);
    this.#open.clear();
    this.#watched.clear();
  }
}

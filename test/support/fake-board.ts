import type { BoardApi, BoardState, Unsubscribe } from '../../src/session/contract.js';
import { StateStore } from '../../src/state/state-store.js';

/** A board whose state a test sets; counts who watches and who asked for a reading. */
export class FakeBoard implements BoardApi {
  readonly #store = new StateStore<BoardState>({ phase: 'ready', agents: [], more: 0 });
  readonly intervals: number[] = [];
  refreshed = 0;

  get state(): BoardState {
    return this.#store.state;
  }

  subscribe<T>(selector: (state: BoardState) => T, listener: (slice: T) => void): Unsubscribe {
    return this.#store.subscribe(selector, listener);
  }

  set(part: Partial<BoardState>): void {
    this.#store.set({ ...this.state, ...part });
  }

  watch(interval: number): Unsubscribe {
    this.intervals.push(interval);
    return () => {
      this.intervals.splice(this.intervals.indexOf(interval), 1);
    };
  }

  refresh(): void {
    this.refreshed += 1;
  }
}

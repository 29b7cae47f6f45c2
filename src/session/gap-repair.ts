import type { SessionLink } from './session-link.js';

/**
 * Reads a session's log again when entries are missing: once for all gaps, after a short grace in which the missing ones may still arrive, and at
 * most so often per minute. What a reading does not bring is a known hole and no gap any more.
 */
export class GapRepair {
  readonly #link: SessionLink;
  readonly #missing: () => boolean;
  readonly #read: () => Promise<unknown>;
  #times: readonly number[] = [];
  #cancel: (() => void) | undefined;
  #reading = false;

  /** `read` reads and reduces; it may reject. */
  constructor(link: SessionLink, missing: () => boolean, read: () => Promise<unknown>) {
    this.#link = link;
    this.#missing = missing;
    this.#read = read;
  }

  /** To be called after each change of the log. */
  update(): void {
    if (!this.#missing()) this.stop();
    else if (this.#cancel === undefined && !this.#reading && this.#link.live()) {
      this.#cancel = this.#link.timers.after(this.#wait(), () => {
        this.#cancel = undefined;
        void this.#run();
      });
    }
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async #run(): Promise<void> {
    if (!this.#missing() || !this.#link.live()) return;
    this.#times = [...this.#times.slice(1 - this.#link.timings.gapReadsPerMinute), this.#link.now()];
    this.#link.count('gap-reads');
    this.#reading = true;
    try {
      await this.#read();
    } catch {
      this.#link.count('gap-reads-failed');
    }
    this.#reading = false;
    this.update();
  }

  #wait(): number {
    const { gapGrace, gapReadsPerMinute } = this.#link.timings;
    if (this.#times.length < gapReadsPerMinute) return gapGrace;
    // The oldest of the last n readings must be a minute old. A clock that was set back must not make it longer.
    const [oldest = 0] = this.#times;
    return Math.max(gapGrace, Math.min(60_000, oldest + 60_000 - this.#link.now()));
  }
}

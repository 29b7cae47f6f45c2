import type { Environment } from './environment.js';
import { parseJson } from './safe-json.js';
import { outranks, type Copy, type Rank, type Report } from './shared-message.js';
import type { SharedTiming } from './shared-options.js';
import type { TransportFrame } from './transport.js';
import { Watchdog } from './watchdog.js';

/** What following tells the tab that follows. */
export interface FollowingEvents {
  /** Asks all tabs who leads; with `probe` the leader looks after the line too. */
  readonly ask: (probe: boolean) => void;
  /** There is no leader, or none that is awake. */
  readonly silent: () => void;
  /** Asks the server who we are, and calls back if that is who we were. A later question, or `status`, voids it. */
  readonly prove: (proven: () => void) => void;
  /** The leader's line is open; `anew` when notifications may have been missed. */
  readonly open: (anew: boolean) => void;
  /** The leader's line is not open. */
  readonly status: (report: Report) => void;
  readonly frame: (frame: TransportFrame) => void;
}

/** Listening to a leader: who it is, whether it is there, and whether nothing it said was missed. */
export class Following {
  readonly #timing: SharedTiming;
  readonly #environment: Environment;
  readonly #events: FollowingEvents;
  readonly #guard: Watchdog;
  /** As it was last heard. */
  #leader: Report | undefined;
  /** Whether nothing that the leader passed on is missing since our last generation. */
  #joined = false;
  /** Whether silence matters: who is refused would not take over. */
  #watching = false;
  #asked = false;

  constructor(timing: SharedTiming, environment: Environment, events: FollowingEvents) {
    this.#timing = timing;
    this.#environment = environment;
    this.#events = events;
    this.#guard = new Watchdog(environment, () => this.#onSilence());
  }

  /** Looks for a leader. */
  start(patience = this.#timing.answer): void {
    this.#leader = undefined;
    this.#joined = false;
    this.#watching = true;
    this.ask(false, patience);
  }

  /** Counts what comes as missed, and silence as nothing. */
  stop(): void {
    this.#watching = this.#joined = false;
    this.#guard.stop();
  }

  /** Asks the leader to say something, and takes its silence as that of a dead one. */
  ask(probe: boolean, patience = this.#timing.answer): void {
    this.#asked = true;
    // Not all at once.
    this.#guard.expect(patience * (1 + this.#environment.random() / 4));
    this.#events.ask(probe);
  }

  /** Whether this is our leader speaking. One that outranks the one we know is ours from now on. */
  heeds(rank: Rank): boolean {
    if (this.#leader !== undefined && outranks(this.#leader, rank)) return false;
    this.#asked = false;
    if (this.#watching) this.#guard.expect(this.#timing.silence);
    return true;
  }

  onReport(report: Report): void {
    const { state, generation, change, seq } = report;
    const known = this.#knows(report) ? this.#leader : undefined;
    this.#leader = report;
    const goesOn = known?.seq === seq && known.generation === generation;
    if (goesOn && known.change === change) return;
    if (state === 'open') {
      if (this.#joined && goesOn) this.#events.open(false);
      else this.#join();
    } else {
      this.#joined &&= goesOn;
      this.#events.status(report);
    }
  }

  onCopy(copy: Copy): void {
    const known = this.#leader;
    if (known === undefined || !this.#knows(copy)) {
      // The first word of this leader: it has to introduce itself.
      this.#events.ask(false);
      return;
    }
    this.#leader = { ...known, seq: copy.seq };
    if (copy.seq !== known.seq + 1) {
      this.#joined = false;
      if (known.state === 'open') this.#join();
    } else if (this.#joined) this.#take(copy);
  }

  /** The leader leaves. Where no lock passes on the lead, one of us is next. */
  onBye(rank: Rank, passesOn: boolean): void {
    if (!this.#knows(rank)) return;
    this.#leader = undefined;
    if (!this.#watching || passesOn) return;
    this.#asked = true;
    this.#guard.expect(this.#environment.random() * this.#timing.firstAnswer);
  }

  #knows({ from, term }: Rank): boolean {
    return this.#leader?.from === from && this.#leader.term === term;
  }

  /** What the leader passes on is ours from now on, if we still are who it is; what was before has to be read. */
  #join(): void {
    this.#joined = false;
    this.#events.prove(() => {
      this.#joined = true;
      if (!this.#watching) {
        this.#watching = true;
        this.#guard.expect(this.#timing.silence);
      }
      this.#events.open(true);
    });
  }

  #take({ channel, text }: Copy): void {
    let data: unknown;
    try {
      data = parseJson(text);
    } catch {
      return;
    }
    this.#events.frame({ channel, data });
  }

  /** Timers may be late, the leader's or ours: it is asked before it is replaced. */
  #onSilence(): void {
    if (!this.#asked) {
      this.ask(false);
      return;
    }
    this.#asked = false;
    this.#guard.expect(this.#timing.answer);
    this.#events.silent();
  }
}

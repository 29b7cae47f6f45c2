/** Timers as the controllers use them; a test or a worker brings its own. */
export interface Timers {
  /** Runs `callback` once after `ms` milliseconds; the result cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** Waiting times in milliseconds and bounds; hosts and tests may override single ones. */
export interface Timings {
  /** A POST without any answer counts as lost after this. */
  readonly answer: number;
  /** An operation without a visible effect is looked up in the log this long after its answer (or the loss of it). */
  readonly lookup: number;
  /** … and ends as `unknown` after this long, counted from the same moment, or as soon as the line is live again. */
  readonly giveUp: number;
  /** The same for what another person has to accept first: a consultation, an invitation, a transfer. */
  readonly people: number;
  /** A message that came before its predecessor waits this long before the log is read again. */
  readonly gapGrace: number;
  /** Readings of one session's log on account of gaps, per minute. */
  readonly gapReadsPerMinute: number;
  /** Silent losses (a lost last notification) are looked for this often while sessions are open; 0 means never. */
  readonly check: number;
  /** Longest wait between two attempts to catch up; attempts start at one second, doubled, with full jitter. */
  readonly retryCap: number;
  /** Notifications of a closed session are ignored for this long. */
  readonly tombstone: number;
  /** A session that nobody uses is forgotten after this. */
  readonly release: number;
  /** A typing notice is withdrawn after this much silence. */
  readonly typing: number;
}

/** The waiting times unless told otherwise. */
export const TIMINGS: Timings = {
  answer: 30_000,
  lookup: 10_000,
  giveUp: 15_000,
  people: 180_000,
  gapGrace: 400,
  gapReadsPerMinute: 6,
  check: 60_000,
  retryCap: 30_000,
  tombstone: 600_000,
  release: 30_000,
  typing: 5_000,
};

/** Everything that is not a rule: clock, timers, ids, chance. */
export interface Environment {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timers: Timers;
  /** Unique in the page, and hard to guess: it is sent as `X-Operation-Id`. */
  readonly newId: () => string;
  /** From 0 (inclusive) to 1 (exclusive), for jitter. */
  readonly random: () => number;
  readonly timings: Timings;
}

/** The real world, with single parts replaced. */
export function environment(
  options: Partial<Omit<Environment, 'timings'>> & { timings?: Partial<Timings> },
): Environment {
  return {
    now: options.now ?? Date.now,
    timers: options.timers ?? realTimers,
    // Not `randomUUID`: it exists in secure contexts only, and call centres have plain http intranets.
    newId: options.newId ?? (() => crypto.getRandomValues(new Uint32Array(4)).join('-')),
    random: options.random ?? Math.random,
    timings: { ...TIMINGS, ...options.timings },
  };
}

const realTimers: Timers = {
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

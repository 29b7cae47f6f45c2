/** Everything the room takes from its surroundings, so that tests can bring their own clock, chance and network. */
export interface Environment {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds that never jump; only differences count. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  readonly setTimeout: (run: () => void, delay: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
  /** Where hints about page and network are dispatched: the window and its document, as far as they exist. */
  readonly hints: readonly EventTarget[];
}

/** Limits and patience, in milliseconds. */
export interface Timing {
  /** One REST request, from sending to the last byte of the answer. */
  readonly request: number;
  /** How late a Bayeux answer may be, counted from when the server should have sent it. */
  readonly maxNetworkDelay: number;
  /** First step of the backoff; doubled per failure, never waited in full: full jitter. */
  readonly backoff: number;
  readonly maxBackoff: number;
  /** Shortest poll believed: shorter announced timeouts are raised to it, and empty polls come at most once in it. */
  readonly minPoll: number;
  readonly maxPoll: number;
  /** Longest pause between polls that the server may ask for. */
  readonly maxInterval: number;
  /** What the watchdog adds to the time in which CometD and its transport should have noticed by themselves. */
  readonly slack: number;
}

/** What holds unless a host says otherwise. */
export const DEFAULT_TIMING: Timing = {
  request: 20_000,
  maxNetworkDelay: 10_000,
  backoff: 1_000,
  maxBackoff: 30_000,
  minPoll: 1_000,
  maxPoll: 120_000,
  maxInterval: 60_000,
  slack: 1_000,
};

/** The real surroundings. Reads no global that a worker or Node may lack before it is called. */
export const systemEnvironment = (): Environment => ({
  fetch: (input, init) => globalThis.fetch(input, init),
  now: () => performance.now(),
  random: Math.random,
  setTimeout: (run, delay) => globalThis.setTimeout(run, delay),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as number),
  hints: [globalThis as Partial<EventTarget>, (globalThis as { document?: EventTarget }).document].filter(
    (target): target is EventTarget => target?.addEventListener !== undefined,
  ),
});

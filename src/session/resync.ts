import type { GwsError } from '../protocol/gws-error.js';
import type { MessagesNotification, SessionNotification } from '../protocol/notification.js';
import type { SessionUpdate } from '../protocol/session.js';
import type { User } from '../protocol/user.js';
import { asGwsError } from './gws-client.js';
import type { LogPart, SessionController } from './session-controller.js';
import type { SessionLink } from './session-link.js';
import type { SessionRegistry } from './session-registry.js';

/** What catching up tells the workspace. */
export interface ResyncListener {
  user(): User | undefined;
  setUser(user: User): void;
  /** Everything missed has been read and merged. */
  caughtUp(): void;
  /** Catching up failed and will be tried again after `wait` milliseconds. */
  retrying(error: GwsError, wait: number): void;
}

type Frame = SessionNotification | MessagesNotification;

/** Held notifications; with more, everything is read again instead. */
const MAX_FRAMES = 5_000;
/** Between two runs that notifications cause, in milliseconds. */
const PAUSE = 2_000;

/**
 * Catching up: read who we are, the list of sessions and each open session's log after its last known entry; then merge that, then replay the
 * notifications that came meanwhile. It runs after each subscription, when notifications are held until it is done (`hold`), and now and then while
 * live, when they are both reduced at once and replayed on top of what was read: a reading may be older than they are.
 *
 * Each run makes the answers of all earlier ones void.
 */
export class Resync {
  readonly #link: SessionLink;
  readonly #registry: SessionRegistry;
  readonly #listener: ResyncListener;
  #run = 0;
  #running = false;
  #holding = false;
  #again = false;
  #attempts = 0;
  #doubting = false;
  /** When the last run began. */
  #began = -Infinity;
  #cancelDoubt: (() => void) | undefined;
  #frames: Frame[] = [];
  #cancelTimer: (() => void) | undefined;

  constructor(link: SessionLink, registry: SessionRegistry, listener: ResyncListener) {
    this.#link = link;
    this.#registry = registry;
    this.#listener = listener;
  }

  /** The line is open, or open again. */
  start(): void {
    this.#release();
    this.#holding = true;
    this.#attempts = 0;
    void this.#catchUp();
  }

  /** The line is down: whatever is under way is void, and what was held is all there is. `over`: whoever comes next may be somebody else. */
  stop(over: boolean): void {
    this.#cancelTimer?.();
    this.#cancelDoubt?.();
    this.#doubting = false;
    this.#run++;
    this.#running = false;
    this.#again = false;
    this.#release();
    if (over) this.#frames = [];
  }

  /** Reads everything again while live. */
  check(): void {
    if (this.#holding || !this.#link.live()) return;
    if (this.#running) this.#again = true;
    else void this.#catchUp();
  }

  /** Takes a notification from the line. */
  receive(frame: Frame): void {
    if (this.#holding || this.#running) {
      if (this.#frames.length >= MAX_FRAMES) {
        this.#link.count('overflow');
        this.#frames.length = 0;
        this.#again = true;
      }
      this.#frames.push(frame);
    }
    if (!this.#holding && !this.#registry.deliver(frame)) this.#doubt();
  }

  /** Something is going on that the list must explain: asked at once, but not again and again. */
  #doubt(): void {
    if (this.#doubting || !this.#link.live()) return;
    this.#doubting = true;
    const wait = Math.max(0, Math.min(PAUSE, this.#began + PAUSE - this.#link.now()));
    this.#cancelDoubt = this.#link.timers.after(wait, () => {
      this.#doubting = false;
      this.check();
    });
  }

  async #catchUp(): Promise<void> {
    const run = ++this.#run;
    this.#running = true;
    this.#began = this.#link.now();
    this.#cancelTimer?.();
    try {
      const isCurrent = (): boolean => run === this.#run;
      const expected = this.#registry.open;
      const known = this.#listener.user();
      const [user, list] = await Promise.all([known ?? this.#link.client.me(), this.#list()]);
      if (!isCurrent()) return;
      if (user !== known) this.#listener.setUser(user);
      const updates = await this.#complete(list, expected);
      if (!isCurrent()) return;
      const logs = await this.#logs(updates, expected);
      if (!isCurrent()) return;
      this.#registry.batch(() => {
        this.#merge(updates, logs, expected);
        this.#replay();
      });
      this.#done();
    } catch (error) {
      if (run === this.#run) this.#failed(asGwsError(error));
    }
  }

  /** The list, or `undefined` when the server refuses to give one: then what we know has to do. */
  async #list(): Promise<readonly SessionUpdate[] | undefined> {
    try {
      return await this.#link.client.sessions();
    } catch (thrown) {
      const error = asGwsError(thrown);
      if (error.retryable || error.code === 'auth-required' || error.code === 'bad-answer') throw error;
      this.#link.count('list-refused');
      return undefined;
    }
  }

  /**
   * Reads singly what the list only names, and what it no longer holds although we thought it open. A session that the server denies is over; how, it
   * does not say any more: `Completed`.
   */
  #complete(
    list: readonly SessionUpdate[] | undefined,
    expected: readonly SessionController[],
  ): Promise<readonly SessionUpdate[]> {
    if (list === undefined) return Promise.resolve(expected.map(({ id }) => ({ id })));
    const ids = new Set(list.map(({ id }) => id));
    const missing = expected.filter(({ id }) => !ids.has(id)).map(({ id }): SessionUpdate => ({ id }));
    return Promise.all(
      [...list, ...missing].map(async (update) => {
        if (update.status !== undefined) return update;
        try {
          return { ...update, ...(await this.#link.client.session(update.id)) };
        } catch (thrown) {
          const error = asGwsError(thrown);
          if (error.retryable || error.code === 'auth-required') throw error;
          return error.code === 'bad-answer'
            ? update
            : ({ id: update.id, status: 'Completed', capabilities: [] } as const);
        }
      }),
    );
  }

  /** Each session's log. One that cannot be read does not keep the others waiting. */
  async #logs(
    updates: readonly SessionUpdate[],
    expected: readonly SessionController[],
  ): Promise<ReadonlyMap<string, LogPart>> {
    const parts = new Map<string, LogPart>();
    await Promise.all(
      updates.map(async ({ id, status }) => {
        const known = this.#registry.find(id);
        // Before it is accepted a session shows no log; an ended one is of interest only as far as we were in it.
        const isWanted = expected.some((each) => each === known);
        if (status === 'Invited' || (!isWanted && (status === undefined || isOver(status)))) return;
        try {
          parts.set(id, known ? await known.readLog() : { from: 1, messages: await this.#link.client.messages(id, 1) });
        } catch (thrown) {
          if (asGwsError(thrown).code === 'auth-required') throw thrown;
          this.#link.count('log-reads-failed');
        }
      }),
    );
    return parts;
  }

  #merge(
    updates: readonly SessionUpdate[],
    logs: ReadonlyMap<string, LogPart>,
    expected: readonly SessionController[],
  ): void {
    const { open } = this.#registry;
    const oldestFirst = [...updates].sort((a, b) => (a.receivedAt ?? MAX) - (b.receivedAt ?? MAX));
    for (const update of oldestFirst) {
      // It ended while we read: that is newer than what we read.
      if (expected.some((each) => each.id === update.id && !open.includes(each))) continue;
      const session = update.status === undefined ? this.#registry.find(update.id) : this.#registry.revive(update);
      if (session === undefined) continue;
      const showsNone = update.status === 'Invited' || isOver(update.status);
      const part = logs.get(update.id) ?? (showsNone ? nothingAfter(session) : undefined);
      session.merge(update, part);
      if (part === undefined && session.latest.status !== undefined) session.needsLog();
    }
  }

  #replay(): void {
    const frames = this.#frames;
    this.#frames = [];
    const known = this.#registry.all.length;
    for (const frame of frames) {
      if (this.#registry.deliver(frame) && this.#registry.all.length === known) continue;
      this.#link.count('unexplained');
      // It may have begun after the list was made, or have ended before.
      if (this.#holding) this.#again = true;
      else this.#doubt();
    }
  }

  #done(): void {
    this.#running = false;
    this.#attempts = 0;
    const held = this.#holding;
    this.#holding = false;
    if (held) this.#listener.caughtUp();
    if (this.#again) {
      this.#again = false;
      void this.#catchUp();
    }
  }

  #failed(error: GwsError): void {
    this.#running = false;
    this.#again = false;
    if (!this.#holding) {
      // While live nothing is missing that we know of; the next check is due anyway.
      this.#frames = [];
      this.#link.count('checks-failed');
      return;
    }
    const { random, timers, timings } = this.#link;
    const wait = Math.max(
      error.detail.retryAfter ?? 0,
      random() * Math.min(timings.retryCap, 1_000 * 2 ** this.#attempts++),
    );
    this.#listener.retrying(error, wait);
    this.#cancelTimer = timers.after(wait, () => {
      void this.#catchUp();
    });
  }

  /** Gives out what was held, or keeps it until it is known whose it is. */
  #release(): void {
    this.#holding = false;
    if (this.#listener.user() === undefined) return;
    this.#registry.batch(() => {
      this.#replay();
    });
  }
}

/** Sorts after every time. */
const MAX = Number.MAX_VALUE;

/** An invitation shows no log, and a session that is over need not: then nothing is missed by not reading it. */
function nothingAfter({ latest }: SessionController): LogPart {
  return { from: latest.log.lastIndex + 1, messages: [] };
}

function isOver(status: SessionUpdate['status']): boolean {
  return status === 'Completed' || status === 'Revoked';
}

import { GwsError, isGwsError } from '../protocol/gws-error.js';
import type { WireAnswer, WireRequest } from '../protocol/wire.js';
import { systemEnvironment, type Environment } from './environment.js';
import { watchLifecycle } from './lifecycle.js';
import { Following } from './shared-following.js';
import { sharedName } from './shared-identity.js';
import { Inquiry } from './shared-inquiry.js';
import { Lead } from './shared-lead.js';
import { detailOf, outranks, readShared, SHARED_VERSION, type Rank, type SharedMessage } from './shared-message.js';
import { LockOffice, LooseOffice, type Locks, type Office, type OfficeEvents } from './shared-office.js';
import { SHARED_TIMING, type SharedChannel, type SharedTiming, type SharedTransportOptions } from './shared-options.js';
import type { RequestOptions, Transport, TransportListener, TransportState, TransportStatus } from './transport.js';

export type { Locks } from './shared-office.js';
export type { SharedChannel, SharedTiming, SharedTransportOptions } from './shared-options.js';

/**
 * One line for all tabs of a browser that are signed in as the same user to the same GWS: one of them polls and passes on what it hears, each sends its
 * own requests. A tab that joins, or whose leader changes, reports a new generation: whoever listens catches up as after any reconnect, so that neither
 * the election nor the channel between the tabs has to be perfect. Without `BroadcastChannel`, or where the server does not say who we are, it is the
 * line as it is.
 */
export const createSharedTransport = (options: SharedTransportOptions): Transport => new SharedTransport(options);

/**
 * `waiting` for the server's word who we are · `refused`: not signed in, hears whether another tab is · `asleep`: the page is frozen or put away.
 */
type Role = 'out' | 'waiting' | 'following' | 'leading' | 'refused' | 'asleep';

class SharedTransport implements Transport {
  readonly #options: SharedTransportOptions;
  readonly #line: Transport;
  readonly #environment: Environment;
  readonly #timing: SharedTiming;
  readonly #inquiry: Inquiry;
  readonly #following: Following;
  readonly #listeners = new Set<TransportListener>();
  readonly #id: string;
  #status: TransportStatus = { state: 'idle', generation: 0 };
  #role: Role = 'out';
  /** Counts beginnings: refusals of what was asked before say nothing about the login of now. */
  #beginning = 0;
  /** The user, while we know. */
  #who: string | undefined;
  #channel: SharedChannel | undefined;
  #office: Office | undefined;
  #lead: Lead | undefined;
  /** The highest term heard of. */
  #term = 0;
  #unwatch: (() => void) | undefined;
  #alarm: unknown;

  constructor(options: SharedTransportOptions) {
    this.#options = options;
    this.#line = options.line;
    const environment = { ...systemEnvironment(), ...options.environment };
    this.#environment = environment;
    this.#timing = { ...SHARED_TIMING, ...options.timing };
    this.#id = String(environment.random()).slice(2);
    this.#inquiry = new Inquiry(this.#line, environment, {
      refused: (error) => this.#refuse(error),
      waiting: (error, retryIn) => this.#onTrouble({ state: 'broken', error, retryIn }),
    });
    this.#following = new Following(this.#timing, environment, {
      ask: (probe) => this.#post({ type: 'ask', from: this.#id, probe }),
      silent: () => this.#office?.seize(),
      prove: (proven) => this.#prove(proven),
      open: (anew) => this.#onOpen(anew),
      status: (report) => {
        this.#inquiry.drop();
        if (this.#role === 'following') this.#relate(report.state, detailOf(report));
      },
      frame: (frame) => this.#tell((listener) => listener.message?.(frame)),
    });
  }

  get status(): TransportStatus {
    return this.#status;
  }

  connect(): void {
    const { state } = this.#status;
    if (state === 'connecting' || state === 'open') return;
    if (state === 'broken') this.probe();
    else if (state === 'stopped' && this.#role === 'leading') this.#line.connect();
    // The server ended the leader's line; whoever wants one again makes one.
    else if (state === 'stopped' && this.#role === 'following') this.#office?.seize();
    else this.#begin();
  }

  probe(): void {
    if (this.#inquiry.isWaiting) this.#inquiry.hurry();
    else if (this.#role === 'leading') this.#line.probe();
    else if (this.#role === 'following') this.#following.ask(true);
  }

  disconnect(): Promise<void> {
    const ended = this.#leave();
    this.#unwatch?.();
    this.#unwatch = undefined;
    if (this.#status.state !== 'idle') this.#say('stopped');
    return ended;
  }

  async request(request: WireRequest, options?: RequestOptions): Promise<WireAnswer> {
    const beginning = this.#beginning;
    try {
      return await this.#line.request(request, options);
    } catch (error) {
      // Whatever the leader may do: this tab is not signed in.
      const isOurs = isGwsError(error) && error.code === 'auth-required' && beginning === this.#beginning;
      if (isOurs && this.#role !== 'out' && this.#role !== 'refused') this.#refuse(error);
      throw error;
    }
  }

  listen(listener: TransportListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Starts from nothing: who are we? */
  #begin(): void {
    void this.#leave();
    this.#beginning++;
    this.#role = 'waiting';
    this.#unwatch ??= this.#watchPage();
    this.#say('connecting');
    const { channel = channelOfPage() } = this.#options;
    if (channel === undefined || channel === null) this.#win();
    else this.#inquiry.ask((who) => void this.#meet(who, channel));
  }

  /** Looks for the others. */
  async #meet(who: string | undefined, open: (name: string) => SharedChannel): Promise<void> {
    if (who === undefined) {
      this.#win();
      return;
    }
    this.#who = who;
    const { baseUrl, topics, key = '', locks = locksOfPage() } = this.#options;
    const page = (globalThis as { location?: Location }).location;
    const name = await sharedName([new URL(baseUrl, page?.href).href, [...topics].sort().join(' '), key, who]);
    // Somebody may have disconnected, or begun again, meanwhile.
    if (this.#role !== 'waiting' || this.#who !== who || this.#channel !== undefined) return;
    try {
      this.#channel = open(name);
    } catch {
      // An opaque origin has none.
      this.#who = undefined;
      this.#win();
      return;
    }
    this.#channel.onmessage = ({ data }) => this.#receive(readShared(data));
    const events: OfficeEvents = {
      won: () => this.#win(),
      lost: () => this.#stepDown(),
      denied: () => (this.#office = new LooseOffice(events)),
    };
    this.#office = locks ? new LockOffice(locks, name, events) : new LooseOffice(events);
    this.#follow(this.#office.queues ? undefined : this.#timing.firstAnswer);
  }

  /** Nobody leads us yet. What we say to the world stays as it is until somebody does. */
  #follow(patience?: number): void {
    this.#role = 'following';
    this.#following.start(patience);
    this.#office?.seek();
  }

  #win(): void {
    const { wallClock = Date.now } = this.#options;
    this.#inquiry.drop();
    this.#following.stop();
    this.#role = 'leading';
    this.#term = Math.max(this.#term + 1, Math.floor(wallClock()));
    this.#lead = new Lead(
      {
        line: this.#line,
        rank: { from: this.#id, term: this.#term },
        environment: this.#environment,
        heartbeat: this.#timing.heartbeat,
        post: (message) => this.#post(message),
      },
      {
        prove: (proven) => this.#prove(proven),
        open: (anew) => this.#onOpen(anew),
        status: (status) => {
          this.#inquiry.drop();
          if (status.state === 'auth-required') this.#refuse(status.error);
          else this.#relate(status.state, status);
        },
        frame: (frame) => this.#tell((listener) => listener.message?.(frame)),
      },
    );
    this.#lead.begin();
  }

  #stepDown(): void {
    if (this.#role !== 'leading') return;
    void this.#resign();
    this.#follow();
  }

  /** Has no role any more. Says nothing: what comes next does. */
  #resign(): Promise<void> {
    const lead = this.#lead;
    this.#lead = undefined;
    this.#role = 'out';
    this.#inquiry.drop();
    this.#following.stop();
    this.#environment.clearTimeout(this.#alarm);
    const ended = lead?.end();
    this.#office?.leave();
    return ended ?? Promise.resolve();
  }

  #leave(): Promise<void> {
    const ended = this.#resign();
    this.#channel?.close();
    this.#channel = this.#office = this.#who = undefined;
    this.#term = 0;
    return ended;
  }

  #refuse(error = new GwsError('auth-required')): void {
    const hears = this.#channel !== undefined;
    void this.#resign();
    if (hears) this.#role = 'refused';
    if (this.#status.state !== 'auth-required') this.#say('auth-required', { error });
  }

  #receive(message: SharedMessage | undefined): void {
    if (message === undefined || message.from === this.#id) return;
    if (message.type === 'ask') this.#lead?.answer(message.probe);
    else if (message.type === 'bye') this.#following.onBye(message, this.#office?.queues === true);
    else if (this.#heeds(message)) {
      if (message.type === 'report') this.#following.onReport(message);
      else this.#following.onCopy(message);
    }
  }

  #heeds(rank: Rank): boolean {
    const { rank: own } = this.#lead ?? {};
    if (own !== undefined) {
      if (outranks(own, rank)) {
        // It has to hear that it is not alone.
        this.#lead?.answer(false);
        return false;
      }
      this.#stepDown();
    }
    if (this.#role !== 'following' && this.#role !== 'refused') return false;
    this.#term = Math.max(this.#term, rank.term);
    return this.#following.heeds(rank);
  }

  #onOpen(anew: boolean): void {
    if (this.#role === 'refused') {
      this.#role = 'following';
      this.#office?.seek();
    }
    if (anew) this.#status = { ...this.#status, generation: this.#status.generation + 1 };
    if (anew || this.#status.state !== 'open') this.#say('open');
  }

  /** A change of the line, ours or the leader's. */
  #relate(state: TransportState, { error, retryIn }: Pick<TransportStatus, 'error' | 'retryIn'>): void {
    // While leaders change nobody knows better than that the line is open; if it is not, that is said soon.
    if (state === 'connecting' && this.#status.state === 'open') return;
    this.#say(state, { ...(error && { error }), ...(retryIn !== undefined && { retryIn }) });
  }

  /** The server does not say who we are. */
  #onTrouble(trouble: Pick<TransportStatus, 'state' | 'error' | 'retryIn'>): void {
    if (this.#role === 'refused') {
      // The next sign-in of another tab is soon enough.
      this.#inquiry.drop();
      return;
    }
    this.#lead?.pass(trouble);
    this.#relate(trouble.state, trouble);
  }

  /** Goes on if the server still takes us for the same user. */
  #prove(proven: () => void): void {
    const known = this.#who;
    if (known === undefined) {
      proven();
      return;
    }
    this.#inquiry.ask((who) => {
      if (who === known) {
        proven();
        return;
      }
      // Somebody else signed in with our cookies. Whoever listens must forget what it knows, and this tab belongs to another line.
      this.#refuse();
      this.#begin();
    });
  }

  #watchPage(): () => void {
    const { hints } = this.#environment;
    const away = (): void => this.#sleep();
    const each = (act: (target: EventTarget, type: string) => void): void => {
      for (const target of hints) for (const type of ['freeze', 'pagehide']) act(target, type);
    };
    each((target, type) => target.addEventListener(type, away));
    const unwatch = watchLifecycle(hints, () => this.#wake());
    return () => {
      unwatch();
      each((target, type) => target.removeEventListener(type, away));
    };
  }

  /** Nobody must wait for a tab that stands still. */
  #sleep(): void {
    if (this.#channel === undefined || (this.#role !== 'leading' && this.#role !== 'following')) return;
    void this.#resign();
    this.#role = 'asleep';
    // A page that runs is awake, whether it was told so or not.
    this.#alarm = this.#environment.setTimeout(() => this.#wake(), this.#timing.heartbeat);
  }

  #wake(): void {
    this.#environment.clearTimeout(this.#alarm);
    if (this.#role === 'asleep') this.#follow();
    else if (this.#role === 'following') this.#following.ask(true);
    else this.#inquiry.hurry();
  }

  #post(message: SharedMessage): void {
    try {
      this.#channel?.postMessage({ v: SHARED_VERSION, ...message });
    } catch {
      // Whoever misses it learns of it by the next number.
    }
  }

  #say(state: TransportState, more?: Partial<TransportStatus>): void {
    this.#status = { state, generation: this.#status.generation, ...more };
    this.#tell((listener) => listener.status?.(this.#status));
  }

  #tell(act: (listener: TransportListener) => void): void {
    for (const listener of [...this.#listeners]) {
      try {
        act(listener);
      } catch (error) {
        (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error);
      }
    }
  }
}

const channelOfPage = (): ((name: string) => SharedChannel) | undefined =>
  'BroadcastChannel' in globalThis ? (name) => new BroadcastChannel(name) : undefined;

/** Pages without TLS have none. */
const locksOfPage = (): Locks | undefined => (globalThis as { navigator?: { locks?: Locks } }).navigator?.locks;

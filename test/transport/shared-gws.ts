import { GwsError } from '../../src/protocol/gws-error.js';
import type { JsonValue } from '../../src/protocol/json.js';
import type { WireAnswer, WireRequest } from '../../src/protocol/wire.js';
import type { Transport, TransportListener, TransportState, TransportStatus } from '../../src/transport/transport.js';
import type { FakeBrowser, Tab } from './shared-browser.js';

/** A notification: its number among all, and whose it is. */
export interface Noted {
  readonly number: number;
  readonly user: string;
}

/** Milliseconds that anything needs to the server or back. */
const WAY = 5;

/** A server that knows who asks, and tells subscribers what is theirs. */
export class FakeGws {
  readonly browser: FakeBrowser;
  readonly #subscribed = new Map<FakeLine, string>();
  /** Notifications made so far, all users'. */
  made = 0;
  /** Last number made for each user. */
  readonly last = new Map<string, number>();
  up = true;
  /** Whether `/me` says who one is. */
  names = true;
  /** Handshakes so far. */
  handshakes = 0;

  constructor(browser: FakeBrowser) {
    this.browser = browser;
  }

  /** Lines that are subscribed: so many polls are under way. */
  get polls(): readonly FakeLine[] {
    return [...this.#subscribed.keys()];
  }

  /** Users whose lines are subscribed. */
  get users(): readonly string[] {
    return [...this.#subscribed.values()].sort();
  }

  notify(user: string): void {
    const noted: Noted = { number: ++this.made, user };
    this.last.set(user, this.made);
    for (const [line, owner] of this.#subscribed) if (owner === user) line.deliver(noted);
  }

  subscribe(line: FakeLine, user: string): void {
    this.handshakes++;
    this.#subscribed.set(line, user);
  }

  forget(line: FakeLine): void {
    this.#subscribed.delete(line);
  }

  isSubscribed(line: FakeLine): boolean {
    return this.#subscribed.has(line);
  }

  /** Drops the subscriptions that fit: the lines notice, and handshake again. */
  expire(fits: (line: FakeLine) => boolean = () => true): void {
    for (const line of this.polls) if (fits(line)) line.lose();
  }
}

/** One tab's line, with the manners of the real one: generations, retries, requests as whoever the tab is now. */
export class FakeLine implements Transport {
  status: TransportStatus = { state: 'idle', generation: 0 };
  probes = 0;
  asked = 0;
  /** Whom the server named last. */
  named: string | undefined;
  readonly #gws: FakeGws;
  readonly #tab: Tab;
  readonly #listeners = new Set<TransportListener>();
  #attempt = 0;

  constructor(gws: FakeGws, tab: Tab) {
    this.#gws = gws;
    this.#tab = tab;
  }

  connect(): void {
    const { state } = this.status;
    if (state === 'connecting' || state === 'open' || state === 'broken') return;
    this.become('connecting');
    this.#handshake();
  }

  probe(): void {
    this.probes++;
  }

  disconnect(): Promise<void> {
    this.#attempt++;
    this.#gws.forget(this);
    if (this.status.state !== 'idle') this.become('stopped');
    return Promise.resolve();
  }

  listen(listener: TransportListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  request({ path }: WireRequest): Promise<WireAnswer> {
    this.asked++;
    return new Promise((resolve, reject) => {
      this.#soon(() => {
        const { user } = this.#tab;
        const { up, names } = this.#gws;
        this.#soon(() => {
          if (!up) {
            reject(new GwsError('network'));
            return;
          }
          if (user === undefined) {
            if (this.status.state === 'open' || this.status.state === 'broken') this.end('auth-required');
            reject(new GwsError('auth-required'));
            return;
          }
          if (path === '/me') this.named = user;
          const body: JsonValue = names ? { statusCode: 0, user: { id: user } } : { statusCode: 0 };
          resolve({ status: 200, body });
        });
      });
    });
  }

  deliver(noted: Noted): void {
    const attempt = this.#attempt;
    this.#soon(() => {
      if (attempt !== this.#attempt) return;
      for (const listener of [...this.#listeners]) listener.message?.({ channel: '/v2/me/x', data: noted });
    });
  }

  /** The server forgot us. */
  lose(): void {
    this.#gws.forget(this);
    const attempt = ++this.#attempt;
    this.#soon(() => {
      if (attempt !== this.#attempt) return;
      this.become('broken', { error: new GwsError('unavailable'), retryIn: 50 });
      this.#later();
    });
  }

  /** The line is interrupted and goes on, with the same subscription: notifications may come before it says so. */
  interrupt(): void {
    if (this.status.state !== 'open') return;
    this.become('broken', { error: new GwsError('network'), retryIn: 50 });
    const attempt = this.#attempt;
    this.#tab.browser.clock.after(50, () =>
      this.#tab.run(() => {
        if (attempt === this.#attempt && this.#gws.isSubscribed(this)) this.become('open');
      }),
    );
  }

  /** The server ends it. */
  end(state: 'stopped' | 'auth-required'): void {
    this.#attempt++;
    this.#gws.forget(this);
    this.become(state, { error: new GwsError(state === 'stopped' ? 'unavailable' : 'auth-required') });
  }

  become(state: TransportState, more: Partial<TransportStatus> = {}): void {
    this.status = { state, generation: this.status.generation, ...more };
    for (const listener of [...this.#listeners]) listener.status?.(this.status);
  }

  #handshake(): void {
    const attempt = ++this.#attempt;
    this.#soon(() => {
      if (attempt !== this.#attempt) return;
      const { user } = this.#tab;
      if (this.#gws.up && user !== undefined) this.#gws.subscribe(this, user);
      this.#soon(() => {
        if (attempt !== this.#attempt) return;
        if (user === undefined) this.end('auth-required');
        else if (!this.#gws.isSubscribed(this)) {
          this.become('broken', { error: new GwsError('network'), retryIn: 50 });
          this.#later();
        } else this.become('open', { generation: this.status.generation + 1 });
      });
    });
  }

  #later(): void {
    const attempt = this.#attempt;
    this.#tab.browser.clock.after(50, () =>
      this.#tab.run(() => {
        if (attempt === this.#attempt) this.#handshake();
      }),
    );
  }

  #soon(act: () => void): void {
    this.#tab.browser.clock.after(WAY, () => this.#tab.run(act));
  }
}

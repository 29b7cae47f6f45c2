import { createHash } from 'node:crypto';
import { createSharedTransport } from '../../src/transport/shared-transport.js';
import type { Locks } from '../../src/transport/shared-office.js';
import type { SharedChannel, SharedTransportOptions } from '../../src/transport/shared-options.js';
import type { Transport, TransportStatus } from '../../src/transport/transport.js';
import { settled, VirtualClock } from '../support/virtual-clock.js';
import { FakeGws, FakeLine, type Noted } from './shared-gws.js';

// The real one answers from another thread, at a moment that no seed decides.
Object.defineProperty(crypto.subtle, 'digest', {
  value: (_algorithm: string, data: Uint8Array) =>
    Promise.resolve(new Uint8Array(createHash('sha256').update(data).digest()).buffer),
});

/** A notification as a tab heard it. */
export interface Heard {
  readonly number: number;
  readonly user: string;
  /** The generation in which it was heard. */
  readonly generation: number;
  /** The user whom the server last named to this tab before that generation began. */
  readonly provenUser: string | undefined;
}

/** One tab of a browser: its event loop stands still while it is frozen, and is gone when it is closed. */
export class Tab {
  readonly browser: FakeBrowser;
  readonly line: FakeLine;
  readonly transport: Transport;
  readonly page = new EventTarget();
  readonly statuses: TransportStatus[] = [];
  readonly heard: Heard[] = [];
  /** How many notifications the server had made, all users', when the last generation began. */
  readAt = -1;
  frozen = false;
  closed = false;
  /** The user of this tab's own credentials; without any the browser's cookies decide. */
  own: string | undefined;
  readonly #waiting: (() => void)[] = [];
  #provenUser: string | undefined;

  constructor(browser: FakeBrowser, own: string | undefined, options: Partial<SharedTransportOptions>) {
    this.browser = browser;
    this.own = own;
    this.line = new FakeLine(browser.gws, this);
    this.transport = createSharedTransport({
      line: this.line,
      baseUrl: 'https://gws.test/api/v2',
      topics: ['/v2/me/*'],
      locks: browser.hasLocks ? browser.locksFor(this) : null,
      channel: (name) => browser.channel(this, name),
      wallClock: () => browser.clock.now() + browser.wallError,
      environment: {
        now: () => browser.clock.now(),
        random: () => browser.random(),
        setTimeout: (run, delay) => browser.clock.after(delay, () => this.run(run)),
        clearTimeout: (timer) => (timer as (() => void) | undefined)?.(),
        hints: [this.page],
      },
      ...options,
    });
    this.transport.listen({
      status: (status) => {
        if (status.state === 'open' && status.generation !== this.statuses.findLast(isOpen)?.generation) {
          this.readAt = browser.gws.made;
          this.#provenUser = this.line.named;
        }
        this.statuses.push(status);
      },
      message: ({ data }) => {
        const { generation } = this.transport.status;
        this.heard.push({ ...(data as Noted), generation, provenUser: this.#provenUser });
      },
    });
  }

  get user(): string | undefined {
    return this.own ?? this.browser.signedIn;
  }

  get state(): string {
    return this.transport.status.state;
  }

  get numbers(): readonly number[] {
    return this.heard.map(({ number }) => number);
  }

  /** Runs a task of this tab's event loop, in its turn. */
  run(task: () => void): void {
    if (this.closed) return;
    if (this.frozen) this.#waiting.push(task);
    else task();
  }

  /** The page stands still; `told` as a browser does it, or without a word: a hung script, a sleeping phone. */
  freeze(told = true): void {
    if (this.frozen || this.closed) return;
    if (told) this.page.dispatchEvent(new Event('freeze'));
    this.frozen = true;
  }

  thaw(told = true): void {
    if (!this.frozen || this.closed) return;
    this.frozen = false;
    if (told) this.page.dispatchEvent(new Event('resume'));
    for (const task of this.#waiting.splice(0)) this.run(task);
  }

  /** Gone at once, without a last word: nothing of it runs any more, and the browser takes back what it held. */
  close(told = false): void {
    if (this.closed) return;
    if (told && !this.frozen) this.page.dispatchEvent(new Event('pagehide'));
    this.closed = true;
    this.browser.forget(this);
  }
}

const isOpen = ({ state }: TransportStatus): boolean => state === 'open';

interface Claim {
  readonly tab: Tab;
  readonly grant: () => Promise<void>;
  readonly settle: { readonly resolve: () => void; readonly reject: (error: Error) => void };
}

interface Port {
  readonly tab: Tab;
  readonly name: string;
  readonly channel: SharedChannel;
}

/** A browser with tabs, cookies, locks and channels, on a clock that moves when told. */
export class FakeBrowser {
  readonly clock = new VirtualClock();
  readonly gws = new FakeGws(this);
  readonly tabs: Tab[] = [];
  readonly hasLocks: boolean;
  readonly random: () => number;
  /** Whom the cookies name; nobody when undefined. */
  signedIn: string | undefined = 'ann';
  /** By how much the wall clock is wrong. */
  wallError = 0;
  /** How many of the next messages between tabs are lost. */
  loses = 0;
  /** Everything that tabs said to each other. */
  readonly said: unknown[] = [];
  readonly #locks = new Map<string, Claim[]>();
  readonly #ports = new Set<Port>();

  constructor(options: { readonly locks?: boolean; readonly seed?: number } = {}) {
    this.hasLocks = options.locks ?? true;
    let state = options.seed ?? 1;
    this.random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  /** Opens a tab and connects it. */
  open(own?: string, options: Partial<SharedTransportOptions> = {}): Tab {
    const tab = new Tab(this, own, options);
    this.tabs.push(tab);
    tab.transport.connect();
    return tab;
  }

  /** Opens some tabs, and waits until they are of one mind. */
  async settledTabs(count: number): Promise<readonly Tab[]> {
    const tabs = Array.from({ length: count }, () => this.open());
    await this.pass(1_000);
    return tabs;
  }

  async pass(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await settled();
  }

  get alive(): readonly Tab[] {
    return this.tabs.filter(({ closed }) => !closed);
  }

  /** The names of everything that tabs share. */
  get names(): ReadonlySet<string> {
    return new Set([...this.#locks.keys(), ...[...this.#ports].map(({ name }) => name)]);
  }

  channel(tab: Tab, name: string): SharedChannel {
    const channel: SharedChannel = {
      onmessage: null,
      postMessage: (message) => this.post(name, message, port),
      close: () => this.#ports.delete(port),
    };
    const port: Port = { tab, name, channel };
    this.#ports.add(port);
    return channel;
  }

  /** Says something to all tabs on a channel but the speaker. */
  post(name: string, message: unknown, from?: Port): void {
    const data: unknown = structuredClone(message);
    this.said.push(data);
    if (this.loses > 0) {
      this.loses--;
      return;
    }
    for (const port of this.#ports) {
      if (port === from || port.name !== name) continue;
      this.clock.after(1, () =>
        port.tab.run(() => {
          if (this.#ports.has(port)) port.channel.onmessage?.({ data } as MessageEvent);
        }),
      );
    }
  }

  locksFor(tab: Tab): Locks {
    return {
      request: (name, { signal, steal = false }, grant) =>
        new Promise<void>((resolve, reject) => {
          const claims = this.#locks.get(name) ?? [];
          this.#locks.set(name, claims);
          const inTab = (act: () => void) => () => void this.clock.after(0, () => tab.run(act));
          const fail = (error: Error): void => inTab(() => reject(error))();
          const claim = { tab, grant, settle: { resolve: inTab(resolve), reject: fail } };
          signal?.addEventListener('abort', () => {
            if (claims.indexOf(claim) > 0) claims.splice(claims.indexOf(claim), 1);
            fail(new DOMException('', 'AbortError'));
          });
          if (steal) {
            claims.shift()?.settle.reject(new DOMException('', 'AbortError'));
            claims.unshift(claim);
          } else claims.push(claim);
          if (claims[0] === claim) this.#grant(claims, claim);
        }),
    };
  }

  /** Takes back what a closed tab had. */
  forget(tab: Tab): void {
    for (const port of this.#ports) if (port.tab === tab) this.#ports.delete(port);
    for (const claims of this.#locks.values()) {
      const held = claims[0];
      claims.splice(0, claims.length, ...claims.filter((claim) => claim.tab !== tab));
      const next = claims[0];
      if (next !== undefined && next !== held) this.#grant(claims, next);
    }
    this.gws.forget(tab.line);
  }

  #grant(claims: Claim[], claim: Claim): void {
    this.clock.after(1, () => {
      claim.tab.run(() => {
        if (claims[0] !== claim) return;
        void claim.grant().then(() => {
          claim.settle.resolve();
          const rest = claims.filter((each) => each !== claim);
          const next = claims[0] === claim ? rest[0] : undefined;
          claims.splice(0, claims.length, ...rest);
          if (next !== undefined) this.#grant(claims, next);
        });
      });
    });
  }
}

import type { Environment } from './environment.js';
import type { Locks } from './shared-office.js';
import type { Transport } from './transport.js';

/** What we use of a `BroadcastChannel`. */
export interface SharedChannel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** Patience among tabs, in milliseconds. Nothing but speed hangs on it: too many leaders cost requests, never messages. */
export interface SharedTiming {
  /** How often a leader says that it is there. */
  readonly heartbeat: number;
  /** Silence after which a follower asks. */
  readonly silence: number;
  /** How long an answer may take before the follower takes over; up to a quarter more, by chance. */
  readonly answer: number;
  /** The same where there are no locks and nobody was ever heard: most tabs are the only one. */
  readonly firstAnswer: number;
}

/** How tabs share a line. */
export interface SharedTransportOptions {
  /** This tab's own line, not yet connected. It carries this tab's requests always, and everybody's notifications while this tab leads. */
  readonly line: Transport;
  /** Where that line leads, as it was told: tabs share what leads to the same place. */
  readonly baseUrl: string;
  /** What it subscribes to: tabs share what hears the same. */
  readonly topics: readonly string[];
  /** Keeps apart what would be shared otherwise. Users need none: they are told apart by what the server says at `/me`. */
  readonly key?: string;
  /** In place of `navigator.locks`; `null` for a page without. */
  readonly locks?: Locks | null;
  /** In place of `BroadcastChannel`; `null` for a page without. */
  readonly channel?: ((name: string) => SharedChannel) | null;
  readonly environment?: Partial<Environment>;
  /** Milliseconds since the epoch; orders elections. Default `Date.now`. */
  readonly wallClock?: () => number;
  readonly timing?: Partial<SharedTiming>;
}

/** What holds unless a host says otherwise: a leader that says nothing any more is replaced within seven seconds. */
export const SHARED_TIMING: SharedTiming = { heartbeat: 2_000, silence: 5_000, answer: 1_500, firstAnswer: 300 };

import type { GwsError } from '../protocol/gws-error.js';
import type { WireAnswer, WireRequest } from '../protocol/wire.js';

/**
 * How the line to GWS stands, as the transport knows it.
 * `idle` never started · `connecting` first attempt · `open` subscribed and polling · `broken` lost, trying again · `auth-required` the server
 * refused our credentials, waiting for new ones · `stopped` the server or the host ended it; only `connect()` starts it again.
 */
export type TransportState = 'idle' | 'connecting' | 'open' | 'broken' | 'auth-required' | 'stopped';

/** One change of the line. */
export interface TransportStatus {
  readonly state: TransportState;
  /**
   * Grows by one whenever notifications may have been missed and a resync is due: each acknowledged subscription after a handshake, and each
   * resume after a long silence. The first `open` has generation 1.
   */
  readonly generation: number;
  /** Why the line is not open, where that is known. */
  readonly error?: GwsError;
  /** Milliseconds until the next attempt, as planned when this status was made. */
  readonly retryIn?: number;
}

/** One Bayeux data message, undecoded. */
export interface TransportFrame {
  readonly channel: string;
  readonly data: unknown;
}

/** What a transport tells. Called in order; exceptions of listeners never reach the transport. */
export interface TransportListener {
  message?(frame: TransportFrame): void;
  status?(status: TransportStatus): void;
}

/** How one request is to be sent. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Sent as `X-Operation-Id`, so that a gateway can drop a copy that a browser repeated by itself. */
  readonly operationId?: string;
  /**
   * Not even when it was refused for its CSRF token: a browser may have sent it by itself before, to a server that executed it, and the refusal is that
   * of the copy.
   */
  readonly once?: boolean;
}

/**
 * The port between deciding and travelling. It moves undecoded values: every notification, live or replayed, meets the same decoder above it.
 * Implemented over HTTP and Bayeux by `createGwsTransport`, inside a page by the sandbox, and by hosts that bring their own.
 */
export interface Transport {
  readonly status: TransportStatus;
  /** Starts the line, or starts it anew after `stopped` or `auth-required`. Does nothing while it is connecting or open. */
  connect(): void;
  /** Checks at once whether the line is alive (host or lifecycle hint); never interrupts a healthy one. */
  probe(): void;
  /** Ends the line politely. Resolves when it is ended; never rejects. */
  disconnect(): Promise<void>;
  /**
   * Sends one request and resolves with whatever answer came, also refusals. Rejects with a `GwsError` when there is no usable answer
   * (`network`, `timeout`, `bad-answer`) or the credentials are refused (`auth-required`). Sends at most once, but for a request that the
   * server refused before executing it (CSRF); with `once` not even then.
   */
  request(request: WireRequest, options?: RequestOptions): Promise<WireAnswer>;
  /** Listens from now on; the returned function stops it. */
  listen(listener: TransportListener): () => void;
}

import type { JsonObject, JsonValue } from '../../protocol/json.js';
import type { WireRequest } from '../../protocol/wire.js';

/** What the engine is given instead of a clock, a random source and a network. */
export interface EngineOptions {
  /** Same seed and same requests at the same times give the same world, ids included. Default 1. */
  readonly seed?: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Prefix of the absolute uris that the engine prints, e.g. `http://127.0.0.1:8090/api/v2`. */
  readonly baseUri: string;
  readonly sink: EngineSink;
  /** Milliseconds after which an unanswered invitation is withdrawn (Revoked); 0, the default, means never. */
  readonly offerTimeout?: number;
}

/** One notification for one user; adapters hand it to every Bayeux session of that user after `delay` milliseconds. */
export interface Delivery {
  readonly userId: string;
  readonly channel: string;
  readonly data: JsonObject;
  /** Milliseconds; 0 unless a fault asks for more. */
  readonly delay: number;
}

/** Where the engine's effects go. */
export interface EngineSink {
  deliver(delivery: Delivery): void;
  /** Fault: the Bayeux sessions of that user (of all users when absent) are forgotten: next connect answers 402. */
  expireSessions(userId: string | undefined): void;
  /** Fault: every connection and every Bayeux session drops; the world stays. */
  restart(): void;
}

/** A REST request after authentication. */
export interface EngineRequest extends WireRequest {
  /** The authenticated user. */
  readonly userId: string;
  /** `X-Operation-Id`, for the deduplicating mode. */
  readonly operationId?: string;
}

/** What the engine answers. `body` always is JSON with a `statusCode`, but for `/sandbox` reads. */
export interface EngineAnswer {
  readonly status: number;
  readonly body: JsonValue;
  /** Fault `http`: extra headers such as Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The stand-in for GWS as pure rules. */
export interface Engine {
  /** The user id for a name and password, or `undefined`. Default deny. */
  authenticate(userName: string, password: string): string | undefined;
  /** `/api/v2/…` below the base: `path` as in `WireRequest` (`/me/smssessions/…`). Total: never throws. */
  request(request: EngineRequest): EngineAnswer;
  /** The world outside GWS: `/sandbox/…` (`path` begins with `/sandbox`). Total: never throws. */
  control(request: WireRequest): EngineAnswer;
  /** The customer's side of chats (`/chats…` below the base), without a user. */
  customer(request: WireRequest): EngineAnswer;
  /** Lets time-driven rules act (offer timeouts, faults that end); adapters call it at least once a second. */
  tick(): void;
}

import type { JsonObject, JsonValue } from './json.js';

/** A REST request without a host: what `encode` makes and a transport carries. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API base, beginning with a slash, already percent-encoded: `/me/smssessions/0000UaB58WAR003N`. */
  readonly path: string;
  /** Query parameters, not yet encoded. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

/** A REST answer as it came: the status and the parsed JSON body (`undefined` when the body was not JSON). */
export interface WireAnswer {
  readonly status: number;
  readonly body: JsonValue | undefined;
  /** Milliseconds, from `Retry-After`. */
  readonly retryAfter?: number;
}

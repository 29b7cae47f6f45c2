import type { JsonObject } from '../json.js';
import type { OperationName } from '../operation-name.js';

/** How one operation is written in a dialect, where it differs from its canonical name and parameters. */
export interface WireForm {
  /** `operationName` on the wire. */
  readonly name?: string;
  /** Parameters that are always sent with it. */
  readonly adds?: JsonObject;
  /** Canonical parameter → its name on the wire. Of two parameters with one wire name the first that is given is sent. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Wire parameter that takes a bare id: a uri or path given for it is reduced to its last segment. */
  readonly idParam?: string;
}

/**
 * One of the GWS APIs that carry sessions, as a table: everything in which they differ. A host whose server differs again spreads one and
 * overrides what it needs: `{ ...SMS_SESSION, topics: ['/v2/me/smssessions'] }`.
 */
export interface Dialect {
  readonly name: string;
  /** Path segment of the collection, below `/me` and below `/users/{userId}`. */
  readonly collection: string;
  /** Keys under which a notification or a read holds a session; the first one is the documented one. A collection's key is the same with an s. */
  readonly resourceKeys: readonly string[];
  /** Keys that are accepted for a session only under one of this dialect's own `stateTypes`, because they are another dialect's. */
  readonly strayKeys: readonly string[];
  /** Keys whose last path segment is the session's id in a notification without a session, the documented one first. */
  readonly uriKeys: readonly string[];
  /** `messageType` of state changes. Anything else with a session of ours in it is taken for one too. */
  readonly stateTypes: readonly string[];
  /** Name of the media channel: session start, readiness, and monitoring of an agent (`/users/{userId}/channels/{channel}`). */
  readonly channel: string;
  /** Bayeux channels to subscribe to. */
  readonly topics: readonly string[];
  /** The Bayeux channel on which this dialect's notifications come; the decoder does not depend on it. */
  readonly topic: string;
  /** Operations that this dialect does not have. */
  readonly lacks: readonly OperationName[];
  /** Operations that it writes in another way. */
  readonly wire: Readonly<Partial<Record<OperationName, WireForm>>>;
  /** Names of operations and capabilities that it reads besides the canonical ones. */
  readonly aliases: ReadonlyMap<string, readonly OperationName[]>;
  /** How the log is read again: by `GET …/messages`, or by asking for notifications with `RequestHistory`. */
  readonly history: 'read' | 'request';
}

import type { JsonObject, JsonValue } from '../../src/protocol/json.js';
import { MEANT, type WireNames } from './dialects.js';

/** One log entry as the server showed it to somebody. */
export interface ShownEntry {
  readonly index: number;
  readonly type: string;
  readonly text: string | undefined;
  readonly visibility: string;
  readonly fromVisibility: string;
  readonly fromUser: string | undefined;
  readonly isCustomer: boolean;
}

/** Everything that the server ever told one user of one session, on whatever way, lost or not. */
export class Shown {
  readonly entries = new Map<number, ShownEntry>();
  readonly statuses = new Set<string>();
  /** `participantId visibility`, of everybody ever listed. */
  readonly participants = new Set<string>();
  readonly capabilities = new Set<string>(['']);
  readonly userData = new Set<string>(['[]']);
  /** What was told of it last: by a reading, and by a notification. */
  readonly latestData = ['[]', '[]'];
  /** Whether the server said last that it is over. */
  isOver = false;
  /** How often it was offered again after its end. */
  offeredAgain = 0;
}

const FINAL: readonly unknown[] = ['Completed', 'Revoked'];

/** What was told to whom: the referee. It reads the wire by itself, without the client's decoder. */
export class Truth {
  /** Grows whenever something was told. */
  version = 0;
  /** `userId referenceId` of every Error notification. */
  readonly errors = new Set<string>();
  readonly #shown = new Map<string, Shown>();
  readonly #names: WireNames;

  constructor(names: WireNames) {
    this.#names = names;
  }

  of(userId: string, sessionId: string): Shown {
    const key = `${userId}/${sessionId}`;
    let shown = this.#shown.get(key);
    if (shown === undefined) this.#shown.set(key, (shown = new Shown()));
    return shown;
  }

  /** A notification was made for a user, or a read of theirs was answered. `sessionId` is that of the path. */
  told(userId: string, data: JsonObject, sessionId?: string): void {
    this.version++;
    if (data['notificationType'] === 'Error') this.errors.add(`${userId} ${data['referenceId'] as number}`);
    const { key } = this.#names;
    const { messages, [`${key}s`]: list } = data;
    // The oldest notifications have no resource: its fields are their own. @see InteractionsNotifications
    const resource = data['messageTypeName'] === undefined ? data[key] : data;
    for (const each of [resource, ...(Array.isArray(list) ? (list as JsonValue[]) : [])]) {
      if (isObject(each)) this.#session(userId, each, data['messageType'] !== undefined);
    }
    if (!Array.isArray(messages)) return;
    const id = sessionId ?? (data[`${key}Uri`] as string).split('/').at(-1) ?? '';
    const { entries } = this.of(userId, id);
    for (const entry of messages as JsonObject[]) {
      const from = entry['from'] as JsonObject;
      const shown: ShownEntry = {
        index: entry['index'] as number,
        type: entry['type'] as string,
        text: (entry['text'] ?? entry['url'] ?? entry['noticeText']) as string | undefined,
        visibility: entry['visibility'] as string,
        fromVisibility: from['visibility'] as string,
        fromUser: (from['uri'] as string | undefined)?.split('/').at(-1),
        isCustomer: from['type'] === 'Customer',
      };
      entries.set(shown.index, shown);
    }
  }

  #session(userId: string, resource: JsonObject, isNotification: boolean): void {
    const { id, state, participants, capabilities, userData } = resource;
    const shown = this.of(userId, id as string);
    shown.statuses.add(state as string);
    const isOver = FINAL.includes(state);
    if (shown.isOver && !isOver) shown.offeredAgain++;
    shown.isOver = isOver;
    for (const each of (participants ?? []) as JsonObject[]) {
      shown.participants.add(`${each['participantId'] as string} ${each['visibility'] as string}`);
    }
    if (Array.isArray(capabilities)) shown.capabilities.add(capabilityKey(capabilities as string[]));
    if (!isObject(userData)) return;
    const json = JSON.stringify(Object.entries(userData));
    shown.userData.add(json);
    shown.latestData[Number(isNotification)] = json;
  }
}

/** A list of capabilities as one string, whatever its order: each name as the operation that it means. */
export function capabilityKey(names: Iterable<string>): string {
  const meant = new Set<string>();
  for (const name of names) for (const each of MEANT[name] ?? [name]) meant.add(each);
  return [...meant].sort().join();
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

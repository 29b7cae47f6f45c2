import { LIMITS } from './limits.js';
import type { Entry, Party, Reach, Session } from './model.js';
import type { World } from './world.js';

/** What an entry says besides who, when and to whom. */
export interface Payload {
  readonly text?: string;
  readonly url?: string;
  readonly noticeText?: string;
}

/** Whether people can still write into a log. */
export function isFull(session: Session): boolean {
  return session.log.length >= LIMITS.messages;
}

/** Adds an entry under the next index. The sender is kept as it is now. */
export function append(
  world: World,
  session: Session,
  type: string,
  from: Party,
  visibility: Reach,
  payload: Payload = {},
): void {
  if (session.log.length >= LIMITS.entries) return;
  const entry: Entry = { index: session.log.length + 1, type, from, visibility, time: world.now(), ...payload };
  session.log.push(entry);
}

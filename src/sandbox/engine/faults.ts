import type { JsonObject } from '../../protocol/json.js';
import type { Delivery } from './contract.js';
import type { World } from './world.js';

/** What the control plane can make go wrong. */
export type FaultKind = 'expire-session' | 'restart' | 'drop' | 'duplicate' | 'reorder' | 'delay' | 'http' | 'refuse';

/** A fault that waits for something to spoil. */
export interface Fault {
  readonly kind: Exclude<FaultKind, 'expire-session' | 'restart'>;
  /** Only this user; everybody when absent. */
  readonly userId?: string;
  /** Only this operation; any when absent. */
  readonly operation?: string;
  /** How many more times; `Infinity` until cleared. */
  left: number;
  /** `delay`: by how much. `reorder`: how long at most a notification waits for its successor. `http`: `Retry-After`. Milliseconds. */
  readonly ms: number;
  /** `http` only. */
  readonly status: number;
  /** `http` only: execute the operation nevertheless, so that only the answer is lost. */
  readonly execute: boolean;
}

/** A notification held back until its successor has gone first, or until it is due anyway. */
export interface Held {
  readonly delivery: Delivery;
  readonly due: number;
}

/** The next fault of a kind for a user (and operation), counted down. */
export function strike(world: World, kind: Fault['kind'], userId: string, operation?: string): Fault | undefined {
  const fault = world.faults.find(
    (each) =>
      each.kind === kind &&
      (each.userId === undefined || each.userId === userId) &&
      (each.operation === undefined || each.operation === operation),
  );
  if (fault === undefined) return undefined;
  fault.left -= 1;
  if (fault.left <= 0) world.faults = world.faults.filter((each) => each !== fault);
  return fault;
}

/** Sends one notification to one user, through whatever faults are set. */
export function deliver(world: World, userId: string, channel: string, data: JsonObject): void {
  if (strike(world, 'drop', userId) !== undefined) return;
  const delay = strike(world, 'delay', userId)?.ms ?? 0;
  const delivery: Delivery = { userId, channel, data, delay };
  const waiting = world.held.filter((each) => each.delivery.userId === userId);
  const reorder = waiting.length === 0 ? strike(world, 'reorder', userId) : undefined;
  if (reorder !== undefined) {
    world.held.push({ delivery, due: world.now() + reorder.ms });
    return;
  }
  world.sink.deliver(delivery);
  if (strike(world, 'duplicate', userId) !== undefined) world.sink.deliver(delivery);
  world.held = world.held.filter((each) => each.delivery.userId !== userId);
  for (const each of waiting) world.sink.deliver(each.delivery);
}

/** Lets go of notifications whose successor never came; all of them when `everything`. */
export function releaseHeld(world: World, everything = false): void {
  const due = world.held.filter((each) => everything || each.due <= world.now());
  world.held = world.held.filter((each) => !due.includes(each));
  for (const each of due) world.sink.deliver(each.delivery);
}

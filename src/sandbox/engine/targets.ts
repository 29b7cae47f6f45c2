import type { JsonObject } from '../../protocol/json.js';
import { textOf } from './parameters.js';
import type { Person, Queue } from './model.js';
import type { World } from './world.js';

/** Whom an operation is aimed at. */
export type Target = { readonly person: Person } | { readonly queue: Queue };

/**
 * The user or queue that a request names. Either field may hold an absolute uri or a path, so only the last segment counts; `userUri` is the key
 * that the Invite sample has; the Consult sample names a user by a contacts uri.
 * @see SMSConsult, SMSInvite
 */
export function targetOf(world: World, params: JsonObject): Target | undefined {
  const address = textOf(params, 'targetUri') ?? textOf(params, 'targetPath') ?? textOf(params, 'userUri');
  if (address === undefined) {
    const queue = queueNamed(world, textOf(params, 'queueName'));
    return queue === undefined ? undefined : { queue };
  }
  const id = address.split('/').at(-1) ?? '';
  const person = world.people.get(id);
  if (person !== undefined) return { person };
  const queue = world.queues.find((each) => each.id === id);
  return queue === undefined ? undefined : { queue };
}

/** A queue by its name. */
export function queueNamed(world: World, name: string | undefined): Queue | undefined {
  return world.queues.find((queue) => queue.name === name);
}

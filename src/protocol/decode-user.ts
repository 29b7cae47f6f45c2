import { readId } from './decode-session.js';
import { MAX_NAME, MAX_ROLES, MAX_URL, MAX_USERS } from './limits.js';
import type { DecodeProblem } from './notification.js';
import { decodeList, problem } from './problem.js';
import type { Queue } from './queue.js';
import { given, isRecord, readText } from './read.js';
import type { User } from './user.js';

/** One user, bare or under `user`. @see GET /me */
export function decodeUser(body: unknown): User | DecodeProblem {
  const value = isRecord(body) && isRecord(body['user']) ? body['user'] : body;
  if (!isRecord(value)) return problem('not-an-object', '');
  const id = readId(value);
  if (!id) return problem('bad-id', 'id');
  const uri = readText(value['uri'], MAX_URL + 1);
  const roles = Array.isArray(value['roles']) ? (value['roles'] as readonly unknown[]) : [];
  return given({
    id,
    userName: readText(value['userName'], MAX_NAME) ?? '',
    firstName: readText(value['firstName'], MAX_NAME),
    lastName: readText(value['lastName'], MAX_NAME),
    uri: uri !== undefined && uri.length <= MAX_URL ? uri : undefined,
    roles: roles
      .filter((role): role is string => typeof role === 'string' && role.length <= MAX_NAME)
      .slice(0, MAX_ROLES),
  });
}

/** The users of a directory that can be read; others are left out. @see GET /users */
export function decodeUsers(body: unknown): readonly User[] {
  return decodeDirectory(body, 'users', decodeUser);
}

/** The queues that can be read; others are left out. @see QueuesAPI */
export function decodeQueues(body: unknown): readonly Queue[] {
  return decodeDirectory(body, 'queues', decodeQueue);
}

function decodeQueue(value: unknown): Queue | DecodeProblem {
  if (!isRecord(value)) return problem('not-an-object', '');
  const id = readId(value);
  // A shortened name would be another queue's.
  const name = readText(value['name'], MAX_NAME + 1);
  if (!id || !name || name.length > MAX_NAME) return problem('bad-id', 'id');
  return given({ id, name, channel: readText(value['channel'], MAX_NAME) });
}

function decodeDirectory<T extends object>(
  body: unknown,
  key: string,
  decode: (value: unknown) => T | DecodeProblem,
): readonly T[] {
  const list = isRecord(body) ? body[key] : body;
  return Array.isArray(list) ? decodeList(list, MAX_USERS, key, decode).records : [];
}

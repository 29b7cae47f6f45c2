import { readId } from './decode-session.js';
import { MAX_NAME, MAX_ROLES, MAX_URL, MAX_USERS } from './limits.js';
import type { DecodeProblem } from './notification.js';
import { decodeList, problem } from './problem.js';
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
  const list = isRecord(body) ? body['users'] : body;
  return Array.isArray(list) ? decodeList(list, MAX_USERS, 'users', decodeUser).records : [];
}

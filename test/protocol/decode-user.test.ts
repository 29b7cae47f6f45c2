import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeQueues, decodeUser, decodeUsers, isProblem } from '../../src/protocol/decode.js';

describe('users', () => {
  const user = {
    id: '4ff5b43c856d4cb2a3d6c20a88740257',
    userName: 'agent1',
    firstName: 'Ann',
    lastName: 'Lee',
    uri: 'http://h/api/v2/users/4ff5b43c856d4cb2a3d6c20a88740257',
    roles: ['ROLE_AGENT'],
  };

  test('who am I, bare or under user; unknown fields are not kept', () => {
    assert.deepEqual(decodeUser({ statusCode: 0, user: { ...user, chats: [], password: 'x' } }), user);
    assert.deepEqual(decodeUser(user), user);
    assert.deepEqual(decodeUser({ path: '/users/u1' }), { id: 'u1', userName: '', roles: [] });
  });

  test('a directory without those that cannot be read', () => {
    assert.deepEqual(decodeUsers({ statusCode: 0, users: [user, {}, null, { id: '..' }, { id: 'u2', roles: [1] }] }), [
      user,
      { id: 'u2', userName: '', roles: [] },
    ]);
    assert.deepEqual(decodeUsers([user]), [user]);
    for (const body of [undefined, {}, 'x', { users: {} }]) assert.deepEqual(decodeUsers(body), []);
    for (const body of [undefined, 'x', { user: 5 }, { id: 'a/b' }]) assert.ok(isProblem(decodeUser(body)));
  });

  test('queues, without those that cannot be read', () => {
    const queue = { id: 'q1', name: 'Billing', channel: 'chat' };
    const bad = [
      { id: 'q2' },
      { name: 'x' },
      { id: '..', name: 'x' },
      { id: 'q3', name: {} },
      { id: 'q4', name: '' },
      { id: 'q6', name: 'x'.repeat(9999) },
      null,
      7,
    ];
    assert.deepEqual(decodeQueues({ statusCode: 0, queues: [{ ...queue, internal: true }, ...bad] }), [queue]);
    assert.deepEqual(decodeQueues({ queues: [{ name: 'Sales', path: '/queues/q5' }] }), [{ id: 'q5', name: 'Sales' }]);
    for (const body of [undefined, {}, 'x', { queues: {} }]) assert.deepEqual(decodeQueues(body), []);
  });
});

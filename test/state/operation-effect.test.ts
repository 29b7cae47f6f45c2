import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectationOf } from '../../src/state/operation-effect.js';

describe('expectationOf', () => {
  it('tells which attached data will show an operation', () => {
    const userData = JSON.parse('{"__proto__":"x","n":5}') as Record<string, string>;
    assert.deepEqual(expectationOf({ operation: 'SetDisposition', params: { disposition: 'sold' } }), [
      [undefined, 'sold'],
    ]);
    assert.deepEqual(expectationOf({ operation: 'AttachUserData', params: { userData } }), [
      ['__proto__', 'x'],
      ['n', 5],
    ]);
    assert.deepEqual(expectationOf({ operation: 'UpdateUserData', params: { userData: { n: 6 } } }), [['n', 6]]);
    assert.deepEqual(expectationOf({ operation: 'DeleteUserData', params: { keys: ['a'] } }), [['a', undefined]]);
    assert.equal(expectationOf({ operation: 'Leave', params: {} }), undefined);
  });
});

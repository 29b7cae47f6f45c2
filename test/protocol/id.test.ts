import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { idFromUri, isId } from '../../src/protocol/id.js';

describe('an id', () => {
  it('is one segment of a path as it stands', () => {
    for (const id of [
      '0000Na9B26EF006E',
      '90cc5439ff6848748e5e67811273f266',
      'a',
      '~',
      '...',
      'a.b-c_d~',
      'x'.repeat(64),
    ]) {
      assert.equal(isId(id), true, id);
    }
  });

  it('is nothing that leads elsewhere, means something else or has no end', () => {
    for (const other of [
      '',
      '.',
      '..',
      'a/b',
      '/a',
      'a/',
      'a?b',
      'a#b',
      '%2e',
      'a b',
      'a\n',
      '\na',
      'é',
      'x'.repeat(65),
    ]) {
      assert.equal(isId(other), false, JSON.stringify(other));
    }
    for (const other of [undefined, null, 7, {}, ['a'], { toString: () => 'a' }]) assert.equal(isId(other), false);
  });
});

describe('the id in a uri', () => {
  it('is its last segment, whoever the host claims to be', () => {
    assert.equal(idFromUri('http://evil.example/api/v2/users/a1'), 'a1');
    assert.equal(idFromUri('/users/a2'), 'a2');
    assert.equal(idFromUri('http: //localhost: 8080/api/v2/me/smssessions/S1'), 'S1');
    assert.equal(idFromUri('a3'), 'a3');
  });

  it('is none where the last segment is no id', () => {
    for (const uri of ['', '/', '/users/', '/users/..', '/users/a?b', '/users/a b']) {
      assert.equal(idFromUri(uri), undefined, uri);
    }
    for (const other of [undefined, null, 7, {}, ['/users/a1']]) assert.equal(idFromUri(other), undefined);
  });

  it('is the same when the same uri is read again, also after another', () => {
    assert.equal(idFromUri('/users/a1'), 'a1');
    assert.equal(idFromUri('/users/a1'), 'a1');
    assert.equal(idFromUri('/users/..'), undefined);
    assert.equal(idFromUri('/users/..'), undefined);
    assert.equal(idFromUri('/users/a1'), 'a1');
  });
});

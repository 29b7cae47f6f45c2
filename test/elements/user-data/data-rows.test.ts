import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admits, type RowRules, rowsOf, valueOf } from '../../../src/elements/user-data/data-rows.js';
import type { OperationName } from '../../../src/protocol/operation-name.js';
import type { UserDataValue } from '../../../src/protocol/session.js';
import type { OperationPhase, OperationRecord } from '../../../src/state/session-state.js';

const ALL: RowRules = { fields: [], others: 'edit' };

function record(
  operation: OperationName,
  phase: OperationPhase,
  ...expect: readonly (readonly [string | undefined, UserDataValue | undefined])[]
): OperationRecord {
  return { id: `${operation} ${phase}`, operation, phase, startedAt: 0, afterIndex: 0, expect };
}
const keysOf = (
  data: Readonly<Record<string, UserDataValue>>,
  rules = ALL,
  ...operations: readonly OperationRecord[]
): readonly string[] => rowsOf({ userData: new Map(Object.entries(data)), operations }, rules).map(({ key }) => key);

describe('rows of attached data', () => {
  it('stand in the server’s order, then what is being attached, then named keys without a value', () => {
    const rules: RowRules = { fields: [{ key: 'named' }, { key: 'a' }], others: 'edit' };
    const adding = record('AttachUserData', 'sending', ['new', 1]);
    assert.deepEqual(keysOf({ b: 1, a: 2 }, rules, adding), ['b', 'a', 'new', 'named']);
  });

  it('leave out what the host hides, and what it does not name where that is hidden', () => {
    const fields = [{ key: 'a' }, { key: 'secret', hidden: true }];
    assert.deepEqual(keysOf({ b: 1, secret: 2, a: 3 }, { fields, others: 'hide' }), ['a']);
    assert.deepEqual(keysOf({ b: 1, secret: 2, a: 3 }, { fields, others: 'read' }), ['b', 'a']);
    assert.deepEqual(keysOf({}, { fields, others: 'edit' }, record('AttachUserData', 'failed', ['secret', 1])), ['a']);
  });

  it('lock what the host says, and do not admit it as a new name either', () => {
    const rules: RowRules = {
      fields: [{ key: 'a', readOnly: true }, { key: 'b' }, { key: 'c', hidden: true }],
      others: 'read',
    };
    const rows = rowsOf(
      {
        userData: new Map([
          ['a', 1],
          ['b', 2],
          ['x', 3],
        ]),
        operations: [],
      },
      rules,
    );
    assert.deepEqual(
      rows.map(({ key, locked }) => [key, locked]),
      [
        ['a', true],
        ['b', false],
        ['x', true],
      ],
    );
    assert.deepEqual(
      ['a', 'b', 'c', 'x'].map((key) => admits(rules, key)),
      [false, true, false, false],
    );
  });

  it('tell of the last attempt at each key until one is confirmed', () => {
    const failed = record('UpdateUserData', 'failed', ['a', 1], ['b', 2]);
    const attempts = (...operations: readonly OperationRecord[]): readonly (string | undefined)[] =>
      rowsOf(
        {
          userData: new Map([
            ['a', 0],
            ['b', 0],
          ]),
          operations,
        },
        ALL,
      ).map(({ attempt }) => attempt?.id);
    assert.deepEqual(attempts(failed), [failed.id, failed.id]);
    assert.deepEqual(attempts(failed, record('UpdateUserData', 'confirmed', ['a', 1])), [undefined, failed.id]);
    const removing = record('DeleteUserData', 'acked', ['b', undefined]);
    assert.deepEqual(attempts(failed, removing), [failed.id, removing.id]);
    // Its key is the server's secret, and it has an element of its own.
    assert.deepEqual(attempts(record('SetDisposition', 'failed', [undefined, 'x'], ['a', 'x'])), [
      undefined,
      undefined,
    ]);
  });

  it('do not bring back what was deleted', () => {
    assert.deepEqual(keysOf({}, ALL, record('DeleteUserData', 'unknown', ['a', undefined])), []);
  });

  it('take keys as they come', () => {
    const userData = new Map([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    assert.deepEqual(
      rowsOf({ userData, operations: [] }, ALL).map(({ value }) => value),
      ['x', 'y'],
    );
  });
});

describe('a typed value', () => {
  for (const [text, before, expected] of [
    ['4418', 4417, 4418],
    ['-1.5', 4417, -1.5],
    ['04418', 4417, '04418'],
    ['4418 ', 4417, '4418 '],
    ['', 4417, ''],
    ['NaN', 4417, 'NaN'],
    ['Infinity', 4417, 'Infinity'],
    ['4418', '4417', '4418'],
    ['4418', undefined, '4418'],
    ['true', true, 'true'],
  ] as const) {
    it(`${JSON.stringify(text)} for ${JSON.stringify(before)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(valueOf(text, before), expected);
    });
  }
});

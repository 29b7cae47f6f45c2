import type { OperationName } from '../../protocol/operation-name.js';
import type { UserDataValue } from '../../protocol/session.js';
import type { OperationRecord, SessionState } from '../../state/session-state.js';
import type { OtherKeys, UserDataField } from './user-data-field.js';

/** The operations of attached data. */
export const DATA_OPERATIONS = ['AttachUserData', 'UpdateUserData', 'DeleteUserData'] as const;

/** One key as it is shown. */
export interface DataRow {
  readonly key: string;
  /** What the host calls it. */
  readonly label: string | undefined;
  /** As the server confirmed it; `undefined` when the server has no such key. */
  readonly value: UserDataValue | undefined;
  /** Not to be edited here. */
  readonly locked: boolean;
  /** What was asked of the server about it last, unless that ended well. */
  readonly attempt: OperationRecord | undefined;
}

/** What the host decided about keys. */
export interface RowRules {
  readonly fields: readonly UserDataField[];
  readonly others: OtherKeys;
}

/** Whether a new key of that name would be shown, and could be edited. */
export function admits({ fields, others }: RowRules, key: string): boolean {
  const field = fields.find((each) => each.key === key);
  return field === undefined ? others === 'edit' : field.hidden !== true && field.readOnly !== true;
}

/**
 * The rows, in the server's order; then what is on its way to be attached; then named fields that have no value yet. The value of a row is always the
 * confirmed one. A key that is being `edited` stays although somebody deletes it. @see SMSAttachUserData: notifications hold all attached data
 */
export function rowsOf(
  { userData, operations }: Pick<SessionState, 'userData' | 'operations'>,
  rules: RowRules,
  edited?: string,
): readonly DataRow[] {
  const attempts = attemptsOf(operations);
  const fields = new Map(rules.fields.map((field) => [field.key, field]));
  const keys = new Set([...userData.keys(), ...attempts.keys(), ...fields.keys()]);
  if (edited !== undefined) keys.add(edited);
  const rows: DataRow[] = [];
  for (const key of keys) {
    const field = fields.get(key);
    if (field === undefined ? rules.others === 'hide' : field.hidden === true) continue;
    const attempt = attempts.get(key);
    const value = userData.get(key);
    // What was to be deleted and is not there any more has nothing left to tell.
    if (value === undefined && !field && key !== edited && attempt?.operation === 'DeleteUserData') continue;
    rows.push({ key, label: field?.label, value, locked: !admits(rules, key), attempt });
  }
  return rows;
}

/** By key: the last operation that was about it, unless it was confirmed. */
function attemptsOf(operations: readonly OperationRecord[]): ReadonlyMap<string, OperationRecord> {
  const attempts = new Map<string, OperationRecord>();
  for (const record of operations) {
    if (!(DATA_OPERATIONS as readonly OperationName[]).includes(record.operation)) continue;
    for (const [key] of record.expect ?? []) {
      if (key === undefined) continue;
      if (record.phase === 'confirmed') attempts.delete(key);
      else attempts.set(key, record);
    }
  }
  return attempts;
}

/** What an attempt was to write under a key; `undefined` for a deletion. */
export const wishOf = ({ expect }: OperationRecord, key: string): UserDataValue | undefined =>
  expect?.find(([each]) => each === key)?.[1];

/** A typed text as a value: what was a number stays one as long as it reads as one. @see SMSAttachUserData: values are strings and numbers */
export function valueOf(text: string, before: UserDataValue | undefined): UserDataValue {
  const number = Number(text);
  return typeof before === 'number' && Number.isFinite(number) && String(number) === text ? number : text;
}

/** A value as people read and edit it. */
export const textOf = (value: UserDataValue | undefined): string => String(value ?? '');

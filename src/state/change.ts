/** A copy with `patch` applied, or the same object when nothing differs. */
export function change<T extends object>(value: T, patch: Partial<T>): T {
  for (const key of Object.keys(patch) as (keyof T)[]) {
    if (!Object.is(value[key], patch[key])) return { ...value, ...patch };
  }
  return value;
}

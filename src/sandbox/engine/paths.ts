/** The segments of a path, decoded; `undefined` when it cannot be decoded. */
export function segmentsOf(path: string): string[] | undefined {
  try {
    const plain = path.split('?')[0] ?? '';
    return plain
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** A query parameter that is a whole number, 0 when absent; `undefined` when it is something else. */
export function countIn(query: Readonly<Record<string, string>> | undefined, name: string): number | undefined {
  const value = query !== undefined && Object.hasOwn(query, name) ? query[name] : undefined;
  if (value === undefined || value === '') return 0;
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

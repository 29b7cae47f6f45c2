const ID = /^[\w~.-]{1,64}$/;

/** Whether a value may stand as one segment of a path: the only shape in which ids are taken from the wire or put into one. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value) && value !== '.' && value !== '..';
}

/** The uri read last: what follows is mostly about the same session. */
let lastUri: string | undefined;
let lastId: string | undefined;

/** The id at the end of a uri or path, `undefined` when there is none. The rest is never used: a payload does not choose the host (quirk 10). */
export function idFromUri(uri: unknown): string | undefined {
  if (typeof uri !== 'string') return undefined;
  // Stryker disable next-line ConditionalExpression: reading it again gives the same
  if (uri !== lastUri) {
    const id = uri.slice(uri.lastIndexOf('/') + 1);
    lastId = isId(id) ? id : undefined;
    lastUri = uri;
  }
  return lastId;
}

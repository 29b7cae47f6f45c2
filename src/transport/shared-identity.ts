import { decodeUser } from '../protocol/decode-user.js';
import { GwsError } from '../protocol/gws-error.js';
import { SHARED_VERSION } from './shared-message.js';
import type { Transport } from './transport.js';

/**
 * Whose line it is, as the server sees this tab now: the user's id, or `undefined` when the server does not tell. Rejects with `GwsError` when it
 * could not be asked.
 * @see GET /me
 */
export const whoAmI = async (line: Transport): Promise<string | undefined> => {
  const { status, body, retryAfter } = await line.request({ method: 'GET', path: '/me' });
  if (status >= 500 || status === 429) {
    throw new GwsError('unavailable', { httpStatus: status, ...(retryAfter !== undefined && { retryAfter }) });
  }
  const user = decodeUser(body);
  return status >= 200 && status < 300 && 'id' in user ? user.id : undefined;
};

/** FNV-1a, 32 bits, from a start of one's own. */
const mix = (text: string, start: number): number => {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

const hex = (numbers: Iterable<number>, digits: number): string =>
  Array.from(numbers, (each) => each.toString(16).padStart(digits, '0')).join('');

/**
 * The name under which tabs find each other: the same for the same parts and for no others, and nothing can be read from it. Pages without TLS have no
 * SHA-256; ids come from the server, so that nobody can choose one to collide, and a plain hash does.
 */
export const sharedName = async (parts: readonly string[]): Promise<string> => {
  const text = JSON.stringify(parts);
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  const hash =
    subtle === undefined
      ? hex([mix(text, 0x811c9dc5), mix(text, 0x01234567), mix(`${text}/`, 0x89abcdef)], 8)
      : hex(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text))).subarray(0, 16), 2);
  return `sms-session-elements/line/${SHARED_VERSION}/${hash}`;
};

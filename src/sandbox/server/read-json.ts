import type { IncomingMessage } from 'node:http';
import type { JsonValue } from '../../protocol/json.js';

/** No request of the API comes near this; a bigger one is refused. */
export const MAX_BODY_BYTES = 256 * 1024;
/** After so much nothing more is read … */
const MAX_DISCARDED_BYTES = 1024 * 1024;
/** … and so many milliseconds later, in which the client may read the refusal, the connection is cut. */
const FAREWELL = 1000;
/** Deeper nesting than any documented body. */
export const MAX_DEPTH = 32;

/** A request body, or why there is none. */
export type BodyResult =
  | { readonly ok: true; readonly value: JsonValue | undefined }
  | { readonly ok: false; readonly status: 400 | 413; readonly reason: string };

const TOO_LARGE = { ok: false, status: 413, reason: 'Request body is larger than 256 KB' } as const;

/** Reads and parses a JSON body within the limits; an empty body is `undefined`. Rejects only when the connection breaks. */
export async function readJson(request: IncomingMessage): Promise<BodyResult> {
  const bytes = await takeIn(request);
  if (bytes === undefined) return TOO_LARGE;
  const text = bytes.toString('utf8');
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    const value = JSON.parse(text) as JsonValue;
    if (isTooDeep(value)) return { ok: false, status: 400, reason: 'Request body is nested too deeply' };
    return { ok: true, value };
  } catch {
    return { ok: false, status: 400, reason: 'Request body is not JSON' };
  }
}

const intakes = new WeakMap<IncomingMessage, Promise<Buffer | undefined>>();

/**
 * Takes in the body of any request, wanted or not: left to itself, Node would read a refused one to its end. `undefined` as soon as it is too large;
 * then some more flows away unkept: a connection cut while the client is still sending would take the answer with it.
 */
export function takeIn(request: IncomingMessage): Promise<Buffer | undefined> {
  const known = intakes.get(request);
  if (known !== undefined) return known;
  const intake = new Promise<Buffer | undefined>((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      chunks = [];
      resolve(undefined);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_DISCARDED_BYTES) {
        request.pause();
        setTimeout(() => request.destroy(), FAREWELL).unref();
      } else if (size > MAX_BODY_BYTES) refuse();
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    if (Number(request.headers['content-length']) > MAX_BODY_BYTES) refuse();
  });
  // Whoever wants the body hears of it.
  intake.catch(() => undefined);
  intakes.set(request, intake);
  return intake;
}

/** Level by level instead of recursively: nesting is the attacker's to choose. */
function isTooDeep(value: JsonValue): boolean {
  let level: JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as JsonValue[]) : [],
    );
  }
  return false;
}

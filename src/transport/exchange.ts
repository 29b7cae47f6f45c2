import { GwsError, type GwsErrorCode } from '../protocol/gws-error.js';
import type { Environment } from './environment.js';

/** What came back. `status` is 0 for a redirect, which browsers do not let us look at. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Largest answer read, in bytes. What is longer is cut off the wire, not merely ignored. */
export const MAX_BODY = 5_000_000;

const readText = async (response: Response): Promise<string | undefined> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MAX_BODY) return undefined;
    text += decoder.decode(value, { stream: true });
  }
};

/**
 * Carries out one request within `timeout` milliseconds and within `MAX_BODY`. Redirects are not followed: no page of the API moves, and headers
 * meant for one origin must not travel to another. Rejects with `GwsError`: `network`, `timeout`, `canceled`, or `bad-answer` for an answer that
 * is too large.
 */
export const exchange = async (
  environment: Environment,
  url: string,
  init: RequestInit,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Reply> => {
  if (signal?.aborted === true) throw new GwsError('canceled');
  const control = new AbortController();
  let code: GwsErrorCode = 'network';
  const end = (reason: GwsErrorCode): void => {
    code = reason;
    control.abort();
  };
  const cancel = (): void => end('canceled');
  signal?.addEventListener('abort', cancel);
  const timer = environment.setTimeout(() => end('timeout'), timeout);
  try {
    const response = await environment.fetch(url, {
      cache: 'no-store',
      redirect: 'manual',
      signal: control.signal,
      ...init,
    });
    const text = await readText(response);
    if (text !== undefined) return { status: response.status, headers: response.headers, text };
    end('bad-answer');
  } catch {
    // Whatever fetch says, what happened is in `code`.
  } finally {
    environment.clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
  throw new GwsError(code, init.method === 'GET' ? {} : { outcomeUnknown: true });
};

/** One call of `fetch`, as a stub saw it. */
export interface Call {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly init: RequestInit;
}

/** Answers a call. */
export type Responder = (call: Call) => Response | Promise<Response>;

/** A `fetch` without a network: remembers every call. */
export const stubFetch = (respond: Responder): { fetch: typeof fetch; calls: Call[] } => {
  const calls: Call[] = [];
  return {
    calls,
    fetch: async (input, init = {}) => {
      const call = {
        url: new URL(input instanceof Request ? input.url : input),
        method: init.method ?? 'GET',
        headers: new Headers(init.headers),
        init,
      };
      calls.push(call);
      return await respond(call);
    },
  };
};

/** A JSON answer. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** An answer that never comes, but for being aborted. */
export const never = ({ init }: Call): Promise<Response> =>
  new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
  });

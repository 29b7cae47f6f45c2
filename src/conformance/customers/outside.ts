import type { JsonValue } from '../../protocol/json.js';
import type { WireAnswer, WireRequest } from '../../protocol/wire.js';

/** How customers of a sandbox are reached: its own phones, and the customer's API for chats. */
export interface Outside {
  /** `/sandbox/…` */
  readonly control: (request: WireRequest) => Promise<WireAnswer>;
  /** `/chats…`, below the API's base. @see CustomerChatResource */
  readonly customer: (request: WireRequest) => Promise<WireAnswer>;
}

const PATIENCE = 5000;

async function send(url: URL, { method, query, body }: WireRequest): Promise<WireAnswer> {
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const answer = await fetch(url, {
    method,
    signal: AbortSignal.timeout(PATIENCE),
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as JsonValue };
}

/** Over HTTP; `baseUrl` is that of the API, such as `http://127.0.0.1:8090/api/v2`. */
export function outsideOver(baseUrl: string): Outside {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    control: (request) => send(new URL(request.path, base), request),
    customer: (request) => send(new URL(base + request.path), request),
  };
}

/** Whether a server has the outside world of our sandbox. Never rejects. */
export async function isSandbox({ control }: Outside): Promise<boolean> {
  try {
    const { status, body } = await control({ method: 'GET', path: '/sandbox/decisions' });
    return status === 200 && typeof body === 'object' && body !== null && 'decisions' in body;
  } catch {
    return false;
  }
}

/** The answer's body; rejects when the customer was refused. */
export async function succeed(what: string, answer: Promise<WireAnswer>): Promise<Readonly<Record<string, JsonValue>>> {
  const { status, body } = await answer;
  if (status !== 200 || typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Error(`the customer could not ${what}: HTTP ${status}`);
  }
  return body as Readonly<Record<string, JsonValue>>;
}

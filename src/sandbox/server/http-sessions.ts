import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Name of the header that carries the CSRF token; announced in `X-CSRF-HEADER`. @see CSRFProtection */
export const CSRF_HEADER = 'X-CSRF-TOKEN';

const COOKIE = 'JSESSIONID';
const MAX_SESSIONS = 1000;

interface HttpSession {
  readonly csrfToken: string;
  userId: string | undefined;
}

/** Checks a name and password; the user's id, or `undefined`. */
export type Authenticate = (userName: string, password: string) => string | undefined;

/**
 * HTTP sessions as GWS keeps them: a `JSESSIONID` cookie, a CSRF token bound to it, and the user who signed in. An `Authorization` header always
 * wins over the session's user, so that one page can show several users' desks side by side.
 */
export class HttpSessions {
  readonly #sessions = new Map<string, HttpSession>();
  readonly #authenticate: Authenticate;

  constructor(authenticate: Authenticate) {
    this.#authenticate = authenticate;
  }

  /** The user of a request, by HTTP Basic or by session; `undefined` when neither names one. */
  userOf(request: IncomingMessage): string | undefined {
    const { authorization } = request.headers;
    return authorization === undefined ? this.#find(request)?.userId : this.#basicUser(authorization);
  }

  /** Finds or begins the session of a request, remembers its user and announces the CSRF token; every GET does this. */
  begin(request: IncomingMessage, response: ServerResponse, userId: string | undefined): void {
    let session = this.#find(request);
    if (session === undefined) {
      const id = randomBytes(16).toString('hex').toUpperCase();
      session = { csrfToken: randomUUID(), userId };
      if (this.#sessions.size >= MAX_SESSIONS) this.#dropOldest();
      this.#sessions.set(id, session);
      response.setHeader('Set-Cookie', `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`);
    }
    session.userId = userId ?? session.userId;
    response.setHeader('X-CSRF-HEADER', CSRF_HEADER);
    response.setHeader(CSRF_HEADER, session.csrfToken);
  }

  /** Whether the request carries the token of its own session. A missing cookie fails as a missing header does. */
  hasCsrfToken(request: IncomingMessage): boolean {
    const expected = this.#find(request)?.csrfToken;
    const given = request.headers[CSRF_HEADER.toLowerCase()];
    if (expected === undefined || typeof given !== 'string' || given.length !== expected.length) return false;
    return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  }

  #find(request: IncomingMessage): HttpSession | undefined {
    for (const pair of (request.headers.cookie ?? '').split(';')) {
      const [name, value] = pair.trim().split('=');
      if (name === COOKIE && value !== undefined) return this.#sessions.get(value);
    }
    return undefined;
  }

  #basicUser(authorization: string): string | undefined {
    const [scheme, encoded = ''] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'basic') return undefined;
    const credentials = Buffer.from(encoded, 'base64').toString('utf8');
    const colon = credentials.indexOf(':');
    return colon < 0 ? undefined : this.#authenticate(credentials.slice(0, colon), credentials.slice(colon + 1));
  }

  #dropOldest(): void {
    const oldest = this.#sessions.keys().next();
    if (oldest.done !== true) this.#sessions.delete(oldest.value);
  }
}

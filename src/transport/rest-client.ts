import { GwsError, type GwsErrorDetail } from '../protocol/gws-error.js';
import type { JsonValue } from '../protocol/json.js';
import type { WireAnswer } from '../protocol/wire.js';
import type { Environment, Timing } from './environment.js';
import { exchange, type Reply } from './exchange.js';
import { parseJson } from './safe-json.js';

/** Where and as whom requests are sent. */
export interface RestOptions {
  /** Absolute, or relative to the page: `/api/v2`. */
  readonly baseUrl: string;
  /**
   * As in `fetch`; default `include`: cookies go along, also to a GWS of another origin, which ties its CSRF token and its CometD session to them.
   * They are the cookies of that one origin alone. `omit` cannot work with a GWS. @see CSRFProtection
   */
  readonly credentials?: RequestCredentials;
  /**
   * Value of the `Authorization` header, or what gives it; asked again for each request. One that fails means that nobody is signed in; one that takes
   * longer than the request may ends it with `timeout`, before anything is sent.
   */
  readonly authorization?: string | (() => string | Promise<string>) | undefined;
  readonly sendOperationId?: boolean;
}

/** A request as this room sends it; Bayeux sends arrays, which no REST operation does. */
export interface Sending {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Milliseconds; that of a REST request unless given. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
  readonly operationId?: string | undefined;
  /** Never a second time, also after a refusal of its CSRF token. */
  readonly once?: boolean;
  /** Whether it may outlive the page. */
  readonly keepalive?: boolean;
}

const MAX_RETRY_AFTER = 300_000;
const ME = '/me';
/** @see ReturnValues */
const NOT_AUTHENTICATED = 20;

const retryAfterOf = (headers: Headers): number | undefined => {
  const text = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER);
};

const isOk = ({ status }: Reply): boolean => status >= 200 && status < 300;
const isHtml = ({ headers }: Reply): boolean => /html/i.test(headers.get('content-type') ?? '');

/** A redirect, or a page where data was due: what a gateway answers when a login has expired. */
const isDetour = (reply: Reply): boolean => reply.status < 400 && (!isOk(reply) || isHtml(reply));

const isCsrfRefusal = ({ status, text }: Reply): boolean => status === 403 && /csrf/i.test(text);

const bodyOf = (reply: Reply): JsonValue | undefined => {
  if (reply.text === '' || isHtml(reply)) return undefined;
  try {
    return parseJson(reply.text) as JsonValue;
  } catch (error) {
    if (isOk(reply)) throw error;
    // The one refusal that comes as plain text, which says what to do.
    return isCsrfRefusal(reply) ? reply.text : undefined;
  }
};

/**
 * HTTP towards one GWS: credentials, the CSRF token and its renewal, one origin. Keeps no bodies, writes no logs.
 * @see CSRFProtection
 */
export class RestClient {
  readonly #options: RestOptions;
  readonly #environment: Environment;
  readonly #timing: Timing;
  readonly #refused: (error: GwsError) => void;
  readonly #base: URL;
  readonly #prefix: string;
  readonly #sendOperationId: boolean;
  #tokenName = 'X-CSRF-TOKEN';
  #token = '';
  #askedForToken = false;
  #asking: Promise<void> | undefined;
  /** Counts how often somebody signed in anew: what was asked before says nothing about the new login. */
  #login = 0;

  /** `refused` hears of each answer that says we are not signed in. */
  constructor(options: RestOptions, environment: Environment, timing: Timing, refused: (error: GwsError) => void) {
    const page = (globalThis as { location?: Location }).location;
    this.#options = options;
    this.#environment = environment;
    this.#timing = timing;
    this.#refused = refused;
    this.#base = new URL(options.baseUrl, page?.href);
    this.#prefix = this.#base.pathname.replace(/\/+$/, '');
    // A GWS admits few headers from other origins by default, and this is none of them.
    this.#sendOperationId = options.sendOperationId ?? (page === undefined || page.origin === this.#base.origin);
  }

  /** Somebody signed in anew: refusals of requests that are still under way are not reported any more. */
  renew(): void {
    this.#login++;
    this.#asking = undefined;
  }

  /** The absolute address of a path. Throws `GwsError` `validation` for one that means something else than it says. */
  url(path: string, query?: Readonly<Record<string, string>>): URL {
    const expected = this.#prefix + path;
    // Behind an origin and a slash, nothing can name another origin; whatever the parser had to resolve was not the plain path it should be.
    const url = new URL(this.#base.origin + (path.startsWith('/') ? expected : ''));
    if (url.pathname !== expected || url.search + url.hash !== '') throw new GwsError('validation');
    url.search = new URLSearchParams(query).toString();
    return url;
  }

  /**
   * Sends once, or twice when the first was refused for its CSRF token and need not be `once`. Resolves with any answer but a login in disguise. Rejects with `GwsError`:
   * `network`, `timeout`, `canceled`, `bad-answer`, `auth-required`, `validation`.
   */
  async send(sending: Sending): Promise<WireAnswer> {
    const login = this.#login;
    const writes = sending.method !== 'GET';
    if (writes && !this.#askedForToken) await this.touch();
    const token = this.#token;
    let reply = await this.#once(sending);
    if (writes && isCsrfRefusal(reply) && (await this.#renewed(token)) && !sending.once) {
      reply = await this.#once(sending);
    }
    const detail = { httpStatus: reply.status, ...(writes && { outcomeUnknown: true }) };
    if (isDetour(reply)) {
      // One strange page proves nothing. If /me is in order, so is our login; if it cannot be reached, what came of the request is as open as before.
      await this.touch().catch((error: unknown) => {
        if ((error as GwsError).code === 'auth-required') throw error;
      });
      throw new GwsError('bad-answer', detail);
    }
    let body: JsonValue | undefined;
    try {
      body = bodyOf(reply);
    } catch {
      throw new GwsError('bad-answer', detail);
    }
    if (Number((body as { statusCode?: unknown } | null | undefined)?.statusCode) === NOT_AUTHENTICATED) {
      throw this.#refuse(login, { httpStatus: reply.status });
    }
    const retryAfter = retryAfterOf(reply.headers);
    return { status: reply.status, body, ...(retryAfter !== undefined && { retryAfter }) };
  }

  /** Asks for `/me`: fetches a CSRF token and proves line and login. Callers at the same time share one request. */
  touch(): Promise<void> {
    const login = this.#login;
    this.#asking ??= this.#once({ method: 'GET', path: ME, timeout: this.#timing.maxNetworkDelay })
      .then((reply) => {
        if (isDetour(reply)) throw this.#refuse(login, { httpStatus: reply.status });
        this.#askedForToken = true;
      })
      .finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #renewed(token: string): Promise<boolean> {
    try {
      if (this.#token === token) await this.touch();
      return true;
    } catch (error) {
      if (error instanceof GwsError && error.code === 'auth-required') throw error;
      return false;
    }
  }

  async #once(sending: Sending): Promise<Reply> {
    const {
      method,
      path,
      query,
      body,
      timeout = this.#timing.request,
      signal,
      operationId,
      keepalive = false,
    } = sending;
    const { href } = this.url(path, query);
    const login = this.#login;
    const headers: Record<string, string> = { Accept: 'application/json' };
    const init: RequestInit = { method, headers, keepalive, credentials: this.#options.credentials ?? 'include' };
    const { authorization } = this.#options;
    if (typeof authorization === 'string') headers.Authorization = authorization;
    else if (authorization !== undefined) {
      const late = new GwsError('timeout');
      let timer: unknown;
      try {
        const limit = new Promise<never>((_, reject) => {
          timer = this.#environment.setTimeout(() => reject(late), timeout);
        });
        headers.Authorization = await Promise.race([authorization(), limit]);
      } catch (error) {
        // Nothing was sent: whoever asked may ask again.
        throw error === late ? late : this.#refuse(login);
      } finally {
        this.#environment.clearTimeout(timer);
      }
    }
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      headers['Content-Type'] = 'application/json';
    }
    if (method !== 'GET' && this.#token !== '') headers[this.#tokenName] = this.#token;
    if (operationId !== undefined && this.#sendOperationId) headers['X-Operation-Id'] = operationId;
    const reply = await exchange(this.#environment, href, init, timeout, signal);
    const name = reply.headers.get('x-csrf-header');
    const token = reply.headers.get('x-csrf-token');
    if (name !== null && token !== null) {
      this.#tokenName = name;
      this.#token = token;
      this.#askedForToken = true;
    }
    if (reply.status === 401) throw this.#refuse(login, { httpStatus: 401 });
    return reply;
  }

  #refuse(login: number, detail?: GwsErrorDetail): GwsError {
    const error = new GwsError('auth-required', detail);
    if (login === this.#login) this.#refused(error);
    return error;
  }
}

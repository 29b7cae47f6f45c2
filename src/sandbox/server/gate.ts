import type { IncomingMessage, ServerResponse } from 'node:http';

const LOOPBACK_NAMES: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Headers that GWS lets a page of another origin send and read. @see CSRFProtection, "allowedHeaders", "exposedHeaders" */
const ALLOWED_HEADERS =
  'X-Requested-With,Content-Type,Accept,Origin,Cookie,authorization,ssid,surl,ContactCenterId,X-CSRF-TOKEN,X-Operation-Id,apikey';
const EXPOSED_HEADERS = 'X-CSRF-HEADER,X-CSRF-TOKEN,Retry-After';

/** Which pages may talk to the sandbox. */
export interface GateOptions {
  readonly port: () => number;
  /** Exact origins allowed besides the sandbox's own, e.g. `http://localhost:5173`. */
  readonly allowOrigins: readonly string[];
  /** Origin of a balancer in front, whose host name requests then carry. */
  readonly publicOrigin: string | undefined;
}

/**
 * Decides by Host and Origin whether a request may come in at all: Host stops DNS rebinding, Origin stops other sites (the CSRF token stops
 * neither reads nor Bayeux posts). Answers refusals and preflights itself; returns false when it did.
 */
export function passGate(request: IncomingMessage, response: ServerResponse, options: GateOptions): boolean {
  if (!isOwnHost(request.headers.host, options)) return refuse(response, 'This host name is not served');
  const { origin } = request.headers;
  if (origin !== undefined) {
    if (!isAllowedOrigin(origin, options)) return refuse(response, 'This origin is not allowed');
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    response.setHeader('Vary', 'Origin');
  } else if (request.headers['sec-fetch-site'] === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') {
    return refuse(response, 'Cross-site requests need an allowed origin');
  }
  if (request.method !== 'OPTIONS') return true;
  response.setHeader('Access-Control-Allow-Methods', 'GET,POST,PUT,DELETE');
  response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  response.statusCode = 204;
  response.end();
  return false;
}

function isOwnHost(host: string | undefined, { port, publicOrigin }: GateOptions): boolean {
  const own = port();
  return (
    LOOPBACK_NAMES.some((name) => host === `${name}:${own}` || (own === 80 && host === name)) ||
    (publicOrigin !== undefined && host === new URL(publicOrigin).host)
  );
}

function isAllowedOrigin(origin: string, { port, allowOrigins, publicOrigin }: GateOptions): boolean {
  return (
    origin === publicOrigin ||
    allowOrigins.includes(origin) ||
    LOOPBACK_NAMES.some((name) => origin === `http://${name}:${port()}`)
  );
}

function refuse(response: ServerResponse, reason: string): false {
  response.statusCode = 403;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(reason);
  return false;
}

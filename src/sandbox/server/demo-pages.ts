import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

/**
 * The strict policy that every page of the sandbox runs under: what SECURITY.md recommends to hosts. `sms-session-elements` is the name of the
 * Trusted Types policy in the one-file build.
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sms-session-elements";

interface Page {
  readonly file: string;
  readonly type: string;
}

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

/** Every file that is served, by path: nothing else of the disk can be reached. Files are relative to this module in `dist/`. */
const PAGES: ReadonlyMap<string, Page> = new Map([
  ['/', { file: './demo/demo.html', type: HTML }],
  ['/demo.css', { file: './demo/demo.css', type: CSS }],
  ['/demo.js', { file: './demo/demo.js', type: SCRIPT }],
  ['/bare.html', { file: './demo/bare.html', type: HTML }],
  ['/chat.html', { file: './demo/chat.html', type: HTML }],
  ['/interactions.html', { file: './demo/interactions.html', type: HTML }],
  ['/supervisor.html', { file: './demo/supervisor.html', type: HTML }],
  ['/tabs.html', { file: './demo/tabs.html', type: HTML }],
  ['/favicon.svg', { file: './demo/favicon.svg', type: 'image/svg+xml' }],
  ['/sms-session-elements.js', { file: '../../cdn/sms-session-elements.min.js', type: SCRIPT }],
  // Where the file above looks for it.
  ['/sms-session-elements-shared.min.js', { file: '../../cdn/sms-session-elements-shared.min.js', type: SCRIPT }],
]);

/** Pages of markup alone, which have nobody to sign them in. */
const SIGNED_IN: ReadonlySet<string> = new Set([
  '/bare.html',
  '/chat.html',
  '/interactions.html',
  '/supervisor.html',
  '/tabs.html',
]);

/** The pages that show the elements alive: the demo at `/`, and pages of markup alone. */
export class DemoPages {
  /**
   * The sandbox user whom a page asks to be signed in as (`/bare.html?as=agent1`): stands for the login that a real host page has behind it.
   */
  signInOf(url: URL): string | undefined {
    return SIGNED_IN.has(url.pathname) ? (url.searchParams.get('as') ?? undefined) : undefined;
  }

  async serve(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const page = PAGES.get(pathname);
    if (page === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
      notFound(response);
      return;
    }
    let content: Buffer;
    try {
      content = await readFile(fileURLToPath(new URL(page.file, import.meta.url)));
    } catch {
      {
        notFound(response);
        return;
      }
    }
    response.setHeader('Content-Type', page.type);
    response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-cache');
    response.end(content);
  }
}

function notFound(response: ServerResponse): void {
  response.statusCode = 404;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end('Not found');
}

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { root } from '../../package/built.js';

/** What a server has to give, by path. */
export type Files = ReadonlyMap<string, readonly [type: string, body: string | Buffer]>;

/** The header as SECURITY.md gives it to copy. */
export async function recommendedPolicy(): Promise<string> {
  const [, header = ''] = /^Content-Security-Policy: (.+)$/m.exec(await readFile(`${root}SECURITY.md`, 'utf8')) ?? [];
  return header;
}

/** Serves files under a policy, on a free port of 127.0.0.1. */
export async function serveUnder(
  policy: string | ((path: string) => string),
  files: Files,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const [type = 'text/plain', body] = files.get(pathname) ?? [];
    const header = typeof policy === 'string' ? policy : policy(pathname);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': header,
    });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

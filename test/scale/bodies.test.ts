import '../transport/support/window.js';
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { createGzip } from 'node:zlib';
import type { GwsError } from '../../src/protocol/gws-error.js';
import { Lines } from '../transport/support/lines.js';
import { basic } from './support/real-desk.js';
import { SandboxProcess } from './support/sandbox-process.js';

const MB = 1_000_000;
const HUGE = 100 * MB;
const CHUNK = Buffer.alloc(65_536, 'x');
/** What a socket's buffers on both sides may hold besides what the client read. */
const IN_FLIGHT = 10 * MB;

/** Sends `{"text":"xxx…"}` of 100 MB as fast as it is taken; `sent.bytes` counts. */
function pour(response: NodeJS.WritableStream, sent: { bytes: number }, frame = '{"text":"'): void {
  response.write(frame);
  const more = (): void => {
    while (sent.bytes < HUGE) {
      sent.bytes += CHUNK.length;
      if (!response.write(CHUNK)) {
        response.once('drain', more);
        return;
      }
    }
    response.end('"}');
  };
  more();
}

describe('an answer of 100 MB', () => {
  const lines = new Lines();
  afterEach(() => lines.end());

  for (const method of ['GET', 'POST'] as const) {
    it(`to a ${method} is cut off the wire long before its end, as a typed error`, async () => {
      const { server, transport } = await lines.open();
      const sent = { bytes: 0 };
      server.script = ({ path }, response) => {
        if (!path.endsWith('/big')) return false;
        response.writeHead(200, { 'content-type': 'application/json' });
        pour(response, sent);
        return true;
      };
      const before = process.memoryUsage.rss();
      await assert.rejects(transport.request({ method, path: '/big' }), (error: GwsError) => {
        assert.equal(error.code, 'bad-answer');
        assert.equal(error.detail.outcomeUnknown, method === 'POST' ? true : undefined);
        return true;
      });
      assert.ok(sent.bytes < 5 * MB + IN_FLIGHT, `${sent.bytes} bytes were sent`);
      const grown = (process.memoryUsage.rss() - before) / MB;
      assert.ok(grown < 60, `memory grew by ${grown.toFixed(0)} MB`);
      assert.equal(transport.status.state, 'open');
    });
  }

  it('packed into 100 KB is cut too: what counts is what comes out', async () => {
    const { server, transport } = await lines.open();
    const sent = { bytes: 0 };
    server.script = ({ path }, response) => {
      if (!path.endsWith('/big')) return false;
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      pour(gzip, sent);
      return true;
    };
    await assert.rejects(transport.request({ method: 'GET', path: '/big' }), { code: 'bad-answer' });
  });

  it('as a Bayeux frame costs one poll: the line says so, comes back, and asks for a resync', async () => {
    const { server, transport, recorder } = await lines.open();
    const sent = { bytes: 0 };
    server.script = ({ path }, response) => {
      if (!path.endsWith('/connect')) return false;
      server.script = () => false;
      response.writeHead(200, { 'content-type': 'application/json' });
      pour(response, sent, '[{"channel":"/v2/me/smssessions","data":{"text":"');
      return true;
    };
    server.release();
    assert.equal((await recorder.state('broken')).error?.code, 'bad-answer');
    assert.ok(sent.bytes < 5 * MB + IN_FLIGHT, `${sent.bytes} bytes were sent`);
    assert.equal((await recorder.state('open', 3)).generation, 2);
    server.push('after it');
    await recorder.until(() => recorder.frames.length === 1);
    assert.equal(transport.status.state, 'open');
  });
});

describe('a request of 100 MB to the sandbox', () => {
  let sandbox: SandboxProcess;
  before(async () => {
    sandbox = await SandboxProcess.start();
  });
  after(() => sandbox.close());

  /** Sends 100 MB, or as much of it as is taken; resolves with the status of the answer, and the most memory seen on the way. */
  function send(path: string, headers: Record<string, string>): Promise<{ status: number; memory: number }> {
    return new Promise((resolve) => {
      let answer = '';
      let memory = 0;
      let sent = 0;
      const socket = connect(sandbox.port, '127.0.0.1');
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      // It is cut while we are still sending.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]), memory }));
      const isChunked = headers['Content-Length'] === undefined;
      const lines = {
        Host: `127.0.0.1:${sandbox.port}`,
        ...headers,
        ...(isChunked && { 'Transfer-Encoding': 'chunked' }),
      };
      socket.write(
        `POST ${path} HTTP/1.1\r\n${Object.entries(lines)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('')}\r\n`,
      );
      const piece = isChunked
        ? Buffer.concat([Buffer.from(`${CHUNK.length.toString(16)}\r\n`), CHUNK, Buffer.from('\r\n')])
        : CHUNK;
      const more = (): void => {
        while (sent < HUGE && !socket.destroyed) {
          sent += CHUNK.length;
          if (sent % (32 * CHUNK.length) === 0) memory = Math.max(memory, sandbox.memory);
          if (!socket.write(piece)) {
            socket.once('drain', more);
            return;
          }
        }
      };
      more();
    });
  }

  async function signedIn(): Promise<Record<string, string>> {
    const { headers } = await fetch(`${sandbox.url}/api/v2/me`, { headers: { Authorization: basic('agent1') } });
    return {
      'Content-Type': 'application/json',
      Authorization: basic('agent1'),
      Cookie: headers.getSetCookie()[0]!.split(';')[0]!,
      'X-CSRF-TOKEN': headers.get('x-csrf-token')!,
    };
  }

  it('is refused with 413 wherever a body is read, and costs no memory', async () => {
    const headers = await signedIn();
    const length = String(Math.ceil(HUGE / CHUNK.length) * CHUNK.length);
    const base = await sandbox.memoryAtRest();
    for (const path of ['/api/v2/me', '/api/v2/notifications', '/api/v2/chats', '/sandbox/sms']) {
      for (const announced of [true, false]) {
        const { status, memory } = await send(path, { ...headers, ...(announced && { 'Content-Length': length }) });
        assert.equal(status, 413, path);
        assert.ok(memory < base + 20, `${path}: from ${base.toFixed(0)} to ${memory.toFixed(0)} MB`);
      }
    }
    assert.equal((await fetch(`${sandbox.url}/api/v2/me`, { headers })).status, 200);
  });

  it('from somebody who is not signed in, or without a token, is not kept either', async () => {
    const { 'X-CSRF-TOKEN': _token, ...tokenless } = await signedIn();
    const base = await sandbox.memoryAtRest();
    for (const [headers, expected] of [
      [{}, 401],
      [tokenless, 403],
    ] as const) {
      const { status, memory } = await send('/api/v2/me', headers);
      assert.equal(status, expected);
      assert.ok(memory < base + 20, `from ${base.toFixed(0)} to ${memory.toFixed(0)} MB`);
    }
  });
});

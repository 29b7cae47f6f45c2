import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/conformance/report.js';
import { startSandbox } from '../../src/sandbox/server/server.js';

const BIN = fileURLToPath(new URL('../../src/bin.ts', import.meta.url));
const CAST = ['agent1', 'agent2', 'agent3'].flatMap((name) => ['--agent', `${name}:password`]);
const EVERYBODY = [...CAST, '--supervisor', 'supervisor1:password'];

/** The command in a process of its own, with somebody at standard input. */
async function run(
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', BIN, 'conform', ...args]);
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, out, err };
}

async function withServer<T>(answer: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function fault(url: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`${url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200);
}

describe('sms-session-elements conform', () => {
  it('finds nothing different in the sandbox, in any dialect', async () => {
    const sandbox = await startSandbox({ port: 0 });
    try {
      const dialects = ['sms', 'chat', 'interactions'].flatMap((name) => ['--dialect', name]);
      const { code, out, err } = await run(['--url', `${sandbox.url}/api/v2`, ...EVERYBODY, ...dialects, '--json']);
      const { totals, dialects: played } = JSON.parse(out) as Report;
      assert.equal(code, 0, err);
      assert.equal(totals.different, 0);
      assert.equal(totals.failed, 0);
      assert.ok(totals.checks > 250, `only ${totals.checks} checks`);
      assert.equal(totals.played + totals.skipped, totals.scenarios);
      assert.deepEqual(
        played.map(({ dialect }) => dialect),
        ['sms-session', 'chat', 'interactions'],
      );
      const contradicted = played.flatMap(({ inferences }) => inferences.filter((one) => one.verdict !== 'confirmed'));
      assert.deepEqual(
        contradicted.map(({ inference, verdict }) => `${inference} ${verdict}`),
        ['armed-needs-accept not seen', 'set-in-focus-body not seen'],
        'the older API has neither; everything else is seen',
      );
    } finally {
      await sandbox.close();
    }
  });

  it('names the operation that behaves otherwise, with the frames that show it', async () => {
    const sandbox = await startSandbox({ port: 0 });
    try {
      await fault(sandbox.url, { kind: 'refuse', operation: 'Consult', count: 0 });
      const only = ['--only', 'consult: whisper', '--timeout', '1000'];
      const { code, out } = await run(['--url', `${sandbox.url}/api/v2`, ...EVERYBODY, ...only, '--json']);
      assert.equal(code, 1);
      const { dialects } = JSON.parse(out) as Report;
      const different = dialects.flatMap(({ scenarios }) => scenarios.flatMap(({ checks }) => checks));
      const check = different.find(({ same }) => !same);
      assert.equal(check?.operation, 'Consult');
      const frames = JSON.stringify(check.frames);
      assert.match(frames, /"operationName":"Consult"/);
      assert.match(frames, /"notificationType":"Error"/);
      assert.doesNotMatch(out, /password|Basic /, 'credentials are nowhere in the report');
    } finally {
      await sandbox.close();
    }
  });

  it('goes on after a difference, and leaves nothing behind', async () => {
    const sandbox = await startSandbox({ port: 0 });
    try {
      await fault(sandbox.url, { kind: 'http', operation: 'SetDisposition', status: 500, count: 0 });
      const cast = ['--url', `${sandbox.url}/api/v2`, ...EVERYBODY, '--timeout', '1000'];
      const { code, out } = await run(cast);
      assert.equal(code, 1);
      assert.match(out, /^ {4}SetDisposition: DIFFERENT$/m);
      assert.match(out, /^ {2}✔ transfer to another agent/m);
      const world = (await (await fetch(`${sandbox.url}/sandbox/world`)).json()) as {
        readonly sessions: readonly { readonly seats: readonly { readonly state: string }[] }[];
      };
      const held = world.sessions.flatMap(({ seats }) => seats.filter(({ state }) => /Invited|Chatting/.test(state)));
      assert.deepEqual(held, []);
    } finally {
      await sandbox.close();
    }
  });

  for (const [what, answer] of [
    ['pages where data was due', (_, response) => response.end('<html>502</html>')],
    ['JSON of another kind', (_, response) => response.end('[{"id":1,"successful":"maybe"},null,7]')],
    ['half a line and a hang-up', (_, response) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Le')],
    ['nothing at all', () => undefined],
  ] as readonly (readonly [string, RequestListener])[]) {
    it(`survives a server that answers ${what}`, async () => {
      await withServer(answer, async (url) => {
        const start = performance.now();
        const { code, out, err } = await run(['--url', url, ...EVERYBODY, '--timeout', '500']);
        assert.equal(code, 1, err);
        assert.ok(performance.now() - start < 30_000, 'it took too long');
        assert.match(out, /✖ accept, talk, leave, complete/);
        assert.match(out, /observed: {3}"agent1 could not/);
        assert.match(out, / 0 same, \d+ different/);
        assert.doesNotMatch(out + err, /\n\s+at /, 'no stack traces');
      });
    });
  }

  it('skips what nobody is there for, and says so', async () => {
    const sandbox = await startSandbox({ port: 0 });
    try {
      const args = ['--agent', 'agent1:password', '--only', 'consult'];
      const { code, out } = await run(['--url', `${sandbox.url}/api/v2`, ...args]);
      assert.equal(code, 0);
      assert.match(out, /– consult: whisper .*skipped: nobody plays the second-agent/);
      assert.match(out, /✔ consult: an unknown target/);
    } finally {
      await sandbox.close();
    }
  });

  it('asks a person to play the customer, and stops asking when there is none', async () => {
    const sandbox = await startSandbox({ port: 0 });
    try {
      const args = ['--agent', 'agent1:password', '--customer', 'manual', '--only', 'reject', '--timeout', '300'];
      const { code, out, err } = await run(['--url', `${sandbox.url}/api/v2`, ...args]);
      assert.equal(code, 1);
      assert.match(err, /begin a new conversation that is offered to agent1, with the text “Anybody there\?”/);
      assert.match(out, /nobody plays the customer any more/);
    } finally {
      await sandbox.close();
    }
  });

  for (const [wrong, args] of [
    ['no address', ['--agent', 'a:b']],
    ['no agent', ['--url', 'http://127.0.0.1:1/api/v2']],
    ['credentials without a password', ['--url', 'http://127.0.0.1:1/api/v2', '--agent', 'a']],
    ['a scenario that does not exist', ['--url', 'http://127.0.0.1:1/api/v2', '--agent', 'a:b', '--only', 'nonsense']],
    ['an unknown option', ['--frobnicate']],
  ] as const) {
    it(`refuses ${wrong} with exit code 2 and its usage`, async () => {
      const { code, err } = await run(args);
      assert.equal(code, 2);
      assert.match(err, /^Usage: sms-session-elements conform/m);
    });
  }
});

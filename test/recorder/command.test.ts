import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { HISTORIES, record, type History } from './histories.js';

const bin = fileURLToPath(new URL('../../src/bin.ts', import.meta.url));

function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', bin, 'replay', ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('sms-session-elements replay', () => {
  let folder = '';
  let good = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'replay-'));
    const [history] = fc.sample(HISTORIES, { numRuns: 1, seed: 4 }) as [History];
    const [recorder] = await record({ ...history, restartAfter: undefined });
    good = recorder.toNdjson();
  });
  after(() => rm(folder, { recursive: true }));

  async function file(text: string | Uint8Array): Promise<string> {
    const name = path.join(folder, 'recording.ndjson');
    await writeFile(name, text);
    return name;
  }

  it('tells what happened and that it ends as recorded', async () => {
    const { code, out } = await run(await file(good));
    assert.match(out, /^Recording of structure: \d+ entries, 0 dropped before, 0 unreadable$/m);
    assert.match(out, /^ *1 +\+0\.000 s {2}act connect$/m);
    assert.match(out, /It ends as it was recorded\.$/m);
    assert.equal(code, 0);
  });

  it('stops where one wants to look', async () => {
    const { code, out } = await run(await file(good), '--step', '2', '--json');
    const { verdict, position, timeline } = JSON.parse(out) as {
      verdict: string;
      position: number;
      timeline: object[];
    };
    assert.deepEqual([verdict, position, timeline.length, code], ['stopped', 2, 2, 0]);
  });

  it('fails when it ends otherwise, and says where', async () => {
    const name = await file(
      good.replace(/"digest":"\w+","parts":\{"workspace":"\w+"/, '"digest":"0","parts":{"workspace":"0"'),
    );
    const { code, out } = await run(name);
    assert.match(out, /It ends otherwise than it was recorded: workspace$/m);
    assert.equal(code, 1);
  });

  it('fails when the recording was cut off before its end', async () => {
    const { code, out } = await run(await file(good.slice(0, good.indexOf('"k":"end"'))));
    assert.match(out, /1 unreadable/);
    assert.match(out, /does not tell how it ended/);
    assert.equal(code, 1);
  });

  it('says why a file is no recording', async () => {
    const garbage = new Uint8Array(10_000).map((_, i) => (i * 7919) % 256);
    for (const [name, reason] of [
      [await file(garbage), /no flight recording/],
      [path.join(folder, 'none'), /ENOENT/],
      [folder, /EISDIR/],
    ] as const) {
      const { code, err } = await run(name);
      assert.match(err, reason);
      assert.equal(code, 2);
    }
  });

  it('explains itself', async () => {
    const [help, nothing, odd] = await Promise.all([run('--help'), run(), run('file', '--step', 'two')]);
    assert.match(help.out, /^Usage: sms-session-elements replay <file>/);
    assert.deepEqual([help.code, nothing.code, odd.code], [0, 2, 2]);
    assert.match(nothing.err, /Name one file/);
    assert.match(odd.err, /--step takes a number/);
  });
});

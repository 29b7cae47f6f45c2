import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { FaultProxy } from './fault-proxy.js';
import { nameOf, type Fault } from './faults.js';

/** What a client saw on its connection: everything that came, in how many pieces, how it ended, and how long that took. */
interface Seen {
  readonly text: string;
  readonly pieces: number;
  readonly end: 'FIN' | 'RST' | 'nothing';
  readonly ms: number;
}

const WORDS = 'x'.repeat(4_000);
/** A client that still waits then hears nothing any more. */
const PATIENCE = 400;

let server: Server;
let proxy: FaultProxy;
let executed = 0;

before(async () => {
  server = createServer((_, response) => {
    executed += 1;
    response.end(WORDS);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await FaultProxy.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
after(async () => {
  await proxy.close();
  server.close();
});

/** One request on a connection of its own, which the client asks to be closed behind the answer. */
async function ask(fault: Fault | undefined): Promise<Seen> {
  proxy.choose = () => fault;
  proxy.struck.clear();
  executed = 0;
  const began = performance.now();
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
  let text = '';
  let pieces = 0;
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    pieces += 1;
  });
  const end = await new Promise<Seen['end']>((resolve) => {
    socket.on('end', () => resolve('FIN')).on('error', () => resolve('RST'));
    socket.setTimeout(PATIENCE, () => resolve('nothing'));
    socket.write('POST /api HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}');
  });
  socket.destroy();
  return { text, pieces, end, ms: performance.now() - began };
}

const answers = ({ text }: Seen): number => text.split('HTTP/1.1 ').length - 1;
const isWhole = ({ text }: Seen): boolean => text.startsWith('HTTP/1.1 200 ') && text.endsWith(WORDS);

/** Each fault, how often the server acts, and what the client must see of it. */
const CASES: readonly (readonly [Fault, number, (seen: Seen) => boolean])[] = [
  [{ kind: 'cut-before', reset: false }, 0, ({ text, end }) => text === '' && end === 'FIN'],
  [{ kind: 'cut-before', reset: true }, 0, ({ text, end }) => text === '' && end === 'RST'],
  [{ kind: 'cut-after', reset: false }, 1, ({ text, end }) => text === '' && end === 'FIN'],
  [{ kind: 'cut-after', reset: true }, 1, ({ text, end }) => text === '' && end === 'RST'],
  [{ kind: 'cut-within', share: 0.5, reset: false }, 1, (seen) => answers(seen) === 1 && !isWhole(seen)],
  [{ kind: 'latency', there: 40, back: 60 }, 1, (seen) => isWhole(seen) && seen.ms >= 98],
  [{ kind: 'slices', pieces: 8, pause: 8 }, 1, (seen) => isWhole(seen) && seen.pieces > 1],
  [{ kind: 'bandwidth', rate: 40 }, 1, (seen) => isWhole(seen) && seen.ms >= 90],
  [{ kind: 'status', status: 502, executed: false }, 0, ({ text }) => /^HTTP\/1.1 502 [^]*\{\}$/.test(text)],
  [{ kind: 'status', status: 503, executed: true }, 1, ({ text }) => /^HTTP\/1.1 503 [^]*\{\}$/.test(text)],
  [{ kind: 'html', executed: true }, 1, ({ text }) => /^HTTP\/1.1 200 [^]*text\/html[^]*<title>/.test(text)],
  [{ kind: 'request-twice' }, 2, isWhole],
  [{ kind: 'answer-twice' }, 1, (seen) => answers(seen) === 2 && isWhole(seen)],
  [{ kind: 'silence', executed: true }, 1, ({ text, end }) => text === '' && end === 'nothing'],
  [{ kind: 'silence', executed: false }, 0, ({ text, end }) => text === '' && end === 'nothing'],
];

describe('the proxy that stands for a bad wire', () => {
  it('passes on what nothing befalls', async () => {
    const seen = await ask(undefined);
    assert.ok(isWhole(seen) && answers(seen) === 1 && seen.end === 'FIN');
    assert.equal(executed, 1);
    assert.deepEqual([...proxy.struck], []);
  });

  for (const [fault, times, isAsDue] of CASES) {
    it(`${nameOf(fault)}: really occurs, is counted, and the server acted ${times} times`, async () => {
      const seen = await ask(fault);
      assert.ok(isAsDue(seen), JSON.stringify({ ...seen, text: seen.text.slice(0, 200) }));
      assert.equal(executed, times);
      assert.deepEqual([...proxy.struck], [[nameOf(fault), 1]]);
    });
  }
});

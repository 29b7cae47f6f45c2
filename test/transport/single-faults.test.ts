import './support/window.js';
import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import {
  CANARY,
  CONNECT_FAULTS,
  HANDSHAKE_FAULTS,
  SUBSCRIBE_FAULTS,
  WIRE_FAULTS,
  type Fault,
} from './support/faults.js';
import { Recorder } from './support/recorder.js';
import { ScriptedServer } from './support/scripted-server.js';

const timing = {
  request: 1_000,
  maxNetworkDelay: 800,
  backoff: 20,
  maxBackoff: 50,
  minPoll: 50,
  maxPoll: 300,
  maxInterval: 300,
  slack: 100,
};
const POLL = 300;
/** Time in which a dead line must be noticed. */
const BOUND = POLL + timing.maxNetworkDelay + 1_000;

/** One fault on one request of a line, and whether the line is as good as new afterwards. */
const survive = async (channel: string, { give, harmless = false }: Fault): Promise<void> => {
  const server = await ScriptedServer.start();
  server.timeout = POLL;
  const transport = createGwsTransport({
    baseUrl: server.url,
    topics: ['/v2/me/*'],
    // Where nothing needs noticing, a busy machine should not be what breaks the line.
    timing: harmless ? { ...timing, maxNetworkDelay: 5_000 } : timing,
  });
  const recorder = new Recorder(transport);
  const isPoll = channel === '/meta/connect';
  let struck = 0;
  const strike = (): void => {
    server.script = (seen, response) => {
      const [first] = seen.messages;
      // A poll is struck while it is held, not the short one that opens the line.
      if (first?.channel !== channel || (isPoll && first.advice?.timeout === 0)) return false;
      server.script = () => false;
      struck = performance.now();
      give(response, seen, first.id);
      return true;
    };
  };
  try {
    if (!isPoll) strike();
    transport.connect();
    if (isPoll) {
      await recorder.state('open');
      strike();
      server.release();
    }
    await server.until(() => struck > 0);
    const polls = server.count('/meta/connect');
    await server.until(() => server.count('/meta/connect') > polls, BOUND);
    assert.ok(performance.now() - struck <= BOUND);
    await recorder.state('open');
    server.push({ alive: true });
    await recorder.until(() => recorder.frames.some(({ data }) => (data as { alive?: boolean }).alive === true), BOUND);
    const { generation, state } = transport.status;
    assert.equal(state, 'open');
    if (isPoll && harmless)
      assert.deepEqual(recorder.states, ['connecting', 'open'], 'a harmless answer broke the line');
    if (isPoll && !harmless) {
      assert.ok(recorder.states.includes('broken'), 'the line did not say that it was lost');
      assert.equal(generation, 2, 'what may be missed calls for one resync');
    }
    if (!isPoll) assert.equal(generation, 1);
  } finally {
    server.script = () => false;
    await transport.disconnect();
    await server.close();
  }
};

describe('one fault', { concurrency: 16 }, () => {
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const prototype = Object.getOwnPropertyNames(Object.prototype).sort();
  const printed: unknown[][] = [];
  before(() => {
    for (const method of methods) mock.method(console, method, (...args: unknown[]) => printed.push(args));
  });
  after(() => {
    mock.restoreAll();
    assert.deepEqual(printed, [], `printed, perhaps with ${CANARY}`);
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype).sort(), prototype);
  });

  for (const [channel, faults] of [
    ['/meta/connect', [...WIRE_FAULTS, ...CONNECT_FAULTS]],
    ['/meta/handshake', [...WIRE_FAULTS, ...HANDSHAKE_FAULTS]],
    ['/meta/subscribe', [...WIRE_FAULTS, ...SUBSCRIBE_FAULTS]],
  ] as const) {
    for (const fault of faults) it(`${channel}: ${fault.name}`, () => survive(channel, fault));
  }
});

import { setTimeout as pause } from 'node:timers/promises';
import { cookieFetch } from '../../src/conformance/cookie-fetch.js';
import { startSandbox } from '../../src/sandbox/server/server.js';
import { DEFAULT_TIMING } from '../../src/transport/environment.js';
import { outside, RealDesk } from './support/real-desk.js';

/** What a herd is. */
export interface HerdPlan {
  readonly clients: number;
  readonly seed: number;
  /** Seconds for which the server is away; 0 restarts it without a pause. */
  readonly down: number;
  /** By how much waits between attempts are shortened; time limits stay as they are. */
  readonly speed: number;
  /** Seconds in which the peak is looked for. */
  readonly bucket: number;
}

/** How a herd came back; seconds are counted since the server was there again, and shortened likewise. */
export interface HerdReport {
  readonly handshakes: number;
  /** Handshakes in the busiest bucket, and in a mean bucket of the first 30 seconds. */
  readonly peak: number;
  readonly mean: number;
  readonly requestPeak: number;
  /** The most readings of one session's log by one client, for each time that it came back. */
  readonly snapshots: number;
  readonly live: { readonly p50: number; readonly p95: number; readonly max: number };
  /** Clients that did not have every text at the end. */
  readonly incomplete: number;
}

/** A request as a client sent it. */
interface Sent {
  readonly at: number;
  readonly client: number;
  readonly method: string;
  readonly path: string;
}

const AGENTS = ['agent1', 'agent2', 'agent3'];
const WINDOW = 30;
/** Milliseconds. Each text goes to a third of all clients, and all of them share this process with the server. */
const TEXT_EVERY = 5000;
/** Clients that connect at the same time in the beginning, which is not what is measured. */
const AT_ONCE = 25;

/** A random source by seed. @see mulberry32 */
export function randomBy(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Real transports and controllers at a real server that restarts; nothing but their chance is replaced, and their waits may be shortened. */
export async function runHerd({ clients, seed, down, speed, bucket }: HerdPlan): Promise<HerdReport> {
  const sandbox = await startSandbox({ port: 0 });
  const requests: { readonly at: number; readonly client: number; readonly method: string; readonly path: string }[] =
    [];
  const now = (): number => (performance.now() * speed) / 1000;
  const timing = { backoff: DEFAULT_TIMING.backoff / speed, maxBackoff: DEFAULT_TIMING.maxBackoff / speed };
  let texting: NodeJS.Timeout | undefined;
  const desks = Array.from({ length: clients }, (_, client) => {
    const random = randomBy(seed * 100_003 + client);
    const send = cookieFetch();
    const fetch: typeof send = (input, init) => {
      const path = new URL(input as string).pathname;
      requests.push({ at: now(), client, method: init?.method ?? 'GET', path });
      return send(input, init);
    };
    return new RealDesk(`${sandbox.url}/api/v2`, AGENTS[client % AGENTS.length]!, {
      random,
      transport: { fetch, timing, environment: { random } },
    });
  });
  try {
    for (let i = 0; i < clients; i += AT_ONCE)
      await Promise.all(desks.slice(i, i + AT_ONCE).map((desk) => desk.live()));
    const sessions = await Promise.all(
      AGENTS.map(async (agent, i) => {
        outside(sandbox, 'sms', { from: `+1555010${i}`, text: 'first', to: agent });
        const { id } = await desks[i]!.accept();
        return { id, number: `+1555010${i}`, texts: ['first'] };
      }),
    );
    const [frontEnd] = sandbox.frontEnds;
    if (down === 0) outside(sandbox, 'faults', { kind: 'restart' });
    else {
      await frontEnd!.stop();
      await pause((down * 1000) / speed);
      await frontEnd!.start();
    }
    requests.length = 0;
    const back = now();
    texting = setInterval(() => {
      for (const { number, texts } of sessions) {
        texts.push(`text ${texts.length}`);
        outside(sandbox, 'sms', { from: number, text: texts.at(-1)! });
      }
    }, TEXT_EVERY / speed);
    const lives = await Promise.all(
      desks.map(async (desk) => {
        // The line was live: that it broke must be seen first, or it would be taken for back.
        const { generation } = desk.transport.status;
        await desk.until(
          'the line is live again',
          () => desk.transport.status.generation > generation && desk.workspace.state.connection.phase === 'live',
          undefined,
          60_000 + (4 * WINDOW * 1000) / speed,
        );
        return now() - back;
      }),
    );
    const rest = WINDOW - (now() - back);
    if (rest > 0) await pause((rest * 1000) / speed);
    clearInterval(texting);
    const complete = desks.map((desk, i) => {
      const { id, texts } = sessions[i % AGENTS.length]!;
      const session = desk.workspace.session(id);
      const has = (): boolean => [...session.state.log].filter(({ type }) => type === 'Text').length === texts.length;
      return desk.until('every text is there', has, session).then(
        () => true,
        () => false,
      );
    });
    const incomplete = (await Promise.all(complete)).filter((each) => !each).length;
    return { ...reportOf(requests, back, bucket), live: quantiles(lives), incomplete };
  } finally {
    clearInterval(texting);
    await Promise.all(desks.map((desk) => desk.close()));
    await sandbox.close();
  }
}

function reportOf(requests: readonly Sent[], back: number, bucket: number): Omit<HerdReport, 'live' | 'incomplete'> {
  const shakes = requests.filter(({ path }) => path.endsWith('/handshake'));
  const early = shakes.filter(({ at }) => at - back < WINDOW);
  const reads = countBy(
    requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/messages')),
    ({ client, path }) => `${client} ${path}`,
  );
  const returns = countBy(shakes, ({ client }) => String(client));
  const snapshots = [...reads].map(([key, count]) => count / (returns.get(key.split(' ')[0]!) ?? 1));
  const peakOf = (each: readonly { readonly at: number }[]): number => {
    const counts: number[] = [];
    for (const { at } of each) {
      const i = Math.floor((at - back) / bucket);
      counts[i] = (counts[i] ?? 0) + 1;
    }
    return Math.max(0, ...counts.filter((count) => count > 0));
  };
  return {
    handshakes: shakes.length,
    peak: peakOf(shakes),
    mean: (early.length * bucket) / WINDOW,
    requestPeak: peakOf(requests),
    snapshots: Math.max(0, ...snapshots),
  };
}

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

function quantiles(values: readonly number[]): HerdReport['live'] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

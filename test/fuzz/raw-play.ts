import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type * as CometDModule from 'cometd-nodejs-server';
import type { Sandbox } from '../../src/sandbox/server/server.js';
import { RawMaker, type Acquaintance, type RawInput } from './raw-input.js';
import { RawLine, type RawAnswer } from './raw-line.js';
import type { Place } from './raw-shapes.js';

/** What a run of inputs came to. */
export interface RawTally {
  inputs: number;
  /** Answers by HTTP status. */
  readonly statuses: Map<number, number>;
  /** Megabytes by which the heap, and all of the process, had grown from the first tenth of the run to the end. */
  heap: number;
  resident: number;
}

/** Milliseconds: within these a whole request is answered, and a parked poll is given up. */
const PATIENCE = 5_000;
const POLL = 40;
const MEGABYTE = 2 ** 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What the Bayeux server threw while it handled a request: the sandbox answers 400 then, which must not hide it. */
const thrown: unknown[] = [];

/** Starts the sandbox behind an ear for what is thrown within it. */
async function start(): Promise<Sandbox> {
  const bayeux = createRequire(import.meta.url)('cometd-nodejs-server') as {
    createCometDServer: typeof CometDModule.createCometDServer;
  };
  const { createCometDServer } = bayeux;
  bayeux.createCometDServer = (options) => {
    const server = createCometDServer(options);
    const handle = server.handle.bind(server);
    server.handle = (...given) => {
      try {
        handle(...given);
      } catch (error) {
        thrown.push(error);
        throw error;
      }
    };
    return server;
  };
  const { startSandbox } = await import('../../src/sandbox/server/server.js');
  bayeux.createCometDServer = createCometDServer;
  return startSandbox({ port: 0, bayeux: { timeout: 10, maxInterval: 500 } });
}

interface WireUser {
  readonly id: string;
  readonly userName: string;
}
interface WireSession {
  readonly id: string;
  readonly media: string;
  readonly open: boolean;
  readonly seats: readonly { readonly user: string; readonly state: string }[];
}
const SEATED = /Invited|Chatting|LeftChat/;

/** The fuzzer's side: lines, cookies and the ids that it has heard of. */
class Stranger implements Acquaintance {
  #client = 'none';
  #users: readonly WireUser[] = [];
  #sessions: readonly WireSession[] = [];
  readonly signedIn = new Map<string, { readonly cookie: string; readonly token: string }>();
  readonly #sandbox: Sandbox;
  readonly #line: RawLine;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.#line = new RawLine(sandbox.port);
  }

  /** Looks at the world from outside, so that inputs name what is there. */
  look(): void {
    const { body } = this.#sandbox.control({ method: 'GET', path: '/sandbox/world' });
    const world = body as unknown as { users: readonly WireUser[]; sessions: readonly WireSession[] };
    this.#users = world.users;
    this.#sessions = world.sessions.filter(({ open }) => open);
  }

  /** A user's own sessions rather than others'. */
  placesOf(user: string): Record<Place, string> {
    const id = (name: string): string => this.#users.find(({ userName }) => userName === name)?.id ?? 'none';
    const session = (media: string): string => {
      const open = this.#sessions.filter((each) => each.media === media);
      const own = open.filter(({ seats }) => seats.some((seat) => seat.user === user && SEATED.test(seat.state)));
      return (own.at(-1) ?? open.at(-1))?.id ?? 'none';
    };
    return {
      '@session': session('sms'),
      '@chat': session('chat'),
      '@agent': id('agent1'),
      '@supervisor': id('supervisor1'),
      '@client': this.#client,
    };
  }

  /** The answer to an input that has to have one. */
  async send({ kind, bytes, user, isHead }: RawInput): Promise<RawAnswer | undefined> {
    const own = Buffer.from(bytes.toString('latin1').replace('@host', `127.0.0.1:${this.#sandbox.port}`), 'latin1');
    if (kind === 'cut') await this.#line.cut(own);
    else if (kind === 'spoilt') await this.#line.spoil(own, PATIENCE);
    else if (kind === 'poll') return this.#line.ask(own, isHead, POLL);
    else {
      // A restart cuts the connection that an earlier input opened; once more on a new one.
      const answer = (await this.#line.ask(own, isHead, PATIENCE)) ?? (await this.#line.ask(own, isHead, PATIENCE));
      assert.ok(answer !== undefined, 'no answer');
      this.#learn(user, answer);
      return answer;
    }
    return undefined;
  }

  get(path: string, user: string): Promise<RawAnswer | undefined> {
    const authorization = Buffer.from(`${user}:password`).toString('base64');
    const head = `GET ${path} HTTP/1.1\r\nHost: @host\r\nAuthorization: Basic ${authorization}\r\n\r\n`;
    return this.send({ user, isHead: false, kind: 'whole', bytes: Buffer.from(head) });
  }

  close(): void {
    this.#line.close();
  }

  #learn(user: string, { headers, body }: RawAnswer): void {
    const cookie = headers.get('set-cookie')?.split(';')[0];
    const token = headers.get('x-csrf-token');
    if (cookie !== undefined && token !== undefined) this.signedIn.set(user, { cookie, token });
    const client = /"clientId":"(\w+)"/.exec(body)?.[1];
    if (client !== undefined) this.#client = client;
  }
}

/** Whether an answer tells that something broke inside: what a fault of the sandbox answers says so. */
function check(answer: RawAnswer): void {
  const { status, headers, body } = answer;
  assert.ok(status >= 100 && status < 600, `status ${status}`);
  if (headers.get('content-type')?.includes('json') === true && body !== '') JSON.parse(body);
  assert.doesNotMatch(body, /"Internal error"/, 'an exception inside');
  if (status === 500) assert.match(body, /Internal error: |too many|full/, 'status 500 for no reason');
}

/** Sends inputs made from a seed to a sandbox of its own; throws what goes wrong, with the input. */
export async function playRaw(inputs: number, seed: number): Promise<RawTally> {
  const sandbox = await start();
  const stranger = new Stranger(sandbox);
  const maker = new RawMaker(seed);
  const tally: RawTally = { inputs: 0, statuses: new Map(), heap: 0, resident: 0 };
  const escaped: unknown[] = [];
  const keep = (error: unknown): void => {
    escaped.push(error);
  };
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, keep);
  const level = async (): Promise<NodeJS.MemoryUsage> => {
    sandbox.control({ method: 'POST', path: '/sandbox/reset', body: { seed: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    collect();
    return process.memoryUsage();
  };
  let first: NodeJS.MemoryUsage | undefined;
  try {
    for (let number = 0; number < inputs; number++) {
      if (number % 5 === 0) stranger.look();
      if (number === Math.floor(inputs / 10)) first = await level();
      const input = maker.next(stranger);
      try {
        const answer = await stranger.send(input);
        if (answer !== undefined) {
          check(answer);
          tally.statuses.set(answer.status, (tally.statuses.get(answer.status) ?? 0) + 1);
        }
        if (number % 500 === 0) await stranger.get('/api/v2/me', 'agent2');
        const [error] = [...thrown.splice(0), ...escaped.splice(0)];
        if (error !== undefined) throw new Error('thrown inside', { cause: error });
      } catch (error) {
        const text = input.bytes.toString('latin1');
        throw new Error(`seed ${seed}, input ${number}, ${input.kind}: ${text.slice(0, 4_000)}`, { cause: error });
      }
      tally.inputs++;
    }
    const last = await level();
    tally.heap = (last.heapUsed - (first ?? last).heapUsed) / MEGABYTE;
    tally.resident = (last.rss - (first ?? last).rss) / MEGABYTE;
  } finally {
    stranger.close();
    await sandbox.close();
    for (const event of ['uncaughtException', 'unhandledRejection']) process.off(event, keep);
  }
  return tally;
}

import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { nameOf, type Fault } from './faults.js';

/** One request as it came from the browser. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** A page that the proxy serves itself, so that it has the proxy's origin. */
export interface OwnPage {
  readonly type: string;
  readonly body: string | Buffer;
}

/**
 * `up` passes everything on. `down` ends every connection, those under way too. `silent` keeps connections and lets nothing through any more, in
 * either direction: what a lost route looks like from inside. `stale` does so to the connections that exist now, while new ones work.
 */
export type Reach = 'up' | 'down' | 'silent';

/**
 * Stands between a browser and a server on loopback, as a gateway would: knows requests and answers, and does to connections what networks do.
 * `choose` is asked for each exchange.
 */
export class FaultProxy {
  choose: (exchange: Exchange) => Fault | undefined = () => undefined;
  /** Every request that came from the browser, also those that went no further. Emptied by whoever counts. */
  readonly seen: Exchange[] = [];
  /** Faults that struck, by name: counted when they did, not when they were due. */
  readonly struck = new Map<string, number>();
  readonly pages = new Map<string, OwnPage>();
  readonly #target: URL;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #dead = new WeakSet<Socket>();
  #reach: Reach = 'up';
  #troubled = 0;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer({ keepAliveTimeout: 30_000 }, (incoming, response) => {
      this.#serve(incoming, response).catch(() => incoming.socket.destroy());
    });
    this.#server.on('connection', (socket) => {
      if (this.#reach === 'down') {
        socket.destroy();
        return;
      }
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      if (this.#reach === 'silent') this.#dead.add(socket);
    });
  }

  /** Begins to listen on a free port of loopback, in front of that server. */
  static async open(target: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Exchanges under way whose fault is still to strike: a poll may be held for long before it does. */
  get troubled(): number {
    return this.#troubled;
  }

  get reach(): Reach {
    return this.#reach;
  }

  set reach(reach: Reach) {
    this.#reach = reach;
    if (reach === 'down') this.cut();
    if (reach === 'silent') this.deaden();
  }

  /** Ends every connection of the browser. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** The connections that exist now carry nothing any more, without a word; new ones work. */
  deaden(): void {
    for (const socket of this.#sockets) this.#dead.add(socket);
  }

  async close(): Promise<void> {
    this.cut();
    this.#agent.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = incoming;
    const { method = 'GET', url: path = '/', headers } = incoming;
    const body = await buffer(incoming);
    if (this.#dead.has(socket)) return;
    const page = this.pages.get(path);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-store' });
      response.end(page.body);
      return;
    }
    const exchange: Exchange = { method, path, headers, body: body.toString() };
    this.seen.push(exchange);
    const fault = this.choose(exchange);
    const bad = fault === undefined ? 0 : 1;
    this.#troubled += bad;
    try {
      await this.#carry(fault, response, () => this.#forward(incoming, body, response));
      if (fault !== undefined) this.struck.set(nameOf(fault), (this.struck.get(nameOf(fault)) ?? 0) + 1);
    } finally {
      this.#troubled -= bad;
    }
  }

  /** Brings an exchange to its end, or to the end that its fault makes. */
  async #carry(fault: Fault | undefined, response: ServerResponse, ask: () => Promise<Answer>): Promise<unknown> {
    const { socket } = response;
    if (socket === null) return undefined;
    const end = (reset: boolean): unknown => (reset ? socket.resetAndDestroy() : socket.destroy());
    switch (fault?.kind) {
      case undefined:
        return this.#give(response, await ask());
      case 'cut-before':
        return end(fault.reset);
      case 'cut-after':
        await ask();
        return end(fault.reset);
      case 'cut-within': {
        const raw = rawOf(await ask());
        socket.write(raw.subarray(0, Math.max(1, Math.floor(raw.length * fault.share))), () => end(fault.reset));
        return undefined;
      }
      case 'latency': {
        await wait(fault.there);
        const answer = await ask();
        await wait(fault.back);
        return this.#give(response, answer);
      }
      case 'slices': {
        const answer = await ask();
        return this.#trickle(response, answer, Math.ceil(answer.body.length / fault.pieces), fault.pause);
      }
      case 'bandwidth':
        return this.#trickle(response, await ask(), fault.rate * TICK, TICK);
      case 'status':
        if (fault.executed) await ask();
        return this.#give(response, gatewaySays(fault.status, 'application/json', '{}'));
      case 'html':
        if (fault.executed) await ask();
        return this.#give(response, gatewaySays(200, 'text/html', '<!doctype html><title>Sign in</title>'));
      case 'request-twice':
        await ask();
        return this.#give(response, await ask());
      case 'answer-twice': {
        const raw = rawOf(await ask());
        socket.write(Buffer.concat([raw, raw]), () => end(false));
        return undefined;
      }
      case 'silence':
        if (fault.executed) await ask();
        this.#dead.add(socket);
        return undefined;
    }
  }

  #give(response: ServerResponse, { status, headers, body }: Answer): unknown {
    if (response.socket !== null && this.#dead.has(response.socket)) return undefined;
    return response.writeHead(status, [...headers]).end(body);
  }

  /** An answer in pieces of `size` bytes, `pause` milliseconds apart. */
  async #trickle(response: ServerResponse, { status, headers, body }: Answer, size: number, pause: number) {
    response.socket?.setNoDelay(true);
    response.writeHead(status, [...headers]);
    for (let at = 0; at < body.length && response.socket?.destroyed === false; at += size) {
      response.write(body.subarray(at, at + size));
      await wait(pause);
    }
    return response.end();
  }

  /** Asks the server, as one who stands on its own machine. Rejects when the browser goes away, or the server does. */
  async #forward(incoming: IncomingMessage, body: Buffer, response: ServerResponse): Promise<Answer> {
    const { method, url: path, headers } = incoming;
    const { host } = this.#target;
    const own = { ...headers, host, ...(headers.origin !== undefined && { origin: this.#target.origin }) };
    const outgoing = request(new URL(path ?? '/', this.#target), { method, headers: own, agent: this.#agent });
    const { socket } = response;
    // A route that is lost takes nothing back, not even the news that the browser has gone.
    const gone = (): void => {
      if (socket !== null && !this.#dead.has(socket)) outgoing.destroy();
    };
    socket?.once('close', gone);
    try {
      outgoing.end(body);
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      const content = await buffer(answer);
      const kept = answer.rawHeaders.filter((_, at, all) => !HOP.test(all[at - (at % 2)] ?? ''));
      return {
        status: answer.statusCode ?? 502,
        headers: [...kept, 'content-length', String(content.length)],
        body: content,
      };
    } finally {
      socket?.off('close', gone);
    }
  }
}

/** Milliseconds between two pieces of an answer on a narrow line. */
const TICK = 10;

/** Headers about one connection, or written anew. */
const HOP = /^(?:connection|keep-alive|transfer-encoding|content-length)$/i;

const gatewaySays = (status: number, type: string, text: string): Answer => ({
  status,
  headers: [
    'content-type',
    type,
    'content-length',
    String(text.length),
    ...(status === 429 ? ['retry-after', '0'] : []),
  ],
  body: Buffer.from(text),
});

/** An answer as it goes over the wire. */
function rawOf({ status, headers, body }: Answer): Buffer {
  const lines = headers.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${headers[at + 1] ?? ''}`] : []));
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} OK\r\n${lines.join('\r\n')}\r\n\r\n`), body]);
}

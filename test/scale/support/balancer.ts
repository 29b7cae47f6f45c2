import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const COOKIE = /\bJSESSIONID=(?<id>\w+)/;

/**
 * A load balancer as clusters of GWS have one: a client stays with the node that gave it its `JSESSIONID`; who has none goes to the next node in turn.
 * A node that takes no connection is passed over; one that dies in the middle of an answer takes the answer with it.
 */
export class Balancer {
  readonly #server: Server;
  readonly #nodeOf = new Map<string, number>();
  #ports: readonly number[] = [];
  #turn = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#pass(request, response));
  }

  static async start(): Promise<Balancer> {
    const balancer = new Balancer();
    await new Promise<void>((resolve) => balancer.#server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The nodes, once it is known where they listen. */
  serve(ports: readonly number[]): void {
    this.#ports = ports;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const session = COOKIE.exec(request.headers.cookie ?? '')?.groups?.id;
    const first = (session === undefined ? undefined : this.#nodeOf.get(session)) ?? this.#turn++;
    for (let i = 0; i < this.#ports.length; i++) {
      const node = (first + i) % this.#ports.length;
      if (await this.#try(node, request, body, response)) return;
    }
    response.writeHead(502).end();
  }

  /** Whether the node took the request; then it is answered, or cut. */
  #try(node: number, incoming: IncomingMessage, body: Buffer, response: ServerResponse): Promise<boolean> {
    const { method, url: path, headers } = incoming;
    return new Promise((resolve) => {
      const outgoing = ask({ host: '127.0.0.1', port: this.#ports[node], method, path, headers }, (answer) => {
        const session = COOKIE.exec(String(answer.headers['set-cookie']))?.groups?.id;
        if (session !== undefined) this.#nodeOf.set(session, node);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        const refused = error.code === 'ECONNREFUSED';
        if (!refused) response.destroy();
        resolve(!refused);
      });
      outgoing.on('response', () => resolve(true));
      response.on('close', () => outgoing.destroy());
      outgoing.end(body);
    });
  }
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AcknowledgedMessagesExtension } from 'cometd-nodejs-server/ack-extension';
import type { CometDServer, createCometDServer, Options, ServerSession } from 'cometd-nodejs-server';
import { ended, listening } from './listening.js';

const require = createRequire(import.meta.url);
const bayeux = require('cometd-nodejs-server') as { createCometDServer: typeof createCometDServer };
const acks = require('cometd-nodejs-server/ack-extension') as {
  AcknowledgedMessagesExtension: typeof AcknowledgedMessagesExtension;
};

/** How the server is to be. */
export interface BayeuxServerOptions {
  readonly ack?: boolean;
  readonly options?: Options;
}

/** A real Bayeux server (that of CometD) under `/api/v2/notifications`, with `GET /api/v2/me` beside it. */
export class BayeuxServer {
  /** Sees each request first; true means that it has dealt with it. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  readonly #settings: BayeuxServerOptions;
  #server: Server | undefined;
  readonly #generations: CometDServer[] = [];
  #session: ServerSession | undefined;
  #port = 0;

  private constructor(settings: BayeuxServerOptions) {
    this.#settings = settings;
  }

  static async start(settings: BayeuxServerOptions = {}): Promise<BayeuxServer> {
    const server = new BayeuxServer(settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/api/v2`;
  }

  /** The newest session. */
  get session(): ServerSession {
    if (this.#session === undefined) throw new Error('no session yet');
    return this.#session;
  }

  get cometd(): CometDServer {
    const cometd = this.#generations.at(-1);
    if (cometd === undefined) throw new Error('not started');
    return cometd;
  }

  /** Starts, or starts again on the same port with nothing remembered. */
  async start(): Promise<void> {
    this.forget();
    const { server, port } = await listening((request, response) => {
      if (this.intercept(request, response)) return;
      if (request.url?.startsWith('/api/v2/notifications') === true) this.cometd.handle(request, response);
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"statusCode":0}');
    }, this.#port);
    this.#server = server;
    this.#port = port;
  }

  /** Forgets every session, while connections stay. */
  forget(): void {
    const cometd = bayeux.createCometDServer({ timeout: 300, sweepPeriod: 50, ...this.#settings.options });
    if (this.#settings.ack === true) cometd.addExtension(new acks.AcknowledgedMessagesExtension());
    cometd.addListener('sessionAdded', (session: ServerSession) => (this.#session = session));
    this.#generations.push(cometd);
  }

  async stop(): Promise<void> {
    for (const cometd of this.#generations.splice(0)) cometd.close();
    if (this.#server !== undefined) await ended(this.#server);
  }
}

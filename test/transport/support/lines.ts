import './window.js';
import { createGwsTransport, type GwsTransportOptions } from '../../../src/transport/gws-transport.js';
import type { Transport } from '../../../src/transport/transport.js';
import { Recorder } from './recorder.js';
import { ScriptedServer } from './scripted-server.js';

/** Times short enough for tests, long enough for a busy machine. */
export const QUICK = {
  request: 2_000,
  maxNetworkDelay: 400,
  backoff: 20,
  maxBackoff: 50,
  minPoll: 50,
  maxPoll: 2_000,
  maxInterval: 300,
  slack: 100,
};

/** A transport, what it told, and the server it talks to. */
export interface Line {
  readonly server: ScriptedServer;
  readonly transport: Transport;
  readonly recorder: Recorder;
}

/** Makes lines for one test file and ends them all. */
export class Lines {
  readonly #endings: (() => Promise<unknown>)[] = [];

  async make(options: Partial<GwsTransportOptions> = {}, prepare?: (server: ScriptedServer) => void): Promise<Line> {
    const server = await ScriptedServer.start();
    prepare?.(server);
    const transport = createGwsTransport({ baseUrl: server.url, topics: ['/v2/me/*'], timing: QUICK, ...options });
    this.#endings.push(async () => {
      server.script = () => false;
      await transport.disconnect();
      await server.close();
    });
    return { server, transport, recorder: new Recorder(transport) };
  }

  async open(options?: Partial<GwsTransportOptions>, prepare?: (server: ScriptedServer) => void): Promise<Line> {
    const line = await this.make(options, prepare);
    line.transport.connect();
    await line.recorder.state('open');
    // The first poll is answered at once; from now on one is held.
    await line.server.until(() => line.server.count('/meta/connect') >= 2);
    return line;
  }

  async end(): Promise<void> {
    await Promise.all(this.#endings.splice(0).map((end) => end()));
  }
}

import type { WireRequest } from '../../protocol/wire.js';
import type { Engine, EngineAnswer } from '../engine/contract.js';
import { createEngine } from '../engine/engine.js';
import type { BayeuxOptions } from './bayeux.js';
import { controlFrontEnds, FRONT_ENDS } from './control-front-ends.js';
import { API, FrontEnd } from './front-end.js';

/** How a sandbox is started. */
export interface SandboxOptions {
  /** TCP port on 127.0.0.1; 0 takes any free one. Further front ends take the ports after it. Default 8090. */
  readonly port?: number;
  /** Same seed, same world. Default 1. */
  readonly seed?: number;
  /** Milliseconds after which an unanswered invitation is withdrawn; 0, the default, never. */
  readonly offerTimeout?: number;
  /** Origins that may call besides the sandbox's own. */
  readonly allowOrigins?: readonly string[];
  /** Nodes of the cluster, each with a port and sessions of its own, over one world. Default 1. */
  readonly frontEnds?: number;
  /** Origin under which a balancer in front is reached, e.g. `http://127.0.0.1:9000`: admitted as a host, and named in the `uri`s of payloads. */
  readonly publicOrigin?: string;
  readonly bayeux?: BayeuxOptions;
}

/** One node, as whoever started the sandbox may treat it. */
export interface FrontEndHandle {
  /** `http://127.0.0.1:{port}` */
  readonly url: string;
  readonly port: number;
  /** Whether it takes connections. */
  readonly up: boolean;
  /** Bayeux sessions alive on this node. */
  readonly sessions: number;
  /** Brings it back on its port, with nobody remembered. Rejects when the port was taken meanwhile. */
  start(): Promise<void>;
  /** Kills it: connections are cut, its sessions are lost, the world lives on. */
  stop(): Promise<void>;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:{port}`, of the first front end. */
  readonly url: string;
  readonly port: number;
  readonly frontEnds: readonly FrontEndHandle[];
  /** The world outside GWS without HTTP: the same requests as `/sandbox/…`, but for those about front ends. */
  control(request: WireRequest): EngineAnswer;
  /** Ends it: connections, timers, Bayeux sessions. */
  close(): Promise<void>;
}

/** Starts a sandbox on loopback. Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = new SandboxServer(options);
  try {
    await sandbox.listen(options.port ?? 8090);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  return sandbox;
}

class SandboxServer implements Sandbox {
  readonly frontEnds: readonly FrontEnd[];
  readonly #options: SandboxOptions;
  #engine!: Engine;
  #ticker: NodeJS.Timeout | undefined;

  constructor(options: SandboxOptions) {
    this.#options = options;
    const { allowOrigins = [], publicOrigin, bayeux, frontEnds = 1 } = options;
    const engine = (): Engine => this.#engine;
    const backstage = {
      get engine() {
        return engine();
      },
      control: (request: WireRequest) =>
        request.path === FRONT_ENDS ? controlFrontEnds(this.frontEnds, request) : this.control(request),
    };
    this.frontEnds = Array.from(
      { length: frontEnds },
      () => new FrontEnd({ allowOrigins, publicOrigin, bayeux }, backstage),
    );
  }

  get port(): number {
    return this.#first.port;
  }

  get url(): string {
    return this.#first.url;
  }

  control(request: WireRequest): EngineAnswer {
    return this.#engine.control(request);
  }

  async listen(port: number): Promise<void> {
    await Promise.all(this.frontEnds.map((frontEnd, i) => frontEnd.start(port === 0 ? 0 : port + i)));
    const { seed, offerTimeout, publicOrigin = this.url } = this.#options;
    const each = (act: (frontEnd: FrontEnd) => void): void => this.frontEnds.forEach(act);
    this.#engine = createEngine({
      ...(seed !== undefined && { seed }),
      ...(offerTimeout !== undefined && { offerTimeout }),
      now: () => Date.now(),
      baseUri: publicOrigin + API,
      sink: {
        deliver: (delivery) => each((frontEnd) => frontEnd.deliver(delivery)),
        expireSessions: (userId) => each((frontEnd) => frontEnd.expire(userId)),
        restart: () => each((frontEnd) => frontEnd.drop()),
      },
    });
    this.#ticker = setInterval(() => this.#engine.tick(), 250);
  }

  async close(): Promise<void> {
    clearInterval(this.#ticker);
    await Promise.all(this.frontEnds.map((frontEnd) => frontEnd.close()));
  }

  get #first(): FrontEnd {
    const [first] = this.frontEnds;
    if (first === undefined) throw new RangeError('a sandbox has at least one front end');
    return first;
  }
}

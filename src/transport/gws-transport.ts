import { BayeuxChannel } from './bayeux-channel.js';
import { DEFAULT_TIMING, systemEnvironment, type Environment, type Timing } from './environment.js';
import { watchLifecycle } from './lifecycle.js';
import { RestClient, type RestOptions } from './rest-client.js';
import type { Transport, TransportListener } from './transport.js';

/** What a line to a GWS needs. Only `baseUrl` and `topics` have no default. */
export interface GwsTransportOptions extends RestOptions {
  /** Bayeux channels to subscribe to, wildcards included. @see AsynchronousEvents */
  readonly topics: readonly string[];
  /** Tries a WebSocket before long polling. Browsers send it cookies, but neither `Authorization` nor the CSRF token. */
  readonly websocket?: boolean;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  readonly timing?: Partial<Timing>;
  readonly environment?: Partial<Environment>;
}

/** A listener's exception goes where uncaught ones go, and the line goes on. */
const report = (error: unknown): void => {
  (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error);
};

/**
 * The line to a GWS over HTTP and Bayeux. Nothing is sent before `connect()` or `request()`. CometD wants a global `window`: in Node and in
 * workers the host gives it one before `connect()`.
 */
export const createGwsTransport = (options: GwsTransportOptions): Transport => {
  const environment: Environment = {
    ...systemEnvironment(),
    ...(options.fetch !== undefined && { fetch: options.fetch }),
    ...options.environment,
  };
  const timing: Timing = { ...DEFAULT_TIMING, ...options.timing };
  const listeners = new Set<TransportListener>();
  const tell = (act: (listener: TransportListener) => void): void => {
    for (const listener of [...listeners]) {
      try {
        act(listener);
      } catch (error) {
        report(error);
      }
    }
  };
  const rest = new RestClient(options, environment, timing, (error) => {
    const { state } = channel.status;
    if (state !== 'auth-required' && state !== 'stopped') void channel.end('auth-required', error);
  });
  let unwatch: (() => void) | undefined;
  const channel = new BayeuxChannel(
    { rest, environment, timing, topics: options.topics, websocket: options.websocket ?? false },
    {
      message: (frame) => tell((listener) => listener.message?.(frame)),
      status: (status) => tell((listener) => listener.status?.(status)),
    },
  );
  return {
    get status() {
      return channel.status;
    },
    connect: () => {
      if (channel.status.state === 'auth-required') rest.renew();
      unwatch ??= watchLifecycle(environment.hints, (slept) => channel.probe(slept));
      channel.connect();
    },
    probe: () => channel.probe(false),
    disconnect: () => {
      unwatch?.();
      unwatch = undefined;
      return channel.end('stopped');
    },
    request: (request, options) => rest.send({ ...request, ...options }),
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

import '../../transport/support/window.js';
import assert from 'node:assert/strict';
import { cookieFetch } from '../../../src/conformance/cookie-fetch.js';
import type { WireRequest } from '../../../src/protocol/wire.js';
import type { Sandbox } from '../../../src/sandbox/server/server.js';
import type { SessionApi, WorkspaceApi } from '../../../src/session/contract.js';
import type { Timings } from '../../../src/session/environment.js';
import { createWorkspace } from '../../../src/session/workspace-controller.js';
import { createGwsTransport, type GwsTransportOptions } from '../../../src/transport/gws-transport.js';
import type { Transport } from '../../../src/transport/transport.js';

/** Value of an `Authorization` header for one of the sandbox's users. */
export const basic = (userName: string): string => `Basic ${Buffer.from(`${userName}:password`).toString('base64')}`;

/** The world outside GWS, without HTTP. */
export function outside(sandbox: Sandbox, path: string, body: NonNullable<WireRequest['body']>): void {
  const { status } = sandbox.control({ method: 'POST', path: `/sandbox/${path}`, body });
  assert.equal(status, 200, path);
}

/** How a desk differs from one at rest. */
export interface DeskOptions {
  readonly transport?: Partial<GwsTransportOptions>;
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
}

/** One person's real transport and real controllers over HTTP, with cookies of their own. */
export class RealDesk {
  readonly transport: Transport;
  readonly workspace: WorkspaceApi;

  constructor(baseUrl: string, userName: string, { transport, ...environment }: DeskOptions = {}) {
    this.transport = createGwsTransport({
      baseUrl,
      topics: ['/v2/me/*'],
      authorization: basic(userName),
      fetch: cookieFetch(),
      ...transport,
    });
    this.workspace = createWorkspace({ transport: this.transport, ...environment });
  }

  /** Connects, and waits until all is caught up with. */
  async live(): Promise<void> {
    this.workspace.connect();
    await this.phase('live');
  }

  phase(wanted: string): Promise<void> {
    return this.until(`the line is ${wanted}`, () => this.workspace.state.connection.phase === wanted);
  }

  /** Waits until the session rings, and accepts it. */
  async accept(): Promise<SessionApi> {
    const ringing = (): SessionApi | undefined =>
      this.workspace.state.sessionIds
        .map((id) => this.workspace.session(id))
        .find(({ state }) => state.status === 'Invited');
    await this.until('a session rings', () => ringing() !== undefined);
    const session = ringing()!;
    const { phase } = await session.perform('Accept', {}).finished;
    assert.equal(phase, 'confirmed');
    return session;
  }

  /** Resolves when `done` holds, looked at after each change of the workspace or of that session. */
  until(what: string, done: () => boolean, session?: SessionApi, patience = 60_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        for (const stop of stops) stop();
        settle();
      };
      const timer = setTimeout(() => {
        const { counters, connection } = this.workspace.state;
        const told = JSON.stringify({ line: this.transport.status, connection, counters });
        end(() => reject(new Error(`not within ${patience} ms: ${what}; ${told}`)));
      }, patience);
      const look = (): void => {
        if (done()) end(resolve);
      };
      const stops = [
        this.workspace.subscribe((state) => state, look),
        session?.subscribe((state) => state, look) ?? ((): void => undefined),
      ];
      look();
    });
  }

  async close(): Promise<void> {
    await this.workspace.close();
  }
}

/** The texts of a session's log as a client has them, in index order. */
export const textsOf = ({ state }: SessionApi): readonly (string | undefined)[] =>
  [...state.log].filter(({ type }) => type === 'Text').map(({ text }) => text);

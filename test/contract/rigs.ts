import { adapt } from 'cometd-nodejs-client';
import { cookieFetch } from '../../src/conformance/cookie-fetch.js';
import type { Members } from '../../src/conformance/company.js';
import { ChatVisitor } from '../../src/conformance/customers/chat-visitor.js';
import { outsideOver, type Outside } from '../../src/conformance/customers/outside.js';
import { SandboxPhone } from '../../src/conformance/customers/sandbox-phone.js';
import { DIALECTS } from '../../src/conformance/run.js';
import type { Customer, DialectName, Role } from '../../src/conformance/stage.js';
import { createSandbox } from '../../src/sandbox/browser/index.js';
import { startSandbox } from '../../src/sandbox/server/server.js';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import type { Transport } from '../../src/transport/transport.js';

adapt();

/** One way to reach a sandbox: over HTTP and Bayeux, or inside the page. */
export interface Rig {
  readonly transportFor: (userName: string, dialect: DialectName) => Transport;
  readonly outside: Outside;
  readonly close: () => Promise<void>;
}

const USER_OF: Readonly<Record<Role, string>> = {
  agent: 'agent1',
  'second-agent': 'agent2',
  'third-agent': 'agent3',
  supervisor: 'supervisor1',
};

/** The sandbox's users in their roles. */
export function membersOf(rig: Rig, dialect: DialectName): Members {
  return Object.fromEntries(
    Object.entries(USER_OF).map(([role, name]) => [role, { name, transport: () => rig.transportFor(name, dialect) }]),
  );
}

/** A customer of the kind that the dialect serves. */
export function customerOf(rig: Rig, dialect: DialectName): Customer {
  return dialect === 'sms-session' ? new SandboxPhone(rig.outside) : new ChatVisitor(rig.outside);
}

export const RIGS: Readonly<Record<string, () => Promise<Rig>>> = {
  'inside the page': () => {
    const sandbox = createSandbox();
    return Promise.resolve({
      transportFor: (userName) => sandbox.transportFor(userName),
      outside: {
        control: (request) => Promise.resolve(sandbox.control(request)),
        customer: (request) => Promise.resolve(sandbox.customer(request)),
      },
      close: () => {
        sandbox.close();
        return Promise.resolve();
      },
    });
  },
  'over HTTP and Bayeux': async () => {
    const sandbox = await startSandbox({ port: 0 });
    const baseUrl = `${sandbox.url}/api/v2`;
    return {
      transportFor: (userName, dialect) =>
        createGwsTransport({
          baseUrl,
          topics: DIALECTS[dialect].topics,
          authorization: `Basic ${Buffer.from(`${userName}:password`).toString('base64')}`,
          fetch: cookieFetch(),
        }),
      outside: outsideOver(baseUrl),
      close: () => sandbox.close(),
    };
  },
};

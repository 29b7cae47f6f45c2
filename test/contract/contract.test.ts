import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adapt } from 'cometd-nodejs-client';
import type { JsonValue } from '../../src/protocol/json.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { SCENARIOS } from '../../src/conformance/scenarios.js';
import { createSandbox } from '../../src/sandbox/browser/index.js';
import { startSandbox } from '../../src/sandbox/server/server.js';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import { cookieFetch } from '../support/cookie-fetch.js';
import { SandboxStage } from './sandbox-stage.js';
import type { Rig } from './sandbox-stage.js';

adapt();

const RIGS: Readonly<Record<string, () => Rig | Promise<Rig>>> = {
  'inside the page': () => {
    const sandbox = createSandbox();
    return {
      transportFor: (userName) => sandbox.transportFor(userName),
      control: (request) => Promise.resolve(sandbox.control(request)),
      close: () => {
        sandbox.close();
        return Promise.resolve();
      },
    };
  },
  'over HTTP and Bayeux': async () => {
    const sandbox = await startSandbox({ port: 0 });
    return {
      transportFor: (userName) =>
        createGwsTransport({
          baseUrl: `${sandbox.url}/api/v2`,
          topics: SMS_SESSION.topics,
          authorization: `Basic ${Buffer.from(`${userName}:password`).toString('base64')}`,
          fetch: cookieFetch(),
        }),
      control: async ({ method, path, body }) => {
        const answer = await fetch(sandbox.url + path, {
          method,
          ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
        });
        return { status: answer.status, body: (await answer.json()) as JsonValue };
      },
      close: () => sandbox.close(),
    };
  },
};

for (const [where, build] of Object.entries(RIGS)) {
  describe(`contract, sandbox ${where}`, () => {
    for (const scenario of SCENARIOS) {
      it(scenario.name, async () => {
        const stage = new SandboxStage(await build(), scenario.name);
        try {
          await scenario.play(stage);
          assert.ok(stage.checks.length > 0, 'the scenario checked nothing');
          assert.deepEqual(
            stage.checks.filter((check) => !check.same),
            [],
          );
        } finally {
          await stage.close();
        }
      });
    }
  });
}

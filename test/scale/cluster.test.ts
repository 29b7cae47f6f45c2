import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { FrontEndHandle, Sandbox } from '../../src/sandbox/server/server.js';
import { startSandbox } from '../../src/sandbox/server/server.js';
import type { OperationOutcome, SessionApi } from '../../src/session/contract.js';
import { Balancer } from './support/balancer.js';
import { basic, outside, RealDesk, textsOf } from './support/real-desk.js';

/** Short enough for a test; what they are by default is looked at in the herd's test. */
const TIMING = { backoff: 50, maxBackoff: 500, maxNetworkDelay: 1_000, slack: 100 };
const TIMINGS = { lookup: 100, giveUp: 1_000, retryCap: 500 };
const PACE = 5;
const ROUNDS = 60;

let balancer: Balancer;
let sandbox: Sandbox;
const desks: RealDesk[] = [];
before(async () => {
  balancer = await Balancer.start();
  sandbox = await startSandbox({ port: 0, frontEnds: 2, publicOrigin: balancer.origin, bayeux: { timeout: 2_000 } });
  balancer.serve(sandbox.frontEnds.map(({ port }) => port));
});
after(async () => {
  await Promise.all(desks.map((desk) => desk.close()));
  await sandbox.close();
  await balancer.close();
});

const busiest = (): FrontEndHandle => [...sandbox.frontEnds].sort((a, b) => b.sessions - a.sessions)[0]!;

interface Talk {
  readonly desk: RealDesk;
  readonly number: string;
  readonly session: SessionApi;
  readonly heard: string[];
  readonly said: Map<string, OperationOutcome>;
}

/** An agent at the balancer, in a conversation. */
async function talk(agent: string, number: string): Promise<Talk> {
  const desk = new RealDesk(`${balancer.origin}/api/v2`, agent, { transport: { timing: TIMING }, timings: TIMINGS });
  desks.push(desk);
  await desk.live();
  outside(sandbox, 'sms', { from: number, text: 'first', to: agent });
  const session = await desk.accept();
  return { desk, number, session, heard: ['first'], said: new Map() };
}

/** The texts of the log as any front end that lives tells it to a newcomer. */
async function textsOnServer(agent: string, { id }: SessionApi): Promise<readonly (string | undefined)[]> {
  const { url } = sandbox.frontEnds.find(({ up }) => up)!;
  const answer = await fetch(`${url}/api/v2/me/smssessions/${id}/messages`, {
    headers: { Authorization: basic(agent) },
  });
  const { messages } = (await answer.json()) as { messages: { type: string; text?: string }[] };
  return messages.filter(({ type }) => type === 'Text').map(({ text }) => text);
}

describe('two front ends over one world', () => {
  it('keep sessions apart: a cookie, a token and a Bayeux session of one are nothing to the other', async () => {
    const [one, two] = sandbox.frontEnds as [FrontEndHandle, FrontEndHandle];
    const me = await fetch(`${one.url}/api/v2/me`, { headers: { Authorization: basic('agent3') } });
    const cookie = me.headers.getSetCookie()[0]!.split(';')[0]!;
    const token = me.headers.get('x-csrf-token')!;
    const post = (url: string, path: string, body: unknown) =>
      fetch(`${url}/api/v2${path}`, {
        method: 'POST',
        headers: {
          Authorization: basic('agent3'),
          Cookie: cookie,
          'X-CSRF-TOKEN': token,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(body),
      });
    assert.equal((await post(one.url, '/me/smssessions/none', { operationName: 'Accept' })).status, 404);
    assert.equal((await post(two.url, '/me/smssessions/none', { operationName: 'Accept' })).status, 403);
    const shake = [{ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] }];
    const [{ clientId }] = (await (await post(one.url, '/notifications', shake)).json()) as [{ clientId: string }];
    const poll = [{ channel: '/meta/connect', clientId, connectionType: 'long-polling', advice: { timeout: 0 } }];
    assert.doesNotMatch(await (await post(one.url, '/notifications', poll)).text(), /402/);
    assert.match(await (await post(two.url, '/notifications', poll)).text(), /402/);
    // Payloads name the address that everybody uses.
    const { user } = (await me.json()) as { user: { uri: string } };
    assert.ok(user.uri.startsWith(balancer.origin), user.uri);
  });

  it('one dies while messages flow, and comes back, and the other dies: clients move, nothing is lost or doubled', async () => {
    const talks = [await talk('agent1', '+15550101'), await talk('agent2', '+15550102')];
    assert.deepEqual(
      sandbox.frontEnds.map(({ sessions }) => sessions).sort(),
      [1, 2],
      'one desk on each, and what the test before left',
    );
    const generations = talks.map(({ desk }) => desk.transport.status.generation);
    const flow = async ({ session, number, heard, said }: Talk): Promise<void> => {
      for (let n = 1; n <= ROUNDS; n++) {
        outside(sandbox, 'sms', { from: number, text: `c${n}` });
        heard.push(`c${n}`);
        await pause(PACE);
        const text = `a${n}`;
        if (n % 3 === 0) said.set(text, await session.send(text, 'customer').finished);
      }
    };
    const disaster = async (): Promise<void> => {
      for (let round = 0; round < 2; round++) {
        const [talking] = talks;
        const dying = busiest();
        const before = talking!.heard.length;
        await dying.stop();
        while (talking!.heard.length < before + 15) await pause(PACE);
        await dying.start();
        while (talking!.heard.length < before + 25 && talking!.heard.length <= ROUNDS) await pause(PACE);
      }
    };
    await Promise.all([...talks.map(flow), disaster()]);

    for (const [i, { desk, session, heard, said }] of talks.entries()) {
      await desk.phase('live');
      const agent = `agent${i + 1}`;
      const truth = await textsOnServer(agent, session);
      await desk.until('the log is complete', () => textsOf(session).length === truth.length, session);
      assert.deepEqual(textsOf(session), truth);
      assert.deepEqual(
        truth.filter((text) => !text!.startsWith('a')),
        heard,
      );
      for (const [text, { phase }] of said) {
        const times = truth.filter((each) => each === text).length;
        assert.ok(
          phase === 'unknown' ? times <= 1 : times === (phase === 'confirmed' ? 1 : 0),
          `${text} ${phase}, ${times} times`,
        );
      }
      assert.ok(desk.transport.status.generation > generations[i]!, 'it moved');
      const later = `after the storm, from ${agent}`;
      assert.equal((await session.send(later, 'customer').finished).phase, 'confirmed');
    }
  });

  it('the last one alive cannot be killed from outside, and a dead one is brought back from outside', async () => {
    const { url } = sandbox.frontEnds[0]!;
    const control = (body?: object) =>
      fetch(`${url}/sandbox/front-ends`, {
        ...(body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      });
    assert.equal((await control({ number: 2, up: false })).status, 200);
    while (sandbox.frontEnds[1]!.up) await pause(PACE);
    assert.equal((await control({ number: 1, up: false })).status, 400);
    assert.equal((await control({ number: 3, up: false })).status, 400);
    assert.equal((await control({ number: 2, up: true })).status, 200);
    const { frontEnds } = (await (await control()).json()) as { frontEnds: { number: number; up: boolean }[] };
    assert.deepEqual(
      frontEnds.map(({ number, up }) => [number, up]),
      [
        [1, true],
        [2, true],
      ],
    );
  });
});

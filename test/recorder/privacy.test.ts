import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { adapt } from 'cometd-nodejs-client';
import fc from 'fast-check';
import { cookieFetch } from '../../src/conformance/cookie-fetch.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { createFlightRecorder, replayRecording } from '../../src/recorder/index.js';
import { Redactor } from '../../src/recorder/redact.js';
import { Veil } from '../../src/recorder/veil.js';
import { CONTAINERS, ID_KEYS } from '../../src/recorder/vocabulary.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.js';
import type { Readable, SessionApi, WorkspaceApi } from '../../src/session/contract.js';
import { createWorkspace } from '../../src/session/workspace-controller.js';
import { createGwsTransport } from '../../src/transport/gws-transport.js';
import { found } from './forms.js';
import { runs, SEED } from './size.js';

adapt();

const RUNS = runs(1_000);

/** Long enough to be met by chance nowhere: words, numbers as of phones, other scripts, what JSON and addresses escape. */
const SECRETS = fc.oneof(
  fc.stringMatching(/^[a-z]{4}[A-Z0-9]{8}$/),
  fc.stringMatching(/^\+1555[0-9]{8}$/),
  fc.string({ unit: 'binary', minLength: 10, maxLength: 24 }).filter((text) => /^[^\s].*[^\s]$/su.test(text)),
);
const OTHER_KEYS = ['messageType', 'notificationType', 'type', 'state', 'visibility', 'capabilities', 'roles', 'name'];
const TEXT_KEYS = ['text', 'url', 'noticeText', 'nickname', 'userName', 'errorMessage', 'statusMessage', 'referenceId'];
const MORE_KEYS = [
  'participantId',
  'userData',
  'keys',
  'disposition',
  'dispositionKey',
  'uris',
  'channels',
  'otherUri',
];
const KEYS = [
  ...OTHER_KEYS,
  ...TEXT_KEYS,
  ...MORE_KEYS,
  ...CONTAINERS,
  ...ID_KEYS,
  'index',
  'timestamp',
  'receivedDate',
];

interface Hidden {
  readonly value: unknown;
  readonly secrets: readonly string[];
}

/** JSON values with secrets for texts, in fields that are known and under keys that are secret themselves. */
const HIDING: fc.Arbitrary<Hidden> = fc.uniqueArray(SECRETS, { minLength: 2, maxLength: 5 }).chain((secrets) => {
  const one = fc.constantFrom(...secrets);
  const text = fc.oneof(
    one,
    fc.tuple(one, one).map(([a, b]) => `https://${a}.example/${b}`),
    one.map((each) => ` ${each}`),
  );
  const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: one });
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, text, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
    object: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 6 }),
  }));
  return value.map((each) => ({ value: each, secrets }));
});

describe('a recording of structure alone', () => {
  it('holds no text, key, name or address of any value from the wire, in no form', () => {
    fc.assert(
      fc.property(HIDING, ({ value, secrets }) => {
        const redactor = new Redactor(new Veil(), 0);
        assert.deepEqual(found(JSON.stringify(redactor.json(value)), secrets), []);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('keeps what is equal equal, and another recording calls it otherwise', () => {
    const value = { id: '0000UaB58WAR003N', uri: 'http://gws.test/api/v2/me/smssessions/0000UaB58WAR003N' };
    const [first, second] = [new Veil(), new Veil()].map((veil) => new Redactor(veil, 0).json(value)) as {
      id: string;
      uri: string;
    }[];
    assert.equal(first?.id, first?.uri);
    assert.notEqual(first?.id, second?.id);
  });
});

const TALK = {
  customer: 'canary customer 4417',
  agent: 'canary agent 4418',
  refused: 'canary refused 4419',
  dataKey: 'canary key 4420',
  dataValue: 'canary value 4421',
  whisper: 'canary whisper 4422',
  phone: '+15550144',
  disposition: 'canary disposition 4423',
} as const;

describe('a recorder that hears a whole talk over HTTP and Bayeux', () => {
  let server: Sandbox;
  before(async () => {
    server = await startSandbox({ port: 0 });
  });
  after(() => server.close());

  const credential = Buffer.from('agent1:password').toString('base64');

  function when<S, T>(api: Readable<S>, test: () => T): Promise<T> {
    return new Promise((resolve) => {
      const look = (): boolean => {
        const now = test();
        if (now) resolve(now);
        return Boolean(now);
      };
      if (look()) return;
      const stop = api.subscribe(
        (state) => state,
        () => {
          if (look()) stop();
        },
      );
    });
  }

  async function control(path: string, body: object): Promise<void> {
    const answer = await fetch(`${server.url}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
  }

  /** A colleague who is consulted, at a desk that nobody records. */
  async function joined(workspace: WorkspaceApi, session: SessionApi): Promise<WorkspaceApi> {
    const colleague = createWorkspace({
      transport: createGwsTransport({
        baseUrl: `${server.url}/api/v2`,
        topics: SMS_SESSION.topics,
        authorization: `Basic ${Buffer.from('agent2:password').toString('base64')}`,
        fetch: cookieFetch(),
      }),
    });
    colleague.connect();
    await when(colleague, () => colleague.state.connection.phase === 'live');
    const users = await workspace.users();
    const targetUri = users.find(({ userName }) => userName === 'agent2')?.uri ?? '';
    const consulting = session.perform('Consult', { targetUri });
    await when(colleague, () => colleague.state.sessionIds.includes(session.id));
    const accepted = await colleague.session(session.id).perform('Accept', {}).finished;
    assert.equal(accepted.phase, 'confirmed');
    assert.equal((await consulting.finished).phase, 'confirmed');
    return colleague;
  }

  async function talk(content: 'structure' | 'full'): Promise<{ ndjson: string; tokens: ReadonlySet<string> }> {
    const tokens = new Set<string>();
    const inner = cookieFetch();
    const listening: typeof fetch = async (input, init) => {
      for (const [name, value] of new Headers(init?.headers)) if (/csrf|cookie/i.test(name)) tokens.add(value);
      const answer = await inner(input, init);
      for (const name of ['x-csrf-token', 'set-cookie']) {
        const value = answer.headers.get(name);
        if (value !== null) tokens.add(value.replace(/^\w+=|;.*$/g, ''));
      }
      return answer;
    };
    const recorder = createFlightRecorder({ content });
    const workspace = recorder.createWorkspace({
      transport: createGwsTransport({
        baseUrl: `${server.url}/api/v2`,
        topics: SMS_SESSION.topics,
        authorization: `Basic ${credential}`,
        fetch: listening,
      }),
    });
    workspace.connect();
    await when(workspace, () => workspace.state.connection.phase === 'live');
    await control('sms', { from: TALK.phone, text: TALK.customer, to: 'agent1' });
    const id = await when(workspace, () => workspace.state.sessionIds.at(-1) ?? '');
    const session = workspace.session(id);
    const done = async (handle: ReturnType<SessionApi['send']>, phase: string): Promise<void> => {
      assert.equal((await handle.finished).phase, phase, handle.operation);
    };
    await done(session.perform('Accept', { nickname: TALK.agent }), 'confirmed');
    await done(session.send(TALK.agent, 'customer'), 'confirmed');
    const userData = { [TALK.dataKey]: TALK.dataValue, [TALK.phone]: 15_550_144 };
    await done(session.perform('AttachUserData', { userData }), 'confirmed');
    await done(
      session.perform('SetDisposition', { disposition: TALK.disposition, dispositionKey: TALK.dataKey }),
      'confirmed',
    );
    const colleague = await joined(workspace, session);
    await done(session.send(TALK.whisper, 'agents'), 'confirmed');
    await colleague.close();
    await control('faults', { kind: 'refuse', user: 'agent1', operation: 'SendMessage' });
    await done(session.send(TALK.refused, 'customer'), 'failed');
    await control('faults', { kind: 'none' });
    session.markSeen();
    await done(session.perform('Complete', {}), 'confirmed');
    recorder.stop();
    await workspace.close();
    return { ndjson: recorder.toNdjson(), tokens };
  }

  for (const content of ['structure', 'full'] as const) {
    it(`tells nothing that signs in, ${content === 'full' ? 'also in full content' : 'nor anything that was said'}, and ends as it ended`, async () => {
      const { ndjson, tokens } = await talk(content);
      assert.ok(tokens.size > 1, 'a session and a CSRF token were in use');
      assert.deepEqual(found(ndjson, ['password', credential, `agent1:password`, ...tokens]), []);
      const said = [...Object.values(TALK), '15550144', 'agent1', server.url];
      if (content === 'structure') assert.deepEqual(found(ndjson, said), []);
      else assert.ok(found(ndjson, Object.values(TALK)).length > 6, 'full content is full');
      assert.equal(ndjson.includes('"content":"full"'), content === 'full', 'the first line says what is in it');
      const replay = await replayRecording(ndjson);
      assert.ok(!('problem' in replay));
      assert.equal(replay.state.verdict, 'same', replay.state.differing.join());
      assert.ok(replay.state.length > 40, `${replay.state.length} entries`);
    });
  }
});

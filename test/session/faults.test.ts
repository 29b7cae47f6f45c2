import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { OperationOutcome, SessionApi } from '../../src/session/contract.js';
import { isPending } from '../../src/state/operation-machine.js';
import { createWorkspace } from '../../src/session/workspace-controller.js';
import { ScriptedTransport, type SentRequest } from '../support/scripted-transport.js';
import { settled, VirtualClock } from '../support/virtual-clock.js';
import { FakeGws } from './fake-gws.js';
import type { JsonObject } from '../../src/protocol/json.js';

/* `FAULT_RUNS=10000 FAULT_SEED=1 npx tsx --test test/session/faults.test.ts` runs more of them. */
const numRuns = Number(process.env['FAULT_RUNS'] ?? 200);
const seed = process.env['FAULT_SEED'];

const IDS = ['s1', 's2'];

/** What can happen next; `pick` says to which of the candidates. */
const WORLD = ['invite', 'say', 'say', 'whisper', 'change', 'end'] as const;
const USER = ['accept', 'send', 'send', 'send', 'update', 'complete', 'close'] as const;
const GOOD = ['deliver', 'deliver', 'deliver', 'execute', 'execute', 'answer', 'answer'] as const;
const BAD = ['swap', 'repeat', 'drop', 'refuse', 'lose', 'wait', 'break', 'open', 'renew'] as const;

type Kind = (typeof WORLD | typeof USER | typeof GOOD | typeof BAD)[number];
interface Step {
  readonly kind: Kind;
  readonly pick: number;
}

const stepsOf = (...kinds: readonly Kind[]): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(7) }), { maxLength: 60, size: 'max' });

/** One run: the truth, a line on which everything waits to be let through, and the workspace at its end. */
class Run {
  readonly gws = new FakeGws();
  readonly clock = new VirtualClock();
  readonly open: SentRequest[] = [];
  readonly answers: { readonly sent: SentRequest; readonly body: unknown }[] = [];
  readonly transport = new ScriptedTransport((sent) => {
    this.open.push(sent);
    return undefined;
  });
  readonly workspace = createWorkspace({
    transport: this.transport,
    now: this.clock.now,
    timers: this.clock,
    random: () => 0.5,
    newId: () => `op${++this.#ids}`,
  });
  readonly outcomes = new Map<string, OperationOutcome>();
  readonly asked: { readonly id: string; readonly session: string; readonly text: string | undefined }[] = [];
  #ids = 0;

  async start(): Promise<this> {
    this.workspace.connect();
    this.transport.become('open');
    await settled();
    return this;
  }

  async take({ kind, pick }: Step): Promise<void> {
    const id = IDS[pick % IDS.length]!;
    // Every other text is said once only.
    const text = pick % 2 ? 'yes' : `no ${this.asked.length}`;
    const { gws } = this;
    const one = <T>(from: T[]): T | undefined => from.splice(pick % Math.max(1, from.length), 1)[0];
    switch (kind) {
      case 'invite':
        gws.invite(id);
        break;
      case 'say':
        gws.customerSays(id, text);
        break;
      case 'whisper':
        gws.whisper(id);
        break;
      case 'change':
        gws.change(id);
        break;
      case 'end':
        gws.end(id);
        break;
      case 'accept':
        this.#perform(id, (s) => s.perform('Accept', {}));
        break;
      case 'send':
        this.#perform(id, (s) => s.send(text, 'customer'), text);
        break;
      case 'update':
        this.#perform(id, (s) => s.perform('UpdateUserData', { userData: { x: 1 } }));
        break;
      case 'complete':
        this.#perform(id, (s) => s.perform('Complete', {}));
        break;
      case 'close':
        this.workspace.closeSession(id);
        break;
      case 'deliver':
        this.#deliver(gws.outbox.shift());
        break;
      case 'swap':
        this.#deliver(one(gws.outbox));
        break;
      case 'repeat':
        this.#deliver(gws.outbox[0]);
        break;
      case 'drop':
        one(gws.outbox);
        break;
      case 'execute':
        this.#execute(one(this.open));
        break;
      case 'answer':
        this.#answer(one(this.answers));
        break;
      case 'refuse':
        one(this.open)?.refuse(new GwsError('network', { outcomeUnknown: true }));
        break;
      case 'lose':
        one(this.answers)?.sent.refuse(new GwsError('network', { outcomeUnknown: true }));
        break;
      case 'wait':
        await this.clock.advance([1, 100, 500, 2_000, 10_000, 15_000, 30_000, 60_000][pick]!);
        break;
      case 'break':
        this.#lose();
        this.transport.become('broken');
        break;
      case 'open':
        if (this.transport.status.state === 'broken') this.transport.become('open');
        break;
      // 402: a new Bayeux session without a visible break.
      case 'renew':
        if (this.transport.status.state === 'open') {
          this.#lose();
          this.transport.become('open');
        }
        break;
    }
    await settled();
    this.check();
  }

  /** What must hold at every moment. */
  check(): void {
    for (const [id, { log }] of this.gws.sessions) {
      const truth = new Map(log.map((entry) => [entry['index'], entry['text']]));
      const seen = [...this.workspace.session(id).state.log];
      assert.deepEqual(
        seen.map(({ index }) => index),
        [...new Set(seen.map(({ index }) => index))].sort((a, b) => a - b),
      );
      for (const { index, text } of seen) assert.equal(text, truth.get(index), 'shown, but never said');
    }
    for (const times of this.gws.executed.values()) assert.equal(times, 1, 'sent twice');
  }

  /** Lets everything through from now on, for long enough. */
  async heal(): Promise<void> {
    this.transport.script = (sent) => {
      setImmediate(() => this.#answer({ sent, body: this.gws.execute(sent) }));
      return undefined;
    };
    for (const sent of this.open.splice(0)) this.#execute(sent);
    for (const answer of this.answers.splice(0)) this.#answer(answer);
    if (this.transport.status.state !== 'open') this.transport.become('open');
    for (let i = 0; i < 150; i++) {
      for (const frame of this.gws.outbox.splice(0)) this.#deliver(frame);
      await settled();
      await settled();
      await this.clock.advance(1_000);
    }
  }

  /** What must hold when nothing is on its way any more. */
  converged(): void {
    const { state } = this.workspace;
    assert.equal(state.connection.phase, 'live');
    for (const [id, truth] of this.gws.sessions) {
      const { status, log, stale, userData } = this.workspace.session(id).state;
      if (truth.state === 'Completed') {
        assert.ok(status === 'Completed' || status === undefined, `${id} is ${status} here, over there`);
        continue;
      }
      assert.ok(state.sessionIds.includes(id), `${id} is not listed`);
      assert.equal(status, truth.state);
      assert.equal(stale, false);
      if (truth.state === 'Invited') continue;
      assert.deepEqual(
        [...log].map(({ index }) => index),
        truth.log.map(({ index }) => index),
      );
      assert.deepEqual(log.gaps, []);
      assert.equal(userData.get('n'), truth.data);
    }
    for (const { id } of this.asked) assert.ok(this.outcomes.has(id), `${id} never ended`);
    for (const id of IDS) assert.deepEqual(this.workspace.session(id).state.operations.filter(isPending), []);
    for (const { session, text } of this.asked) if (text !== undefined) this.#compareSends(session, text);
  }

  /**
   * Nothing that happened is called failed, and nothing confirmed that did not. A text said once is confirmed exactly when it was executed; equal ones
   * cannot be told apart, and one may stay unknown when they arrive in another order.
   */
  #compareSends(id: string, text: string): void {
    const sends = this.asked.filter((each) => each.session === id && each.text === text);
    const executed = sends.filter((each) => this.gws.executed.has(each.id));
    for (const each of executed) assert.notEqual(this.outcomes.get(each.id)?.phase, 'failed');
    if (this.gws.sessions.get(id)?.state !== 'Chatting') return;
    const { operations } = this.workspace.session(id).state;
    const undecided = sends.filter((each) =>
      operations.some((known) => known.id === each.id && known.phase === 'unknown'),
    );
    const failed = sends.filter((each) => this.outcomes.get(each.id)?.phase === 'failed');
    const confirmed = sends.length - undecided.length - failed.length;
    assert.ok(confirmed <= executed.length, `${confirmed} of “${text}” confirmed, ${executed.length} executed`);
    if (sends.length === 1) assert.equal(confirmed, executed.length, `“${text}”`);
  }

  #perform(session: string, act: (api: SessionApi) => ReturnType<SessionApi['send']>, text?: string): void {
    const { id, finished } = act(this.workspace.session(session));
    this.asked.push({ id, session, text });
    void finished.then((outcome) => this.outcomes.set(id, outcome));
  }

  #deliver(frame: JsonObject | undefined): void {
    if (frame !== undefined && this.transport.status.state === 'open') this.transport.push(frame);
  }

  #execute(sent: SentRequest | undefined): void {
    if (sent !== undefined) this.answers.push({ sent, body: this.gws.execute(sent) });
  }

  #answer(answer: { readonly sent: SentRequest; readonly body: unknown } | undefined): void {
    answer?.sent.answer(answer.body as JsonObject);
  }

  #lose(): void {
    this.gws.outbox = [];
  }
}

const settings = { numRuns, ...(seed !== undefined && { seed: Number(seed) }) };

describe('whatever happens on the way', () => {
  it('every operation ends, nothing is lost, doubled, invented or sent twice', async () => {
    await fc.assert(
      fc.asyncProperty(stepsOf(...WORLD, ...USER, ...GOOD, ...BAD), async (steps) => {
        const run = await new Run().start();
        run.gws.invite('s1');
        for (const step of steps) await run.take(step);
        await run.heal();
        run.check();
        run.converged();
      }),
      settings,
    );
  });

  it('the same holds in the middle of a conversation', async () => {
    await fc.assert(
      fc.asyncProperty(stepsOf('say', 'whisper', 'send', 'send', 'update', ...GOOD, ...BAD), async (steps) => {
        const run = new Run();
        run.gws.invite('s1');
        run.gws.sessions.get('s1')!.state = 'Chatting';
        await run.start();
        for (let i = 0; i < 3; i++) {
          await run.take({ kind: 'execute', pick: 0 });
          await run.take({ kind: 'execute', pick: 0 });
          await run.take({ kind: 'answer', pick: 0 });
          await run.take({ kind: 'answer', pick: 0 });
        }
        for (const step of steps) await run.take(step);
        await run.heal();
        run.check();
        run.converged();
      }),
      settings,
    );
  });

  it('while nothing is lost, operations are confirmed by notifications alone, in any order with their answers', async () => {
    await fc.assert(
      fc.asyncProperty(stepsOf('say', 'send', 'send', 'deliver', 'repeat', 'execute', 'answer'), async (steps) => {
        const run = new Run();
        run.gws.invite('s1');
        run.gws.sessions.get('s1')!.state = 'Chatting';
        run.gws.outbox = [];
        await run.start();
        for (let i = 0; i < 6; i++) await run.take({ kind: i % 2 ? 'answer' : 'execute', pick: 0 });
        const reads = run.transport.requests.length;
        for (const step of steps.filter(({ pick }) => pick % 2 === 0)) await run.take(step);
        // Everything that is under way arrives, but no time passes: no healing.
        for (let i = 0; i < 200; i++) {
          await run.take({ kind: 'execute', pick: 0 });
          await run.take({ kind: 'answer', pick: 0 });
          await run.take({ kind: 'deliver', pick: 0 });
        }
        assert.equal(run.transport.names.slice(reads).filter((name) => name.startsWith('GET')).length, 0);
        for (const { id } of run.asked) assert.equal(run.outcomes.get(id)?.phase, 'confirmed');
        run.converged();
      }),
      { ...settings, numRuns: Math.ceil(numRuns / 4) },
    );
  });
});

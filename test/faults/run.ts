import type { Timings } from '../../src/session/environment.js';
import type { createWorkspace } from '../../src/session/workspace-controller.js';
import { FaultyClock, settled } from './clock.js';
import { FaultyDesk } from './desk.js';
import type { DialectName } from './dialects.js';
import { act } from './people.js';
import { checkDesk, type Watch } from './step-checks.js';
import type { Opening, Schedule, Step } from './steps.js';
import { FaultyWorld, PHONES } from './world.js';

const WAITS = [50, 450, 1_000, 2_500, 10_000, 15_000, 30_000, 60_000] as const;
const LEAPS = [-86_400_000, -3_600_000, -1_000, 1_000, 3_600_000, 86_400_000] as const;

/** One schedule being run: the world, two desks behind faulty lines, and the checks after each step. */
export class Run {
  readonly clock = new FaultyClock();
  readonly world: FaultyWorld;
  readonly desks: readonly [FaultyDesk, FaultyDesk];
  readonly #watches: readonly [Watch, Watch] = [new Map(), new Map()];

  /** `make`: how each desk's workspace is made, unless as usual. */
  constructor(
    dialect?: DialectName,
    timings: Partial<Timings> = {},
    make: readonly (typeof createWorkspace | undefined)[] = [],
  ) {
    this.world = new FaultyWorld(this.clock, dialect);
    this.desks = [
      new FaultyDesk('agent1', this.world, this.clock, timings, make[0]),
      new FaultyDesk('supervisor1', this.world, this.clock, timings, make[1]),
    ];
  }

  async start(opening: Opening): Promise<void> {
    this.#open(opening);
    for (const { workspace, line } of this.desks) {
      workspace.connect();
      line.open();
    }
    await this.flow();
    if (opening === 'offered') {
      this.world.text(PHONES[0], 'agent1');
      await this.flow();
    }
    this.check();
  }

  async take([kind, desk, pick]: Step): Promise<void> {
    const { line } = this.desks[desk];
    switch (kind) {
      case 'deliver':
        line.deliver(0);
        break;
      case 'swap':
        line.deliver(pick);
        break;
      case 'repeat':
        line.repeat(pick);
        break;
      case 'drop':
        line.drop(pick);
        break;
      case 'execute':
        line.execute(pick % 4 === 0 ? pick : 0);
        break;
      case 'answer':
        line.answer(pick % 2 === 0 ? pick : 0);
        break;
      case 'flow':
        await this.#flowOne(desk);
        break;
      case 'hasten':
        this.desks[desk].workspace.retry();
        break;
      case 'lose-before':
        line.lose('before', pick);
        break;
      case 'lose-after':
        line.lose('after', pick);
        break;
      case 'break':
        line.break();
        break;
      case 'open':
        line.open();
        break;
      case 'renew':
        line.forget();
        line.open();
        break;
      case 'sign-out':
        line.forget();
        line.break('auth-required');
        break;
      case 'restart':
        for (const each of this.desks) {
          each.line.forget();
          each.line.break();
          while (each.line.requests.length > 0) each.line.lose('before', 0);
          while (each.line.answers.length > 0) each.line.lose('after', 0);
        }
        break;
      case 'reopen':
        for (const { line: each } of this.desks) {
          each.break();
          if (pick % 2 === 1) each.forget();
          each.open();
        }
        break;
      case 'wait':
        await this.clock.advance(WAITS[pick % WAITS.length] ?? 0);
        this.world.tick();
        break;
      case 'fire':
        this.clock.fire(pick);
        break;
      case 'leap':
        this.clock.wrong += LEAPS[pick % LEAPS.length] ?? 0;
        break;
      case 'sleep':
        this.clock.sleep(pick % 2 === 0 ? 60_000 : 28_800_000);
        break;
      default:
        act(this.world, kind, this.desks[desk], pick);
    }
    await settled();
    this.check();
  }

  /** What must hold at every moment. Throws an AssertionError. */
  check(): void {
    for (const at of [0, 1] as const) checkDesk(this.desks[at], this.#watches[at]);
  }

  /** Everything that is on its way arrives in order; no time passes. */
  async flow(): Promise<void> {
    let busy = true;
    while (busy) {
      busy = false;
      for (const desk of [0, 1] as const) busy = (await this.#flowOne(desk)) || busy;
    }
  }

  /** From now on nothing goes wrong, for `ms` milliseconds. */
  async heal(ms: number): Promise<void> {
    for (const { line } of this.desks) line.open();
    const end = this.clock.elapsed + ms;
    for (;;) {
      await this.flow();
      this.check();
      const left = end - this.clock.elapsed;
      if (left <= 0) return;
      await this.clock.advance(Math.min(left, Math.max(1, this.clock.next), 10_000));
      this.world.tick();
      await settled();
    }
  }

  async #flowOne(desk: 0 | 1): Promise<boolean> {
    const { line } = this.desks[desk];
    let busy = false;
    while (line.requests.length + line.answers.length > 0 || (line.frames.length > 0 && line.status.state === 'open')) {
      busy = true;
      while (line.requests.length > 0) line.execute(0);
      while (line.frames.length > 0 && line.status.state === 'open') line.deliver(0);
      while (line.answers.length > 0) line.answer(0);
      await settled();
    }
    return busy;
  }

  #open(opening: Opening): void {
    if (opening === 'nothing' || opening === 'offered') return;
    const { world } = this;
    world.text(PHONES[0], 'agent1');
    const [id] = world.held('agent1', 'Invited');
    if (opening === 'invited' || id === undefined) return;
    world.act('agent1', id, 'Accept');
    if (opening === 'chatting') return;
    if (opening === 'supervised') {
      world.intrude(id, 'Coach');
      world.act('supervisor1', id, 'Accept');
      return;
    }
    world.act('agent1', id, 'Consult', { targetUri: world.ids.agent2 });
    world.act('agent2', id, 'Accept');
  }
}

/** Runs a schedule's steps. */
export async function play(run: Run, { opening, steps }: Schedule): Promise<void> {
  await run.start(opening);
  for (const step of steps) await run.take(step);
}

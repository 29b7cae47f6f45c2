import type { Dialect } from '../protocol/dialects/dialect.js';
import type { Transport } from '../transport/transport.js';
import { Actor } from './actor.js';
import type { FrameLog } from './frames.js';
import type { Role } from './stage.js';

/** Somebody who can play a role. */
export interface Member {
  readonly name: string;
  readonly transport: () => Transport;
}

/** Who plays which role; a role may be vacant. */
export type Members = Readonly<Partial<Record<Role, Member>>>;

/** Milliseconds that tidying may wait for one actor, and that a polite end of a line may take. */
const PATIENCE = 1000;

/** How often tidying starts again: whatever ends for one may call somebody else to it. */
const ROUNDS = 6;

/** The cast of one run, signed in once. A failed sign-in is remembered, so that it is waited for only once. */
export class Company {
  readonly #members: Members;
  readonly #dialect: Dialect;
  readonly #timeout: number;
  readonly #log: FrameLog;
  readonly #actors = new Map<Role, Promise<Actor>>();

  constructor(members: Members, dialect: Dialect, timeout: number, log: FrameLog) {
    this.#members = members;
    this.#dialect = dialect;
    this.#timeout = timeout;
    this.#log = log;
  }

  has(role: Role): boolean {
    return this.#members[role] !== undefined;
  }

  /** Rejects when the role is vacant or its player could not sign in. */
  actor(role: Role): Promise<Actor> {
    let actor = this.#actors.get(role);
    if (actor === undefined) {
      actor = this.#signIn(role);
      actor.catch(() => undefined);
      this.#actors.set(role, actor);
    }
    return actor;
  }

  /** Signs in everybody at once, so that all see what happens. Returns those who could. */
  async everybody(): Promise<readonly Actor[]> {
    const roles = (Object.keys(this.#members) as Role[]).filter((role) => this.has(role));
    const settled = await Promise.allSettled(roles.map((role) => this.actor(role)));
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** Ends what the last scenario left behind, as far as possible. */
  async tidy(): Promise<void> {
    const actors = await this.everybody();
    for (const actor of actors) {
      for (const userId of actor.holdings.watched) await actor.ask('CancelSupervisorMonitoring', { userId });
    }
    let left = '';
    for (let round = 0; round < ROUNDS; round++) {
      const open = JSON.stringify(actors.map((actor) => actor.holdings.open));
      // A server that moves nothing will not do so next time either.
      if (open === left || actors.every((actor) => actor.holdings.open.length === 0)) break;
      left = open;
      for (const actor of actors) await release(actor);
      await Promise.all(actors.map((actor) => actor.atRest(PATIENCE)));
    }
    for (const actor of actors) actor.holdings.abandon();
  }

  async close(): Promise<void> {
    const actors = await Promise.allSettled(this.#actors.values());
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      Promise.allSettled(actors.flatMap((one) => (one.status === 'fulfilled' ? [one.value.signOut()] : []))),
      new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE))),
    ]);
    clearTimeout(timer);
  }

  async #signIn(role: Role): Promise<Actor> {
    const member = this.#members[role];
    if (member === undefined) throw new Error(`nobody plays the ${role}`);
    const actor = new Actor(member.name, member.transport(), this.#dialect, this.#timeout, this.#log);
    try {
      await actor.signIn();
    } catch (error) {
      void actor.signOut();
      throw error;
    }
    return actor;
  }
}

/** An invitation is taken and completed rather than rejected, or it would only ring somewhere else. */
async function release(actor: Actor): Promise<void> {
  for (const { id, status, supervising } of actor.holdings.open) {
    if (supervising) {
      await actor.ask(status === 'Invited' ? 'Reject' : 'Leave', {}, id);
      continue;
    }
    if (status === 'Invited') await actor.ask('Accept', {}, id);
    const completed = await actor.ask('Complete', {}, id);
    if (!completed.accepted) await actor.ask('Leave', {}, id);
  }
}

import type { WireAnswer, WireRequest } from '../../src/protocol/wire.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import type { Transport } from '../../src/transport/transport.js';
import { Actor } from '../../src/conformance/actor.js';
import type { Check, Role, Stage } from '../../src/conformance/stage.js';

/** One way to reach a sandbox: over HTTP and Bayeux, or inside the page. */
export interface Rig {
  readonly transportFor: (userName: string) => Transport;
  readonly control: (request: WireRequest) => Promise<WireAnswer>;
  readonly close: () => Promise<void>;
}

const USER_OF: Readonly<Record<Role, string>> = {
  agent: 'agent1',
  'second-agent': 'agent2',
  'third-agent': 'agent3',
  supervisor: 'supervisor1',
};

/** A stage on a sandbox: the customer is a phone of the sandbox's own world. */
export class SandboxStage implements Stage {
  readonly checks: Check[] = [];
  readonly #rig: Rig;
  readonly #scenario: string;
  readonly #actors = new Map<Role, Promise<Actor>>();
  readonly #number = '+15550177';

  constructor(rig: Rig, scenario: string) {
    this.#rig = rig;
    this.#scenario = scenario;
  }

  readonly customer = {
    begin: async (text: string, agent: Actor): Promise<void> => {
      await this.#text({ text, to: agent.name });
    },
    say: async (text: string): Promise<void> => {
      await this.#text({ text });
    },
    received: async (): Promise<readonly string[]> => {
      const { body } = await this.#rig.control({
        method: 'GET',
        path: `/sandbox/sms/${encodeURIComponent(this.#number)}`,
      });
      const { messages } = body as unknown as { messages: readonly { direction: string; text: string }[] };
      return messages.filter((one) => one.direction === 'received').map((one) => one.text);
    },
  };

  async actor(role: Role): Promise<Actor> {
    let actor = this.#actors.get(role);
    if (actor === undefined) {
      const name = USER_OF[role];
      actor = (async () => {
        const one = new Actor(name, this.#rig.transportFor(name), SMS_SESSION, 5000);
        await one.signIn();
        return one;
      })();
      this.#actors.set(role, actor);
    }
    return actor;
  }

  check(operation: string, documented: string, same: boolean, observed?: unknown): void {
    this.checks.push({
      scenario: this.#scenario,
      operation,
      documented,
      same,
      ...(observed !== undefined && { observed: JSON.stringify(observed) }),
    });
  }

  async close(): Promise<void> {
    for (const actor of this.#actors.values()) await (await actor).signOut();
    await this.#rig.close();
  }

  async #text(body: Readonly<Record<string, string>>): Promise<void> {
    await this.#rig.control({ method: 'POST', path: '/sandbox/sms', body: { from: this.#number, ...body } });
  }
}

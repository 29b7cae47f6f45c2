import type { Dialect } from '../protocol/dialects/dialect.js';
import type { Actor } from './actor.js';
import type { Company } from './company.js';
import type { FrameLog } from './frames.js';
import type { InferenceLedger, InferenceName } from './inferences.js';
import { Skip } from './stage.js';
import type { Check, Customer, Role, Stage, StageQueue } from './stage.js';

/** What a performance needs. */
export interface Props {
  readonly dialect: Dialect;
  readonly company: Company;
  readonly customer: Customer;
  readonly log: FrameLog;
  readonly ledger: InferenceLedger;
  /** Name of a queue that the second and third agent serve. */
  readonly queue?: string;
}

interface Named {
  readonly name?: unknown;
  readonly uri?: unknown;
}

/** One scenario on its stage: notes what is checked, with the frames that explain a difference. */
export class Performance implements Stage {
  readonly checks: Check[] = [];
  readonly #scenario: string;
  readonly #props: Props;

  constructor(scenario: string, props: Props) {
    this.#scenario = scenario;
    this.#props = props;
  }

  get dialect(): Dialect {
    return this.#props.dialect;
  }

  get customer(): Customer {
    return this.#props.customer;
  }

  actor(role: Role): Promise<Actor> {
    return this.#props.company.actor(role);
  }

  everybody(): Promise<readonly Actor[]> {
    return this.#props.company.everybody();
  }

  async queue(): Promise<StageQueue> {
    const name = this.#props.queue;
    if (name === undefined) throw new Skip('no queue was named');
    const agent = await this.actor('agent');
    // Not documented, but the only way to a queue's uri.
    const { body } = await agent.read('/queues', { fields: '*' }).catch(() => ({ body: undefined }));
    const { queues } = (body ?? {}) as { readonly queues?: unknown };
    const list: readonly unknown[] = Array.isArray(queues) ? queues : [];
    const found = list.find((one): one is Named => (one as Named | null)?.name === name);
    const uri = found?.uri;
    return { name, ...(typeof uri === 'string' && { uri }) };
  }

  check(operation: string, documented: string, same: boolean, observed?: unknown): void {
    this.checks.push({
      scenario: this.#scenario,
      operation,
      documented,
      same,
      ...(!same && {
        observed: observed === undefined ? 'otherwise' : JSON.stringify(observed),
        frames: this.#props.log.latest,
      }),
    });
  }

  infer(inference: InferenceName, holds: boolean, observed: string): void {
    this.#props.ledger.note(inference, holds, observed);
  }
}

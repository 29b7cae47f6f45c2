import type { Dialect } from '../protocol/dialects/dialect.js';

/** What public documentation leaves open and this library assumes; a run against a real GWS can settle it. */
export type InferenceName =
  | 'topic'
  | 'transfer-parameters'
  | 'armed-needs-accept'
  | 'set-in-focus-body'
  | 'http-codes'
  | 'get-shapes'
  | 'channel-name';

/** An assumption, as a sentence about one dialect. */
export const INFERENCES: Readonly<Record<InferenceName, (dialect: Dialect) => string>> = {
  topic: ({ topic }) => `notifications come on the Bayeux channel ${topic}`,
  'transfer-parameters': () => 'Transfer takes targetUri for a user',
  'armed-needs-accept': () => 'a supervisor whose monitoring is armed is invited, and has to Accept',
  'set-in-focus-body': () => 'SetInFocus takes no parameters',
  'http-codes': () => 'HTTP status by statusCode: 1, 2, 10 → 400; 3, 5 → 403; 6 → 404; 4 → 500; 20 → 401',
  'get-shapes': ({ resourceKeys: [key = ''] }) =>
    `a collection answers ${key}s with fields=* and uris without, one session answers ${key}`,
  'channel-name': ({ channel }) => `StartContactCenterSession takes the channel ${channel}`,
};

/** HTTP status per `statusCode`, as assumed. @see ReturnValues */
export const HTTP_OF_CODE: ReadonlyMap<number, number> = new Map([
  [1, 400],
  [2, 400],
  [3, 403],
  [4, 500],
  [5, 403],
  [6, 404],
  [10, 400],
  [20, 401],
]);

/** What a run saw of an assumption. One sight against it is enough to contradict it. */
export interface Sight {
  readonly inference: InferenceName;
  readonly assumed: string;
  readonly verdict: 'confirmed' | 'contradicted' | 'not seen';
  /** What was seen against it, or how it was seen. */
  readonly observed: readonly string[];
}

/** Collects what is seen of each assumption during a run of one dialect. */
export class InferenceLedger {
  readonly #dialect: Dialect;
  readonly #seen = new Map<InferenceName, { holds: Set<string>; fails: Set<string> }>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  note(inference: InferenceName, holds: boolean, observed: string): void {
    const seen = this.#seen.get(inference) ?? { holds: new Set<string>(), fails: new Set<string>() };
    this.#seen.set(inference, seen);
    (holds ? seen.holds : seen.fails).add(observed);
  }

  get sights(): readonly Sight[] {
    return Object.entries(INFERENCES).map(([name, sentence]) => {
      const inference = name as InferenceName;
      const { holds = new Set<string>(), fails = new Set<string>() } = this.#seen.get(inference) ?? {};
      const verdict = fails.size > 0 ? 'contradicted' : holds.size > 0 ? 'confirmed' : 'not seen';
      return { inference, assumed: sentence(this.#dialect), verdict, observed: [...(fails.size > 0 ? fails : holds)] };
    });
  }
}

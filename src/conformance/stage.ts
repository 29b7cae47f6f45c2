import type { Dialect } from '../protocol/dialects/dialect.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { Actor } from './actor.js';
import type { Frame } from './frames.js';
import type { InferenceName } from './inferences.js';

/** One line of the report: what the documentation says, and whether it was seen. */
export interface Check {
  readonly scenario: string;
  /** The operation or read that it is about. */
  readonly operation: string;
  /** What is documented, in our words. */
  readonly documented: string;
  readonly same: boolean;
  /** What was seen instead, when it differs. */
  readonly observed?: string;
  /** What went over the lines before, when it differs. */
  readonly frames?: readonly Frame[];
}

/** The parts of the cast that a scenario can call for. */
export type Role = 'agent' | 'second-agent' | 'third-agent' | 'supervisor';

/** The names of the APIs that scenarios are played on. */
export type DialectName = 'sms-session' | 'chat' | 'interactions';

/** The customer's side, which no public GWS operation drives: a step to plug in for a real GWS, `/sandbox` in the sandbox. */
export interface Customer {
  /** Begins a conversation that is offered to that agent, or to whoever is ready. */
  begin(text: string, agent?: Actor): Promise<void>;
  /** Says something more in the conversation that was begun last. */
  say(text: string): Promise<void>;
  /** The texts that the customer has received in the conversation that was begun last, in order. */
  received(): Promise<readonly string[]>;
  /** Leaves the conversation that was begun last; absent where customers cannot. */
  end?(): Promise<void>;
}

/** A queue that agents of the cast serve. */
export interface StageQueue {
  readonly name: string;
  /** Absent when only the name is known. */
  readonly uri?: string;
}

/** What a scenario plays on. */
export interface Stage {
  /** The API that is being played. */
  readonly dialect: Dialect;
  /** The actor of a role, signed in. Rejects when that is impossible. */
  actor(role: Role): Promise<Actor>;
  /** All of the cast who are there. */
  everybody(): Promise<readonly Actor[]>;
  readonly customer: Customer;
  /** Throws a `Skip` when the run was given none. */
  queue(): Promise<StageQueue>;
  /** Notes one documented fact as seen or not. */
  check(operation: string, documented: string, same: boolean, observed?: unknown): void;
  /** Notes a sight of something that the documentation leaves open. */
  infer(inference: InferenceName, holds: boolean, observed: string): void;
}

/** A short play that shows some documented behaviour. */
export interface Scenario {
  readonly name: string;
  /** The documentation pages it plays. */
  readonly pages: readonly string[];
  /** The operations that it asks for, each at least once in every dialect that has it. */
  readonly operations: readonly OperationName[];
  /** The APIs that it is played on. */
  readonly dialects: readonly DialectName[];
  readonly cast: readonly Role[];
  play(stage: Stage): Promise<void>;
}

/** Thrown by a scenario that cannot be played here, with the reason. */
export class Skip extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Skip';
  }
}

/** SMS sessions and their twin. */
export const SESSIONS: readonly DialectName[] = ['sms-session', 'chat'];

/** All three APIs. */
export const EVERY_DIALECT: readonly DialectName[] = [...SESSIONS, 'interactions'];

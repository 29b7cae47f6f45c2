import type { Actor } from './actor.js';

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
}

/** The parts of the cast that a scenario can call for. */
export type Role = 'agent' | 'second-agent' | 'third-agent' | 'supervisor';

/** The customer's side, which no public GWS operation drives: a step to plug in for a real GWS, `/sandbox/sms` in the sandbox. */
export interface Customer {
  /** Begins a conversation that is offered to that agent. */
  begin(text: string, agent: Actor): Promise<void>;
  /** Says something more in the conversation that was begun last. */
  say(text: string): Promise<void>;
  /** The texts that the customer has received, in order. */
  received(): Promise<readonly string[]>;
}

/** What a scenario plays on. */
export interface Stage {
  /** The actor of a role, signed in. Rejects when the run has nobody for it: the scenario is then skipped. */
  actor(role: Role): Promise<Actor>;
  readonly customer: Customer;
  /** Notes one documented fact as seen or not. */
  check(operation: string, documented: string, same: boolean, observed?: unknown): void;
}

/** A short play that shows some documented behaviour. */
export interface Scenario {
  readonly name: string;
  /** The documentation pages it plays. */
  readonly pages: readonly string[];
  readonly cast: readonly Role[];
  play(stage: Stage): Promise<void>;
}

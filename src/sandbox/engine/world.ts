import type { EngineAnswer, EngineOptions, EngineSink } from './contract.js';
import type { Fault, Held } from './faults.js';
import { castOf, queuesOf } from './people.js';
import type { Arming, Media, Person, Queue, Session } from './model.js';

/** Everything there is. One object, replaced as a whole by a reset. */
export interface World {
  readonly seed: number;
  readonly baseUri: string;
  readonly sink: EngineSink;
  readonly now: () => number;
  /** Milliseconds; 0 for never. */
  readonly offerTimeout: number;
  readonly people: ReadonlyMap<string, Person>;
  readonly queues: readonly [Queue, ...Queue[]];
  /** By id, oldest first. */
  readonly sessions: Map<string, Session>;
  /** Sessions ever made; numbers the next id. */
  sessionCount: number;
  /** Numbers given so far, by user: nobody can tell from their own what others do. */
  readonly references: Map<string, number>;
  /** By supervisor, agent and media. */
  readonly armings: Map<string, Arming>;
  /** Whom a customer is routed to first, as somebody asked for; by medium and address. @see SMSAccept, saveLAR */
  readonly lastAgents: Map<string, string>;
  /** Channels on which a user takes no sessions, as `userId/media`; everybody starts ready on every channel. */
  readonly notReady: Set<string>;
  /** Users who ended their contact centre session. */
  readonly loggedOut: Set<string>;
  faults: Fault[];
  held: Held[];
  /** Deduplicating mode: answers by user and `X-Operation-Id`; `undefined` while the mode is off. */
  answers: Map<string, EngineAnswer> | undefined;
  /** Whether the operations that no sample lists are printed among the capabilities too. */
  printUnlisted: boolean;
}

/** A new world: five users, three queues, no session. */
export function createWorld(options: EngineOptions, seed: number): World {
  return {
    seed,
    baseUri: options.baseUri,
    sink: options.sink,
    now: options.now,
    offerTimeout: options.offerTimeout ?? 0,
    people: castOf(seed),
    queues: queuesOf(seed),
    sessions: new Map(),
    sessionCount: 0,
    references: new Map(),
    armings: new Map(),
    lastAgents: new Map(),
    notReady: new Set(),
    loggedOut: new Set(),
    faults: [],
    held: [],
    answers: undefined,
    printUnlisted: false,
  };
}

/** A number that joins a notification to the request that caused it. @see ChatMessageType, referenceId */
export function takeReference(world: World, userId: string): number {
  const reference = (world.references.get(userId) ?? 0) + 1;
  world.references.set(userId, reference);
  return reference;
}

/** Whether a user can be offered sessions of that kind. */
export function isReady(world: World, userId: string, media: Media): boolean {
  return !world.loggedOut.has(userId) && !world.notReady.has(`${userId}/${media}`);
}

/** Sessions that a user is invited to or takes part in. */
export function busyness(world: World, userId: string): number {
  let count = 0;
  for (const session of world.sessions.values()) {
    const state = session.seats.get(userId)?.state;
    if (state === 'Invited' || state === 'Chatting') count++;
  }
  return count;
}

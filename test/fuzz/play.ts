import assert from 'node:assert/strict';
import { readAnswer } from '../../src/protocol/answer.js';
import {
  decodeChannels,
  decodeMessages,
  decodeNotification,
  decodeQueues,
  decodeSession,
  decodeSessions,
  decodeUser,
  decodeUsers,
} from '../../src/protocol/decode.js';
import { CHAT } from '../../src/protocol/dialects/chat.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { JsonValue } from '../../src/protocol/json.js';
import { exportTranscript } from '../../src/state/export-transcript.js';
import * as selectors from '../../src/state/selectors.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import { initialSession, reduceSession } from '../../src/state/session-reducer.js';
import type { SessionState } from '../../src/state/session-state.js';
import { Transcript } from '../../src/state/transcript.js';
import { assertWithinCaps } from './caps.js';
import { InputMaker } from './input.js';
import { SHAPES } from './shapes.js';

const DIALECTS = [SMS_SESSION, CHAT, INTERACTIONS] as const;
const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, Map.prototype, Set.prototype];
const before = PROTOTYPES.map((each) => Reflect.ownKeys(each).length);
/** A log that grows for ever is another test's matter. */
const LIFE = 100;
/** Milliseconds that one input of at most 64 KB may take, all decoders and the state together. */
const PATIENCE = 5;
const SIZE = 65_536;

/** What a run of inputs came to. */
export interface Tally {
  inputs: number;
  /** Inputs that were something to somebody. */
  read: number;
  slowest: number;
}

/** One dialect's session into which everything goes, as it would in a page. */
class Page {
  readonly dialect;
  state: SessionState = initialSession('S1', 'a1');
  transcript = new Transcript({ userId: 'a1', dayOf: (time) => String(Math.floor(time / 86_400_000)) });
  #age = 0;

  constructor(dialect: (typeof DIALECTS)[number]) {
    this.dialect = dialect;
  }

  /** Whether it was something. */
  take(data: unknown, exact: boolean): boolean {
    const { dialect } = this;
    const notification = decodeNotification(dialect, data);
    const session = decodeSession(dialect, data);
    assertWithinCaps([notification, session], 'decoded');
    assertWithinCaps(decodeSessions(dialect, data));
    const copy = exact ? copyOf(data) : undefined;
    if (copy !== undefined) assert.deepEqual(decodeNotification(dialect, copy), notification, 'decoded another way');
    if (notification.kind === 'messages') this.#reduce({ type: 'notification', at: this.#age, notification }, exact);
    else if (notification.kind === 'session') {
      const event = { ...notification, session: { ...notification.session, id: 'S1' } };
      this.#reduce({ type: 'notification', at: this.#age, notification: event }, exact);
    }
    const { messages } = decodeMessages(data);
    if (!('kind' in session) || messages.length > 0) {
      const from = 1 + (this.#age % 3);
      const read = 'kind' in session ? {} : { session: { ...session, id: 'S1' } };
      this.#reduce({ type: 'snapshot', at: this.#age, from, messages, ...read }, exact);
    }
    return notification.kind !== 'problem' && notification.kind !== 'other';
  }

  #reduce(event: SessionEvent, exact: boolean): void {
    this.state = reduceSession(this.state, event);
    if (exact)
      assert.deepEqual([...reduceSession(this.state, event).log], [...this.state.log], 'the same again is news');
    this.transcript.update(this.state.log);
    if (exact) this.#look();
    if (++this.#age < LIFE) return;
    this.#age = 0;
    this.state = initialSession('S1', 'a1');
  }

  #look(): void {
    const { state } = this;
    for (const select of Object.values(selectors))
      (select as (state: SessionState, other: string) => unknown)(state, 'Leave');
    for (const audience of ['customer', 'agents'] as const) exportTranscript(state, { audience });
    let last = -Infinity;
    for (const { key } of this.transcript.rows) {
      assert.ok(key > last, 'rows out of order');
      last = key;
    }
  }
}

/** `undefined` when it is nested deeper than copying, which is no part of what is tested, can go. */
function copyOf(data: unknown): unknown {
  try {
    return structuredClone(data);
  } catch {
    return undefined;
  }
}

/** Lets `inputs` inputs made from a seed into decoders, reducer, transcript and selectors; throws what goes wrong, with the input. */
export function play(inputs: number, seed: number): Tally {
  const maker = new InputMaker(seed, SHAPES);
  const pages = DIALECTS.map((dialect) => new Page(dialect));
  const tally: Tally = { inputs: 0, read: 0, slowest: 0 };
  for (let number = 0; number < inputs; number++) {
    const data = maker.next();
    const exact = number % 50 === 0;
    try {
      const began = performance.now();
      take(data, pages, exact, tally);
      if (!exact) slow(performance.now() - began, data, tally);
    } catch (error) {
      throw new Error(`seed ${seed}, input ${number}: ${shown(data)}`, { cause: error });
    }
    tally.inputs++;
  }
  return tally;
}

function take(data: unknown, pages: readonly Page[], exact: boolean, tally: Tally): void {
  // Not `some`: each page gets everything.
  if (pages.filter((page) => page.take(data, exact)).length > 0) tally.read++;
  assertWithinCaps(decodeChannels(data));
  assertWithinCaps(decodeMessages(data));
  assertWithinCaps({ user: decodeUser(data), users: decodeUsers(data), queues: decodeQueues(data) });
  try {
    readAnswer({ status: 200, body: data as JsonValue }, 'Leave');
  } catch (error) {
    if (!(error instanceof GwsError)) throw error;
    assertWithinCaps(error.detail);
  }
  for (const [at, each] of PROTOTYPES.entries()) {
    if (Reflect.ownKeys(each).length !== before[at]) throw new Error('a prototype was changed');
  }
}

/** Once slow may be the machine, which does other work too: what stays slow on new pages, by the time of the processor, is the input. */
function slow(took: number, data: unknown, tally: Tally): void {
  if (took <= PATIENCE || shown(data).length > SIZE) {
    if (took <= PATIENCE) tally.slowest = Math.max(tally.slowest, took);
    return;
  }
  let least = took;
  for (let time = 0; time < 20 && least > PATIENCE; time++) {
    const pages = DIALECTS.map((dialect) => new Page(dialect));
    const before = process.cpuUsage();
    take(data, pages, false, { inputs: 0, read: 0, slowest: 0 });
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  tally.slowest = Math.max(tally.slowest, least);
  assert.ok(least <= PATIENCE, `takes ${least.toFixed(1)} ms`);
}

function shown(data: unknown): string {
  try {
    return data === undefined ? 'undefined' : JSON.stringify(data);
  } catch {
    return 'nested too deep to be shown';
  }
}

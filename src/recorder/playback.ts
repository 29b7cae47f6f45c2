import { GwsError } from '../protocol/gws-error.js';
import type { JsonValue } from '../protocol/json.js';
import { isRecord } from '../protocol/read.js';
import type { WireAnswer, WireRequest } from '../protocol/wire.js';
import type { Timers } from '../session/environment.js';
import type { Transport, TransportListener, TransportStatus } from '../transport/transport.js';
import type { AnswerEntry, FailureEntry, RequestEntry, StatusEntry, TimerEntry } from './format.js';
import { template } from './writer.js';

interface Timer {
  /** Number of the entry that was being played when it was set. */
  readonly since: number;
  readonly ms: number;
  readonly callback: () => void;
}

interface Waiting {
  readonly resolve: (answer: WireAnswer) => void;
  readonly reject: (error: GwsError) => void;
}

/** How far, in milliseconds, a timer that was worked out from the clock may be from the recorded one. */
const NEAR = 1_500;

/** The line and the timers of a recording: nothing travels and nothing passes but what was recorded. */
export class Playback implements Transport, Timers {
  status: TransportStatus = { state: 'idle', generation: 0 };
  /** Number of the entry that is being played. */
  entry = 0;
  readonly #listeners = new Set<TransportListener>();
  /** Recorded requests that were not asked yet, by what they ask. */
  readonly #recorded = new Map<string, number[]>();
  readonly #keys = new Map<number, string>();
  readonly #waiting = new Map<number, Waiting>();
  #timers: readonly Timer[] = [];

  constructor(requests: readonly RequestEntry[]) {
    for (const { n, method, path, ids, body } of requests) {
      const key = keyOf(method, path, ids, body);
      this.#keys.set(n, key);
      const same = this.#recorded.get(key);
      if (same) same.push(n);
      else this.#recorded.set(key, [n]);
    }
  }

  connect(): void {
    // The recording tells what came of it.
  }

  probe(): void {
    // Likewise.
  }

  disconnect(): Promise<void> {
    return Promise.resolve();
  }

  listen(listener: TransportListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for the answer that was recorded; for ever, if there is none. */
  request({ method, path, body }: WireRequest): Promise<WireAnswer> {
    const asked = template(path, (id) => id);
    const n = this.#recorded.get(keyOf(method, asked.path, asked.ids, body))?.shift();
    return new Promise((resolve, reject) => {
      if (n !== undefined) this.#waiting.set(n, { resolve, reject });
    });
  }

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer = { since: this.entry, ms, callback };
    this.#timers = [...this.#timers, timer];
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  become({ state, generation, code }: StatusEntry): void {
    const status = { state, generation, ...(code !== undefined && { error: new GwsError(code) }) };
    this.status = status;
    for (const listener of [...this.#listeners]) listener.status?.(status);
  }

  deliver(channel: string, data: JsonValue): void {
    for (const listener of [...this.#listeners]) listener.message?.({ channel, data });
  }

  answer({ n, status, retryAfter }: AnswerEntry, body: JsonValue | undefined): void {
    this.#take(n)?.resolve({ status, body, ...(retryAfter !== undefined && { retryAfter }) });
  }

  fail({ n, code, outcomeUnknown, retryAfter }: FailureEntry): void {
    const detail = { ...(outcomeUnknown && { outcomeUnknown }), ...(retryAfter !== undefined && { retryAfter }) };
    this.#take(n)?.reject(new GwsError(code, detail));
  }

  /** Fires the timer that was set at that point; `first` is the first number of the recording: what was set before is of its base. */
  fire({ since, ms }: TimerEntry, first: number): void {
    const isOld = since < first;
    let found: Timer | undefined;
    let distance = NEAR;
    for (const timer of this.#timers) {
      if (isOld ? timer.since >= first : timer.since !== since) continue;
      const off = Math.abs(timer.ms - ms);
      if (off < distance) [found, distance] = [timer, off];
    }
    if (found === undefined) return;
    this.#timers = this.#timers.filter((each) => each !== found);
    found.callback();
  }

  /** Who waits for that answer. Nobody does: then nobody will. */
  #take(n: number): Waiting | undefined {
    const waiting = this.#waiting.get(n);
    this.#waiting.delete(n);
    if (waiting === undefined) {
      const key = this.#keys.get(n);
      const same = key === undefined ? undefined : this.#recorded.get(key);
      const at = same?.indexOf(n) ?? -1;
      if (at >= 0) same?.splice(at, 1);
    }
    return waiting;
  }
}

/** What a request asks. Which reading of a log it is, its order tells. */
function keyOf(method: string, path: string, ids: readonly string[], body: unknown): string {
  const operation = isRecord(body) ? body['operationName'] : undefined;
  return JSON.stringify([method, path, ids, operation ?? null]);
}

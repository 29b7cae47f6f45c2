import { CHAT } from '../protocol/dialects/chat.js';
import type { Dialect } from '../protocol/dialects/dialect.js';
import { INTERACTIONS } from '../protocol/dialects/interactions.js';
import { SMS_SESSION } from '../protocol/dialects/sms-session.js';
import type { Readable, Unsubscribe, WorkspaceApi } from '../session/contract.js';
import { StateStore } from '../state/state-store.js';
import type { RecordingEntry } from './format.js';
import { parseRecording, type ParsedRecording, type RecordingProblem } from './parse.js';
import { Rerun } from './rerun.js';

/** Whether a replay ended as the recording did; `unknown` when the recording does not tell. */
export type ReplayVerdict = 'same' | 'different' | 'unknown';

/** Where a replay stands. */
export interface ReplayState {
  /** How many entries have been played. */
  readonly position: number;
  /** How many there are. */
  readonly length: number;
  /** The entry that was played last. */
  readonly entry: RecordingEntry | undefined;
  /** The workspace as it was then. Another object after each step back. */
  readonly workspace: WorkspaceApi;
  /** Once everything has been played. */
  readonly verdict: ReplayVerdict | undefined;
  /** Sessions, or `workspace`, that ended otherwise than recorded. */
  readonly differing: readonly string[];
}

/** A recording that is played again, as far as one wants. The workspace can be looked at, and nothing can be asked of it. */
export interface Replay extends Readable<ReplayState> {
  readonly recording: ParsedRecording;
  /** Goes to where `position` entries have been played; backwards means from the start. The last call counts. */
  seek(position: number): Promise<void>;
}

const DIALECTS: Readonly<Record<string, Dialect>> = Object.fromEntries(
  [SMS_SESSION, CHAT, INTERACTIONS].map((dialect) => [dialect.name, dialect]),
);

/** Makes a replay that stands at the beginning. `dialect` is needed for a host's own one alone. */
export async function createReplay(
  recording: ParsedRecording,
  options: { readonly dialect?: Dialect } = {},
): Promise<Replay> {
  const dialect = options.dialect ?? DIALECTS[recording.header.dialect] ?? SMS_SESSION;
  const replay = new RecordingReplay(recording, dialect);
  await replay.seek(0);
  return replay;
}

/** Plays a recording to its end. Never rejects. */
export async function replayRecording(
  ndjson: string,
  options?: { readonly dialect?: Dialect },
): Promise<Replay | { readonly problem: RecordingProblem }> {
  const recording = parseRecording(ndjson);
  if ('problem' in recording) return recording;
  const replay = await createReplay(recording, options);
  await replay.seek(recording.entries.length);
  return replay;
}

class RecordingReplay implements Replay {
  readonly recording: ParsedRecording;
  readonly #dialect: Dialect;
  readonly #store: StateStore<ReplayState>;
  #rerun: Rerun;
  #target = 0;
  #seeking: Promise<void> | undefined;

  constructor(recording: ParsedRecording, dialect: Dialect) {
    this.recording = recording;
    this.#dialect = dialect;
    this.#rerun = new Rerun(recording, dialect);
    this.#store = new StateStore(this.#now());
  }

  get state(): ReplayState {
    return this.#store.state;
  }

  subscribe<T>(selector: (state: ReplayState) => T, listener: (slice: T) => void): Unsubscribe {
    return this.#store.subscribe(selector, listener);
  }

  seek(position: number): Promise<void> {
    const { length } = this.recording.entries;
    this.#target = Number.isFinite(position) ? Math.max(0, Math.min(length, Math.round(position))) : 0;
    this.#seeking ??= this.#run().finally(() => {
      this.#seeking = undefined;
    });
    return this.#seeking;
  }

  async #run(): Promise<void> {
    do {
      if (this.#target < this.#rerun.position || (this.#rerun.torn && this.#target > this.#rerun.position)) {
        this.#rerun = new Rerun(this.recording, this.#dialect);
      }
      const target = this.#target;
      await this.#rerun.playTo(target, () => target === this.#target);
    } while (this.#target !== this.#rerun.position);
    this.#store.set(this.#now());
  }

  #now(): ReplayState {
    const { position, workspace } = this.#rerun;
    const { entries, end } = this.recording;
    const entry = entries[position - 1];
    const place = { position, length: entries.length, entry, workspace };
    if (position < entries.length) return { ...place, verdict: undefined, differing: [] };
    if (end === undefined) return { ...place, verdict: 'unknown', differing: [] };
    const { digest, parts } = this.#rerun.digest;
    const names = new Set([...Object.keys(parts), ...Object.keys(end.parts)]);
    const differing = [...names].filter((name) => parts[name] !== end.parts[name]);
    return { ...place, verdict: digest === end.digest ? 'same' : 'different', differing };
  }
}

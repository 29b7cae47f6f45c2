import type { Dialect } from '../protocol/dialects/dialect.js';
import { GwsError } from '../protocol/gws-error.js';
import type { JsonValue } from '../protocol/json.js';
import type { OperationName } from '../protocol/operation-name.js';
import { given, isRecord, type Unread } from '../protocol/read.js';
import type { SessionApi, WorkspaceApi } from '../session/contract.js';
import type { SessionController } from '../session/session-controller.js';
import { refused } from '../session/session-link.js';
import { createWorkspace } from '../session/workspace-controller.js';
import { digestOf, type StateDigest } from './digest.js';
import { SOME_DAY, expand } from './expand.js';
import { INPUTS, type ActEntry, type KnownEntry, type RecordingEntry, type RequestEntry } from './format.js';
import type { ParsedRecording } from './parse.js';
import { Playback } from './playback.js';
import { SESSION_ACTS, WORKSPACE_ACTS, tapWorkspace, type Act } from './taps.js';
import { nextTask } from './task.js';
import { AS_IT_IS, LENGTHS } from './writer.js';

/** What everybody may do with a workspace that is only played: look at one of its sessions. */
const HARMLESS = 'select';

/** One run through a recording, from its start: the same controllers, over a line, timers and a clock that only do what was recorded. */
export class Rerun {
  readonly workspace: WorkspaceApi;
  /** How many entries have been played. */
  position = 0;
  /** It was stopped between inputs of one breath: to go on would not be what was recorded. */
  torn = false;
  readonly #recording: ParsedRecording;
  readonly #dialect: Dialect;
  readonly #playback: Playback;
  readonly #session: WorkspaceApi['session'];
  readonly #start: number;
  readonly #first: number;
  #based = false;
  #time = 0;
  #hidden = false;
  #acting = false;
  #ids = 0;

  constructor(recording: ParsedRecording, dialect: Dialect) {
    const { header, base, entries } = recording;
    this.#recording = recording;
    this.#dialect = dialect;
    this.#start = header.content === 'full' ? (header.startedAt ?? SOME_DAY) : SOME_DAY;
    this.#first = entries[0]?.i ?? 1;
    this.#playback = new Playback(
      [...base, ...entries].filter((entry): entry is RecordingEntry & RequestEntry => entry.k === 'request'),
    );
    this.workspace = createWorkspace({
      transport: this.#playback,
      timers: this.#playback,
      dialect,
      timings: header.timings,
      autoStart: header.autoStart && base.length === 0,
      now: () => this.#start + this.#time,
      active: () => !this.#hidden,
      random: () => 0,
      newId: () => `replayed-${++this.#ids}`,
    });
    this.#session = tapWorkspace(this.workspace, (act, proceed) =>
      this.#acting || act.name === HARMLESS ? proceed() : this.#refuse(act),
    );
  }

  get digest(): StateDigest {
    const { workspace } = this;
    const lens = this.#recording.header.content === 'full' ? AS_IT_IS : LENGTHS;
    const view = { state: workspace.state, session: this.#session };
    return digestOf(view, { ...lens, time: (time) => time - this.#start });
  }

  /** Plays on until `position` entries have been played, as long as `goOn` says so. */
  async playTo(position: number, goOn: () => boolean): Promise<void> {
    const { base, entries } = this.#recording;
    if (!this.#based) {
      this.#based = true;
      await this.#play(base, 0, base.length);
    }
    while (this.position < position && goOn()) {
      const from = this.position;
      const end = this.#breath(from);
      this.position = Math.min(position, end);
      this.torn = this.position < end;
      await this.#play(entries, from, this.position);
    }
  }

  /** Where the inputs end that came in the same breath as the entry there. */
  #breath(from: number): number {
    const { entries } = this.#recording;
    let end = from + 1;
    for (let at = end; at < entries.length; at++) {
      const entry = entries[at];
      if (entry === undefined || (INPUTS.has(entry.k) && entry.also !== true)) break;
      if (entry.also === true) end = at + 1;
    }
    return end;
  }

  async #play(entries: readonly RecordingEntry[], from: number, to: number): Promise<void> {
    for (let at = from; at < to; at++) {
      const entry = entries[at];
      if (entry === undefined || !INPUTS.has(entry.k)) continue;
      // What is known at the beginning came one after the other.
      if (entry.i === 0) await nextTask();
      this.#time = entry.t;
      this.#playback.entry = entry.i;
      try {
        this.#apply(entry);
      } catch {
        // Made no sense to the controllers. The end will tell that something is missing.
      }
    }
    await nextTask();
  }

  #apply(entry: RecordingEntry): void {
    const playback = this.#playback;
    switch (entry.k) {
      case 'status':
        playback.become(entry);
        break;
      case 'message':
        playback.deliver(this.#dialect.topic, this.#read(entry.data));
        break;
      case 'answer':
        playback.answer(entry, entry.body === undefined ? undefined : this.#read(entry.body));
        break;
      case 'failure':
        playback.fail(entry);
        break;
      case 'timer':
        this.#hidden = entry.hidden === true;
        playback.fire(entry, this.#first);
        break;
      case 'known':
        this.#know(entry);
        break;
      case 'act':
        this.#act(entry);
        break;
      default:
    }
  }

  #read(value: JsonValue): JsonValue {
    return this.#recording.header.content === 'full' ? value : expand(value, this.#start);
  }

  /** Does what was done. What a file from anywhere asks for may make no sense: then it is not done. */
  #act({ act, session: id, args }: ActEntry): void {
    const given = args === undefined ? {} : this.#read(args);
    const values = isRecord(given) ? given : {};
    if (!isSayable(act, values)) return;
    this.#acting = true;
    try {
      if (act === 'session') {
        if (typeof values['sessionId'] === 'string') this.workspace.session(values['sessionId']);
        return;
      }
      const target: WorkspaceApi | SessionApi = id === undefined ? this.workspace : this.workspace.session(id);
      const names: readonly string[] =
        id === undefined
          ? WORKSPACE_ACTS[act as keyof typeof WORKSPACE_ACTS]
          : SESSION_ACTS[act as keyof typeof SESSION_ACTS];
      const method = (target as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>)[act];
      const position = Number(values['position']);
      if (act === 'dismiss') method?.((target as SessionApi).state.operations[position]?.id);
      else method?.(...names.map((name) => values[name] ?? (name === 'params' && act !== 'start' ? {} : undefined)));
    } catch {
      // The person who did it was told likewise.
    } finally {
      this.#acting = false;
    }
  }

  #know({ session: id, seen, stale, operations }: KnownEntry): void {
    const session = this.#session(id) as SessionApi & Pick<SessionController, 'reduce'>;
    session.reduce({ type: 'seen', index: seen });
    if (stale) session.reduce({ type: 'stale' });
    for (const { operation, phase, afterIndex, code, text, audience, confirmedBy } of operations) {
      const said = text === undefined ? undefined : this.#read(text);
      const record = given({
        id: `known-${++this.#ids}`,
        operation,
        phase,
        startedAt: this.#start,
        afterIndex,
        error: code && new GwsError(code, { operation }),
        text: typeof said === 'string' ? said : undefined,
        audience,
        confirmedBy,
      });
      session.reduce({ type: 'operation', record });
    }
  }

  /** Nothing can be asked of what is over. */
  #refuse({ name, args: [first] }: Act): unknown {
    const operation = (typeof first === 'string' && name === 'perform' ? first : 'SendMessage') as OperationName;
    switch (name) {
      case 'connect':
      case 'retry':
      case 'closeSession':
      case 'markSeen':
      case 'dismiss':
      case 'typing':
        return undefined;
      case 'close':
        return Promise.resolve();
      default:
        return refused(`replayed-${++this.#ids}`, operation, 'canceled');
    }
  }
}

/** Whether what is said is text. People's acts are typed, and the state relies on that; a file is not. */
function isSayable(act: string, { text, params }: Unread): boolean {
  const said = isRecord(params) ? [params['text'], params['url'], params['noticeText']] : [];
  return (
    (act !== 'send' || typeof text === 'string') && said.every((one) => one === undefined || typeof one === 'string')
  );
}

import type { Readable, Unsubscribe, WorkspaceApi } from '../session/contract.js';
import type { WorkspaceOptions } from '../session/workspace-controller.js';
import { StateStore } from '../state/state-store.js';
import { downloadRecording } from './download.js';
import type { RecordedContent } from './format.js';
import { RecordedWorkspace } from './recorded-workspace.js';
import { Recording } from './recording.js';

/** How a recorder is made. */
export interface FlightRecorderOptions {
  /**
   * `structure`, the default, keeps no text, name, address or key that a person made up. `full` keeps everything but what signs somebody in: ask
   * those who talk before you use it. Recorder, element and file say that it is on.
   */
  readonly content?: RecordedContent;
  /** Entries that are held; beyond, the oldest are dropped. Default 10,000. */
  readonly maxEntries?: number;
  /** Bytes that are held. Default 4,000,000. */
  readonly maxBytes?: number;
  /** Whether it records from the beginning. Default: yes; otherwise `start()` begins. */
  readonly recording?: boolean;
}

/** How a recorder stands. */
export interface FlightRecorderState {
  readonly recording: boolean;
  readonly content: RecordedContent;
  readonly entries: number;
  readonly bytes: number;
  /** Entries that had to go for newer ones. */
  readonly dropped: number;
}

/** Records what a workspace hears, asks and is told to do, in memory. */
export interface FlightRecorder extends Readable<FlightRecorderState> {
  /**
   * Makes a workspace that is recorded, in place of the function of the same name; `<gws-workspace>` does so by its property `recorder`. One workspace at a
   * time: another one begins another recording.
   */
  readonly createWorkspace: (options: WorkspaceOptions) => WorkspaceApi;
  /** Begins a new recording; what was recorded before is gone. */
  start(): void;
  /** Ends the recording and keeps it. */
  stop(): void;
  /** Forgets what was recorded; a recording that is on goes on from here. */
  clear(): void;
  /** The recording up to now, one JSON value a line; empty when there is none. */
  toNdjson(): string;
  /** Lets the page's user save the recording as a file. Does nothing without a page or a recording. */
  download(): void;
}

const recorders = new WeakMap<WorkspaceApi, FlightRecorder>();

/** The recorder that made a workspace, if one did. */
export function recorderOf(workspace: WorkspaceApi): FlightRecorder | undefined {
  return recorders.get(workspace);
}

/** Makes a recorder for one workspace. Nothing of what it records is stored or sent anywhere. */
export function createFlightRecorder(options: FlightRecorderOptions = {}): FlightRecorder {
  return new Recorder(options);
}

class Recorder implements FlightRecorder {
  readonly #options: FlightRecorderOptions;
  readonly #store: StateStore<FlightRecorderState>;
  #recorded: RecordedWorkspace | undefined;
  #recording: Recording | undefined;
  #isOn: boolean;

  constructor(options: FlightRecorderOptions) {
    this.#options = options;
    this.#isOn = options.recording ?? true;
    // Only the exact word opens it: this is also called from untyped pages.
    const content = options.content === 'full' ? 'full' : 'structure';
    this.#store = new StateStore({ recording: this.#isOn, content, entries: 0, bytes: 0, dropped: 0 });
  }

  get state(): FlightRecorderState {
    return this.#store.state;
  }

  subscribe<T>(selector: (state: FlightRecorderState) => T, listener: (slice: T) => void): Unsubscribe {
    return this.#store.subscribe(selector, listener);
  }

  readonly createWorkspace = (options: WorkspaceOptions): WorkspaceApi => {
    const recorded: RecordedWorkspace = new RecordedWorkspace(options, (note) => {
      if (recorded !== this.#recorded || !this.#isOn) return;
      this.#recording?.add(note);
      this.#tell();
    });
    this.#recorded = recorded;
    this.#recording = undefined;
    recorders.set(recorded.workspace, this);
    if (this.#isOn) this.#begin();
    return recorded.workspace;
  };

  start(): void {
    this.#isOn = true;
    this.#begin();
  }

  stop(): void {
    this.#recording?.end();
    this.#isOn = false;
    this.#tell();
  }

  clear(): void {
    this.#recording = undefined;
    if (this.#isOn) this.#begin();
    else this.#tell();
  }

  toNdjson(): string {
    return this.#recording?.toNdjson() ?? '';
  }

  download(): void {
    const ndjson = this.toNdjson();
    if (ndjson !== '') downloadRecording(ndjson, this.state.content);
  }

  #begin(): void {
    const { maxEntries = 10_000, maxBytes = 4_000_000 } = this.#options;
    const limits = { entries: maxEntries, bytes: maxBytes };
    this.#recording = this.#recorded && new Recording(this.#recorded, this.state.content, limits);
    this.#tell();
  }

  #tell(): void {
    const { entries = 0, bytes = 0, dropped = 0 } = this.#recording?.held ?? {};
    this.#store.set({ recording: this.#isOn, content: this.state.content, entries, bytes, dropped });
  }
}

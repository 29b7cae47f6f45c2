import { SMS_SESSION } from '../protocol/dialects/sms-session.js';
import type { Dialect } from '../protocol/dialects/dialect.js';
import type { JsonValue } from '../protocol/json.js';
import { given } from '../protocol/read.js';
import type { WorkspaceApi } from '../session/contract.js';
import { TIMINGS, environment, type Timers, type Timings } from '../session/environment.js';
import type { GwsConnectionEvent, GwsOperationEvent, GwsSessionEvent } from '../session/events.js';
import { createWorkspace, type WorkspaceOptions } from '../session/workspace-controller.js';
import { isQuiet } from './base.js';
import { RecordedTransport } from './recorded-transport.js';
import type { Note } from './recording.js';
import { SESSION_ACTS, WORKSPACE_ACTS, tapWorkspace, type Act } from './taps.js';

/** What a recorder looks at: the workspace without its taps. */
export type WorkspaceView = Pick<WorkspaceApi, 'state' | 'session'>;

/** An event by its detail alone, whichever copy of the library made it. */
type Told<E extends { readonly detail: object }> = Event & Pick<E, 'detail'>;

/** A workspace with everything that goes in and out of it noted: the line, timers, and what is done from outside. */
export class RecordedWorkspace {
  readonly workspace: WorkspaceApi;
  readonly view: WorkspaceView;
  readonly options: WorkspaceOptions;
  readonly now: () => number;
  /** Number of the last input that was recorded. */
  input = 0;
  readonly #note: (note: Note) => void;
  readonly #line: RecordedTransport;
  /** Another object for each recording. */
  #run = {};

  constructor(options: WorkspaceOptions, note: (note: Note) => void) {
    this.#note = note;
    this.options = options;
    const { now, timers } = environment(options);
    this.now = now;
    this.#line = new RecordedTransport(options.transport, note);
    const workspace = createWorkspace({ ...options, now, timers: this.#timers(timers), transport: this.#line });
    this.workspace = workspace;
    const session = tapWorkspace(workspace, (act, proceed) => this.#act(act, proceed), {
      adopted: (sessionId) => {
        note((write) => ({ k: 'act', act: 'session', args: write.args({ sessionId }) }));
      },
    });
    this.view = {
      get state() {
        return workspace.state;
      },
      session,
    };
    this.#follow();
  }

  get dialect(): Dialect {
    return this.options.dialect ?? SMS_SESSION;
  }

  get timings(): Timings {
    return { ...TIMINGS, ...this.options.timings };
  }

  /** Whether a recording that begins now misses nothing that is under way. */
  get isQuiet(): boolean {
    return isQuiet(this.view, this.dialect, this.#line.waiting);
  }

  /** Another recording begins. */
  restart(): void {
    this.#run = {};
    this.input = 0;
  }

  /** Events tell readers what came of it all. */
  #follow(): void {
    const { workspace } = this;
    workspace.addEventListener('gws-operation', (event) => {
      const { operation, phase, code, sessionId } = (event as Told<GwsOperationEvent>).detail;
      this.#event('operation', { operation, phase, code }, sessionId);
    });
    workspace.addEventListener('gws-session', (event) => {
      const { sessionId, status } = (event as Told<GwsSessionEvent>).detail;
      this.#event('session', { state: status }, sessionId);
    });
    workspace.addEventListener('gws-connection', (event) => {
      const { phase, code } = (event as Told<GwsConnectionEvent>).detail;
      this.#event('connection', { phase, code });
    });
  }

  #event(event: string, what: Readonly<Record<string, string | undefined>>, sessionId?: string): void {
    this.#note(({ lens }) => {
      const { state } = what;
      const said = given({ ...what, state: state && lens.word(state) });
      return given({ k: 'event' as const, event, session: sessionId && lens.id(sessionId), what: said });
    });
  }

  #act({ name, session, args }: Act, proceed: () => unknown): unknown {
    // Nothing comes of it but a request, which is noted as such.
    if (name === 'typing') return proceed();
    if (session === undefined) {
      this.#noteAct(name, undefined, WORKSPACE_ACTS[name as keyof typeof WORKSPACE_ACTS], args);
      return proceed();
    }
    const { seenIndex, operations } = session.state;
    if (name === 'markSeen') {
      const result = proceed();
      // Elements say so again and again.
      if (session.state.seenIndex !== seenIndex) this.#noteAct(name, session.id, [], []);
      return result;
    }
    if (name === 'dismiss') {
      // A record is known by its place: ids of operations are our own.
      const position = operations.findIndex(({ id }) => id === args[0]);
      this.#noteAct(name, session.id, ['position'], [position]);
    } else this.#noteAct(name, session.id, SESSION_ACTS[name as keyof typeof SESSION_ACTS], args);
    return proceed();
  }

  #noteAct(act: string, sessionId: string | undefined, names: readonly string[], values: readonly unknown[]): void {
    this.#note((write) => {
      const named = names.flatMap((name, at) => (values[at] === undefined ? [] : [[name, values[at]] as const]));
      const args: JsonValue | undefined = named.length > 0 ? write.args(Object.fromEntries(named)) : undefined;
      return given({ k: 'act' as const, act, session: sessionId && write.lens.id(sessionId), args });
    });
  }

  #timers(inner: Timers): Timers {
    return {
      after: (ms, callback) => {
        const { input } = this;
        const run = this.#run;
        return inner.after(ms, () => {
          const hidden = this.options.active?.() === false;
          const since = run === this.#run ? input : 0;
          this.#note({ k: 'timer', since, ms, ...(hidden && { hidden }) });
          callback();
        });
      },
    };
  }
}

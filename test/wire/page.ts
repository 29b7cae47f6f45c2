import { createGwsTransport, createWorkspace, SMS_SESSION } from '../../dist/controller.js';
import type { OperationOutcome, SessionApi, WorkspaceApi } from '../../dist/controller.js';
import { Repetitions } from '../../dist/state/repetitions.js';

/** One entry of the log: index, type, sender's type, words. */
export type Line = readonly [index: number, type: string, from: string, text: string];

/** What one text of the agent's came to. */
export interface Said {
  readonly text: string;
  readonly phase: OperationOutcome['phase'] | 'pending' | 'refused';
  /** Requests that our code made for it. */
  readonly posts: number;
  /** Different operation ids on them. */
  readonly ids: number;
}

/** What the desk shows. */
export interface View {
  readonly phase: string;
  readonly lines: readonly Line[];
  readonly said: readonly Said[];
  /** Indexes that are marked as repeated by the browser or the network. */
  readonly repeated: readonly number[];
  /** Whether the log was ever out of order, or held an index twice. */
  readonly disorder: boolean;
  readonly counters: Readonly<Record<string, number>>;
}

/**
 * Waiting times, shortened so that hundreds of schedules fit into minutes; the code is the same. The slow check for silent losses is off: it would
 * heal in the end whatever the rest overlooked.
 */
const TIMING = { request: 3_000, maxNetworkDelay: 1_000, backoff: 20, maxBackoff: 200, slack: 200 };
const TIMINGS = {
  answer: 4_000,
  lookup: 400,
  giveUp: 1_200,
  check: 0,
  gapGrace: 60,
  gapReadsPerMinute: 600,
  retryCap: 300,
};

class Desk {
  readonly #workspace: WorkspaceApi;
  readonly #session: SessionApi;
  readonly #repetitions = new Repetitions();
  readonly #said: { text: string; id: string; phase: Said['phase'] }[] = [];
  /** Operation ids of requests, by text. */
  readonly #posts = new Map<string, string[]>();
  #disorder = false;

  constructor(sessionId: string) {
    this.#workspace = createWorkspace({
      timings: TIMINGS,
      transport: createGwsTransport({
        baseUrl: '/api/v2',
        topics: SMS_SESSION.topics,
        timing: TIMING,
        fetch: (input, init) => {
          this.#count(init);
          return fetch(input, init);
        },
      }),
    });
    this.#session = this.#workspace.session(sessionId);
    this.#session.subscribe(
      (state) => state,
      (state) => {
        this.#repetitions.update(state);
        let last = 0;
        for (const { index } of state.log.from(state.log.lastIndex - 50)) {
          if (index <= last) this.#disorder = true;
          last = index;
        }
      },
    );
    this.#workspace.connect();
  }

  /** Sends as soon as the server lets us, and not again. */
  say(text: string): void {
    const said = { text, id: '', phase: 'pending' as Said['phase'] };
    this.#said.push(said);
    let stop = (): void => undefined;
    const act = (allowed: boolean): void => {
      if (!allowed || said.id !== '') return;
      const handle = this.#session.send(text, 'customer');
      said.id = handle.id;
      void handle.finished.then(({ phase, error }) => {
        said.phase = error?.code === 'not-offered' ? 'refused' : phase;
      });
      queueMicrotask(() => stop());
    };
    stop = this.#session.subscribe(
      ({ status, capabilities }) => status === 'Chatting' && capabilities.has('SendMessage'),
      act,
    );
    const { status, capabilities } = this.#session.state;
    act(status === 'Chatting' && capabilities.has('SendMessage'));
  }

  view(): View {
    const { log, operations } = this.#session.state;
    return {
      phase: this.#workspace.state.connection.phase,
      lines: [...log].map(({ index, type, from, text }) => [index, type, from?.type ?? '', text ?? ''] as const),
      said: this.#said.map(({ text, id, phase }) => {
        const posts = this.#posts.get(text) ?? [];
        const now = operations.find((each) => each.id === id)?.phase;
        // An unknown outcome may be decided later, by what is seen.
        const end = phase === 'unknown' && now === 'confirmed' ? now : phase;
        return { text, phase: end, posts: posts.length, ids: new Set(posts).size };
      }),
      repeated: [...this.#repetitions.indexes],
      disorder: this.#disorder,
      counters: this.#workspace.state.counters,
    };
  }

  close(): Promise<void> {
    return this.#workspace.close();
  }

  #count(init: RequestInit | undefined): void {
    if (init?.method !== 'POST' || typeof init.body !== 'string') return;
    const { operationName, text } = JSON.parse(init.body) as { operationName?: string; text?: string };
    if (operationName !== 'SendMessage' || text === undefined) return;
    const id = (init.headers as Record<string, string>)['X-Operation-Id'] ?? 'none';
    this.#posts.set(text, [...(this.#posts.get(text) ?? []), id]);
  }
}

/** What the test calls from outside. */
export interface WirePage {
  open(sessionId: string): void;
  say(text: string): void;
  view(): View;
  close(): Promise<void>;
}

let desk: Desk | undefined;
const page: WirePage = {
  open: (sessionId) => void (desk = new Desk(sessionId)),
  say: (text) => desk?.say(text),
  view: () => {
    if (desk === undefined) throw new Error('no desk is open');
    return desk.view();
  },
  close: () => desk?.close() ?? Promise.resolve(),
};
(globalThis as { wire?: WirePage }).wire = page;

import { createGwsTransport, createWorkspace, SMS_SESSION } from '../../dist/controller.js';
import type { GwsOperationEvent, OperationOutcome, SessionApi, WorkspaceApi } from '../../dist/controller.js';
import { Repetitions } from '../../dist/state/repetitions.js';

/** One entry of the log: index, type, sender's type, words. */
export type Line = readonly [index: number, type: string, from: string, text: string];

/** What one text of the agent's came to. */
export interface Said {
  readonly text: string;
  readonly phase: OperationOutcome['phase'] | 'pending' | 'refused';
  /** Requests that our code made for it: what came of each, as an HTTP status or `network`. */
  readonly posts: readonly string[];
  /** Different operation ids on them. */
  readonly ids: number;
}

/** What the desk shows. */
export interface View {
  readonly phase: string;
  /** Why the line is not live, in codes. */
  readonly trouble: string;
  readonly lines: readonly Line[];
  readonly said: readonly Said[];
  /** Indexes that are marked as repeated by the browser or the network. */
  readonly repeated: readonly number[];
  /** Whether the log was ever out of order, or held an index twice. */
  readonly disorder: boolean;
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
  /** Requests by text. */
  readonly #posts = new Map<string, { readonly id: string; came: string }[]>();
  #disorder = false;

  constructor(sessionId: string) {
    this.#workspace = createWorkspace({
      timings: TIMINGS,
      transport: createGwsTransport({
        baseUrl: '/api/v2',
        topics: SMS_SESSION.topics,
        timing: TIMING,
        fetch: (input, init) => this.#fetch(input, init),
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
    // Also when an unknown outcome is decided later, by what is seen.
    this.#session.addEventListener('gws-operation', (event) => {
      const { id, phase, code } = (event as Event & Pick<GwsOperationEvent, 'detail'>).detail;
      for (const said of this.#said) if (said.id === id) said.phase = code === 'not-offered' ? 'refused' : phase;
    });
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
    const { log } = this.#session.state;
    const { phase, error } = this.#workspace.state.connection;
    return {
      phase,
      trouble: error === undefined ? '' : `${error.code} ${JSON.stringify(error.detail)}`,
      lines: [...log].map(({ index, type, from, text }) => [index, type, from?.type ?? '', text ?? ''] as const),
      said: this.#said.map(({ text, phase }) => {
        const posts = this.#posts.get(text) ?? [];
        return { text, phase, posts: posts.map(({ came }) => came), ids: new Set(posts.map(({ id }) => id)).size };
      }),
      repeated: [...this.#repetitions.indexes],
      disorder: this.#disorder,
    };
  }

  close(): Promise<void> {
    return this.#workspace.close();
  }

  /** The page's own `fetch`, written down where it carries a text of the agent's. */
  async #fetch(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
    const { operationName, text } = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as {
      operationName?: string;
      text?: string;
    };
    const post = { id: new Headers(init?.headers).get('X-Operation-Id') ?? 'none', came: 'network' };
    if (operationName === 'SendMessage' && text !== undefined)
      this.#posts.set(text, [...(this.#posts.get(text) ?? []), post]);
    const response = await fetch(input, init);
    post.came = String(response.status);
    return response;
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

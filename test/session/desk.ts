import type { SessionApi, WorkspaceApi } from '../../src/session/contract.js';
import { createWorkspace, type WorkspaceOptions } from '../../src/session/workspace-controller.js';
import type { JsonObject, JsonValue } from '../../src/protocol/json.js';
import type { GwsError } from '../../src/protocol/gws-error.js';
import { ScriptedTransport, type SentRequest } from '../support/scripted-transport.js';
import { settled, VirtualClock } from '../support/virtual-clock.js';
import { list, meAnswer, ok } from './wire.js';

type Reply = JsonValue | GwsError | undefined | ((sent: SentRequest) => JsonValue | GwsError | undefined);

/** A workspace over a scripted line and a virtual clock. */
export class Desk {
  readonly clock = new VirtualClock();
  readonly transport = new ScriptedTransport((sent) => this.#reply(sent));
  readonly workspace: WorkspaceApi;
  /** Events of the workspace in order, as `type` and detail. */
  readonly events: { readonly type: string; readonly detail: unknown }[] = [];
  /** Answers by request name; without one, operations are accepted and reads find nothing. */
  readonly replies = new Map<string, Reply>([
    ['GET /me', meAnswer],
    ['GET /me/smssessions', list()],
    ['GET /me/channels', ok()],
  ]);
  #ids = 0;

  constructor(options: Partial<WorkspaceOptions> = {}) {
    this.workspace = createWorkspace({
      transport: this.transport,
      now: this.clock.now,
      timers: this.clock,
      random: () => 0.5,
      newId: () => `op${++this.#ids}`,
      ...options,
    });
    for (const type of EVENTS) {
      this.workspace.addEventListener(type, (event) => {
        this.events.push({ type, detail: (event as CustomEvent<unknown>).detail });
      });
    }
  }

  get phase(): string {
    return this.workspace.state.connection.phase;
  }

  get counters(): Readonly<Record<string, number>> {
    return this.workspace.state.counters;
  }

  /** Opens the line and catches up. */
  async live(): Promise<this> {
    this.workspace.connect();
    this.transport.become('open');
    await settled();
    return this;
  }

  /** Goes live with one session; `messages` is its log. */
  async with(smssession: JsonObject, messages: JsonValue[] = []): Promise<SessionApi> {
    const id = smssession['id'] as string;
    this.replies.set('GET /me/smssessions', list(smssession));
    this.replies.set(`GET /me/smssessions/${id}/messages`, ok({ messages }));
    await this.live();
    return this.workspace.session(id);
  }

  async push(...frames: readonly unknown[]): Promise<void> {
    for (const frame of frames) this.transport.push(frame);
    await settled();
  }

  eventsOf(type: string): readonly unknown[] {
    return this.events.filter((each) => each.type === type).map(({ detail }) => detail);
  }

  #reply(sent: SentRequest): JsonValue | GwsError | undefined {
    if (!this.replies.has(sent.name)) {
      if (sent.request.method === 'POST') return ok();
      return sent.name.endsWith('/messages') ? ok({ messages: [] }) : { statusCode: 6, statusMessage: 'not found' };
    }
    const reply = this.replies.get(sent.name);
    return typeof reply === 'function' ? reply(sent) : reply;
  }
}

const EVENTS = [
  'gws-before-operation',
  'gws-operation',
  'gws-invitation',
  'gws-session',
  'gws-select',
  'gws-connection',
  'gws-error',
];

/** Texts of the log in order. */
export function texts(session: SessionApi): readonly (string | undefined)[] {
  return [...session.state.log].map(({ text }) => text);
}

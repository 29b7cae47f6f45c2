import type { JsonObject } from '../../src/protocol/json.js';
import type { OperationHandle, OperationOutcome, SessionApi, WorkspaceApi } from '../../src/session/contract.js';
import type { Timings } from '../../src/session/environment.js';
import { createWorkspace } from '../../src/session/workspace-controller.js';
import type { Audience } from '../../src/state/audience.js';
import type { FaultyClock } from './clock.js';
import { DIALECTS } from './dialects.js';
import { FaultyLine, type Travelling } from './faulty-line.js';
import type { FaultyWorld, UserName } from './world.js';

/** One thing that a person did, and what they were told when it ended. */
export interface Deed {
  readonly id: string;
  readonly operation: string;
  readonly sessionId: string | undefined;
  readonly text: string | undefined;
  readonly audience: Audience | undefined;
  outcome: OperationOutcome | undefined;
}

/** A person at a real workspace behind a faulty line. */
export class FaultyDesk {
  readonly user: UserName;
  readonly world: FaultyWorld;
  readonly line: FaultyLine;
  readonly workspace: WorkspaceApi;
  readonly deeds: Deed[] = [];
  /** Requests that should never have left. */
  readonly wrong: string[] = [];
  /** Entries that came into the page for sessions that it knew, to be found in their logs once it has caught up. */
  arrived: (readonly [SessionApi, index: number])[] = [];
  /** How many reads left the page. */
  reads = 0;
  /** Requests that left, by operation id: the operation each time. */
  readonly posts = new Map<string, string[]>();
  /** How often the server executed an operation, by its id. */
  readonly executed = new Map<string, number>();
  /** The server's number for an operation, by its id. */
  readonly references = new Map<string, number>();
  #ids = 0;

  constructor(
    user: UserName,
    world: FaultyWorld,
    clock: FaultyClock,
    timings: Partial<Timings> = {},
    make = createWorkspace,
  ) {
    this.user = user;
    this.world = world;
    this.line = new FaultyLine({
      execute: (request, operationId) => {
        const answer = world.request(this.userId, request, operationId);
        if (operationId !== undefined && (answer.body as JsonObject)['statusCode'] === 0) {
          const { referenceId } = answer.body as JsonObject;
          if (typeof referenceId === 'number') this.references.set(operationId, referenceId);
          this.executed.set(operationId, (this.executed.get(operationId) ?? 0) + 1);
        }
        return answer;
      },
      sent: (travelling) => {
        this.#sent(travelling);
      },
      arrives: ({ data }) => {
        this.#arrives(data as JsonObject);
      },
    });
    world.attach(this.userId, this.line);
    this.workspace = make({
      transport: this.line,
      dialect: DIALECTS[world.dialect],
      now: clock.now,
      timers: clock,
      random: () => 0.5,
      newId: () => `${user}-${++this.#ids}`,
      timings,
    });
  }

  get userId(): string {
    return this.world.ids[this.user];
  }

  /** The sessions on this desk's list. */
  get sessions(): readonly SessionApi[] {
    return this.workspace.state.sessionIds.map((id) => this.workspace.session(id));
  }

  /** Remembers what a person does in a session, and how it ends. */
  perform(
    { id: sessionId }: SessionApi,
    operation: string,
    act: () => OperationHandle,
    said: { readonly text?: string; readonly audience?: Audience } = {},
  ): void {
    this.#note(act(), operation, sessionId, said);
  }

  /** The same for what belongs to no session. */
  direct(handle: OperationHandle): void {
    this.#note(handle, handle.operation, undefined, {});
  }

  #note(
    { id, finished }: OperationHandle,
    operation: string,
    sessionId: string | undefined,
    { text, audience }: { readonly text?: string; readonly audience?: Audience },
  ): void {
    const deed: Deed = { id, operation, sessionId, text, audience, outcome: undefined };
    this.deeds.push(deed);
    void finished.then((outcome) => {
      deed.outcome = outcome;
    });
  }

  #arrives(data: JsonObject): void {
    const { messages } = data;
    if (!Array.isArray(messages)) return;
    const uri = Object.keys(data).find((key) => key.endsWith('Uri')) ?? '';
    const id = (data[uri] as string).split('/').at(-1);
    const session = this.sessions.find((each) => each.id === id);
    if (session?.state.status !== 'Chatting') return;
    for (const { index } of messages as unknown as { index: number }[]) this.arrived.push([session, index]);
  }

  #sent({ request, operation = '', operationId = '' }: Travelling): void {
    // The older API has no other way to read a log than to ask for it, as a reading without a number of its own.
    if (request.method === 'GET' || (operation === 'RequestChatHistory' && operationId === '')) {
      // Channels are told of apart from the answer to Ready and its like: who hears that first looks.
      if (request.path !== '/me/channels') this.reads++;
      return;
    }
    const id = request.path.split('/').at(-1) ?? '';
    this.#mayLeave(operation, id);
    if (operation === 'SetInFocus' || operation === 'SendNotification' || operation.includes('Typing')) return;
    this.posts.set(operationId, [...(this.posts.get(operationId) ?? []), operation]);
  }

  /** Whatever the customer perceives leaves only while we are known to be visible to the customer, and no change of that is under way. */
  #mayLeave(operation: string, sessionId: string): void {
    if (!/^Send/.test(operation)) return;
    const { state } = this.workspace.session(sessionId);
    const own = state.participants.filter(({ userId }) => userId === this.userId).map(({ visibility }) => visibility);
    const isForAgents = operation.includes('ToAgents');
    const isSwitching = state.operations.some(
      (each) => each.operation.startsWith('SwitchTo') && (each.phase === 'sending' || each.phase === 'acked'),
    );
    const isAllowed =
      own.length > 0 &&
      !isSwitching &&
      own.every((visibility) => visibility === 'All' || (isForAgents && visibility === 'Agents'));
    if (!isAllowed) this.wrong.push(`${operation} left while seen by ${own.join('/') || 'nobody'}`);
  }
}

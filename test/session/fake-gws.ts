import type { JsonObject, JsonValue } from '../../src/protocol/json.js';
import type { SentRequest } from '../support/scripted-transport.js';
import {
  chatting,
  invited,
  list,
  log,
  meAnswer,
  message,
  mine,
  newMessages,
  ok,
  session,
  stateChange,
} from './wire.js';

interface ServerSession {
  state: 'Invited' | 'Chatting' | 'Completed';
  /** What the user may see; an index that is missing belongs to somebody else's eyes. */
  readonly log: JsonObject[];
  nextIndex: number;
  data: number;
}

/** A GWS for one user that always tells the truth: what happens to the truth on its way is the test's business. */
export class FakeGws {
  readonly sessions = new Map<string, ServerSession>();
  /** Notifications made and not taken yet, oldest first. */
  outbox: JsonObject[] = [];
  /** How often each operation was executed, by operation id. */
  readonly executed = new Map<string, number>();

  invite(id: string): void {
    const known = this.sessions.get(id);
    if (known && known.state !== 'Completed') return;
    if (known) known.state = 'Invited';
    else this.sessions.set(id, { state: 'Invited', log: [], nextIndex: 1, data: 0 });
    this.outbox.push(stateChange(this.#resource(id)));
  }

  customerSays(id: string, text: string): void {
    const at = this.sessions.get(id);
    if (at === undefined || at.state === 'Completed') return;
    this.#log(id, at, message(at.nextIndex++, text));
  }

  /** An entry that this user never gets to see takes an index. */
  whisper(id: string): void {
    const at = this.sessions.get(id);
    if (at !== undefined) at.nextIndex++;
  }

  change(id: string): void {
    const at = this.sessions.get(id);
    if (at?.state !== 'Chatting') return;
    at.data++;
    this.outbox.push(stateChange(this.#resource(id), { notificationType: 'PropertiesUpdated' }));
  }

  end(id: string): void {
    const at = this.sessions.get(id);
    if (at === undefined || at.state === 'Completed') return;
    at.state = 'Completed';
    this.outbox.push(stateChange(session(id, 'Completed')));
  }

  /** Executes a request; the answer is for the test to deliver or to lose. */
  execute({ request, name, operationId }: SentRequest): JsonValue {
    const [, id, rest] = /^\/me\/smssessions\/([^/]+)(\/messages)?$/.exec(request.path) ?? [];
    if (name === 'GET /me') return meAnswer;
    if (name === 'GET /me/smssessions') {
      return list(
        ...[...this.sessions].filter(([, { state }]) => state !== 'Completed').map(([each]) => this.#resource(each)),
      );
    }
    const at = id === undefined ? undefined : this.sessions.get(id);
    if (at === undefined || id === undefined || at.state === 'Completed') return { statusCode: 6 };
    if (request.method === 'GET') {
      const start = Number(request.query?.['startIndex'] ?? 1);
      return rest
        ? log(...at.log.filter(({ index }) => Number(index) >= start))
        : ok({ smssession: this.#resource(id) });
    }
    const { operationName, text } = request.body as { operationName: string; text?: string };
    if (operationName.includes('Typing')) return ok();
    if ((operationName === 'Accept') !== (at.state === 'Invited')) return { statusCode: 2 };
    if (operationId !== undefined) this.executed.set(operationId, (this.executed.get(operationId) ?? 0) + 1);
    if (operationName === 'SendMessage') this.#log(id, at, mine(at.nextIndex++, text ?? ''));
    if (operationName === 'Complete') this.end(id);
    if (operationName === 'UpdateUserData') {
      at.data++;
      this.outbox.push(stateChange(this.#resource(id), { notificationType: 'PropertiesUpdated' }));
    }
    if (operationName === 'Accept') {
      at.state = 'Chatting';
      this.outbox.push(
        stateChange({ ...this.#resource(id), participants: [] }),
        stateChange(this.#resource(id), { notificationType: 'ParticipantsUpdated' }),
        newMessages(id, ...at.log),
      );
    }
    return ok();
  }

  #log(id: string, at: ServerSession, entry: JsonObject): void {
    at.log.push(entry);
    if (at.state === 'Chatting') this.outbox.push(newMessages(id, entry));
  }

  #resource(id: string): JsonObject {
    const at = this.sessions.get(id)!;
    if (at.state === 'Invited') return invited(id);
    return at.state === 'Chatting' ? chatting(id, { userData: { n: at.data } }) : session(id, at.state);
  }
}

import type { GwsError } from '../../src/protocol/gws-error.js';
import type { JsonValue } from '../../src/protocol/json.js';
import type { WireAnswer, WireRequest } from '../../src/protocol/wire.js';
import type {
  RequestOptions,
  Transport,
  TransportListener,
  TransportState,
  TransportStatus,
} from '../../src/transport/transport.js';

/** One request as it was sent, to be answered by the script or by hand. */
export interface SentRequest {
  readonly request: WireRequest;
  readonly operationId: string | undefined;
  readonly once: boolean;
  /** Aborted: who asked does not want it to be sent any more. */
  readonly signal: AbortSignal | undefined;
  /** `GET /me/smssessions`, `POST /me/smssessions/s1 Accept`. */
  readonly name: string;
  answer(body: JsonValue, status?: number): void;
  refuse(error: GwsError): void;
}

/** What a script gives for a request; `undefined` leaves it open until the test answers it. */
export type Script = (sent: SentRequest) => JsonValue | GwsError | undefined;

/** A line to a GWS that is written in the test: answers by script, frames and changes of the line by hand. */
export class ScriptedTransport implements Transport {
  status: TransportStatus = { state: 'idle', generation: 0 };
  readonly requests: SentRequest[] = [];
  script: Script;
  probes = 0;
  connects = 0;
  readonly #listeners = new Set<TransportListener>();

  constructor(script: Script = () => undefined) {
    this.script = script;
  }

  /** Names of everything asked so far. */
  get names(): readonly string[] {
    return this.requests.map(({ name }) => name);
  }

  /** The requests of that name. */
  named(name: string): readonly SentRequest[] {
    return this.requests.filter((each) => each.name === name);
  }

  connect(): void {
    this.connects++;
    if (!['open', 'connecting'].includes(this.status.state)) this.become('connecting');
  }

  probe(): void {
    this.probes++;
  }

  disconnect(): Promise<void> {
    this.become('stopped');
    return Promise.resolve();
  }

  listen(listener: TransportListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  request(request: WireRequest, options: RequestOptions = {}): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const operation = (request.body as { operationName?: string } | undefined)?.operationName;
      const sent: SentRequest = {
        request,
        operationId: options.operationId,
        once: options.once === true,
        signal: options.signal,
        name: [request.method, request.path, operation].filter(Boolean).join(' '),
        answer: (body, status = 200) => {
          resolve({ status, body });
        },
        refuse: reject,
      };
      this.requests.push(sent);
      const reply = this.script(sent);
      if (reply instanceof Error) sent.refuse(reply);
      else if (reply !== undefined) sent.answer(reply);
    });
  }

  /** The line changes; `open` brings a new generation unless another one is given. */
  become(state: TransportState, rest: Partial<TransportStatus> = {}): void {
    const generation = this.status.generation + (state === 'open' ? 1 : 0);
    this.status = { state, generation, ...rest };
    for (const listener of [...this.#listeners]) listener.status?.(this.status);
  }

  /** A Bayeux message arrives. */
  push(data: unknown, channel = '/v2/me/smssessions'): void {
    for (const listener of [...this.#listeners]) listener.message?.({ channel, data });
  }
}

import { given } from '../protocol/read.js';
import type { WireAnswer, WireRequest } from '../protocol/wire.js';
import { asGwsError } from '../session/gws-client.js';
import type { RequestOptions, Transport, TransportListener, TransportStatus } from '../transport/transport.js';
import type { StatusEntry } from './format.js';
import type { Note } from './recording.js';

/** A transport that notes what goes over another one, and changes nothing of it. */
export class RecordedTransport implements Transport {
  /** How many requests wait for their answer. */
  waiting = 0;
  readonly #inner: Transport;
  readonly #note: (note: Note) => void;
  #told: TransportStatus | undefined;
  #asked = 0;

  constructor(inner: Transport, note: (note: Note) => void) {
    this.#inner = inner;
    this.#note = note;
  }

  get status(): TransportStatus {
    const { status } = this.#inner;
    // Before the first word of it, a line that was never open is no news.
    if (this.#told !== undefined || status.state !== 'idle') this.#tell(status);
    return status;
  }

  connect(): void {
    this.#inner.connect();
  }

  probe(): void {
    this.#inner.probe();
  }

  disconnect(): Promise<void> {
    return this.#inner.disconnect();
  }

  listen(listener: TransportListener): () => void {
    return this.#inner.listen({
      message: (frame) => {
        this.#note((write) => ({ k: 'message', data: write.json(frame.data) }));
        listener.message?.(frame);
      },
      status: (status) => {
        this.#tell(status);
        listener.status?.(status);
      },
    });
  }

  async request(request: WireRequest, options?: RequestOptions): Promise<WireAnswer> {
    const n = ++this.#asked;
    this.waiting++;
    const { method, body } = request;
    this.#note((write) =>
      given({ k: 'request' as const, n, method, ...write.path(request), body: body && write.args(body) }),
    );
    try {
      const answer = await this.#inner.request(request, options);
      this.#note(({ json }) => {
        const { status, body, retryAfter } = answer;
        return given({ k: 'answer' as const, n, status, body: body === undefined ? body : json(body), retryAfter });
      });
      return answer;
    } catch (thrown) {
      this.#note(() => {
        const { code, detail } = asGwsError(thrown);
        const outcomeUnknown = detail.outcomeUnknown === true ? (true as const) : undefined;
        return given({ k: 'failure' as const, n, code, outcomeUnknown, retryAfter: detail.retryAfter });
      });
      throw thrown;
    } finally {
      this.waiting--;
    }
  }

  #tell(status: TransportStatus): void {
    if (status === this.#told) return;
    this.#told = status;
    this.#note(() => statusEntry(status));
  }
}

/** An entry that tells how the line stands. */
export function statusEntry({ state, generation, error, retryIn }: TransportStatus): StatusEntry {
  return given({ k: 'status' as const, state, generation, code: error?.code, retryIn });
}

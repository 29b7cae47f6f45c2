import type { CometD, Message, Transport } from 'cometd';
import { GwsError } from '../protocol/gws-error.js';
import { entriesOf, isMeta, pairReplies } from './bayeux-guard.js';
import type { Envelope } from './cometd-internals.js';
import type { Environment, Timing } from './environment.js';
import type { RestClient } from './rest-client.js';

const errorOf = (status: number, retryAfter: number | undefined): GwsError => {
  const detail = { httpStatus: status, ...(retryAfter !== undefined && { retryAfter }) };
  if (status === 429) return new GwsError('rate-limited', detail);
  if (status === 403) return new GwsError('forbidden', detail);
  return new GwsError(status >= 500 ? 'unavailable' : 'bad-answer', detail);
};

/**
 * CometD's long-polling over our own HTTP: one place for credentials, limits and the CSRF token, and no answer that leaves CometD waiting.
 * Stands in for the transport of the same name that comes with CometD.
 */
export class GuardedLongPolling implements Transport {
  readonly type = 'long-polling';
  /** CometD looks here for an address of this transport alone; there is none. */
  url = '';
  readonly #rest: RestClient;
  readonly #environment: Environment;
  readonly #timing: Timing;
  readonly #ended = new AbortController();
  #poll: AbortController | undefined;
  #hasty = false;
  #client: CometD | undefined;

  constructor(rest: RestClient, environment: Environment, timing: Timing) {
    this.#rest = rest;
    this.#environment = environment;
    this.#timing = timing;
  }

  /** CometD's call when it takes the transport in. */
  registered(_type: string, client: CometD): void {
    this.#client = client;
  }

  accept(): boolean {
    return true;
  }

  /** CometD's call before each handshake. There is nothing to forget. */
  reset(): void {}

  /** Ends whatever is under way, for good. */
  abort(): void {
    this.#ended.abort();
    this.renew();
  }

  /** Fails the poll under way, so that CometD sends another. */
  renew(): void {
    this.#poll?.abort();
  }

  /** CometD's call for each request. */
  send(envelope: Envelope, isPoll: boolean): void {
    void this.#send(envelope, isPoll);
  }

  async #send({ url, messages, onSuccess, onFailure }: Envelope, isPoll: boolean): Promise<void> {
    const [first] = messages;
    let signal = this.#ended.signal;
    let hold = 0;
    if (isPoll) {
      this.#poll = new AbortController();
      signal = this.#poll.signal;
      hold = first?.advice?.timeout ?? this.#client?.getAdvice().timeout ?? 0;
      if (this.#hasty)
        await new Promise<void>((resolve) => this.#environment.setTimeout(resolve, this.#timing.minPoll));
    }
    const begun = this.#environment.now();
    let entries: Message[] = [];
    let error: unknown;
    try {
      const { status, body, retryAfter } = await this.#rest.send({
        method: 'POST',
        path: url,
        body: messages,
        timeout: hold + this.#timing.maxNetworkDelay,
        signal,
      });
      if (status !== 200) throw errorOf(status, retryAfter);
      entries = entriesOf(body);
    } catch (reason) {
      error = reason;
    }
    if (this.#ended.signal.aborted) return;
    const { accepted, unanswered } = pairReplies(messages, entries);
    // A server that answers empty polls at once, although it was asked to hold them, is not asked more often than this. A poll that was refused or
    // failed is none of these: backoff rules what follows, and the poll after that must not wait.
    if (isPoll) {
      this.#hasty =
        hold > 0 &&
        accepted.length > 0 &&
        this.#environment.now() - begun < this.#timing.minPoll &&
        accepted.every((message) => isMeta(message) && message.successful === true);
    }
    if (accepted.length > 0) onSuccess(accepted);
    if (unanswered.length > 0) onFailure(undefined, unanswered, { error: error ?? new GwsError('bad-answer') });
  }
}

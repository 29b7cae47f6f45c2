import type { ChannelState } from '../protocol/channel.js';
import type { OperationCall } from '../protocol/operation-params.js';
import type { OperationHandle, StartParams } from './contract.js';
import type { DirectOperations } from './direct-operations.js';
import type { SessionLink } from './session-link.js';

/** Closing waits so long for the contact centre session to end, in milliseconds. */
const PATIENCE = 2_000;

/**
 * The user's media channels: the contact centre session, readiness, and what the server says of both. It is told by notifications, and read whenever
 * the line came back, now and then, and after an operation of ours that no notification followed.
 * @see StartContactCenterSession, AgentStateControlNotReady
 */
export class Channels {
  readonly #link: SessionLink;
  readonly #direct: DirectOperations;
  readonly #autoStart: boolean;
  readonly #set: (channels: readonly ChannelState[]) => void;
  /** Told since the last reading began: newer than what it will say. */
  readonly #told = new Map<string, ChannelState>();
  #reading = 0;
  #news = 0;
  #started = false;

  constructor(
    link: SessionLink,
    direct: DirectOperations,
    autoStart: boolean,
    set: (channels: readonly ChannelState[]) => void,
  ) {
    this.#link = link;
    this.#direct = direct;
    this.#autoStart = autoStart;
    this.#set = set;
  }

  start(params: StartParams = {}, source?: EventTarget): OperationHandle {
    // Asked for once, by whomever: it does not start by itself any more.
    this.#started = true;
    const { channel } = this.#link.workspace;
    return this.#ask(
      { operation: 'StartContactCenterSession', params: { channels: [channel], ...params } },
      'contact center session',
      source,
    );
  }

  end(source?: EventTarget): OperationHandle {
    return this.#ask({ operation: 'EndContactCenterSession', params: {} }, 'contact center session', source);
  }

  setReady(ready: boolean, channel = this.#link.workspace.channel, source?: EventTarget): OperationHandle {
    const operation = ready ? 'Ready' : 'NotReady';
    return this.#ask({ operation, params: { channel } }, `readiness ${channel}`, source);
  }

  /** A notification tells of some channels. */
  receive(channels: readonly ChannelState[]): void {
    this.#news++;
    for (const each of channels) this.#told.set(each.channel, each);
    this.#put([...this.#known, ...channels]);
  }

  /** Reads them all. A server that has none to tell of is left in peace: nothing depends on it. */
  async read(): Promise<void> {
    if (!this.#link.live()) return;
    const reading = ++this.#reading;
    this.#told.clear();
    try {
      const channels = await this.#link.client.channels();
      if (reading === this.#reading) this.#put([...channels, ...this.#told.values()]);
    } catch {
      this.#link.count('channels-unread');
    }
    if (reading === this.#reading) this.#startOnce();
  }

  /** Another user signed in. */
  clear(): void {
    this.#reading++;
    this.#told.clear();
    this.#started = false;
  }

  /** Signs out again what was signed in by itself; best effort. `undefined`: there is nothing to wait for. */
  close(): Promise<unknown> | undefined {
    const isOurs = this.#autoStart && this.#started && this.#link.live();
    this.clear();
    if (!isOurs) return undefined;
    const { finished } = this.end();
    return Promise.race([
      finished,
      new Promise<void>((resolve) => {
        this.#link.timers.after(PATIENCE, resolve);
      }),
    ]);
  }

  get #known(): readonly ChannelState[] {
    return this.#link.workspace.state.channels;
  }

  /** On a page that is loaded again one is signed in already: starting anew could make somebody ready who is not. */
  #startOnce(): void {
    if (!this.#autoStart || this.#started || !this.#link.live()) return;
    this.#started = true;
    const own = this.#known.find(({ channel }) => channel === this.#link.workspace.channel);
    if (own === undefined || own.state === 'LoggedOut') this.start();
  }

  /** The answer means accepted: it has ended when the channels were told of since, or have been looked at again. */
  #ask(call: OperationCall, key: string, source: EventTarget | undefined): OperationHandle {
    const handle = this.#direct.perform(call, key, source);
    const news = this.#news;
    const finished = handle.finished.then(async (outcome) => {
      const { code } = outcome.error ?? {};
      if (news === this.#news && code !== 'canceled' && code !== 'busy') await this.read();
      return outcome;
    });
    return { ...handle, finished };
  }

  /** The last word on each channel counts; nobody is woken for no news. */
  #put(said: readonly ChannelState[]): void {
    const channels = [...new Map(said.map((each) => [each.channel, each])).values()];
    if (JSON.stringify(channels) !== JSON.stringify(this.#known)) this.#set(channels);
  }
}

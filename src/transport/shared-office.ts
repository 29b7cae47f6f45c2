/** What we use of `navigator.locks`. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    granted: () => Promise<void>,
  ): Promise<unknown>;
}

/** What an office tells whoever wants it. */
export interface OfficeEvents {
  readonly won: () => void;
  /** Somebody else took it from us. */
  readonly lost: () => void;
  /** It cannot be had in this page at all. */
  readonly denied: () => void;
}

/** The right to lead: one tab's at a time, as far as the browser can guarantee that. */
export interface Office {
  /** Whether who seeks it gets it as soon as it is free, without any timer. */
  readonly queues: boolean;
  seek(): void;
  /** Takes it from whoever has it. */
  seize(): void;
  /** Gives it up, and wants it no more. */
  leave(): void;
}

interface Attempt {
  readonly control: AbortController;
  release?: () => void;
}

/** The office as a Web Lock: the browser gives it to the next one the moment its holder is gone, however it went. */
export class LockOffice implements Office {
  readonly queues = true;
  readonly #locks: Locks;
  readonly #name: string;
  readonly #events: OfficeEvents;
  #attempt: Attempt | undefined;

  constructor(locks: Locks, name: string, events: OfficeEvents) {
    this.#locks = locks;
    this.#name = name;
    this.#events = events;
  }

  seek(): void {
    this.#request(false);
  }

  seize(): void {
    this.#request(true);
  }

  leave(): void {
    this.#attempt?.control.abort();
    this.#attempt?.release?.();
    this.#attempt = undefined;
  }

  #request(steal: boolean): void {
    this.leave();
    const attempt: Attempt = { control: new AbortController() };
    this.#attempt = attempt;
    const granted = (): Promise<void> =>
      new Promise((resolve) => {
        if (attempt !== this.#attempt) {
          resolve();
          return;
        }
        attempt.release = resolve;
        this.#events.won();
      });
    // The two do not go together.
    const options = steal ? { steal } : { signal: attempt.control.signal };
    const denied = (error: unknown): void => {
      if (attempt !== this.#attempt) return;
      this.#attempt = undefined;
      const wasOurs = attempt.release !== undefined || (error as Error | undefined)?.name === 'AbortError';
      this.#events[wasOurs ? 'lost' : 'denied']();
    };
    try {
      this.#locks.request(this.#name, options, granted).catch(denied);
    } catch (error) {
      denied(error);
    }
  }
}

/** The office without locks: whoever hears no leader is one. Two are possible for a moment; then rank decides. */
export class LooseOffice implements Office {
  readonly queues = false;
  readonly #events: Pick<OfficeEvents, 'won'>;

  constructor(events: Pick<OfficeEvents, 'won'>) {
    this.#events = events;
  }

  seek(): void {}

  seize(): void {
    this.#events.won();
  }

  leave(): void {}
}

/** One thing that went over the line while a scenario was played. Headers are never kept: they hold credentials. */
export interface Frame {
  /** Whose line it was. */
  readonly who: string;
  readonly direction: 'request' | 'answer' | 'notification';
  /** Method and path, HTTP status, or Bayeux channel. */
  readonly what: string;
  readonly body: unknown;
}

/** What is kept of a run that never ends. */
const MAX_FRAMES = 10_000;

/** How many frames explain a difference: what was asked last, and what came of it. */
const SHOWN = 12;

/** Everything that went over the lines of one scenario, in order. */
export class FrameLog {
  readonly #frames: Frame[] = [];
  #operation: string | undefined;

  /** The operation that was asked for last. */
  get operation(): string | undefined {
    return this.#operation;
  }

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  /** The latest frames. */
  get latest(): readonly Frame[] {
    return this.#frames.slice(-SHOWN);
  }

  note(frame: Frame, operation?: string): void {
    if (this.#frames.length < MAX_FRAMES) this.#frames.push(frame);
    this.#operation = operation ?? this.#operation;
  }

  /** A new scenario begins. */
  clear(): void {
    this.#frames.length = 0;
    this.#operation = undefined;
  }
}

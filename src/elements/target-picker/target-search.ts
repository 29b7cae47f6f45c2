import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { OperationName } from '../../protocol/operation-name.js';
import type { TargetOption, TargetSource } from '../../session/contract.js';

/** Milliseconds of silence after a key before the source is asked: it may be a server. */
const PAUSE = 120;

/** Asks a source for options: one question at a time, the last one counts, and none outlives the element. */
export class TargetSearch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #asking: AbortController | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #options: readonly TargetOption[] = [];
  #failed = false;
  #finished: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get options(): readonly TargetOption[] {
    return this.#options;
  }

  get busy(): boolean {
    return this.#asking !== undefined;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** Resolves when the answer to the last question is there, or it failed. Never rejects. */
  get finished(): Promise<void> {
    return this.#finished;
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Asks `source`, after a moment if `soon` is false. */
  ask(source: TargetSource, query: string, operation: OperationName, soon: boolean): void {
    this.#stop();
    const asking = (this.#asking = new AbortController());
    const { signal } = asking;
    this.#finished = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
      this.#pause = setTimeout(() => void this.#run(source, query, operation, asking).then(resolve), soon ? 0 : PAUSE);
    });
    this.#host.requestUpdate();
  }

  async #run(source: TargetSource, query: string, operation: OperationName, asking: AbortController): Promise<void> {
    let options: readonly TargetOption[] = [];
    let failed = false;
    try {
      options = await source(query, { signal: asking.signal, operation });
    } catch {
      failed = true;
    }
    if (asking.signal.aborted) return;
    this.#asking = undefined;
    this.#options = options;
    this.#failed = failed;
    this.#host.requestUpdate();
  }

  #stop(): void {
    clearTimeout(this.#pause);
    this.#asking?.abort();
    this.#asking = undefined;
  }
}

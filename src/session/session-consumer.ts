import { ContextEvent, type Context } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SessionState } from '../state/session-state.js';
import { sessionContext, workspaceContext } from './contexts.js';
import type { Readable, SessionApi, Unsubscribe, WorkspaceApi, WorkspaceState } from './contract.js';

/** A part of the state that an element renders. */
export interface Watched<T> {
  /** The part as it is now; `undefined` without a controller. */
  readonly value: T | undefined;
}

/** Where a consumer gets its controller from; read anew at every update of the host. */
export interface ConsumerSource<A> {
  /** The controller that the host page set as a property. Wins over everything. */
  readonly explicit?: () => A | undefined;
  /** Value of the `for` attribute: id of a provider, looked up in the host's own root, then in the document. Wins over the context. */
  readonly for?: () => string | null | undefined;
  /** Called when the controller became another one, after the watched slices were read anew. */
  readonly changed?: (api: A | undefined) => void;
}

type ConsumerHost = ReactiveControllerHost & HTMLElement;

/** One watched slice: updates the host only when the selected value itself changed. */
class Slice<S, T> implements Watched<T> {
  value: T | undefined;
  readonly #selector: (state: S) => T;
  readonly #changed: () => void;
  #unsubscribe: Unsubscribe | undefined;

  constructor(selector: (state: S) => T, changed: () => void) {
    this.#selector = selector;
    this.#changed = changed;
  }

  follow(api: Readable<S> | undefined): void {
    this.#unsubscribe?.();
    this.#unsubscribe = api?.subscribe(this.#selector, (value) => {
      this.#set(value);
    });
    this.#set(api && this.#selector(api.state));
  }

  #set(value: T | undefined): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    this.#changed();
  }
}

/**
 * Finds a controller for an element and keeps slices of its state.
 *
 * The search is a context request, sent from the host itself or, with `for`, from the element of that id: so a `for` may name any element that
 * provides, or is inside of a provider. Whoever found nothing, or asked by id, asks again when a provider announces itself (`context-provider`, which
 * every `ContextProvider` dispatches when it is connected or its tag is defined late), and at each update of the host. A host that is taken out of
 * the page drops its controller: the context protocol would leave it the old one.
 */
class Consumer<S, A extends Readable<S>> implements ReactiveController {
  readonly #host: ConsumerHost;
  readonly #context: Context<unknown, A | undefined>;
  readonly #source: ConsumerSource<A>;
  readonly #slices: { follow(api: Readable<S> | undefined): void }[] = [];
  #value: A | undefined;
  #connected = false;
  /** The element that the last request was sent from, and how to end its subscription. */
  #asked: Element | undefined;
  #answered = false;
  #unsubscribe: Unsubscribe | undefined;

  constructor(host: ConsumerHost, context: Context<unknown, A | undefined>, source: ConsumerSource<A>) {
    this.#host = host;
    this.#context = context;
    this.#source = source;
    host.addController(this);
  }

  /** The controller found, `undefined` while there is none. */
  get value(): A | undefined {
    return this.#value;
  }

  /** Renders the host again when `selector(state)` becomes another value, and only then. Selectors must be pure. */
  watch<T>(selector: (state: S) => T): Watched<T> {
    const slice = new Slice<S, T>(selector, () => {
      this.#host.requestUpdate();
    });
    this.#slices.push(slice);
    slice.follow(this.#value);
    return slice;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#host.ownerDocument.addEventListener('context-provider', this.#onProvider, true);
    this.#resolve();
  }

  hostUpdate(): void {
    if (this.#connected) this.#resolve();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#host.ownerDocument.removeEventListener('context-provider', this.#onProvider, true);
    this.#forget();
    this.#set(undefined);
  }

  /** A provider woke up. Captured at the document: an outer provider stops the event on its way up. */
  readonly #onProvider = (event: Event): void => {
    if ((event as Event & { context?: unknown }).context !== this.#context) return;
    if (this.#answered && !this.#source.for?.()) return;
    this.#asked = undefined;
    this.#resolve();
  };

  #resolve(): void {
    const explicit = this.#source.explicit?.();
    if (explicit !== undefined) {
      this.#forget();
      this.#set(explicit);
      return;
    }
    const id = this.#source.for?.();
    const from = id ? this.#byId(id) : this.#host;
    if (from !== undefined && from === this.#asked) return;
    this.#forget();
    if (from !== undefined) {
      this.#asked = from;
      from.dispatchEvent(new ContextEvent(this.#context, this.#host, this.#answer, true));
    }
    if (!this.#answered) this.#set(undefined);
  }

  /** Also called later: with a new value, or by a nearer provider that took the subscription over. */
  readonly #answer = (value: A | undefined, unsubscribe?: Unsubscribe): void => {
    if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
    // A root that kept our request may answer after we moved on.
    if (!this.#connected || this.#source.explicit?.() !== undefined) {
      unsubscribe?.();
      return;
    }
    this.#unsubscribe = unsubscribe;
    this.#answered = true;
    this.#set(value);
  };

  #byId(id: string): Element | undefined {
    const root = this.#host.getRootNode() as Partial<ParentNode & NonElementParentNode>;
    return root.getElementById?.(id) ?? this.#host.ownerDocument.getElementById(id) ?? undefined;
  }

  #forget(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#asked = undefined;
    this.#answered = false;
  }

  #set(value: A | undefined): void {
    if (value === this.#value) return;
    this.#value = value;
    for (const slice of this.#slices) slice.follow(value);
    this.#source.changed?.(value);
    this.#host.requestUpdate();
  }
}

/** Gives an element its session. */
export class SessionConsumer extends Consumer<SessionState, SessionApi> {
  constructor(host: ConsumerHost, source: ConsumerSource<SessionApi> = {}) {
    super(host, sessionContext, source);
  }
}

/** Gives an element its workspace. */
export class WorkspaceConsumer extends Consumer<WorkspaceState, WorkspaceApi> {
  constructor(host: ConsumerHost, source: ConsumerSource<WorkspaceApi> = {}) {
    super(host, workspaceContext, source);
  }
}

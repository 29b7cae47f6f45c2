import { ContextProvider } from '@lit/context';
import type { ReactiveElement } from 'lit';
import { sessionContext, workspaceContext } from '../../session/contexts.js';
import type { Unsubscribe, WorkspaceApi } from '../../session/contract.js';

/**
 * What the elements inside are given: a replayed workspace and its selected session. Until something is replayed, it is as if nobody stood between them
 * and the page's own workspace.
 */
export class Stage {
  readonly #host: ReactiveElement;
  #workspaces: ContextProvider<typeof workspaceContext> | undefined;
  #sessions: ContextProvider<typeof sessionContext> | undefined;
  #shown: WorkspaceApi | undefined;
  #unsubscribe: Unsubscribe | undefined;
  /** The session that was looked at last. */
  #chosen: string | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Shows the replayed workspace, or else the page's own. */
  show(replayed: WorkspaceApi | undefined, own: WorkspaceApi | undefined): void {
    const workspace = replayed ?? own;
    if (this.#workspaces === undefined && replayed === undefined) return;
    if (workspace !== this.#shown) {
      this.#unsubscribe?.();
      this.#shown = workspace;
      this.#workspaces ??= new ContextProvider(this.#host, { context: workspaceContext });
      this.#sessions ??= new ContextProvider(this.#host, { context: sessionContext });
      this.#workspaces.setValue(workspace);
      this.#unsubscribe = workspace?.subscribe(
        ({ selectedId }) => selectedId,
        () => this.#select(workspace),
      );
    }
    if (replayed !== undefined) this.#look(replayed);
    this.#select(workspace);
  }

  /** Steps lead to where a session is selected, or none: whoever looked at one goes on looking at it, and somebody who did not sees the newest. */
  #look(replayed: WorkspaceApi): void {
    const { selectedId, sessionIds } = replayed.state;
    if (selectedId !== undefined) this.#chosen = selectedId;
    else {
      const id = sessionIds.find((each) => each === this.#chosen) ?? sessionIds.at(-1);
      if (id !== undefined) replayed.select(id);
    }
  }

  #select(workspace: WorkspaceApi | undefined): void {
    const id = workspace?.state.selectedId;
    const session = id === undefined ? undefined : workspace?.session(id);
    if (session !== this.#sessions?.value) this.#sessions?.setValue(session);
  }
}

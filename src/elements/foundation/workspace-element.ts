import { property } from 'lit/decorators.js';
import type { WorkspaceApi, WorkspaceState } from '../../session/contract.js';
import { type Watched, WorkspaceConsumer } from '../../session/session-consumer.js';
import { type Announcement, announcerOf } from './announcer.js';
import { BaseElement } from './base-element.js';

/**
 * An element about the signed-in user's workspace. It finds the workspace by its `workspace` property, by the `for` attribute, or by what surrounds it.
 *
 * @attr {string} for - Id of the `<gws-workspace>`, or of an element inside it; for panels that stand apart.
 */
export abstract class WorkspaceElement extends BaseElement {
  /** Id of the `<gws-workspace>`, or of an element inside it; for panels that stand apart. */
  @property() for?: string;

  /** The workspace's controller, given by the host page. Wins over `for` and over what surrounds the element. */
  @property({ attribute: false }) workspace?: WorkspaceApi;

  readonly #consumer = new WorkspaceConsumer(this, {
    explicit: () => this.workspace,
    for: () => this.for,
    changed: (workspace) => this.workspaceChanged(workspace),
  });

  /** The workspace found; `undefined` while there is none. */
  protected get found(): WorkspaceApi | undefined {
    return this.#consumer.value;
  }

  /** A part of the workspace's state: the element renders anew when `selector(state)` becomes another value, and only then. */
  protected watch<T>(selector: (state: WorkspaceState) => T): Watched<T> {
    return this.#consumer.watch(selector);
  }

  /** Called when the element got another workspace, or lost it. */
  protected workspaceChanged(_workspace: WorkspaceApi | undefined): void {
    // For those who have something to forget.
  }

  /** Says something to people who listen, through the workspace's one voice. */
  protected announce(text: string, announcement?: Announcement): void {
    if (this.found !== undefined) announcerOf(this.found).say(text, { from: this, ...announcement });
  }
}

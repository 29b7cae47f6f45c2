import type { WorkspaceApi } from '../../session/contract.js';

/** How something is said to those who listen. */
export interface Announcement {
  /** `assertive` interrupts: invitations and failures only. */
  readonly urgency?: 'polite' | 'assertive';
  /** Announcements of one key within a moment are one. Default: the text itself. */
  readonly key?: string;
  /** What to say instead when `count` of one key came together, e.g. “3 new messages”. Default: the last text. */
  readonly many?: (count: number) => string;
  /** The element that speaks: lends its root when no `<gws-workspace>` hosts the regions. */
  readonly from?: Element;
}

/** Screen readers miss a change right after a region appears, and a burst should be one sentence. Milliseconds. */
const GATHER = 250;
/** How long a sentence stays before the region is empty again: long enough to be read out, gone before anybody browses into it. Milliseconds. */
const CLEAR = 2000;

interface Waiting extends Announcement {
  readonly text: string;
  readonly count: number;
}

/**
 * The one voice of a workspace. Everything that people who do not see the page must hear goes through it: two live regions that speak of the same
 * thing are heard twice, so that no other region of ours is live.
 */
export class Announcer {
  readonly #regions = new Map<'polite' | 'assertive', HTMLElement>();
  readonly #waiting = new Map<string, Waiting>();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #clearing: ReturnType<typeof setTimeout> | undefined;

  /** Gives the regions a home, visually hidden by the `visually-hidden` class of its styles. Returns how to take them away. */
  attach(root: ShadowRoot | HTMLElement): () => void {
    for (const urgency of ['polite', 'assertive'] as const) root.append(this.#region(urgency));
    return () => this.#regions.forEach((region) => region.parentNode === root && region.remove());
  }

  /** Says it, with what else is said in the same moment. */
  say(text: string, announcement: Announcement = {}): void {
    const key = announcement.key ?? text;
    const count = (this.#waiting.get(key)?.count ?? 0) + 1;
    this.#waiting.delete(key);
    this.#waiting.set(key, { ...announcement, text, count });
    const root = announcement.from?.shadowRoot ?? undefined;
    if (root !== undefined && !this.#region('polite').isConnected) this.attach(root);
    if (this.#gathering === undefined) this.#gathering = setTimeout(() => this.#speak(), GATHER);
  }

  #speak(): void {
    this.#gathering = undefined;
    for (const urgency of ['polite', 'assertive'] as const) {
      const said = [...this.#waiting.values()].filter((one) => (one.urgency ?? 'polite') === urgency);
      if (said.length === 0) continue;
      const texts = said.map(({ text, count, many }) => (count > 1 && many !== undefined ? many(count) : text));
      this.#region(urgency).textContent = texts.join('\n');
    }
    this.#waiting.clear();
    clearTimeout(this.#clearing);
    this.#clearing = setTimeout(() => this.#regions.forEach((region) => (region.textContent = '')), CLEAR);
  }

  #region(urgency: 'polite' | 'assertive'): HTMLElement {
    let region = this.#regions.get(urgency);
    if (region === undefined) {
      region = document.createElement('div');
      region.className = 'visually-hidden';
      // aria-live alone: together with role="status" some readers say everything twice.
      region.setAttribute('aria-live', urgency);
      this.#regions.set(urgency, region);
    }
    return region;
  }
}

const announcers = new WeakMap<WorkspaceApi, Announcer>();

/** The announcer of a workspace: the same one for every element, wherever it stands in the page. */
export function announcerOf(workspace: WorkspaceApi): Announcer {
  let announcer = announcers.get(workspace);
  if (announcer === undefined) announcers.set(workspace, (announcer = new Announcer()));
  return announcer;
}

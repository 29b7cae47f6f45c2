import { property } from 'lit/decorators.js';
import type { SessionApi } from '../../session/contract.js';
import { SessionConsumer, type Watched } from '../../session/session-consumer.js';
import type { SessionState } from '../../state/session-state.js';
import { type Announcement, announcerOf } from './announcer.js';
import { BaseElement } from './base-element.js';

/**
 * An element about one session. It finds the session by its `controller` property, by the `for` attribute, or by what surrounds it: an
 * `<sms-session>`, or a `<gws-workspace>`, whose selected session it follows.
 *
 * @attr {string} for - Id of an `<sms-session>`, of a `<gws-workspace>` to follow its selected session, or of an element inside one; for panels that stand apart.
 */
export abstract class SessionElement extends BaseElement {
  /** Id of an `<sms-session>`, of a `<gws-workspace>` to follow its selected session, or of an element inside one; for panels that stand apart. */
  @property() for?: string;

  /** The session's controller, given by the host page. Wins over `for` and over what surrounds the element. */
  @property({ attribute: false }) controller?: SessionApi;

  readonly #consumer = new SessionConsumer(this, {
    explicit: () => this.controller ?? this.namedSession(),
    for: () => this.for,
    changed: (session) => this.sessionChanged(session),
  });

  /** The session found; `undefined` while there is none. */
  protected get session(): SessionApi | undefined {
    return this.#consumer.value;
  }

  /** A part of the session's state: the element renders anew when `selector(state)` becomes another value, and only then. */
  protected watch<T>(selector: (state: SessionState) => T): Watched<T> {
    return this.#consumer.watch(selector);
  }

  /** The session that the element's own attributes name, if there are such; wins over `for` and over what surrounds the element. */
  protected namedSession(): SessionApi | undefined {
    return undefined;
  }

  /** Called when the element got another session, or lost it. */
  protected sessionChanged(_session: SessionApi | undefined): void {
    // For those who have something to forget.
  }

  /** Says something to people who listen, through the workspace's one voice. */
  protected announce(text: string, announcement?: Announcement): void {
    if (this.session !== undefined) announcerOf(this.session.workspace).say(text, { from: this, ...announcement });
  }
}

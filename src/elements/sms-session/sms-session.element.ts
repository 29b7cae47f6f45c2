import { ContextProvider } from '@lit/context';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { sessionContext } from '../../session/contexts.js';
import type { SessionApi } from '../../session/contract.js';
import { SessionConsumer } from '../../session/session-consumer.js';
import { customerOf, isEnded, isSupervisor, modeOf } from '../../state/selectors.js';
import { iconEye, iconLock, iconPerson } from '../foundation/icons.js';
import { lineHint } from '../foundation/line-hint.js';
import { nameOf, statusWord } from '../foundation/session-words.js';
import { WorkspaceElement } from '../foundation/workspace-element.js';
import type { SessionActionsElement } from '../session-actions/session-actions.element.js';
import { formatDuration } from './duration.js';
import { styles } from './sms-session.styles.js';

/** States in which time passes for the customer. */
const RUNNING: ReadonlySet<string | undefined> = new Set(['Chatting', 'LeftChat']);

/**
 * One session: the workspace's selected one, or the one named by `session-id`. Without children it is a whole desk for the session: header, operations,
 * conversation, composer, participants, supervision. With children it only gives them the session, and looks like nothing.
 *
 * Keyboard: F6 moves between the conversation and the composer.
 *
 * @tag sms-session
 * @slot - Elements of your own that are about this session; they replace the whole layout.
 * @slot empty - Shown instead of our sentence while no session is selected.
 * @csspart header - Customer, state, duration, operations.
 * @csspart side - Participants and supervision.
 * @csspart state - What is shown instead of a conversation: nothing selected, an invitation, unavailable.
 */
export class SmsSessionElement extends WorkspaceElement {
  static override readonly tag = 'sms-session';
  static override styles: CSSResultGroup = styles;

  /** Id of the session; without it the element follows the workspace's selection. */
  @property({ attribute: 'session-id' }) sessionId?: string;

  /** The session's controller, given by the host page; wins over `session-id` and the selection. */
  @property({ attribute: false }) controller?: SessionApi;

  /** Whom “Ask for help” calls in, in the layout of our own: as on `<session-actions>`. */
  @property({ attribute: 'help-target' }) helpTarget?: SessionActionsElement['helpTarget'];

  /** Whether participants and supervision are shown where there is no room beside the conversation. */
  @state() private sideOpen = false;
  @state() private hasChildren = false;

  readonly #selected = this.watch((workspace) => workspace.selectedId);
  readonly #listed = this.watch((workspace) => workspace.sessionIds);
  readonly #connection = this.watch((workspace) => workspace.connection);
  readonly #provider = new ContextProvider(this, { context: sessionContext });
  readonly #consumer = new SessionConsumer(this, { explicit: () => this.#find() });
  readonly #status = this.#consumer.watch((session) => session.status);
  readonly #count = this.#consumer.watch(({ participants }) => participants.length);
  readonly #mode = this.#consumer.watch(modeOf);
  readonly #receivedAt = this.#consumer.watch(({ receivedAt }) => receivedAt);
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    // Names and words that the header reads from the state itself.
    this.#consumer.watch(customerOf);
    this.#consumer.watch(isSupervisor);
    this.addEventListener('keydown', this.#moveBetween);
  }

  /** The session shown; `undefined` while there is none. */
  get session(): SessionApi | undefined {
    return this.#consumer.value;
  }

  #find(): SessionApi | undefined {
    // Also asked by the initializers of fields.
    if (!(#selected in this)) return undefined;
    const id = this.sessionId ?? this.#selected.value;
    return this.controller ?? (id === undefined ? undefined : this.found?.session(id));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#lookForChildren();
    document.addEventListener('visibilitychange', this.#tick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#tick);
    this.#tick();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    // Another session, another desk: a panel that was opened for the last one does not cover this one.
    if (this.#provider.value !== this.session) this.sideOpen = false;
    this.#provider.setValue(this.session);
    this.#tick();
  }

  protected override render(): TemplateResult {
    return html`<slot @slotchange=${this.#lookForChildren}></slot>${this.hasChildren ? nothing : this.#renderDesk()}`;
  }

  #renderDesk(): TemplateResult {
    const { session, t } = this;
    const terms = t.conversation;
    const status = this.#status.value;
    if (session === undefined) {
      return html`<div class="state" part="state">
        <slot name="empty"
          ><h2>${terms.chooseSession}</h2>
          <p>${terms.chooseSessionHint}</p></slot
        >
      </div>`;
    }
    if (status === undefined) return this.#renderUnknown(session);
    if (status === 'Invited') return this.#renderInvitation(session);
    const panel = html`<div class="side" id="side" part="side" ?hidden=${!this.sideOpen}>
      <participant-list></participant-list>
      <supervisor-controls></supervisor-controls>
    </div>`;
    return html`<div class="session">
      ${this.#renderHeader(session)}
      <div class="talk">
        ${this.#renderLine()}${this.#renderEnd(status)}<message-log></message-log><message-composer></message-composer>
      </div>
      ${panel}
    </div>`;
  }

  #renderHeader(session: SessionApi): TemplateResult {
    const { t } = this;
    const receivedAt = this.#receivedAt.value;
    const running = receivedAt !== undefined && RUNNING.has(this.#status.value);
    return html`<header part="header">
      <h2><bdi>${nameOf(t, session.state)}</bdi></h2>
      <span class="badge">${statusWord(t, this.#status.value)}</span>
      ${this.#renderMode(session)}
      ${
        running
          ? html`<span class="duration"
              ><span class="visually-hidden">${t.conversation.since} </span
              >${formatDuration(Date.now() - receivedAt)}</span
            >`
          : nothing
      }
      <button
        class="button plain aside"
        type="button"
        aria-expanded=${this.sideOpen}
        aria-controls="side"
        @click=${() => (this.sideOpen = !this.sideOpen)}
      >
        ${iconPerson}<span class="visually-hidden">${t.conversation.participants}</span>${this.#count.value}
      </button>
      <session-actions .helpTarget=${this.helpTarget}></session-actions>
    </header>`;
  }

  /** One's own part in it, when it is not simply an agent's. */
  #renderMode(session: SessionApi): TemplateResult | typeof nothing {
    const mode = this.#mode.value;
    const { conversation: terms, terms: common } = this.t;
    if (isEnded(session.state) || mode === undefined || mode === 'Agent' || mode === 'unknown') return nothing;
    if (mode === 'Consultant') return html`<span class="badge agents-only">${iconLock}${common.agentsOnly}</span>`;
    return html`<span class="badge supervisor">${mode === 'Monitor' ? iconEye : nothing}${terms.modes[mode]}</span>`;
  }

  /** What is seen may be old, or nothing gets through. Phases that pass by themselves are not worth a jump. */
  #renderLine(): TemplateResult | typeof nothing {
    const connection = this.#connection.value ?? { phase: 'live' };
    const hint = lineHint(this.t, connection);
    const { phases } = this.t.connection;
    return hint === undefined ? nothing : html`<div class="end old">${phases[connection.phase]}. ${hint}</div>`;
  }

  #renderEnd(status: string): TemplateResult | typeof nothing {
    const { ended, leftChatHint } = this.t.conversation;
    const text = status === 'LeftChat' ? leftChatHint : (ended as Readonly<Record<string, string>>)[status];
    return text === undefined ? nothing : html`<div class="end">${text}</div>`;
  }

  #renderInvitation(session: SessionApi): TemplateResult {
    const { conversation: terms } = this.t;
    const mode = session.state.supervisorMode;
    return html`<div class="state" part="state">
      <h2>${terms.invitation(`\u2068${nameOf(this.t, session.state)}\u2069`)}</h2>
      <p>${mode === undefined ? terms.invitationHint : terms.supervisorInvitation(terms.modes[mode] ?? mode)}</p>
      <session-actions invitation></session-actions>
    </div>`;
  }

  /** Nothing was said of it yet: it is being read, or the server does not let us see it. */
  #renderUnknown({ id }: SessionApi): TemplateResult {
    const settled = this.#connection.value?.phase === 'live' && this.#listed.value?.includes(id) !== true;
    if (settled && this.controller === undefined) {
      return html`<div class="state" part="state"><h2>${this.t.conversation.unavailable}</h2></div>`;
    }
    return html`<div class="skeleton" aria-busy="true">
      <span class="visually-hidden">${this.t.terms.loading}</span>
      <div></div>
      <div></div>
      <div></div>
    </div>`;
  }

  readonly #lookForChildren = (): void => {
    this.hasChildren = [...this.children].some((child) => child.slot === '');
  };

  /** Once a second, while somebody can see it and time passes. */
  readonly #tick = (): void => {
    const wanted = this.isConnected && !this.hasChildren && RUNNING.has(this.#status.value) && !document.hidden;
    if (wanted) this.#ticking ??= setInterval(() => this.requestUpdate(), 1000);
    else {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  };

  readonly #moveBetween = (event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.altKey || event.ctrlKey || event.metaKey) return;
    const composer = this.renderRoot.querySelector<HTMLElement>('message-composer');
    const log = this.renderRoot.querySelector<HTMLElement>('message-log');
    if (composer === null || log === null) return;
    event.preventDefault();
    (event.composedPath().includes(composer) ? log : composer).focus();
  };
}

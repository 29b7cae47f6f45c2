import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { tinykeys } from 'tinykeys';
import type { SessionApi, WorkspaceApi } from '../../session/contract.js';
import { iconClock, iconClose, iconEye, iconLock } from '../foundation/icons.js';
import { dayOf, formatDay, formatTime } from '../foundation/intl.js';
import { operationNotice, troubleText } from '../foundation/operation-notice.js';
import { OperationTroubles } from '../foundation/operation-troubles.js';
import { statusWord } from '../foundation/session-words.js';
import { safeName, tame } from '../foundation/text.js';
import { WorkspaceElement } from '../foundation/workspace-element.js';
import { forgetInvitation, secondsLeft } from './countdown.js';
import { type SessionRow, SessionRows } from './session-row.js';
import { styles } from './session-list.styles.js';

/** As much of a last line as a row can show; the rest would only cost layout. */
const PREVIEW = 160;
const ANSWERS = ['Accept', 'Reject'] as const;

interface Row {
  readonly session: SessionApi;
  readonly row: SessionRow;
}

/**
 * Every session of the workspace: state, customer, last line, unread messages; invitations with Accept and Reject. Choosing one selects it, and
 * `<sms-session>` follows. Arrow keys, Home and End move between sessions.
 *
 * @tag session-list
 * @slot empty - Shown instead of our sentence while there are no sessions.
 * @csspart list - The list.
 * @csspart row - One session.
 * @csspart name - The customer's name or number.
 * @csspart status - The state in a word.
 * @csspart preview - The last line.
 * @csspart unread - The count of unread messages.
 * @csspart error - What went wrong with an answer to an invitation.
 */
export class SessionListElement extends WorkspaceElement {
  static override readonly tag = 'session-list';
  static override styles: CSSResultGroup = styles;

  /** Seconds that the routing gives for an answer, when it is known: invitations then count down. The server decides; nothing happens at zero. */
  @property({ type: Number, attribute: 'invitation-timeout' }) invitationTimeout?: number;

  /** Alt+1 … Alt+9 select the first nine sessions, from anywhere in the page. */
  @property({ type: Boolean }) hotkeys = false;

  readonly #ids = this.watch((state) => state.sessionIds);
  readonly #selected = this.watch((state) => state.selectedId);
  readonly #phase = this.watch((state) => state.connection.phase);
  readonly #rows = new SessionRows(() => this.requestUpdate());
  readonly #troubles = new OperationTroubles(this);
  #ticking: ReturnType<typeof setInterval> | undefined;
  #unbind: (() => void) | undefined;
  /** The one row that Tab reaches. */
  #reachable: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#rows.of([]);
    this.#tick(false);
    this.#bind(false);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    this.#bind(this.hotkeys);
    const invited = this.#sessions.filter(({ state }) => state.status === 'Invited');
    for (const session of this.#sessions) if (!invited.includes(session)) forgetInvitation(session);
    this.#tick(this.invitationTimeout !== undefined && invited.length > 0);
  }

  get #sessions(): readonly SessionApi[] {
    const workspace: WorkspaceApi | undefined = this.found;
    return workspace === undefined ? [] : (this.#ids.value ?? []).map((id) => workspace.session(id));
  }

  protected override render(): TemplateResult {
    const rows = this.#rows.of(this.isConnected ? this.#sessions : []);
    if (rows.length === 0) return this.#renderNone();
    const reachable =
      rows.find(({ session }) => session.id === this.#reachable) ??
      rows.find(({ session }) => session.id === this.#selected.value) ??
      rows[0];
    return html`<ul class="list" part="list" aria-label=${this.t.list.label} @keydown=${this.#move}>
      ${repeat(
        rows,
        ({ session }) => session.id,
        (each) => this.#renderRow(each, each === reachable),
      )}
    </ul>`;
  }

  #renderNone(): TemplateResult {
    const phase = this.#phase.value ?? 'idle';
    if (phase === 'live') return html`<p class="none"><slot name="empty">${this.t.list.empty}</slot></p>`;
    if (phase !== 'idle' && phase !== 'connecting' && phase !== 'catching-up') return html`<p class="none"></p>`;
    return html`<div class="skeleton" aria-busy="true">
      <span class="visually-hidden">${this.t.terms.loading}</span>
      <div></div>
      <div></div>
    </div>`;
  }

  #renderRow({ session, row }: Row, reachable: boolean): TemplateResult {
    const { t } = this;
    const name = safeName(row.customer) || t.terms.customer;
    const selected = session.id === this.#selected.value;
    const trouble = this.#troubles.of(session, ANSWERS);
    return html`<li class="item ${selected ? 'selected' : ''} ${row.ended ? 'ended' : ''}">
      <button
        class="row"
        part="row"
        type="button"
        data-id=${session.id}
        tabindex=${reachable ? 0 : -1}
        aria-current=${selected ? 'true' : nothing}
        @click=${() => this.#select(session.id)}
        @focus=${() => this.#reach(session.id)}
      >
        <bdi class="name" part="name" id="name-${session.id}">${name}</bdi>
        <span class="time">${this.#time(row.time)}</span>
        <span class="line">
          <span class="status ${(row.status ?? '').toLowerCase()}" part="status" id="status-${session.id}"
            >${this.#status(row)}</span
          >
          ${this.#preview(row)}
        </span>
        ${
          row.unread > 0
            ? html`<span class="unread" part="unread"
                ><span aria-hidden="true">${row.unread > 99 ? '99+' : row.unread}</span
                ><span class="visually-hidden">${t.list.unread(row.unread)}</span></span
              >`
            : nothing
        }
      </button>
      ${
        row.ended
          ? html`<button
              class="button plain icon-only close"
              type="button"
              aria-label=${t.list.closeSession(name)}
              title=${t.terms.close}
              @click=${() => this.found?.closeSession(session.id)}
            >
              ${iconClose}
            </button>`
          : nothing
      }
      ${row.status === 'Invited' ? this.#renderInvitation(session, row) : nothing}
      ${trouble === undefined ? nothing : operationNotice(t, trouble, () => this.#troubles.dismiss(session, ANSWERS))}
    </li>`;
  }

  /** Several buttons are called “Accept” when several invitations ring: each is described by its row. */
  #renderInvitation(session: SessionApi, row: SessionRow): TemplateResult {
    const { operations } = this.t;
    const described = `name-${session.id} status-${session.id}`;
    return html`<div class="invitation">
      ${
        row.canAccept || row.answering === 'Accept'
          ? html`<button
              class="button filled"
              type="button"
              aria-describedby=${described}
              ?disabled=${row.answering !== undefined}
              @click=${() => this.#accept(session)}
            >
              ${row.answering === 'Accept' ? iconClock : nothing}${operations.Accept ?? 'Accept'}
            </button>`
          : nothing
      }
      ${
        row.canReject || row.answering === 'Reject'
          ? html`<button
              class="button"
              type="button"
              aria-describedby=${described}
              ?disabled=${row.answering !== undefined}
              @click=${() => this.#answer(session, 'Reject')}
            >
              ${row.answering === 'Reject' ? iconClock : nothing}${operations.Reject ?? 'Reject'}
            </button>`
          : nothing
      }
      ${this.invitationTimeout === undefined ? nothing : this.#renderCountdown(session, this.invitationTimeout)}
    </div>`;
  }

  #renderCountdown(session: SessionApi, timeout: number): TemplateResult {
    const left = secondsLeft(session, timeout);
    const { list } = this.t;
    return html`<span class="left ${left <= 5 ? 'soon' : ''}"
      >${left > 0 ? list.secondsLeft(left) : list.expired}</span
    >`;
  }

  #status({ status, mode }: SessionRow): TemplateResult | string {
    const { list, conversation } = this.t;
    if (status !== 'Invited') return statusWord(this.t, status);
    return mode === undefined
      ? list.invitation
      : html`${iconEye} ${list.supervisorInvitation(conversation.modes[mode] ?? mode)}`;
  }

  /** Lines that only agents can read are never shown like the customer's. */
  #preview({ line, lineAudience, lineOwn, ended }: SessionRow): TemplateResult | typeof nothing {
    if (line === undefined || ended) return nothing;
    const { list } = this.t;
    const text = html`<bdi class="text">${tame(line.slice(0, PREVIEW))}</bdi>`;
    return html`<span class="preview ${lineAudience === 'agents' ? 'agents-only' : ''}" part="preview"
      >${lineAudience === 'agents' ? html`${iconLock} ${list.agentsOnly} ` : nothing}${lineOwn ? list.own : ''}
      ${text}</span
    >`;
  }

  #time(time: number | undefined): string {
    if (time === undefined) return '';
    return dayOf(time) === dayOf(Date.now()) ? formatTime(time, this.language) : formatDay(time, this.language);
  }

  #select(id: string): void {
    this.#reachable = id;
    this.found?.select(id);
    this.requestUpdate();
  }

  #reach(id: string): void {
    if (id === this.#reachable) return;
    this.#reachable = id;
    this.requestUpdate();
  }

  /** Accepting is choosing: the conversation comes into view. */
  #accept(session: SessionApi): void {
    this.found?.select(session.id);
    this.#answer(session, 'Accept');
  }

  #answer(session: SessionApi, operation: 'Accept' | 'Reject'): void {
    // The buttons are about to go: the focus stays with the session.
    const item = this.renderRoot.querySelector('.item:focus-within');
    item?.querySelector<HTMLElement>('.row')?.focus();
    this.#troubles.perform(session, operation, {}, (trouble) =>
      this.announce(troubleText(this.t, trouble), { urgency: 'assertive' }),
    );
  }

  readonly #move = (event: KeyboardEvent): void => {
    const rows = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.row')];
    const at = rows.findIndex((row) => row === event.target);
    if (at === -1 || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
  };

  #bind(wanted: boolean): void {
    if (wanted === (this.#unbind !== undefined)) return;
    this.#unbind?.();
    this.#unbind = wanted ? tinykeys(window, this.#keys()) : undefined;
  }

  #keys(): Record<string, (event: KeyboardEvent) => void> {
    const keys: Record<string, (event: KeyboardEvent) => void> = {};
    for (let place = 1; place <= 9; place++) {
      // By the key's place: with Alt some layouts type another character.
      keys[`Alt+Digit${place}`] = (event) => {
        const id = this.#ids.value?.[place - 1];
        if (id === undefined) return;
        event.preventDefault();
        this.#select(id);
      };
    }
    return keys;
  }

  #tick(wanted: boolean): void {
    if (wanted) this.#ticking ??= setInterval(() => this.requestUpdate(), 1000);
    else {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }
}

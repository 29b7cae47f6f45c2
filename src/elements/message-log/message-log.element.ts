import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SessionApi } from '../../session/contract.js';
import { composing, operationById, pendingMessages } from '../../state/selectors.js';
import type { OperationRecord } from '../../state/session-state.js';
import { Transcript, type Row } from '../../state/transcript.js';
import { iconClock, iconDown } from '../foundation/icons.js';
import { dayOf, formatTime } from '../foundation/intl.js';
import { isolated, personName } from '../foundation/people.js';
import { SessionElement } from '../foundation/session-element.js';
import { showText } from '../foundation/text.js';
import { styles } from './message-log.styles.js';
import { newsOf } from './news.js';
import { pendingRow, performAgain, type PendingActs } from './pending-rows.js';
import { repetitionsOf } from './repetitions-of.js';
import type { RowList } from './row-hosts.js';
import { RowWindow } from './row-window.js';
import { drawRow, labelOf, type RowContext } from './rows.js';

/**
 * The conversation of a session: grouped, with days, agents-only lines unmistakable, gaps visible, and one's own messages pending until the log
 * confirms them. What the browser or the network sent once more stands there as often as it was delivered, and says so. Only the rows around the viewport
 * are in the document, and it renders once per frame whatever arrives, so that 100,000 messages cost what ten do. It stays at the end only while the reader
 * is there.
 *
 * The log is no live region: new messages are announced, coalesced, by the workspace's one announcer.
 *
 * Keyboard: the log is one tab stop; arrow keys go from row to row, Page Up and Page Down by a screenful, Home and End to the first and last.
 *
 * @tag message-log
 * @csspart log - The scrolling log.
 * @csspart bubble - What was said; also `agents-only`, and `pending`, `failed` or `unknown` for one's own on their way.
 * @csspart name - Who said it, once per group.
 * @csspart meta - Time and state beside a bubble.
 * @csspart link - A link in a text.
 * @csspart trouble - Reason and buttons below a message that failed or is uncertain, and the note below one that was sent twice.
 * @csspart newer - The button that leads to the end.
 * @csspart status - The line below the log: who types, or how old what one sees is.
 *
 * @cssprop [--sms-log-block-size=24rem] - Height of the log where nothing around it decides that.
 */
export class MessageLogElement extends SessionElement {
  static override readonly tag = 'message-log';
  static override styles: CSSResultGroup = styles;

  @query('.log') private readonly scroller!: HTMLElement;

  readonly #log = this.watch(({ log }) => log);
  readonly #pending = this.watch(pendingMessages);
  readonly #typing = this.watch(({ typing }) => typing);
  readonly #status = this.watch(({ status }) => status);
  readonly #stale = this.watch(({ stale }) => stale);
  readonly #composing = this.watch(composing);

  #window: RowWindow<Row> | undefined;
  #transcript: Transcript | undefined;
  #rows: RowList<Row> = [];
  #count = 0;
  /** The first row that the document does not show as it is; `undefined` when there is none. */
  #changed: number | undefined;
  /** Row that the arrow keys go on from; pending rows count after those of the log. */
  #current = -1;
  /** Lines of others that came while the reader was elsewhere. */
  #newer = 0;
  /** Up to this index nothing is announced any more; `undefined` until the log was there once. */
  #announced: number | undefined;
  #selecting = false;
  #drawnLanguage = '';
  #drawnDay = 0;
  #repetitions = repetitionsOf(undefined);
  /** So many copies are drawn as such. */
  #drawnCopies = 0;
  readonly #whole = new Set<number>();
  readonly #resizes = new ResizeObserver(() => this.#window?.resized());

  readonly #acts: PendingActs = {
    canSend: ({ audience }) => audience !== undefined && this.#composing.value?.audiences.includes(audience) === true,
    sendAgain: (record) => this.#sendAgain(record),
    discard: ({ id }) => this.session?.dismiss(id),
  };

  /** Moves the keyboard into the log. */
  override focus(options?: FocusOptions): void {
    this.scroller.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#seen);
    if (this.hasUpdated) this.#observe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#seen);
    this.#resizes.disconnect();
  }

  /** Once per frame, whatever arrives; at once for the first time, so that nothing flashes. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  protected override sessionChanged(session: SessionApi | undefined): void {
    const userId = session?.state.userId ?? '';
    this.#transcript = new Transcript({ userId, dayOf: (time) => String(dayOf(time)) });
    this.#announced = undefined;
    this.#newer = 0;
    this.#current = -1;
    this.#whole.clear();
    this.#repetitions = repetitionsOf(session);
    this.#drawnCopies = 0;
    this.#window?.reset();
  }

  override languageChanged(): void {
    super.languageChanged();
    this.#drawnLanguage = '';
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const pending = this.#pending.value ?? [];
    const away = this.#window !== undefined && !this.#window.atEnd;
    return html`
      <div class="frame">
        <div
          class="log"
          part="log"
          role="log"
          aria-label=${t.conversation.log}
          aria-live="off"
          aria-busy=${this.session !== undefined && this.#status.value === undefined ? 'true' : nothing}
          tabindex="0"
          @scroll=${this.#onScroll}
          @keydown=${this.#onKeydown}
          @focusin=${this.#onFocus}
          @selectstart=${() => (this.#selecting = true)}
        >
          <div class="before"></div>
          <div class="body"></div>
          <div class="after"></div>
          <div class="tail">
            ${repeat(
              pending,
              ({ id }) => id,
              (record) => pendingRow(record, t, this.#acts),
            )}
          </div>
          ${this.#renderEmpty(pending)}
        </div>
        ${away ? this.#renderNewer() : nothing}
      </div>
      ${this.#renderFoot()}
    `;
  }

  #renderEmpty(pending: readonly OperationRecord[]): TemplateResult | typeof nothing {
    if ((this.#log.value?.size ?? 0) > 0 || pending.length > 0) return nothing;
    const { t } = this;
    if (this.session === undefined) return html`<div class="empty">${t.terms.noSession}</div>`;
    if (this.#status.value !== undefined) return html`<div class="empty">${t.conversation.emptyLog}</div>`;
    return html`<span class="visually-hidden">${t.terms.loading}</span>
      ${[1, 2, 3, 4].map(() => html`<div class="skeleton"></div>`)}`;
  }

  #renderNewer(): TemplateResult {
    const { t } = this;
    const label = this.#newer > 0 ? t.conversation.newer(this.#newer) : t.conversation.toEnd;
    return html`<button type="button" class="button newer" part="newer" @click=${this.#onNewer}>
      ${label}${iconDown}
    </button>`;
  }

  #renderFoot(): TemplateResult {
    const { t, language } = this;
    const stale = this.#stale.value === true && (this.#log.value?.size ?? 0) > 0;
    const asOf = this.session?.state.asOf ?? 0;
    const typing = this.#typing.value ?? [];
    const names = typing.map(({ participant }) => isolated(personName(participant, t)));
    const preview = typing.length === 1 ? typing[0]?.preview : undefined;
    return html`<div class=${classMap({ foot: true, stale })} part="status">
      ${
        stale
          ? html`${iconClock}<span>${t.connection.asOf(formatTime(asOf, language))}</span>`
          : names.length > 0
            ? html`<span
                >${t.conversation.typing(names)}${preview ? html` <bdi>${showText(preview).text}</bdi>` : nothing}</span
              >`
            : nothing
      }
    </div>`;
  }

  protected override firstUpdated(): void {
    const part = (name: string) => this.scroller.querySelector(`.${name}`) as HTMLElement;
    this.#window = new RowWindow<Row>(
      { scroller: this.scroller, before: part('before'), body: part('body'), after: part('after') },
      {
        key: ({ key }) => key,
        draw: (row, host) => drawRow(row, host, this.#context),
        held: () => this.#selecting && this.#hasSelection(),
        leaving: (hosts) => this.#keepFocus(hosts),
      },
    );
    this.#observe();
  }

  // Not in willUpdate: a session that is set as a property is taken up after it.
  protected override update(changes: PropertyValues): void {
    const log = this.#log.value;
    const first = log === undefined ? 0 : (this.#transcript?.update(log) ?? 0);
    this.#rows = (log && this.#transcript) ?? [];
    const changed = first < this.#rows.length || this.#rows.length !== this.#count;
    this.#count = this.#rows.length;
    this.#changed = changed ? Math.min(first, this.#changed ?? first) : this.#changed;
    // What came with the session is no news.
    const isNews = this.#announced !== undefined;
    if (changed) this.#welcome(first);
    const isRepeated = this.session !== undefined && this.#repetitions.update(this.session.state);
    if (isRepeated && isNews) this.announce(this.t.conversation.repeated);
    super.update(changes);
  }

  protected override updated(): void {
    const window = this.#window;
    if (window === undefined) return;
    const today = dayOf(Date.now());
    if (this.#drawnLanguage !== this.language || this.#drawnDay !== today) {
      if (this.#drawnLanguage !== '' || this.#drawnDay !== 0) window.redraw();
      this.#drawnLanguage = this.language;
      this.#drawnDay = today;
    }
    if (this.#changed === undefined) window.resized();
    else window.update(this.#rows, this.#changed);
    this.#changed = undefined;
    const { indexes } = this.#repetitions;
    if (indexes.size > this.#drawnCopies) window.redraw();
    this.#drawnCopies = indexes.size;
    this.#seen();
  }

  get #context(): RowContext {
    const { t, language } = this;
    const { indexes: repeated } = this.#repetitions;
    return { t, language, whole: this.#whole, repeated, showWhole: (row) => this.#showWhole(row) };
  }

  #observe(): void {
    // Not the rows: changing them from the observer's own callback would be an endless loop to the browser.
    this.#resizes.observe(this.scroller);
  }

  /** Counts and announces what came since the last frame. History that comes with the session is neither. */
  #welcome(changed: number): void {
    const last = this.#log.value?.lastIndex ?? 0;
    const known = this.#announced;
    if (this.#status.value !== undefined) this.#announced = Math.max(last, known ?? 0);
    if (known === undefined || last <= known) return;
    const { count, sentences } = newsOf(rowsFrom(this.#rows, changed), known, this.session?.id, this.t);
    for (const { text, ...how } of sentences) this.announce(text, how);
    if (this.#window?.atEnd === false) this.#newer += count;
  }

  readonly #seen = (): void => {
    const { session } = this;
    if (session === undefined || document.hidden || this.#window?.atEnd !== true || this.scroller.clientHeight === 0)
      return;
    if (session.state.log.lastIndex > session.state.seenIndex) session.markSeen();
  };

  readonly #onScroll = (): void => {
    const window = this.#window;
    if (window === undefined) return;
    const { atEnd } = window;
    window.scrolled();
    if (window.atEnd) this.#newer = 0;
    if (window.atEnd === atEnd) return;
    this.#seen();
    this.requestUpdate();
  };

  readonly #onNewer = (): void => {
    this.#window?.toEnd();
    this.#newer = 0;
    this.#seen();
    this.scroller.focus({ preventScroll: true });
    this.requestUpdate();
  };

  #showWhole(row: MessageRowLike): void {
    this.#whole.add(row.key);
    this.#window?.redraw();
  }

  /** Sends the text anew, with a new id; the old record goes once the new one stands in its place. */
  #sendAgain(record: OperationRecord): void {
    const { session } = this;
    if (session === undefined || record.text === undefined || record.audience === undefined) return;
    const handle = performAgain(session, record, this);
    if (operationById(session.state, handle.id) !== undefined) session.dismiss(record.id);
  }

  #hasSelection(): boolean {
    const root = this.renderRoot as ShadowRoot & { getSelection?: () => Selection | null };
    const selection = root.getSelection?.() ?? document.getSelection();
    this.#selecting = selection !== null && selection.toString() !== '';
    return this.#selecting;
  }

  /** A focused row that is taken away hands its focus to the log, so that the keyboard is not lost. */
  #keepFocus(hosts: readonly HTMLElement[]): void {
    const focused = (this.renderRoot as ShadowRoot).activeElement;
    if (focused !== null && hosts.some((host) => host.contains(focused))) this.scroller.focus({ preventScroll: true });
  }

  #tail(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.tail > .row')];
  }

  readonly #onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element) || target === this.scroller) return;
    const at = this.#window?.indexOf(target) ?? -1;
    this.#current = at >= 0 ? at : this.#rows.length + this.#tail().findIndex((row) => row.contains(target));
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const end = this.#rows.length + this.#tail().length - 1;
    const from = this.#current < 0 || this.#current > end ? end + 1 : this.#current;
    const page = Math.max(1, this.#visible() - 1);
    const to = {
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageUp: from - page,
      PageDown: from + page,
      Home: 0,
      End: end,
    }[event.key];
    if (to === undefined || end < 0) return;
    event.preventDefault();
    this.#focusRow(Math.max(0, Math.min(end, to)), to < from ? -1 : 1);
  };

  /** How many rows stand in the viewport. */
  #visible(): number {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const rows = [...this.renderRoot.querySelectorAll('.row')].map((row) => row.getBoundingClientRect());
    return rows.filter((row) => row.bottom > top && row.top < bottom).length;
  }

  #focusRow(index: number, step: 1 | -1): void {
    let at = index;
    if (this.#rows.at(at)?.kind === 'day') at += at === 0 ? 1 : step;
    const row = this.#rows.at(at);
    if (row === undefined) {
      this.#window?.toEnd();
      this.#tail()[at - this.#rows.length]?.focus({ preventScroll: true });
      return;
    }
    const host = this.#window?.reveal(at);
    // Only now: nobody hears the label of a row that has no focus, and browsing reads the row itself.
    host?.setAttribute('aria-label', labelOf(row, this.#context));
    host?.focus({ preventScroll: true });
  }
}

type MessageRowLike = Pick<Row, 'key'>;

function* rowsFrom(rows: RowList<Row>, first: number): Iterable<Row | undefined> {
  for (let at = first; at < rows.length; at += 1) yield rows.at(at);
}

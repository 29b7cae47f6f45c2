import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SessionUpdate, UserData } from '../../protocol/session.js';
import type { MonitoringScope } from '../../protocol/visibility.js';
import type {
  Monitoring,
  OperationHandle,
  SupervisedAgent,
  Unsubscribe,
  WorkspaceApi,
} from '../../session/contract.js';
import { operationWord } from '../foundation/error-text.js';
import { operationNotice, type Trouble } from '../foundation/operation-notice.js';
import { nameOf, statusWord } from '../foundation/session-words.js';
import { safeName } from '../foundation/text.js';
import { WorkspaceElement } from '../foundation/workspace-element.js';
import { styles } from './monitored-agents.styles.js';

const MODES = ['Monitor', 'Coach', 'BargeIn'] as const;
type Mode = (typeof MODES)[number];

/** Seconds between two readings of the board, unless the host says otherwise. */
const REFRESH = 5;
const SHORTEST_REFRESH = 1;
const NO_DATA: UserData = new Map();

/**
 * A supervisor's board: the agents whom one may supervise, with their running sessions. Arms and cancels monitoring, and joins a running session
 * (Intrude) as Monitor, Coach or Barge in, or in the mode that is armed. Empty for everybody who supervises nobody.
 *
 * @tag monitored-agents
 * @csspart modes - The group of modes.
 * @csspart agent - One agent.
 * @csspart session - One running session of an agent.
 * @csspart error - What went wrong, beside the agent it concerns.
 */
export class MonitoredAgentsElement extends WorkspaceElement {
  static override readonly tag = 'monitored-agents';
  static override styles: CSSResultGroup = styles;

  /** Seconds between two readings of other people's sessions, of which GWS sends no notifications. At least 1, default 5. */
  @property({ type: Number }) refresh = REFRESH;

  @state() private chosenMode: Mode | 'armed' = 'Monitor';
  @state() private chosenScope: MonitoringScope = 'AllChats';

  readonly #monitoring = this.watch((state) => state.monitoring);
  readonly #own = this.watch((state) => state.sessionIds);
  /** What went wrong last, by agent. */
  readonly #troubles = new Map<string, Trouble>();
  readonly #busy = new Set<string>();
  #unsubscribe: Unsubscribe | undefined;
  #unwatch: Unsubscribe | undefined;

  protected override workspaceChanged(workspace: WorkspaceApi | undefined): void {
    this.#unsubscribe?.();
    this.#unwatch?.();
    this.#troubles.clear();
    this.#unsubscribe = workspace?.board.subscribe(
      (board) => board,
      () => this.requestUpdate(),
    );
    this.#unwatch = workspace?.board.watch(this.#interval);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('refresh') || this.#unwatch === undefined || this.found === undefined) return;
    this.#unwatch();
    this.#unwatch = this.found.board.watch(this.#interval);
  }

  get #interval(): number {
    return Math.max(SHORTEST_REFRESH, this.refresh || REFRESH) * 1000;
  }

  protected override render(): TemplateResult | typeof nothing {
    const board = this.found?.board.state;
    if (board === undefined) return nothing;
    const terms = this.t.board;
    if (board.phase === 'loading') return html`<p class="none-at-all" aria-busy="true">${this.t.terms.loading}</p>`;
    const failed = board.phase === 'failed' ? html`<p class="none-at-all">${terms.failed}</p>` : nothing;
    if (board.agents.length === 0)
      return html`${failed}${board.phase === 'ready' ? html`<p class="none-at-all">${terms.noAgents}</p>` : nothing}`;
    return html`${failed}${this.#renderHow()}
      <ul aria-label=${terms.label}>
        ${repeat(
          board.agents,
          ({ user }) => user.id,
          (agent) => this.#renderAgent(agent),
        )}
      </ul>
      ${board.more > 0 ? html`<p class="none-at-all">${terms.more(board.more)}</p>` : nothing}`;
  }

  #renderHow(): TemplateResult {
    const terms = this.t.board;
    const { modes, modeHints } = this.t.conversation;
    const choose = (value: Mode | 'armed', label: string, hint: string): TemplateResult =>
      html`<label title=${hint}
        ><input
          type="radio"
          name="mode"
          .checked=${this.chosenMode === value}
          @change=${() => (this.chosenMode = value)}
        />${label}</label
      >`;
    return html`<div class="how">
      <fieldset part="modes">
        <legend>${terms.mode}</legend>
        ${MODES.map((mode) => choose(mode, modes[mode], modeHints[mode]))}
        ${choose('armed', terms.asArmed, terms.asArmedHint)}
      </fieldset>
      <label class="scope"
        >${terms.scope}
        <select @change=${this.#chooseScope}>
          <option value="AllChats" ?selected=${this.chosenScope === 'AllChats'}>${terms.allSessions}</option>
          <option value="NextChat" ?selected=${this.chosenScope === 'NextChat'}>${terms.nextSession}</option>
        </select></label
      >
    </div>`;
  }

  #renderAgent({ user, sessions }: SupervisedAgent): TemplateResult {
    const terms = this.t.board;
    const name = safeName([user.firstName, user.lastName].filter(Boolean).join(' ') || user.userName);
    const monitoring = this.#monitoring.value?.find(({ userId }) => userId === user.id);
    const busy = this.#busy.has(user.id);
    const trouble = this.#troubles.get(user.id);
    const mode = this.chosenMode === 'armed' ? (monitoring?.mode ?? 'Monitor') : this.chosenMode;
    const modeWord = this.t.conversation.modes[mode] ?? mode;
    return html`<li class="agent" part="agent">
      <div class="head">
        <bdi class="name">${name}</bdi>
        <span class="quiet"><bdi>${safeName(user.userName)}</bdi></span>
        ${monitoring === undefined ? nothing : html`<span class="badge supervisor">${this.#armed(monitoring)}</span>`}
        ${
          monitoring === undefined
            ? html`<button
                class="button"
                type="button"
                ?disabled=${busy}
                aria-label=${terms.armFor(modeWord, name)}
                @click=${() => this.#arm(user.id, mode)}
              >
                ${terms.arm}
              </button>`
            : html`<button
                class="button"
                type="button"
                ?disabled=${busy}
                aria-label=${terms.cancelFor(name)}
                @click=${() => this.#cancel(user.id)}
              >
                ${terms.cancel}
              </button>`
        }
      </div>
      ${
        sessions.length === 0
          ? html`<p class="session none quiet">${terms.noSessions}</p>`
          : html`<ul>
              ${repeat(
                sessions,
                ({ id }) => id,
                (session) => this.#renderSession(user.id, session, busy),
              )}
            </ul>`
      }
      ${
        trouble === undefined
          ? nothing
          : operationNotice(this.t, trouble, () => {
              this.#troubles.delete(user.id);
              this.requestUpdate();
            })
      }
    </li>`;
  }

  #renderSession(userId: string, session: SessionUpdate, busy: boolean): TemplateResult {
    const isOwn = this.#own.value?.includes(session.id) === true && session.capabilities?.includes('Intrude') !== true;
    const customer = `customer-${session.id}`;
    return html`<li class="session" part="session">
      <bdi id=${customer}
        >${nameOf(this.t, { participants: session.participants ?? [], userData: session.userData ?? NO_DATA })}</bdi
      >
      <span class="status">${statusWord(this.t, session.status)}</span>
      ${
        isOwn
          ? html`<button
              class="button"
              type="button"
              aria-describedby=${customer}
              @click=${() => this.found?.select(session.id)}
            >
              ${this.t.board.open}
            </button>`
          : session.capabilities?.includes('Intrude') === true
            ? html`<button
                class="button"
                type="button"
                ?disabled=${busy}
                aria-describedby=${customer}
                @click=${() => this.#intrude(userId, session.id)}
              >
                ${operationWord(this.t, 'Intrude')}
              </button>`
            : nothing
      }
    </li>`;
  }

  #armed({ mode, scope, phase }: Monitoring): string {
    const terms = this.t.board;
    if (phase === 'arming') return terms.arming;
    if (phase === 'canceling') return terms.canceling;
    if (phase === 'unknown') return terms.armedUnknown;
    const word = this.t.conversation.modes[mode] ?? mode;
    return terms.armed(word, scope === 'NextChat' ? terms.nextSession : terms.allSessions);
  }

  readonly #chooseScope = (event: Event): void => {
    this.chosenScope = (event.target as HTMLSelectElement).value as MonitoringScope;
  };

  #arm(userId: string, mode: string): void {
    const params = { userId, mode, scope: this.chosenScope };
    this.#perform(userId, (workspace) => workspace.monitor(params, { source: this }));
  }

  #cancel(userId: string): void {
    this.#perform(userId, (workspace) => workspace.cancelMonitoring(userId, { source: this }));
  }

  #intrude(userId: string, sessionId: string): void {
    // Without a mode the server takes the one that is armed, and refuses when none is. @see Intrude
    const mode = this.chosenMode === 'armed' ? {} : { mode: this.chosenMode };
    this.#perform(userId, (workspace) => workspace.intrude({ userId, sessionId, ...mode }, { source: this }));
  }

  #perform(userId: string, ask: (workspace: WorkspaceApi) => OperationHandle): void {
    const workspace = this.found;
    if (workspace === undefined) return;
    this.#troubles.delete(userId);
    this.#busy.add(userId);
    this.requestUpdate();
    void ask(workspace).finished.then((outcome) => {
      this.#busy.delete(userId);
      const { phase, error } = outcome;
      if (phase !== 'confirmed' && error?.code !== 'canceled' && error?.code !== 'busy')
        this.#troubles.set(userId, outcome);
      workspace.board.refresh();
      this.requestUpdate();
    });
  }
}

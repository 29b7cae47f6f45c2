import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { OperationName } from '../../protocol/operation-name.js';
import type { SessionApi, WorkspaceApi } from '../../session/contract.js';
import { WorkspaceConsumer } from '../../session/session-consumer.js';
import { allows, isEnded, isSupervisor, modeOf, pendingOperations } from '../../state/selectors.js';
import { operationWord } from '../foundation/error-text.js';
import { operationNotice } from '../foundation/operation-notice.js';
import { OperationTroubles } from '../foundation/operation-troubles.js';
import { segmented } from '../foundation/segmented.js';
import { SessionElement } from '../foundation/session-element.js';
import { styles } from './supervisor-controls.styles.js';

const MODES = ['Monitor', 'Coach', 'BargeIn'] as const;
type Mode = (typeof MODES)[number];
const SWITCHES: readonly OperationName[] = MODES.map((mode) => `SwitchTo${mode}` as const);
const OWN: readonly OperationName[] = [...SWITCHES, 'Intrude'];

/**
 * How a supervisor takes part: shows the mode in force, as the server confirmed it, what it lets whom perceive, and switches between Monitor, Coach and
 * Barge in. For a session that is not joined yet, with `agent-id` and `session-id`, it joins (Intrude). Shows nothing to people who do not supervise.
 *
 * @tag supervisor-controls
 * @csspart modes - The three modes.
 * @csspart intrude - The button that joins.
 * @csspart error - What went wrong.
 */
export class SupervisorControlsElement extends SessionElement {
  static override readonly tag = 'supervisor-controls';
  static override styles: CSSResultGroup = [segmented, styles];

  /** Id of the agent whose running session is to be joined; with `session-id`. */
  @property({ attribute: 'agent-id' }) agentId?: string;

  /** Id of the session to join. Without `agent-id` it has no meaning here. */
  @property({ attribute: 'session-id' }) sessionId?: string;

  /** The workspace's controller, given by the host page: needed for joining only, and only where no workspace surrounds the element. */
  @property({ attribute: false }) workspace?: WorkspaceApi;

  /** The mode to join in. */
  @state() private chosen: Mode = 'Monitor';

  readonly #supervises = this.watch(isSupervisor);
  readonly #mode = this.watch(modeOf);
  readonly #status = this.watch((session) => session.status);
  readonly #allowed = this.watch((session) => SWITCHES.filter((each) => allows(session, each)).join());
  readonly #pending = this.watch(pendingOperations);
  readonly #troubles = new OperationTroubles(this);
  readonly #workspace = new WorkspaceConsumer(this, { explicit: () => this.workspace, for: () => this.for });

  constructor() {
    super();
    // Failures come and go with the records of operations.
    this.watch(({ operations }) => operations);
  }

  protected override namedSession(): SessionApi | undefined {
    // Asked by a field's initializer too, before ours is there.
    const workspace = #workspace in this ? this.#workspace.value : undefined;
    if (workspace === undefined || this.agentId === undefined || this.sessionId === undefined) return undefined;
    return workspace.session(this.sessionId);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.toggleAttribute('inert-viewer', !this.hasUpdated || this.renderRoot.querySelector('.panel') === null);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (session === undefined) return nothing;
    const status = this.#status.value;
    if (this.agentId !== undefined && (status === undefined || isEnded(session.state)))
      return this.#renderJoin(session);
    if (this.#supervises.value !== true || status === 'Invited') return nothing;
    if (!isEnded(session.state)) return this.#renderSwitch(session);
    const { ended } = this.t.conversation;
    return html`<div class="panel">
      <p class="ended">${status === 'Revoked' ? ended.Revoked : ended.Completed}</p>
    </div>`;
  }

  #renderSwitch(session: SessionApi): TemplateResult {
    const { modeHints, modes, switching } = this.t.conversation;
    const mode = this.#mode.value;
    const pending = this.#pending.value?.find(({ operation }) => SWITCHES.includes(operation));
    const to = pending?.operation.slice('SwitchTo'.length);
    const allowed = this.#allowed.value ?? '';
    return html`<div class="panel">
      ${this.#renderModes(
        mode,
        (each) => pending !== undefined || (each !== mode && !allowed.includes(`SwitchTo${each}`)),
        this.#switch,
      )}
      <p class="hint ${to === undefined ? '' : 'switching'}" id="hint" role="status">
        ${to === undefined ? MODES.filter((each) => each === mode).map((each) => modeHints[each]) : switching(modes[to] ?? to)}
      </p>
      ${this.#renderTrouble(session)}
    </div>`;
  }

  #renderJoin(session: SessionApi): TemplateResult {
    const busy = this.#pending.value?.some(({ operation }) => operation === 'Intrude') === true;
    return html`<div class="panel">
      ${this.#renderModes(
        this.chosen,
        () => busy,
        (mode) => (this.chosen = mode),
      )}
      <p class="hint" id="hint">${this.t.conversation.modeHints[this.chosen]}</p>
      <button class="button" part="intrude" type="button" ?disabled=${busy} @click=${this.#intrude}>
        ${operationWord(this.t, 'Intrude')}
      </button>
      ${this.#renderTrouble(session)}
    </div>`;
  }

  #renderModes(
    current: string | undefined,
    isDisabled: (mode: Mode) => boolean,
    choose: (mode: Mode) => void,
  ): TemplateResult {
    const { modes, supervision } = this.t.conversation;
    return html`<fieldset aria-describedby="hint">
      <legend>${supervision}</legend>
      <div class="segmented" part="modes">
        ${MODES.map(
          (mode) =>
            html`<label
              ><input
                type="radio"
                name="mode"
                .checked=${live(current === mode)}
                ?disabled=${isDisabled(mode)}
                @change=${() => choose(mode)}
              /><span>${modes[mode]}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  readonly #switch = (mode: Mode): void => {
    if (this.session !== undefined) this.#troubles.perform(this.session, `SwitchTo${mode}`, {});
    // What is checked is the mode that the server confirmed; the choice is a wish until then.
    this.requestUpdate();
  };

  #renderTrouble(session: SessionApi): TemplateResult | typeof nothing {
    const trouble = this.#troubles.of(session, OWN);
    return trouble === undefined
      ? nothing
      : operationNotice(this.t, trouble, () => this.#troubles.dismiss(session, OWN));
  }

  readonly #intrude = (): void => {
    const { agentId, session } = this;
    if (session === undefined || agentId === undefined) return;
    this.#troubles.perform(session, 'Intrude', { userId: agentId, supervisorVisibilityMode: this.chosen });
    this.requestUpdate();
  };
}

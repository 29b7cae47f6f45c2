import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { ConnectionPhase, WorkspaceState } from '../../session/contract.js';
import { iconAlert, iconCheck, iconClock, iconKey, iconOffline, iconRetry } from '../foundation/icons.js';
import { formatTime } from '../foundation/intl.js';
import { lineHint } from '../foundation/line-hint.js';
import { WorkspaceElement } from '../foundation/workspace-element.js';
import { styles } from './connection-status.styles.js';

/** Icon and tint of each phase: after the word, never instead of it. */
const LOOKS: Readonly<Record<ConnectionPhase, readonly [TemplateResult, string]>> = {
  idle: [iconClock, ''],
  connecting: [iconClock, ''],
  live: [iconCheck, 'success'],
  'catching-up': [iconRetry, ''],
  stale: [iconAlert, 'warning'],
  offline: [iconOffline, 'danger'],
  'auth-required': [iconKey, 'warning'],
  stopped: [iconAlert, 'danger'],
};

/** Phases that pass by themselves within moments: they are shown, but not said aloud. */
const PASSING: ReadonlySet<ConnectionPhase> = new Set(['idle', 'connecting', 'catching-up']);
/** Phases in which trying at once can help. */
const RETRYABLE: ReadonlySet<ConnectionPhase> = new Set(['stale', 'offline', 'auth-required', 'stopped']);

/**
 * How the line stands: live, connecting, catching up, stale, offline, sign-in needed or stopped; since when, the next attempt, and a retry.
 *
 * @tag connection-status
 * @slot sign-in - Shown while the server asks for a sign-in: a link or a button of the host page.
 * @csspart phase - The word with its icon.
 * @csspart retry - The button “Retry now”.
 */
export class ConnectionStatusElement extends WorkspaceElement {
  static override readonly tag = 'connection-status';
  static override styles: CSSResultGroup = styles;

  readonly #connection = this.watch((state) => state.connection);
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tick(false);
  }

  protected override updated(): void {
    const { retryAt } = this.#connection.value ?? {};
    this.#tick(this.isConnected && retryAt !== undefined && retryAt > Date.now());
  }

  protected override render(): TemplateResult {
    const connection: WorkspaceState['connection'] = this.#connection.value ?? { phase: 'idle' };
    const { phase } = connection;
    const terms = this.t.connection;
    const [icon, tint] = LOOKS[phase];
    return html`<span class="badge phase ${tint}" part="phase">
        ${icon}<span role="status" aria-live=${PASSING.has(phase) ? 'off' : 'polite'}>${terms.phases[phase]}</span>
      </span>
      <span class="detail">${this.#detail(connection)}</span>
      ${phase === 'auth-required' ? html`<slot name="sign-in"></slot>` : nothing}
      ${
        RETRYABLE.has(phase) || connection.retryAt !== undefined
          ? html`<button class="button" part="retry" type="button" @click=${this.#retry}>${terms.retry}</button>`
          : nothing
      }`;
  }

  #detail(connection: WorkspaceState['connection']): string {
    const { phase, asOf, retryAt } = connection;
    const terms = this.t.connection;
    const parts: string[] = [];
    if (phase !== 'live' && asOf !== undefined) parts.push(terms.asOf(formatTime(asOf, this.language)));
    if (retryAt !== undefined) {
      const seconds = Math.ceil((retryAt - Date.now()) / 1000);
      if (seconds > 0) parts.push(terms.nextAttempt(seconds));
    }
    const hint = lineHint(this.t, connection);
    return [parts.join(', '), hint].filter(Boolean).join(parts.length > 0 && hint !== undefined ? '. ' : '');
  }

  readonly #retry = (): void => this.found?.retry();

  /** Counts down only while there is something to count. */
  #tick(wanted: boolean): void {
    if (!wanted) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    } else if (this.#ticking === undefined) {
      this.#ticking = setInterval(() => this.requestUpdate(), 1000);
    }
  }
}

import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OperationName } from '../../protocol/operation-name.js';
import { auditCsv, type AuditEntry, auditNdjson, type AuditTrail, auditTrailOf } from '../../session/audit-trail.js';
import type { Unsubscribe, WorkspaceApi } from '../../session/contract.js';
import { errorText, operationWord } from '../foundation/error-text.js';
import { iconAlert, iconCheck, iconClock, iconPause, iconUnknown } from '../foundation/icons.js';
import { dayOf, formatDay, formatSeconds } from '../foundation/intl.js';
import { fileTime, offerFile } from '../foundation/offer-file.js';
import { isolated } from '../foundation/people.js';
import { safeName } from '../foundation/text.js';
import { WorkspaceElement } from '../foundation/workspace-element.js';
import { styles } from './supervision-log.styles.js';

/** Acts that are shown; the file holds all. */
const SHOWN = 100;
const LOOKS = {
  sending: ['', iconClock],
  confirmed: ['success', iconCheck],
  failed: ['danger', iconAlert],
  unknown: ['warning', iconUnknown],
} as const;
/** The page's own decision is no failure. */
const HELD_BACK = ['', iconPause] as const;

/**
 * What the signed-in person did as a supervisor, latest first: monitoring armed and cancelled, Intrude, switches of the mode, leaving, and sessions that
 * the server brought or took away; about whom, when it was asked, how it ended, and in which mode as the server confirmed it. To be downloaded as a table
 * or as JSON lines. Kept in this page's memory only, from when this element, or the page by `auditTrailOf()`, first asks for it; no word that anybody
 * wrote is part of it.
 *
 * @tag supervision-log
 * @csspart head - Title and buttons.
 * @csspart entry - One act.
 * @csspart outcome - How it ended.
 *
 * @cssprop [--sms-supervision-log-max-block-size=20rem] - Height up to which the list grows.
 */
export class SupervisionLogElement extends WorkspaceElement {
  static override readonly tag = 'supervision-log';
  static override styles: CSSResultGroup = styles;

  #trail: AuditTrail | undefined;
  #unsubscribe: Unsubscribe | undefined;

  protected override workspaceChanged(workspace: WorkspaceApi | undefined): void {
    this.#unsubscribe?.();
    this.#trail = workspace && auditTrailOf(workspace);
    this.#unsubscribe = this.#trail?.subscribe(
      (state) => state,
      () => this.requestUpdate(),
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    const trail = this.#trail;
    if (trail === undefined) return nothing;
    const { entries, dropped } = trail.state;
    const terms = this.t.supervision;
    const shown = entries.slice(-SHOWN).reverse();
    const older = entries.length - shown.length;
    return html`<div class="head" part="head">
        <span class="title" id="title">${terms.label}</span>
        ${entries.length === 0 ? nothing : this.#renderDownload(entries)}
      </div>
      ${
        shown.length === 0
          ? html`<p class="quiet none">${terms.empty}</p>`
          : html`<ol aria-labelledby="title" tabindex="0">
              ${repeat(
                shown,
                ({ id }) => id,
                (entry) => this.#renderEntry(entry),
              )}
            </ol>`
      }
      ${older > 0 ? html`<p class="quiet none">${terms.older(older)}</p>` : nothing}
      ${dropped > 0 ? html`<p class="quiet none">${terms.forgotten(dropped)}</p>` : nothing}`;
  }

  #renderDownload(entries: readonly AuditEntry[]): TemplateResult {
    const terms = this.t.supervision;
    const name = `supervision-log-${fileTime(Date.now())}`;
    const save = (end: string, type: string, text: string) => (): void => {
      offerFile(`${name}.${end}`, type, text);
    };
    return html`<span class="files" role="group" aria-label=${terms.download}
      ><span class="quiet" aria-hidden="true">${terms.download}</span>
      <button class="button" type="button" @click=${save('csv', 'text/csv', auditCsv(entries))}>${terms.table}</button>
      <button class="button" type="button" @click=${save('ndjson', 'application/x-ndjson', auditNdjson(entries))}>
        ${terms.lines}
      </button>
    </span>`;
  }

  #renderEntry(entry: AuditEntry): TemplateResult {
    const { act, about, sessionId, askedAt, outcome, code } = entry;
    const [look, icon] = code === 'canceled' ? HELD_BACK : LOOKS[outcome];
    const names = about.map(({ id, name }) => isolated(safeName(name ?? id)));
    const today = dayOf(askedAt) === dayOf(Date.now());
    return html`<li part="entry">
      <time datetime=${new Date(askedAt).toISOString()}
        >${today ? nothing : `${formatDay(askedAt, this.language)} `}${formatSeconds(askedAt, this.language)}</time
      >
      <span class="what">
        <span class="act">${this.#act(entry)}</span>
        ${names.length === 0 ? nothing : html`<span class="who">${names.join(', ')}</span>`}
        ${
          sessionId === undefined
            ? nothing
            : html`<span class="quiet">${this.t.supervision.session(isolated(safeName(sessionId)))}</span>`
        }
        ${
          code === undefined || code === 'canceled'
            ? nothing
            : html`<span class="why ${look}">${errorText(this.t, { code }, act as OperationName)}</span>`
        }
      </span>
      <span class="badge ${look}" part="outcome">${icon}${this.#outcome(entry)}</span>
    </li>`;
  }

  #act({ act, modeAsked, scope }: AuditEntry): string {
    const { board, supervision } = this.t;
    switch (act) {
      case 'Monitor':
      case 'Coach':
      case 'BargeIn':
        return supervision.arm(
          this.#mode(act),
          scope && (scope === 'NextChat' ? board.nextSession : board.allSessions),
        );
      case 'Intrude':
        return supervision.intrude(
          modeAsked === 'armed' || modeAsked === undefined ? undefined : this.#mode(modeAsked),
        );
      case 'SwitchToMonitor':
      case 'SwitchToCoach':
      case 'SwitchToBargeIn':
        return supervision.switchTo(this.#mode(act.slice('SwitchTo'.length)));
      case 'Invited':
      case 'Revoked':
      case 'Completed':
        return supervision.observed[act];
      default:
        return operationWord(this.t, act);
    }
  }

  #outcome({ outcome, code, modeConfirmed }: AuditEntry): string {
    const { outcomes, confirmedAs } = this.t.supervision;
    if (code === 'canceled') return outcomes.canceled;
    if (outcome === 'confirmed' && modeConfirmed !== undefined) return confirmedAs(this.#mode(modeConfirmed));
    return outcomes[outcome];
  }

  #mode(mode: string): string {
    return this.t.conversation.modes[mode] ?? safeName(mode);
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Replay, ReplayState } from '../../recorder/replay.js';
import { clean, describeEntry } from '../../recorder/timeline.js';
import type { RecorderTerms } from '../foundation/localization/recorder-terms.js';

/** Entries before and after the one that was played last which are listed. */
const AROUND = 50;
const PAGE = 10;

/** Goes to a position; `aloud`: people who do not see it are to hear where that is. */
export type Seek = (position: number, aloud: boolean) => void;

/** Where a replay stands, what is around, and the ways to go elsewhere. */
export function timeline(replay: Replay, terms: RecorderTerms, seek: Seek): TemplateResult {
  const { state } = replay;
  const { position, length, entry } = state;
  const step = (name: string, to: number): TemplateResult => {
    const isThere = to === position || to < 0 || to > length;
    return html`<button
      class="button"
      type="button"
      aria-disabled=${isThere ? 'true' : 'false'}
      @click=${() => {
        if (!isThere) seek(to, true);
      }}
    >
      ${name}
    </button>`;
  };
  const said = entry === undefined ? terms.atStart : describeEntry(entry);
  return html`<div class="steps">
      ${step(terms.first, 0)}${step(terms.back, position - 1)}${step(terms.next, position + 1)}${step(terms.last, length)}
      <span class="position">${terms.position(position, length)}</span>
    </div>
    <input
      type="range"
      min="0"
      max=${length}
      .value=${String(position)}
      aria-label=${terms.slider}
      aria-valuetext=${`${terms.position(position, length)}: ${said}`}
      @input=${(event: Event) => {
        seek(Number((event.target as HTMLInputElement).value), false);
      }}
    />
    ${list(replay, terms, seek)} ${ending(state, terms)}`;
}

function list(replay: Replay, terms: RecorderTerms, seek: Seek): TemplateResult | typeof nothing {
  const { entries } = replay.recording;
  const { position } = replay.state;
  if (entries.length === 0) return nothing;
  // By whole blocks, so that single steps do not move the list.
  const from = Math.max(0, Math.floor((position - AROUND / 2) / AROUND) * AROUND);
  const shown = entries.slice(from, from + 2 * AROUND).map((entry, at) => ({ entry, at: from + at + 1 }));
  return html`<div
    class="entries"
    role="listbox"
    tabindex="0"
    aria-label=${terms.list}
    aria-activedescendant=${position > from ? `entry-${position}` : nothing}
    @keydown=${(event: KeyboardEvent) => {
      const to = goal(event.key, replay.state);
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      seek(to, false);
    }}
  >
    ${repeat(
      shown,
      ({ at }) => at,
      ({ entry, at }) =>
        html`<div
          role="option"
          id="entry-${at}"
          class=${at > position ? 'ahead' : ''}
          aria-selected=${at === position ? 'true' : 'false'}
          @click=${() => {
            seek(at, false);
          }}
        >
          <span class="time">${seconds(entry.t)}</span> <span translate="no">${describeEntry(entry)}</span>
        </div>`,
    )}
  </div>`;
}

function goal(key: string, { position, length }: ReplayState): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return position + 1;
    case 'ArrowUp':
      return position - 1;
    case 'PageDown':
      return position + PAGE;
    case 'PageUp':
      return position - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return length;
    default:
      return undefined;
  }
}

function ending({ verdict, differing }: ReplayState, terms: RecorderTerms): TemplateResult | typeof nothing {
  if (verdict === undefined) return nothing;
  const look = { same: 'success', different: 'danger', unknown: 'warning' }[verdict];
  return html`<p class="verdict ${look}">
    ${terms.verdicts[verdict]} ${differing.map((part) => clean(part)).join(', ')}
  </p>`;
}

const seconds = (ms: number): string => `${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1000).toFixed(3)} s`;

/** Scrolls the list, and nothing around it, to the entry that was played last. */
export function keepInSight(root: ParentNode): void {
  const list = root.querySelector<HTMLElement>('.entries');
  const current = list?.querySelector<HTMLElement>('[aria-selected=true]');
  if (!list || !current) return;
  const top = current.offsetTop;
  const bottom = top + current.offsetHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

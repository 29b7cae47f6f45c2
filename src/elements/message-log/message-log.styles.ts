import { css } from 'lit';

/** A few flat rules per row: each appended message pays for what stands here. */
export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 6rem;
    block-size: var(--sms-log-block-size, 24rem);
    background: var(--_surface);
    contain: content;
  }
  .frame {
    position: relative;
    flex: 1;
    min-block-size: 0;
  }
  .log {
    position: absolute;
    inset: 0;
    overflow-x: hidden;
    overflow-y: auto;
    overscroll-behavior: contain;
    /* Own anchoring: WebKit has none, and two would fight. */
    overflow-anchor: none;
    padding-block-end: var(--_space-m);
  }
  .log:focus-visible {
    outline-offset: -2px;
  }

  /* A fling is faster than any script: what is not there yet looks like rows, not like nothing. */
  .before,
  .after {
    background: repeating-linear-gradient(transparent 0 10px, var(--_surface-sunken) 10px 38px, transparent 38px 48px);
    background-size: 62% 48px;
    background-repeat: repeat-y;
    background-position: var(--_space-l) 0;
  }

  .row {
    padding-inline: var(--_space-l);
    padding-block: 1px;
    outline-offset: -2px;
    contain: layout style;
  }
  .row.start {
    padding-block-start: var(--_space-m);
  }
  .who {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-weight: 600;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .line {
    display: flex;
    align-items: flex-end;
    gap: var(--_space-m);
  }
  .bubble {
    min-inline-size: 0;
    max-inline-size: min(78%, 60ch);
    padding-block: var(--_space-s);
    padding-inline: calc(var(--_unit) * 2.5);
    border: 1px solid transparent;
    border-radius: var(--_radius-bubble);
    overflow-wrap: anywhere;
    background: var(--_customer-tint);
  }
  .text {
    white-space: pre-wrap;
  }
  .meta {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: var(--_space-s);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .meta svg {
    inline-size: 14px;
    block-size: 14px;
  }

  /* Agents speak from the other side. */
  .agent .who {
    text-align: end;
  }
  .agent .line {
    flex-direction: row-reverse;
  }
  .agent .bubble {
    background: var(--_agent-tint);
  }

  /* Agents only: indented from both sides, another surface, a dashed border, and the words with a lock. */
  .agents-only {
    padding-inline: calc(var(--_unit) * 9);
  }
  .agents-only .who {
    text-align: start;
  }
  .agents-only .line {
    flex-direction: row;
  }
  .agents-only .bubble {
    flex: 1;
    max-inline-size: none;
    border: 1px dashed var(--_agents-only);
    border-radius: var(--_radius);
    background: var(--_agents-only-tint);
  }
  .only {
    display: flex;
    align-items: center;
    gap: 3px;
    color: var(--_agents-only);
    font-size: var(--_font-size-meta);
    font-weight: 600;
  }
  .only svg {
    inline-size: 13px;
    block-size: 13px;
  }

  .pending .bubble {
    background: transparent;
    border-color: var(--_border);
  }
  .failed .bubble {
    background: var(--_danger-tint);
    border-color: var(--_danger);
  }
  .unknown .bubble {
    background: var(--_warning-tint);
    border-color: var(--_warning);
  }
  .agents-only.pending .bubble,
  .agents-only.failed .bubble,
  .agents-only.unknown .bubble {
    border-style: dashed;
  }
  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_space-s) var(--_space-m);
    margin-block: var(--_space-s);
    font-size: var(--_font-size-meta);
  }
  .trouble > span {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-s);
  }
  .failed .trouble > span {
    color: var(--_danger);
  }
  .again > span,
  .unknown .trouble > span {
    color: var(--_warning);
  }
  .trouble .button {
    min-block-size: 24px;
    padding-inline: var(--_space-m);
  }

  .day {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    padding-block: var(--_space-l) var(--_space-s);
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-weight: 600;
  }
  .day::before,
  .day::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_line);
  }
  .event,
  .gap {
    padding-block: var(--_space-s);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .event.agents-only,
  .event.agents-only svg {
    color: var(--_agents-only);
  }
  .event svg,
  .gap svg {
    inline-size: 13px;
    block-size: 13px;
    vertical-align: -2px;
  }
  .event time {
    margin-inline-start: var(--_space-s);
    font-variant-numeric: tabular-nums;
  }
  .gap {
    margin-inline: var(--_space-l);
    margin-block: var(--_space-s);
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
    color: var(--_warning);
  }

  time,
  .gap,
  .foot span {
    unicode-bidi: plaintext;
  }
  .text > svg {
    vertical-align: -3px;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 2px;
  }
  .more {
    display: block;
    margin-block-start: var(--_space-s);
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    font-weight: 600;
    min-block-size: 24px;
    cursor: pointer;
  }

  .empty {
    display: grid;
    block-size: 100%;
    place-content: center;
    justify-items: center;
    gap: var(--_space-m);
    padding: var(--_space-xl);
    color: var(--_text-muted);
    text-align: center;
  }
  .skeleton {
    block-size: 28px;
    inline-size: 55%;
    margin-block: var(--_space-m);
    margin-inline: var(--_space-l);
    border-radius: var(--_radius-bubble);
    background: var(--_surface-sunken);
  }
  .skeleton:nth-child(even) {
    inline-size: 40%;
    margin-inline-start: auto;
  }

  .newer {
    position: absolute;
    inset-block-end: var(--_space-m);
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    border-color: var(--_border);
    border-radius: 999px;
    background: var(--_surface-raised);
    font-variant-numeric: tabular-nums;
  }
  .newer:hover {
    background: color-mix(in srgb, var(--_text) 8%, var(--_surface-raised));
  }

  /* Always there, so that the log does not jump when somebody types. */
  .foot {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    min-block-size: 1.6em;
    padding-inline: var(--_space-l);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    overflow: hidden;
  }
  .foot span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .foot.stale {
    color: var(--_warning);
  }
  .foot svg {
    inline-size: 14px;
    block-size: 14px;
  }

  @media (forced-colors: active) {
    .bubble,
    .newer {
      border-color: CanvasText;
    }
    .skeleton {
      border: 1px solid GrayText;
    }
  }
`;

import { css } from 'lit';

/** Looks of `<flight-recorder>`. */
export const styles = css`
  :host {
    display: block;
    background: var(--_surface);
  }
  section[data-full] {
    border: 2px dashed var(--_danger);
  }
  .head,
  .buttons,
  .steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
  }
  .head {
    padding: var(--_space-m) var(--_space-l);
  }
  .title {
    font-weight: 600;
  }
  .buttons {
    margin-inline-start: auto;
  }
  .buttons .button,
  .steps .button {
    min-block-size: 24px;
    padding-inline: var(--_space-m);
    font-size: var(--_font-size-meta);
  }
  .badge.on {
    background: var(--_danger-tint);
    color: var(--_danger);
  }
  /* A border, which forced colours keep. */
  .dot {
    border: 4px solid currentColor;
    border-radius: 50%;
  }
  .quiet {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .count,
  .position,
  .time {
    font-variant-numeric: tabular-nums;
  }
  p {
    margin: 0;
  }
  .note {
    margin: 0 var(--_space-l) var(--_space-m);
  }
  .replay {
    display: grid;
    gap: var(--_space-m);
    padding: var(--_space-m) var(--_space-l);
    border-block-start: 1px solid var(--_line);
  }
  .replay .note {
    margin: 0;
  }
  .position {
    margin-inline-start: auto;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  input[type='range'] {
    inline-size: 100%;
    min-block-size: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .entries {
    position: relative;
    max-block-size: var(--sms-flight-recorder-max-block-size, 14rem);
    overflow-y: auto;
    overscroll-behavior: contain;
    /* The words of the protocol, in any page. */
    direction: ltr;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font-size: var(--_font-size-meta);
  }
  [role='option'] {
    display: grid;
    grid-template-columns: 6.5em minmax(0, 1fr);
    gap: var(--_space-m);
    align-items: baseline;
    min-block-size: 24px;
    padding: 2px var(--_space-m);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  [role='option']:hover {
    background: var(--_hover);
  }
  [role='option'][aria-selected='true'] {
    background: var(--_selected);
    box-shadow: inset 3px 0 var(--_accent);
    font-weight: 600;
  }
  .ahead {
    color: var(--_text-muted);
  }
  .time {
    text-align: end;
  }
  .verdict {
    overflow-wrap: anywhere;
    font-weight: 600;
  }
  .verdict.success {
    color: var(--_success);
  }
  .verdict.danger {
    color: var(--_danger);
  }
  .verdict.warning {
    color: var(--_warning);
  }
  /* What is over looks unlike what is going on. */
  .past {
    margin: 0 var(--_space-l) var(--_space-l);
    border: 2px dashed var(--_border);
  }
  .present {
    display: contents;
  }
  @media (forced-colors: active) {
    [role='option'][aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

import { css } from 'lit';

/** Looks of `<agent-readiness>`. */
export const styles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
    font-size: var(--_font-size-meta);
  }
  :host([no-channel]) {
    display: none;
  }
  fieldset {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    overflow: clip;
  }
  label {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-xs);
    min-block-size: 24px;
    padding-inline: var(--_space-m);
    white-space: nowrap;
    cursor: pointer;
  }
  label:last-of-type {
    border-inline-start: 1px solid var(--_border);
  }
  label:hover {
    background: var(--_hover);
  }
  /* The native radio covers its label: pointer, keyboard and screen reader keep what they know. */
  input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  label:has(:checked) {
    font-weight: 600;
  }
  .ready:has(:checked) {
    background: var(--_success-tint);
    color: var(--_success);
  }
  .not-ready:has(:checked) {
    background: var(--_warning-tint);
    color: var(--_warning);
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -3px;
  }
  label:has(:disabled, [aria-disabled='true']) {
    cursor: default;
  }
  label:has(:disabled:not(:checked)) {
    background: transparent;
    color: var(--_text-muted);
  }
  .notice {
    flex-basis: 100%;
  }
  @media (forced-colors: active) {
    label:has(:checked) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    label:has(:disabled:not(:checked)) {
      color: GrayText;
    }
  }
`;

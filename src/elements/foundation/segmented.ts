import { css } from 'lit';

/** Radios as one bar of segments: `class="segmented"` around labels that hold a native radio each. */
export const segmented = css`
  .segmented {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    min-inline-size: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    overflow: clip;
  }
  .segmented label {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-xs);
    min-block-size: 24px;
    padding-inline: var(--_space-s);
    text-align: center;
    cursor: pointer;
  }
  .segmented label + label {
    border-inline-start: 1px solid var(--_border);
  }
  .segmented label:hover {
    background: var(--_hover);
  }
  /* The native radio covers its label: pointer, keyboard and screen reader keep what they know. */
  .segmented input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .segmented label:has(:checked) {
    font-weight: 600;
  }
  .segmented label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -3px;
  }
  .segmented label:has(:disabled, [aria-disabled='true']) {
    cursor: default;
  }
  .segmented label:has(:disabled:not(:checked)) {
    background: transparent;
    color: var(--_text-muted);
  }
  @media (forced-colors: active) {
    .segmented label:has(:checked) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .segmented label:has(:disabled:not(:checked)) {
      color: GrayText;
    }
  }
`;

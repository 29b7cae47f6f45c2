import { css } from 'lit';

/** Looks of `<supervisor-controls>`. */
export const styles = css`
  :host {
    display: block;
    background: var(--_surface);
  }
  :host([inert-viewer]) {
    display: none;
  }
  .panel {
    display: grid;
    gap: var(--_space-m);
    padding: var(--_space-m) var(--_space-l) var(--_space-l);
  }
  fieldset {
    display: grid;
    gap: var(--_space-s);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: var(--_space-s);
    padding: 0;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-weight: 600;
  }
  .modes {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    overflow: clip;
  }
  label {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: var(--_control);
    padding-inline: var(--_space-s);
    text-align: center;
    cursor: pointer;
  }
  label + label {
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
    background: var(--_supervisor);
    color: var(--_surface);
    font-weight: 600;
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -3px;
  }
  label:has(:disabled) {
    cursor: default;
  }
  label:has(:disabled:not(:checked)) {
    background: transparent;
    color: var(--_text-muted);
  }
  .hint,
  .ended {
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .switching {
    color: var(--_supervisor);
  }
  .button {
    justify-self: start;
  }
  .notice p {
    flex: 1;
    margin: 0;
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

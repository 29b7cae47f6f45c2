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
  .segmented label {
    min-block-size: var(--_control);
  }
  .segmented label:has(:checked) {
    background: var(--_supervisor);
    color: var(--_surface);
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
`;

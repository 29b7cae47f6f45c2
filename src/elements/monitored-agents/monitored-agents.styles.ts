import { css } from 'lit';

/** Looks of `<monitored-agents>`. */
export const styles = css`
  :host {
    display: block;
    overflow: auto;
    background: var(--_surface);
    container-type: inline-size;
  }
  .how {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-m) var(--_space-l);
    padding: var(--_space-m) var(--_space-l);
    border-block-end: 1px solid var(--_line);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-l);
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    float: inline-start;
    padding: 0;
    margin-inline-end: var(--_space-m);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-s);
    min-block-size: 24px;
    cursor: pointer;
  }
  input {
    margin: 0;
    accent-color: var(--_supervisor);
  }
  .scope {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  select {
    min-block-size: 24px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style-type: '';
  }
  .agent {
    padding: var(--_space-m) var(--_space-l);
    border-block-end: 1px solid var(--_line);
  }
  .agent:last-child {
    border-block-end: 0;
  }
  .head,
  .session {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: var(--_space-s) var(--_space-m);
    min-block-size: var(--_control);
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .head .button,
  .session .button {
    margin-inline-start: auto;
  }
  .session {
    margin-block-start: var(--_space-s);
    padding-inline-start: var(--_space-l);
  }
  .session bdi {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .quiet,
  .status {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .session.none {
    min-block-size: 0;
  }
  .none-at-all {
    margin: 0;
    padding: var(--_space-l);
    color: var(--_text-muted);
  }
  .notice {
    margin: var(--_space-m) var(--_space-l);
  }
  .notice p {
    flex: 1;
    margin: 0;
  }
`;

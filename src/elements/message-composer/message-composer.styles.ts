import { css } from 'lit';

/** Looks of `<message-composer>`: it wears the look of the bubble it will make. */
export const styles = css`
  :host {
    display: block;
    background: var(--_surface);
  }
  form {
    --_audience: var(--_agent);
    display: grid;
    gap: var(--_space-s);
    padding: var(--_space-m) var(--_space-l) var(--_space-l);
  }
  form.agents {
    --_audience: var(--_agents-only);
    background: var(--_agents-only-tint);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s) var(--_space-m);
    min-block-size: 24px;
    font-size: var(--_font-size-meta);
  }
  .to,
  fieldset {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
    margin: 0;
    padding: 0;
    border: 0;
    color: var(--_audience);
    font-weight: 600;
  }
  legend {
    float: inline-start;
    padding: 0;
    margin-inline-end: var(--_space-m);
    color: var(--_text-muted);
    font-weight: 400;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-s);
    min-block-size: 24px;
    color: var(--_text-muted);
    font-weight: 400;
    cursor: pointer;
  }
  label:has(:checked) {
    color: var(--_audience);
    font-weight: 600;
  }
  input {
    margin: 0;
    accent-color: var(--_audience);
  }
  .count {
    margin-inline-start: auto;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .count.many {
    color: var(--_warning);
  }
  .box {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: var(--_space-m);
  }
  textarea {
    min-block-size: calc(var(--_control) + var(--_space-s));
    max-block-size: 10em;
    padding-block: calc(var(--_space-s) + 2px);
    border-color: var(--_audience);
    resize: none;
    line-height: 1.4;
    overflow-y: auto;
    field-sizing: content;
  }
  .agents textarea {
    border-style: dashed;
    border-width: 1.5px;
  }
  textarea[readonly] {
    border-color: var(--_line);
    background: var(--_surface-sunken);
    color: var(--_text-muted);
  }
  .send {
    block-size: calc(var(--_control) + var(--_space-s));
    background: var(--_audience);
  }
  .agents .send:not(:disabled) {
    color: var(--_surface);
  }
  .reason,
  .why {
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .why {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
  }
  .why .button,
  .notice .button {
    min-block-size: 24px;
    padding-inline: var(--_space-m);
  }
  .notice p {
    flex: 1;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-m);
  }
  @media (forced-colors: active) {
    textarea[readonly] {
      border-color: GrayText;
    }
  }
`;

import { css } from 'lit';

/** The composer wears the look of the bubble that it will produce. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .box {
    --_role: var(--_border);
    display: flex;
    flex-direction: column;
    gap: var(--_space-s);
    padding: var(--_space-m);
    border: 1px solid var(--_role);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
  }
  .box.customer {
    --_role: var(--_agent);
    background: var(--_agent-tint);
  }
  .box.agents {
    --_role: var(--_agents-only);
    border-style: dashed;
    background: var(--_agents-only-tint);
  }
  .box.blocked {
    --_role: var(--_border);
    border-style: solid;
    background: var(--_surface-sunken);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-m);
    min-block-size: 24px;
    font-size: var(--_font-size-meta);
  }
  .to {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-s);
    color: var(--_role);
    font-weight: 600;
  }
  .to svg {
    inline-size: 14px;
    block-size: 14px;
  }
  .blocked .to {
    color: var(--_text-muted);
    font-weight: 400;
    text-wrap: pretty;
  }
  .choice {
    display: inline-flex;
    border: 1px solid var(--_role);
    border-radius: var(--_radius);
    overflow: clip;
  }
  .choice label {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 3px;
    min-block-size: 24px;
    padding-inline: var(--_space-m);
    color: var(--_text-muted);
    cursor: pointer;
  }
  .choice label + label {
    border-inline-start: 1px solid var(--_role);
  }
  .choice input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choice label:has(:checked) {
    background: var(--_role);
    color: var(--_surface);
  }
  .choice label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -3px;
  }
  .choice svg {
    inline-size: 13px;
    block-size: 13px;
  }
  .count {
    margin-inline-start: auto;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .count.several {
    color: var(--_warning);
    font-weight: 600;
  }
  .write {
    display: flex;
    align-items: flex-end;
    gap: var(--_space-m);
  }
  textarea.field {
    flex: 1;
    min-inline-size: 0;
    max-block-size: var(--sms-composer-max-block-size, 10rem);
    padding-block: calc((var(--_control) - 1.4em) / 2 - 1px);
    resize: none;
    overflow-y: auto;
    field-sizing: content;
    line-height: 1.4;
  }
  textarea.field:read-only {
    background: transparent;
    border-color: var(--_line);
  }
  .agents .send {
    background: var(--_agents-only);
    color: var(--_surface);
  }
  .agents .send:hover {
    background: color-mix(in srgb, var(--_agents-only) 88%, var(--_text));
  }
  .send:disabled,
  .send:disabled:hover {
    border-color: var(--_border);
    background: transparent;
    color: var(--_text-muted);
  }
  .why {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-m);
    font-size: var(--_font-size-meta);
    color: var(--_text-muted);
  }
  .why .button {
    min-block-size: 24px;
    padding-inline: var(--_space-m);
  }
  .notice {
    flex-wrap: wrap;
    align-items: center;
    border: 1px solid var(--_warning);
  }
  .notice.danger {
    border-color: var(--_danger);
  }
  .notice p {
    flex: 1 1 calc(100% - 3rem);
    min-inline-size: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .notice > svg {
    margin: 0;
  }
  .notice .button {
    background: var(--_surface);
  }
  @media (forced-colors: active) {
    .box.agents {
      border-width: 2px;
    }
    .choice label:has(:checked) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .agents .send {
      background: Highlight;
      color: HighlightText;
    }
  }
`;

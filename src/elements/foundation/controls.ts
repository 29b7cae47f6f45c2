import { css } from 'lit';

/**
 * Shared look of the native controls: `class="button"` (quiet), `button filled`, `button danger`, `button plain` (no border), `button icon-only`;
 * `class="field"` for inputs and textareas; `class="badge"`; `class="notice"` for a message beside a control; `visually-hidden`.
 */
export const controls = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-s);
    min-block-size: var(--_control);
    min-inline-size: 24px;
    margin: 0;
    padding-block: 0;
    padding-inline: var(--_space-l);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_text);
    font: inherit;
    line-height: 1.2;
    cursor: pointer;
  }
  .button:hover {
    background: var(--_hover);
  }
  .button.filled {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .button.filled:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
  .button.danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  .button.filled.danger {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_on-danger);
  }
  .button.filled.danger:hover {
    background: color-mix(in srgb, var(--_danger) 88%, var(--_text));
  }
  .button.plain {
    border-color: transparent;
  }
  .button.icon-only {
    inline-size: var(--_control);
    padding: 0;
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    border-color: var(--_line);
    background: transparent;
    color: var(--_text-muted);
    cursor: default;
  }
  .field {
    inline-size: 100%;
    min-block-size: var(--_control);
    margin: 0;
    padding-block: var(--_space-s);
    padding-inline: var(--_space-m);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  .field::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }
  /* outline, not box-shadow: forced colours keep it. */
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-xs);
    padding-block: 1px;
    padding-inline: var(--_space-m);
    border: 1px solid transparent;
    border-radius: 999px;
    background: var(--_surface-sunken);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .badge.agents-only {
    border: 1px dashed var(--_agents-only);
    background: var(--_agents-only-tint);
    color: var(--_agents-only);
  }
  .badge.success {
    background: var(--_success-tint);
    color: var(--_success);
  }
  .badge.warning {
    background: var(--_warning-tint);
    color: var(--_warning);
  }
  .badge.danger {
    background: var(--_danger-tint);
    color: var(--_danger);
  }
  .badge.supervisor {
    background: var(--_supervisor-tint);
    color: var(--_supervisor);
  }
  .notice {
    display: flex;
    align-items: start;
    gap: var(--_space-m);
    padding: var(--_space-m);
    border-radius: var(--_radius);
    background: var(--_warning-tint);
    color: var(--_text);
  }
  .notice.danger {
    background: var(--_danger-tint);
  }
  .notice p {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding-block: 2px;
    overflow-wrap: anywhere;
  }
  .notice > svg {
    margin-block-start: 4px;
    color: var(--_warning);
  }
  .notice.danger > svg {
    color: var(--_danger);
  }
  .notice > .dismiss {
    inline-size: 24px;
    min-block-size: 24px;
  }
  svg {
    flex: none;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .button.filled {
      border-color: ButtonText;
      forced-color-adjust: none;
    }
    .button:disabled {
      border-color: GrayText;
      color: GrayText;
    }
    .badge,
    .notice {
      border: 1px solid CanvasText;
    }
  }
`;

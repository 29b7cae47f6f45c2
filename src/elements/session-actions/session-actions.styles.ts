import { css } from 'lit';

/** Looks of `<session-actions>`. */
export const styles = css`
  :host {
    display: block;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-m);
  }
  .notice {
    margin-block-start: var(--_space-m);
  }
  dialog {
    inline-size: min(400px, calc(100vw - 32px));
    max-block-size: calc(100vh - 32px);
    padding: var(--_space-xl);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    text-align: start;
    box-shadow: 0 8px 32px rgb(0 0 0 / 24%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 32%);
  }
  h2 {
    margin: 0;
    font-size: var(--_font-size-title);
    line-height: 1.4;
  }
  #text {
    margin-block: var(--_space-s) var(--_space-l);
    color: var(--_text-muted);
  }
  #text.warning {
    display: flex;
    gap: var(--_space-m);
    margin-block: var(--_space-m) var(--_space-xl);
    color: var(--_text);
  }
  .warning svg {
    margin-block-start: 2px;
    color: var(--_warning);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--_space-m);
  }
`;

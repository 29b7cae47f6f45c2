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
    margin: 0;
    padding: 0;
  }
  .segmented label {
    padding-inline: var(--_space-m);
    white-space: nowrap;
  }
  .ready:has(:checked) {
    background: var(--_success-tint);
    color: var(--_success);
  }
  .not-ready:has(:checked) {
    background: var(--_warning-tint);
    color: var(--_warning);
  }
  .sign-out {
    min-block-size: 24px;
    padding-inline: var(--_space-m);
    color: var(--_text-muted);
  }
  .notice {
    flex-basis: 100%;
  }
`;

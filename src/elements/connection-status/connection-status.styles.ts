import { css } from 'lit';

/** Looks of `<connection-status>`. */
export const styles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
    min-block-size: 24px;
    font-size: var(--_font-size-meta);
  }
  .phase {
    padding-block: 2px;
    font-weight: 600;
  }
  .detail:empty {
    display: none;
  }
  .detail {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }
  .button {
    min-block-size: 24px;
    padding-inline: var(--_space-m);
    font-size: inherit;
  }
`;

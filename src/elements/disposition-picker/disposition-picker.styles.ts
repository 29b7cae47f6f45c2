import { css } from 'lit';

/** Looks of `<disposition-picker>`. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
    background: var(--_surface);
  }
  .box {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-s);
    padding-block: var(--_space-m);
    padding-inline: var(--_space-l);
  }
  .label {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-weight: 600;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-m);
  }
  select.field {
    flex: 1 1 9rem;
    inline-size: auto;
    min-inline-size: 0;
    max-inline-size: 28rem;
    text-overflow: ellipsis;
  }
  .state {
    display: flex;
    gap: var(--_space-s);
    margin: 0;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    overflow-wrap: anywhere;
  }
  .state.set svg {
    color: var(--_success);
  }
`;

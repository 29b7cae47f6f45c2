import { css } from 'lit';

/** Looks of `<supervision-log>`. */
export const styles = css`
  :host {
    display: block;
    background: var(--_surface);
    container-type: inline-size;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s) var(--_space-l);
    padding: var(--_space-m) var(--_space-l);
  }
  .title {
    font-weight: 600;
  }
  .files {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
  }
  .files .button {
    min-block-size: 24px;
    padding-inline: var(--_space-m);
    font-size: var(--_font-size-meta);
  }
  ol {
    margin: 0;
    padding: 0;
    max-block-size: var(--sms-supervision-log-max-block-size, 20rem);
    overflow-y: auto;
    overscroll-behavior: contain;
    list-style-type: '';
  }
  ol:focus-visible {
    outline-offset: -2px;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: baseline;
    gap: var(--_space-s) var(--_space-m);
    padding: var(--_space-s) var(--_space-l);
    border-block-start: 1px solid var(--_line);
  }
  time,
  .quiet,
  .why {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  time {
    font-variant-numeric: tabular-nums;
    unicode-bidi: plaintext;
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-m);
    overflow-wrap: anywhere;
  }
  .who {
    font-weight: 600;
  }
  .why {
    flex-basis: 100%;
  }
  .why.danger {
    color: var(--_danger);
  }
  .badge svg {
    inline-size: 13px;
    block-size: 13px;
  }
  .none {
    margin: 0;
    padding: var(--_space-m) var(--_space-l);
    border-block-start: 1px solid var(--_line);
  }
  @container (inline-size < 420px) {
    li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .what {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    .badge {
      justify-self: end;
    }
  }
`;

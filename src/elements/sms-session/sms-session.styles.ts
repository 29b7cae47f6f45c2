import { css } from 'lit';

/** Looks of `<sms-session>`. */
export const styles = css`
  :host {
    display: block;
    min-block-size: 0;
    background: var(--_surface);
    container-type: inline-size;
  }
  .session {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    min-block-size: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s) var(--_space-m);
    padding-block: var(--_space-m);
    padding-inline: var(--_space-l);
    border-block-end: 1px solid var(--_line);
  }
  h2 {
    margin: 0;
    min-inline-size: 0;
    font-size: var(--_font-size-title);
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .duration {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-variant-numeric: tabular-nums;
  }
  .aside {
    margin-inline-start: auto;
  }
  session-actions {
    flex-basis: 100%;
  }
  .talk {
    grid-row: 2;
    grid-column: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  /* Takes what room there is; where nothing limits the height, as much as it has alone. */
  message-log {
    flex: 1 1 var(--sms-log-block-size, 24rem);
    block-size: auto;
    min-block-size: 5rem;
  }
  message-composer {
    flex: none;
    padding-inline: var(--_space-m);
    padding-block-end: var(--_space-m);
  }
  .side {
    grid-row: 2;
    grid-column: 1;
    overflow: auto;
    background: var(--_surface);
  }
  .side[hidden] {
    display: none;
  }
  .state {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--_space-m);
    block-size: 100%;
    min-block-size: 8rem;
    padding: var(--_space-2xl);
    text-align: center;
    text-wrap: balance;
  }
  .state p {
    margin: 0;
    color: var(--_text-muted);
  }
  .state h2 + p {
    margin-block-start: calc(-1 * var(--_space-s));
  }
  .end {
    padding-block: var(--_space-m);
    padding-inline: var(--_space-l);
    border-block-end: 1px solid var(--_line);
    background: var(--_surface-sunken);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .end.old {
    background: var(--_warning-tint);
    color: var(--_text);
  }
  .skeleton {
    display: grid;
    align-content: start;
    gap: var(--_space-l);
    block-size: 100%;
    padding: var(--_space-l);
  }
  .skeleton > div {
    inline-size: 60%;
    block-size: 3.25rem;
    border-radius: var(--_radius-bubble);
    background: var(--_surface-sunken);
  }
  .skeleton > div:nth-of-type(even) {
    justify-self: end;
  }
  @container (inline-size >= 720px) {
    .session:not(.plain) {
      grid-template-columns: minmax(0, 1fr) minmax(13rem, 17rem);
    }
    header {
      grid-column: 1 / -1;
    }
    session-actions {
      flex-basis: auto;
      margin-inline-start: auto;
    }
    .aside {
      display: none;
    }
    .side,
    .side[hidden] {
      display: block;
      grid-column: 2;
      border-inline-start: 1px solid var(--_line);
    }
  }
`;

import { css } from 'lit';

/** Looks of `<participant-list>`. */
export const styles = css`
  :host {
    display: block;
    background: var(--_surface);
  }
  .heading {
    display: flex;
    justify-content: space-between;
    margin: 0;
    padding-block: var(--_space-m) var(--_space-s);
    padding-inline: var(--_space-l);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  ul {
    margin: 0;
    padding: 0 0 var(--_space-m);
    /* Not none: Safari would no longer call it a list. */
    list-style-type: '';
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--_space-m);
    padding-block: var(--_space-s);
    padding-inline: var(--_space-l);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-s);
    min-inline-size: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .seen {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    grid-column: 1;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .seen.agents {
    color: var(--_agents-only);
  }
  .seen.supervisors {
    color: var(--_supervisor);
  }
  .remove {
    grid-row: 1 / span 2;
    grid-column: 2;
  }
  .none {
    margin: 0;
    padding-block: var(--_space-s) var(--_space-l);
    padding-inline: var(--_space-l);
    color: var(--_text-muted);
  }
  .notice {
    margin: 0 var(--_space-l) var(--_space-m);
  }
  .notice p {
    flex: 1;
    margin: 0;
  }
  dialog {
    max-inline-size: 24rem;
    padding: var(--_space-xl);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-panel);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  dialog p {
    margin: 0 0 var(--_space-xl);
  }
  .choices {
    display: flex;
    justify-content: end;
    gap: var(--_space-m);
  }
`;

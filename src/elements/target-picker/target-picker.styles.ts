import { css } from 'lit';

/** Looks of `<target-picker>`. */
export const styles = css`
  :host {
    display: block;
  }
  .label {
    display: block;
    margin-block-end: var(--_space-s);
    font-weight: 600;
  }
  /* Room for the list from the start: nothing jumps when names arrive. */
  .room {
    display: grid;
    align-content: start;
    grid-template-rows: minmax(0, max-content) auto;
    block-size: 208px;
    margin-block: var(--_space-m);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  ul {
    margin: 0;
    padding: var(--_space-s);
    overflow: auto;
    list-style: none;
  }
  .option {
    display: grid;
    grid-template-columns: auto minmax(0, auto) 1fr;
    align-items: center;
    gap: var(--_space-m);
    min-block-size: var(--_control);
    padding-inline: var(--_space-m);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .option svg {
    color: var(--_text-muted);
  }
  .option:hover {
    background: var(--_hover);
  }
  .option.active {
    background: var(--_selected);
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .name,
  .detail {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .detail {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .hint {
    display: flex;
    gap: var(--_space-m);
    margin: 0;
    padding: var(--_space-m) var(--_space-l);
    color: var(--_text-muted);
  }
  .hint:has(.visually-hidden) {
    padding: 0;
  }
  .hint svg {
    margin-block-start: 2px;
    color: var(--_warning);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--_space-m);
  }
`;

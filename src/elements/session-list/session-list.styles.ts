import { css } from 'lit';

/** Looks of `<session-list>`. */
export const styles = css`
  :host {
    display: block;
    overflow: auto;
    background: var(--_surface);
    container-type: inline-size;
  }
  .list {
    margin: 0;
    padding: 0;
    /* Not none: Safari would no longer call it a list. */
    list-style-type: '';
  }
  .item {
    position: relative;
    border-block-end: 1px solid var(--_line);
  }
  .item:last-child {
    border-block-end: 0;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--_space-m);
    inline-size: 100%;
    min-block-size: 24px;
    margin: 0;
    padding-block: var(--_space-m);
    padding-inline: var(--_space-l);
    border: 0;
    background: transparent;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .row:hover {
    background: var(--_hover);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .selected {
    background: var(--_selected);
  }
  /* A bar as well as a tint: the selection must not be colour alone. */
  .selected::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 3px solid var(--_accent);
  }
  .name {
    overflow: hidden;
    font-weight: 600;
    /* Cut at its own end, standing at ours: names of both directions share a list. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .time {
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-variant-numeric: tabular-nums;
  }
  .line {
    display: flex;
    align-items: center;
    gap: var(--_space-m);
    min-inline-size: 0;
    min-block-size: 20px;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .status {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: var(--_space-xs);
    color: var(--_text-muted);
  }
  .status.chatting {
    color: var(--_success);
  }
  .status.invited {
    color: var(--_accent);
    font-weight: 600;
  }
  .status.leftchat {
    color: var(--_warning);
  }
  .preview {
    display: flex;
    flex: 1;
    align-items: center;
    gap: var(--_space-s);
    min-inline-size: 0;
    white-space: nowrap;
  }
  .text {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    text-overflow: ellipsis;
  }
  .preview svg {
    inline-size: 12px;
    block-size: 12px;
  }
  .preview.agents-only {
    color: var(--_agents-only);
  }
  .unread {
    justify-self: end;
    min-inline-size: 20px;
    padding-inline: 6px;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: var(--_font-size-meta);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    line-height: 20px;
    text-align: center;
    forced-color-adjust: none;
  }
  .ended .row {
    padding-inline-end: calc(var(--_control) + var(--_space-l));
  }
  .ended .name {
    color: var(--_text-muted);
    font-weight: 400;
  }
  .close {
    position: absolute;
    inset-block-start: var(--_space-s);
    inset-inline-end: var(--_space-s);
  }
  .invitation {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-m);
    padding-block-end: var(--_space-m);
    padding-inline: var(--_space-l);
  }
  .left {
    margin-inline-start: auto;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    font-variant-numeric: tabular-nums;
  }
  .left.soon {
    color: var(--_danger);
    font-weight: 600;
  }
  .notice {
    margin-block-end: var(--_space-m);
    margin-inline: var(--_space-l);
  }
  .none {
    margin: 0;
    padding: var(--_space-xl) var(--_space-l);
    color: var(--_text-muted);
  }
  .skeleton div {
    margin-block: var(--_space-m);
    margin-inline: var(--_space-l);
    block-size: calc(2.8em + var(--_space-m));
    border-radius: var(--_radius);
    /* Seen under forced colours only. */
    border: 1px solid transparent;
    background: var(--_hover);
  }
`;

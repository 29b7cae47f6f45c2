import { css } from 'lit';

/** Looks of `<user-data>`. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
    background: var(--_surface);
    container-type: inline-size;
  }
  .frame {
    padding-block-end: var(--_space-m);
  }
  .frame:focus-visible {
    outline-offset: -2px;
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
    padding: 0;
    /* Not none: Safari would no longer call it a list. */
    list-style-type: '';
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: var(--_space-m);
    padding-block: var(--_space-s);
    padding-inline: var(--_space-l);
  }
  .key {
    align-self: center;
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    overflow-wrap: anywhere;
  }
  .value {
    grid-row: 2;
    grid-column: 1 / -1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .value bdi {
    white-space: pre-wrap;
  }
  .empty {
    color: var(--_text-muted);
    font-style: italic;
  }
  .long {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 6;
    line-clamp: 6;
  }
  .acts {
    grid-row: 1;
    grid-column: 2;
    display: flex;
    margin-inline-end: calc(-1 * var(--_space-s));
  }
  .acts .button {
    inline-size: 24px;
    min-block-size: 24px;
    color: var(--_text-muted);
  }
  .acts .button[aria-disabled='true'] {
    border-color: transparent;
    opacity: 0.5;
  }
  .form,
  .pending,
  .notice {
    grid-column: 1 / -1;
  }
  .form {
    display: grid;
    gap: var(--_space-s);
    padding-block: var(--_space-s);
  }
  .frame > .form,
  .none {
    padding-inline: var(--_space-l);
  }
  .none {
    margin: 0;
    padding-block: var(--_space-s);
    color: var(--_text-muted);
  }
  label {
    display: grid;
    gap: var(--_space-xs);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
  }
  .field {
    font-size: var(--_font-size);
  }
  textarea.field {
    max-block-size: 12rem;
    resize: vertical;
    field-sizing: content;
    line-height: 1.4;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--_space-m);
  }
  .pending {
    display: flex;
    gap: var(--_space-s);
    margin: 0;
    padding-block: var(--_space-xs);
    color: var(--_text-muted);
    font-size: var(--_font-size-meta);
    overflow-wrap: anywhere;
  }
  .notice {
    flex-wrap: wrap;
    margin-block: var(--_space-s);
  }
  .notice p {
    flex: 1 1 calc(100% - 5rem);
  }
  b {
    display: block;
    font-weight: 600;
  }
  .question .choices {
    flex: 1 0 100%;
  }
  .again {
    margin-inline-start: auto;
    background: var(--_surface);
  }
  .more {
    margin: 0;
    padding: 0;
    min-block-size: 24px;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    cursor: pointer;
    text-decoration: underline;
  }
  .frame > .more,
  .add {
    margin-inline: var(--_space-l);
  }
  .add {
    margin-block-start: var(--_space-s);
  }
  @container (inline-size >= 480px) {
    .row {
      grid-template-columns: minmax(6rem, 14rem) minmax(0, 1fr) auto;
      align-items: baseline;
    }
    .key {
      align-self: baseline;
    }
    .value,
    .row > .form {
      grid-row: 1;
      grid-column: 2;
    }
    .row > .form {
      grid-column-end: -1;
    }
    .acts {
      grid-column: 3;
      align-self: start;
    }
    .pending,
    .notice {
      grid-column: 2 / -1;
    }
  }
`;

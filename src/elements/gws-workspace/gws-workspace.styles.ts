import { css } from 'lit';

/** Looks of `<gws-workspace>`: none of its own. */
export const styles = css`
  :host {
    display: block;
  }
`;

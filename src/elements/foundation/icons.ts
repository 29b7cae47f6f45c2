import { svg, type SVGTemplateResult, type TemplateResult, html } from 'lit';

/**
 * Our own few drawings: strokes of 1.5 px in a 16 px square, in the colour of the text beside them. Never alone: a word or an accessible name
 * stands with each, so that they are hidden from assistive technology.
 */
const draw = (strokes: SVGTemplateResult): TemplateResult =>
  html`<svg
    aria-hidden="true"
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${strokes}
  </svg>`;

/** A closed lock: agents only. */
export const iconLock = draw(
  svg`<rect x="3.5" y="7.25" width="9" height="6" rx="1.5" /><path d="M5.5 7.25V5a2.5 2.5 0 0 1 5 0v2.25" />`,
);
/** A tick: done, live, sent. */
export const iconCheck = draw(svg`<path d="M3.5 8.5 6.5 11.5 12.5 5" />`);
/** A clock: pending, connecting, old. */
export const iconClock = draw(svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 5v3.25l2 1.25" />`);
/** A triangle: something needs attention. */
export const iconAlert = draw(svg`<path d="M8 2.75 14 13H2z" /><path d="M8 6.75v2.75M8 11.25v0" />`);
/** A question mark: nobody knows whether it happened. */
export const iconUnknown = draw(
  svg`<circle cx="8" cy="8" r="5.75" /><path d="M6.25 6.5a1.75 1.75 0 1 1 2.5 1.6c-.5.25-.75.6-.75 1.15M8 11.25v0" />`,
);
/** A cross: dismiss, close. */
export const iconClose = draw(svg`<path d="M4 4l8 8M12 4l-8 8" />`);
/** A half turned arrow: catching up, trying again. */
export const iconRetry = draw(svg`<path d="M12.75 8a4.75 4.75 0 1 1-1.5-3.45" /><path d="M11.75 2v3h-3" />`);
/** A struck out wave: offline. */
export const iconOffline = draw(
  svg`<path d="M2.5 6.5a8.5 8.5 0 0 1 11 0M5 9.25a4.75 4.75 0 0 1 6 0M8 12.25v0M3 2.5l10 11" />`,
);
/** A person. */
export const iconPerson = draw(svg`<circle cx="8" cy="5.25" r="2.5" /><path d="M3 13.25a5 5 0 0 1 10 0" />`);
/** A queue: several waiting. */
export const iconQueue = draw(svg`<path d="M3 4.5h10M3 8h10M3 11.5h6" />`);
/** A key: sign in. */
export const iconKey = draw(
  svg`<circle cx="5.25" cy="10.75" r="2.5" /><path d="M7.1 8.9 13 3M10.75 5.25l1.75 1.75" />`,
);
/** A paper plane: send. */
export const iconSend = draw(svg`<path d="M2.75 7.75 13.25 3 10 13.25 7.5 8.9z" /><path d="M7.5 8.9 13.25 3" />`);
/** A pencil: edit. */
export const iconEdit = draw(svg`<path d="M3 13l.75-3 7-7 2.25 2.25-7 7zM9.5 4.25 11.75 6.5" />`);
/** A bin: delete. */
export const iconDelete = draw(
  svg`<path d="M2.75 4.5h10.5M6.25 4.5v-2h3.5v2M4.25 4.5l.5 9h6.5l.5-9M6.75 7v4M9.25 7v4" />`,
);
/** Two bars: not ready, at rest. */
export const iconPause = draw(svg`<path d="M5.75 4v8M10.25 4v8" />`);
/** An arrow down: newer messages, open a list. */
export const iconDown = draw(svg`<path d="M4 6.5 8 10.5 12 6.5" />`);
/** An eye: monitoring. */
export const iconEye = draw(
  svg`<path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8z" /><circle cx="8" cy="8" r="1.75" />`,
);
/** A balloon: a conversation, coaching. */
export const iconSpeech = draw(svg`<path d="M2.75 3.5h10.5v7H7.5L4.5 13v-2.5H2.75z" />`);
/** A link that leaves the page. */
export const iconLink = draw(svg`<path d="M9 3h4v4M13 3 7.5 8.5M11.5 9.5V13H3V4.5h3.5" />`);

/**
 * What strangers write is shown as text nodes only, and tamed first: a message may be a megabyte, carry a tower of combining marks that covers its
 * neighbours, or direction marks that make a name read backwards.
 */

/** Characters of a message that are shown before “Show more”. */
export const TEXT_LIMIT = 2000;
/** Lines of a message that are shown before “Show more”. */
export const LINE_LIMIT = 40;
/** Characters of a name that are shown. */
export const NAME_LIMIT = 80;

/** More than eight marks on one base are no writing system's. Invisible signs between them do not end a tower. */
const MARK_TOWERS = /((?:\p{M}\p{Cf}*){7}\p{M})(?:\p{Cf}*\p{M})+/gu;
/** What ends a line, whoever wrote it. */
const LINE_ENDS = /\r\n|[\u2028\u2029]/g;
/** Halves of a pair: no character, and slow to draw. */
const HALVES = /\p{Cs}/gu;
/** Controls that print nothing, but for tab and line feed. */
const CONTROLS = /(?![\n\t])\p{Cc}|[\uFFF9-\uFFFB]/gu;
/** Marks, embeddings, overrides and isolates that change the direction of what follows. */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Nothing that can be seen. */
const INVISIBLE = /^[\p{Cf}\p{M}\s\u115F\u1160\u2800\u3164\uFFA0]*$/u;

/** A message's text as it may be shown, whole or cut. */
export interface ShownText {
  readonly text: string;
  /** True when something was cut off: offer “Show more”. */
  readonly cut: boolean;
}

/** Removes what only serves to break a layout; keeps direction marks, which the element isolates (`dir="auto"`, `<bdi>`). */
export const tame = (text: string): string =>
  text.replace(LINE_ENDS, '\n').replace(CONTROLS, '').replace(HALVES, '\uFFFD').replace(MARK_TOWERS, '$1');

/** The text of a message, tamed and, unless `whole`, cut to what a row can bear. */
export function showText(text: string, whole = false): ShownText {
  if (whole) return { text: tame(text), cut: false };
  // Cut before taming: the cost must not grow with what a stranger sends.
  const end = endOfLines(text, Math.min(text.length, TEXT_LIMIT));
  if (end >= text.length) return { text: tame(text), cut: false };
  // Never between the halves of a surrogate pair.
  const at = isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end;
  return { text: tame(text.slice(0, at)), cut: true };
}

function endOfLines(text: string, limit: number): number {
  let line = 0;
  for (let at = 0; at < limit; at++) if ('\n\u2028\u2029'.includes(text.charAt(at)) && ++line === LINE_LIMIT) return at;
  return limit;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** A name on one line: without direction controls and line breaks, at most `NAME_LIMIT` long; empty if there is nothing to see. Show it in `<bdi>`. */
export function safeName(name: string): string {
  const line = tame(name.slice(0, NAME_LIMIT * 4).replace(BIDI_CONTROLS, ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (INVISIBLE.test(line)) return '';
  const letters = Array.from(line);
  return letters.length > NAME_LIMIT ? `${letters.slice(0, NAME_LIMIT - 1).join('')}…` : line;
}

import { html, type TemplateResult } from 'lit';

/** A piece of a text: plain, or a link that the URL policy admits. */
export interface TextPiece {
  readonly text: string;
  /** Absolute url of a link. */
  readonly href?: string;
}

/** All that may be followed from a message. Everything else (`javascript:`, `data:`, custom schemes) stays text. */
const ADMITTED: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
/** Links of one text; what follows stays text. Thousands of anchors would hold up the page for seconds. */
export const LINK_LIMIT = 200;
const BEGINNING = /^(?:https?:\/\/|www\.|mailto:|tel:)/i;
const OPENERS: ReadonlySet<string | undefined> = new Set('([{<"\'«“‘');
const CLOSERS: ReadonlySet<string | undefined> = new Set(')]}>"\'»”’.,;:!?…');
/** A url that hides its direction is not one to click on. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** The url as it may be followed, or `undefined`: http, https, mailto and tel only, and no credentials (`https://bank.example@evil.example`). */
export function admittedUrl(text: string): string | undefined {
  if (DIRECTION.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(/^www\./i.test(text) ? `https://${text}` : text);
  } catch {
    return undefined;
  }
  return ADMITTED.has(url.protocol) && url.username === '' && url.password === '' ? url.href : undefined;
}

/** Splits a text into plain pieces and links, in one pass: its cost grows with the length of the text, whatever is in it. */
export function linkify(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let plain = '';
  let links = 0;
  for (const word of text.split(/(\s)/)) {
    const [start, end] = coreOf(word);
    const core = word.slice(start, end);
    const href = links < LINK_LIMIT && BEGINNING.test(core) ? admittedUrl(core) : undefined;
    if (href === undefined) {
      plain += word;
      continue;
    }
    plain += word.slice(0, start);
    if (plain !== '') pieces.push({ text: plain });
    pieces.push({ text: core, href });
    links++;
    plain = word.slice(end);
  }
  if (plain !== '') pieces.push({ text: plain });
  return pieces;
}

/** Where a word begins and ends without the punctuation around it; a closing bracket stays when it was opened inside. */
function coreOf(word: string): readonly [number, number] {
  let start = 0;
  while (OPENERS.has(word[start])) start++;
  let open = 0;
  for (const letter of word.slice(start)) open += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  let end = word.length;
  while (CLOSERS.has(word[end - 1])) {
    if (word[end - 1] === ')') {
      if (open >= 0) break;
      open++;
    }
    end--;
  }
  return [start, end];
}

/** A text with its links as anchors that tell the target nothing. Stand it in an element with `dir="auto"`. */
export function richText(text: string): readonly (string | TemplateResult)[] {
  return linkify(text).map((piece) =>
    piece.href === undefined
      ? piece.text
      : html`<a part="link" href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`,
  );
}

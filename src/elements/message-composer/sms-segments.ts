import splitter from 'split-sms';

/** How a text travels as SMS, and why. */
export interface SmsSegments {
  /** Number of SMS that the text is sent, and billed, as. */
  readonly count: number;
  /** Characters that still fit into the last of them. */
  readonly left: number;
  /** Room of one SMS at this length, in characters: 160 or 153 in the GSM alphabet, 70 or 67 in Unicode. */
  readonly size: number;
  /** Characters that force the text out of the GSM alphabet; empty when it fits. At most three. */
  readonly culprits: readonly string[];
  /** The text in the GSM alphabet, when replacing typography alone does that. */
  readonly plain?: string;
}

/** Typography that phones and word processors put in by themselves, and what was meant. Letters are never touched: they belong to a language. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[“”„‟«»″]/g, '"'],
  [/[‘’‚‛′`´]/g, "'"],
  [/[‐‑‒–—―−]/g, '-'],
  [/…/g, '...'],
  [/[\u00A0\u2000-\u200A\u202F\t]/g, ' '],
  [/[\u200B\u200C\u2060\uFEFF\u00AD]/g, ''],
  [/[•·]/g, '*'],
];

const isGsm = (text: string): boolean => splitter.split(text, { summary: true }).characterSet === 'GSM';

/** Counts what a text costs as SMS. @see split-sms, which agrees with the bills of the large gateways */
export function smsSegments(text: string): SmsSegments {
  const { characterSet, parts, remainingInPart } = splitter.split(text, { summary: true });
  const single = parts.length === 1;
  if (characterSet === 'GSM')
    return { count: parts.length, left: remainingInPart, size: single ? 160 : 153, culprits: [] };
  const culprits: string[] = [];
  for (const character of new Set(text)) {
    if (culprits.length < 3 && !isGsm(character)) culprits.push(character);
  }
  const plain = PLAIN.reduce((result, [typography, meant]) => result.replace(typography, meant), text);
  const rest = { count: parts.length, left: remainingInPart, size: single ? 70 : 67, culprits };
  return isGsm(plain) ? { ...rest, plain } : rest;
}

import type { Message } from '../protocol/message.js';
import { type Audience, audienceOf } from './audience.js';
import { kindOf, wordsOf } from './message-kind.js';
import type { SessionState } from './session-state.js';

/** For whom a conversation is written down, and how. */
export interface ExportOptions {
  /** `customer`: only what the customer could read. `agents`: everything that we could, what is for agents only marked as such. */
  readonly audience: Audience;
  /** Default `text`: lines for people. `json`: one object for programs. */
  readonly format?: 'text' | 'json';
}

/** One entry of a conversation as `format: 'json'` writes it. */
export interface ExportedEntry {
  /** ISO 8601 in UTC; absent when the server gave none. */
  readonly time?: string;
  /** As the server names it: `Text`, `PushUrl`, `ParticipantJoined` … */
  readonly type: string;
  readonly from?: { readonly nickname: string; readonly type: string };
  readonly text?: string;
  /** In an export for agents only: a customer's export says nothing of there being others. */
  readonly audience?: Audience;
  /** The position in the session's log; for agents only, since holes in the numbers tell of what was said in between. */
  readonly index?: number;
}

/**
 * The conversation as far as it is known, for `audience`. A customer's export is the same, byte by byte, whether or not agents talked among themselves:
 * no agents-only line, joining or notice, no numbering, no holes. What the log lacks (`gapsOf`) is told in an export for agents, and nowhere else.
 * Only that the beginning of a log beyond `MAX_ENTRIES` is not held any more is told in both. Typing, attached data and messages that the log does not hold yet are not part of a conversation.
 */
export function exportTranscript(state: SessionState, { audience, format }: ExportOptions): string {
  // Only the exact word: this is also called from untyped pages.
  const all = audience === 'agents';
  const entries = [...state.log]
    .filter((each) => kindOf(each) !== 'typing' && (all || audienceOf(each) === 'customer'))
    .map((each) => entryOf(each, all));
  const gaps = all ? state.log.gaps : [];
  const isCut = state.log.forgottenTo > 0;
  if (format === 'json') {
    const file = {
      session: state.id,
      audience: all ? 'agents' : 'customer',
      ...(isCut && { earlierMissing: true }),
      entries,
      ...(all && { gaps }),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  }
  const missing = gaps.map(({ from, to }) => `[entries ${from} to ${to} are missing]`);
  const earlier = isCut ? ['[earlier entries are missing]'] : [];
  return [...earlier, ...entries.map(lineOf), ...missing].map((line) => `${line}\n`).join('');
}

function entryOf(message: Message, all: boolean): ExportedEntry {
  const { type, from, time, index } = message;
  const text = wordsOf(message);
  return {
    ...(time !== undefined && { time: isoOf(time) }),
    type,
    ...(from && { from: { nickname: from.nickname, type: from.type } }),
    // Stryker disable next-line ConditionalExpression: neither form writes what is undefined
    ...(text !== undefined && { text }),
    ...(all && { audience: audienceOf(message), index }),
  };
}

/**
 * `2026-01-05T12:00:00.000Z [agents only] Agent Ada: text`. Nobody can forge an entry: what begins at the left edge is one, and what somebody is, as the
 * server says, stands before how they call themselves.
 */
function lineOf({ time, type, from, text, audience }: ExportedEntry): string {
  const only = audience === 'agents' && '[agents only]';
  const what = type !== 'Text' && `[${onOneLine(type)}]`;
  const who = from && `${onOneLine(from.type)} ${onOneLine(from.nickname)}`;
  const head = [time, only, what, who].filter(Boolean).join(' ');
  return text === undefined ? head : `${head}: ${text.replace(LINE_END, '\n    ')}`;
}

/** What ends a line in any program that shows one. */
const LINE_END = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g;

const onOneLine = (text: string): string => text.replace(LINE_END, ' ');

/** Years beyond what dates can say stay numbers. */
function isoOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}

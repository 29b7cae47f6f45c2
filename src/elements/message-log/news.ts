import { wordsOf } from '../../state/message-kind.js';
import type { MessageRow, Row } from '../../state/transcript.js';
import type { Announcement } from '../foundation/announcer.js';
import type { Translation } from '../foundation/localization/translation.js';
import { personName } from '../foundation/people.js';
import { showText } from '../foundation/text.js';

/** Characters of a message that are read out; the rest is in the log. */
const SAID = 300;
/** More of one sender in one frame are only counted, without looking at each. */
const BURST = 5;

/** One sentence for the workspace's voice. */
export interface Sentence extends Announcement {
  readonly text: string;
}

/**
 * What is said aloud of rows that are new: the lines of others after index `known`, by sender and audience, so that a sentence about what only agents can
 * read always says so.
 */
export function newsOf(
  rows: Iterable<Row | undefined>,
  known: number,
  session: string | undefined,
  t: Translation,
): { readonly count: number; readonly sentences: readonly Sentence[] } {
  const bySender = new Map<string, MessageRow[]>();
  let count = 0;
  for (const row of rows) {
    if (row?.kind !== 'message' || row.own || row.index <= known) continue;
    count += 1;
    const key = `${session} ${row.message.from?.participantId} ${row.audience}`;
    const same = bySender.get(key);
    if (same === undefined) bySender.set(key, [row]);
    else same.push(row);
  }
  const sentences = [...bySender].flatMap(([key, same]): Sentence[] => {
    const [{ message, audience }] = same as [MessageRow];
    const name = personName(message.from, t);
    const only = audience === 'agents';
    const many = (number: number): string => t.conversation.newMessages(number, name, only);
    if (same.length > BURST) return [{ text: many(same.length), key: `${key} burst` }];
    return same.map((row) => {
      const text = showText(wordsOf(row.message) ?? '').text.slice(0, SAID);
      return { text: t.conversation.newMessage(name, text, only), key, many };
    });
  });
  return { count, sentences };
}

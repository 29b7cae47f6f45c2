import type { Message } from '../protocol/message.js';

/** What a log entry is to a reader: words of somebody, something that happened, a typing notice, or a type that we do not know. */
export type MessageKind = 'line' | 'event' | 'typing' | 'other';

/** The kind of an entry by its type. Typing entries consume indexes of the log but are no rows of it. @see SMSResources, "message" */
export function kindOf({ type }: Pick<Message, 'type'>): MessageKind {
  switch (type) {
    case 'Text':
    case 'PushUrl':
      return 'line';
    case 'TypingStarted':
    case 'TypingStopped':
      return 'typing';
    case 'NicknameUpdated':
      return 'event';
    default:
      return /^Participant(Joined|Left|Rejoined)$|Notice$|Done$/.test(type) ? 'event' : 'other';
  }
}

/** What an entry says: the words of a line, the address that was pushed, the notice. */
export const wordsOf = ({ type, text, url, noticeText }: Message): string | undefined =>
  (type === 'PushUrl' ? url : text) ?? noticeText;

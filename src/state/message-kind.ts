import type { Message, MessageType } from '../protocol/message.js';

/** What a log entry is to a reader: words of somebody, something that happened, a typing notice, or a type that we do not know. */
export type MessageKind = 'line' | 'event' | 'typing' | 'other';

const KINDS: ReadonlyMap<MessageType, MessageKind> = new Map<MessageType, MessageKind>([
  ['Text', 'line'],
  ['PushUrl', 'line'],
  ['TypingStarted', 'typing'],
  ['TypingStopped', 'typing'],
  ['ParticipantJoined', 'event'],
  ['ParticipantLeft', 'event'],
  ['ParticipantRejoined', 'event'],
  ['Notice', 'event'],
  ['CustomNotice', 'event'],
  ['NicknameUpdated', 'event'],
]);

/** The kind of an entry by its type. Typing entries consume indexes of the log but are no rows of it. @see SMSResources, "message" */
export function kindOf({ type }: Pick<Message, 'type'>): MessageKind {
  return type === 'Text' ? 'line' : (KINDS.get(type) ?? 'other');
}

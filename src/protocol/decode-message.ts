import { idFromUri } from './id.js';
import { MAX_INDEX, MAX_NAME, MAX_TEXT, MAX_URL } from './limits.js';
import type { Message } from './message.js';
import type { DecodeProblem } from './notification.js';
import type { Participant } from './participant.js';
import { problem } from './problem.js';
import { isRecord, readNumber, readText } from './read.js';
import type { Unread, Writable } from './read.js';
import { readTime } from './timestamp.js';
import { readVisibility } from './visibility.js';

/**
 * The two senders decoded last, as they came and as they were read. In a talk two people take turns: the same object again costs a comparison instead of
 * reading a uri, and a long log holds one sender many times instead of many senders.
 */
let last: SeenSender | undefined;
let beforeLast: SeenSender | undefined;

interface SeenSender {
  readonly wire: Unread;
  readonly sender: Participant;
}

function decodeSender(value: unknown): Participant | undefined {
  if (!isRecord(value)) return undefined;
  if (last !== undefined && isSame(last.wire, value)) return last.sender;
  const seen =
    beforeLast !== undefined && isSame(beforeLast.wire, value)
      ? beforeLast
      : { wire: value, sender: decodeParty(value) };
  beforeLast = last;
  last = seen;
  return seen.sender;
}

/** Whether two parties agree in all that is read of a party. */
function isSame(one: Unread, other: Unread): boolean {
  return (
    one['participantId'] === other['participantId'] &&
    one['nickname'] === other['nickname'] &&
    one['visibility'] === other['visibility'] &&
    one['uri'] === other['uri'] &&
    one['type'] === other['type'] &&
    one['id'] === other['id'] &&
    one['path'] === other['path']
  );
}

/** One party, if it is one. */
export function decodeParticipant(value: unknown): Participant | undefined {
  return isRecord(value) ? decodeParty(value) : undefined;
}

/**
 * A participant's `participantId` is empty when the wire gives none, which can be shown but not told apart. Whole literals for the
 * usual cases keep the objects small: they are the hot path.
 */
function decodeParty(value: Unread): Participant {
  const participantId = readText(value['participantId'] ?? value['id'], MAX_NAME) ?? '';
  const nickname = readText(value['nickname'], MAX_NAME) ?? '';
  const type = readText(value['type'], MAX_NAME) ?? '';
  const userId = idFromUri(value['uri']) ?? idFromUri(value['path']);
  const visibility = readVisibility(value['visibility']);
  if (userId === undefined) {
    return visibility === undefined ? { participantId, nickname, type } : { participantId, nickname, type, visibility };
  }
  return visibility === undefined
    ? { participantId, nickname, type, userId }
    : { participantId, nickname, type, userId, visibility };
}

/** One entry of a log. Without an index it has no place and cannot be kept; an unknown type is kept as it is. */
export function decodeMessage(value: unknown): Message | DecodeProblem {
  if (!isRecord(value)) return problem('bad-message', '');
  const index = readNumber(value['index']);
  if (index === undefined || index < 1 || index > MAX_INDEX || index % 1 !== 0) return problem('bad-message', 'index');
  const type = readText(value['type'], MAX_NAME) ?? '';
  const from = decodeSender(value['from']);
  const visibility = readVisibility(value['visibility']);
  const time = readTime(value['timestampSeconds'], value['timestamp']);
  const text = readText(value['text'], MAX_TEXT);
  if (type === 'Text' && from !== undefined && visibility !== undefined && time !== undefined && text !== undefined) {
    return { index, type, from, visibility, time, text };
  }
  const message: Writable<Message> = { index, type };
  if (from !== undefined) message.from = from;
  if (visibility !== undefined) message.visibility = visibility;
  if (time !== undefined) message.time = time;
  if (text !== undefined) message.text = text;
  const url = value['url'];
  if (typeof url === 'string' && url.length <= MAX_URL) message.url = url;
  const noticeText = readText(value['noticeText'], MAX_TEXT);
  if (noticeText !== undefined) message.noticeText = noticeText;
  return message;
}

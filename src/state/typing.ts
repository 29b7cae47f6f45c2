import type { Message } from '../protocol/message.js';
import { audienceOf } from './audience.js';
import { kindOf } from './message-kind.js';
import { isOwn } from './own.js';
import type { SessionState, Typing } from './session-state.js';

/** Milliseconds after which a typing notice is over: its sender may be lost. */
export const TYPING_LIFE = 10_000;

/**
 * Who types after `added` entries came into the log of `state`. Only the last word of a participant counts, whatever the order of arrival: a line
 * ends their typing, a typing entry that of its own audience. Entries that are read later (`live` false), or old by the server's own clock, only end.
 */
export function typingAfter(
  state: SessionState,
  added: readonly Message[],
  at: number,
  live: boolean,
): readonly Typing[] {
  let { typing } = state;
  for (const message of added) {
    const starts = message.type === 'TypingStarted';
    if (!starts && typing.length === 0) continue;
    const rest = typing.filter(({ participant, audience, index }) => {
      const ended = participant.participantId === message.from?.participantId && speaksTo(message, audience);
      return !(ended && index < message.index);
    });
    if (rest.length < typing.length) typing = rest;
    const { from } = message;
    if (starts && live && from?.participantId && !isOwn(state, from) && !isOver(state, message)) {
      const started: Typing = { participant: from, audience: audienceOf(message), since: at, index: message.index };
      typing = [...typing, message.text ? { ...started, preview: message.text } : started];
    }
  }
  return typing;
}

/** Who still types at `at`, in milliseconds since the epoch. A clock that was set back ends it as well. */
export function stillTyping(typing: readonly Typing[], at: number): readonly Typing[] {
  const rest = typing.filter(({ since }) => at >= since && at - since < TYPING_LIFE);
  return rest.length < typing.length ? rest : typing;
}

/** Whether an entry ends earlier typing to that audience. */
function speaksTo(message: Message, audience: Typing['audience']): boolean {
  return kindOf(message) !== 'typing' || audienceOf(message) === audience;
}

/** Whether the log itself shows that a typing notice is over. */
function isOver({ log }: SessionState, started: Message): boolean {
  const newest = log.at(log.size - 1)?.time;
  if (newest !== undefined && started.time !== undefined && newest - started.time >= TYPING_LIFE) return true;
  for (let ordinal = log.ordinalOf(started.index + 1); ordinal < log.size; ordinal++) {
    const later = log.at(ordinal) as Message;
    if (later.from?.participantId === started.from?.participantId && speaksTo(later, audienceOf(started))) return true;
  }
  return false;
}

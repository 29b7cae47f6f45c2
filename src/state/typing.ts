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
  since: number,
  live: boolean,
): readonly Typing[] {
  const { log } = state;
  let { typing } = state;
  for (const message of added) {
    const { type, from, index, text, time } = message;
    const starts = live && type === 'TypingStarted';
    if (!starts && typing.length === 0) continue;
    const rest = typing.filter((each) => each.index > index || !ends(message, each));
    if (rest.length < typing.length) typing = rest;
    if (!starts || !from?.participantId || isOwn(state, from)) continue;
    const started: Typing = {
      participant: from,
      audience: audienceOf(message),
      since,
      index,
      ...(text && { preview: text }),
    };
    const old = time !== undefined && (log.at(log.size - 1)?.time ?? time) - time >= TYPING_LIFE;
    if (!old && !log.from(index + 1).some((later) => ends(later, started))) typing = [...typing, started];
  }
  return typing;
}

/** Who still types at `at`, in milliseconds since the epoch. A clock that was set back ends it as well. */
export function stillTyping(typing: readonly Typing[], at: number): readonly Typing[] {
  const rest = typing.filter(({ since }) => at >= since && at - since < TYPING_LIFE);
  return rest.length < typing.length ? rest : typing;
}

/** Whether an entry, if it is the later one, ends typing. */
function ends(message: Message, { participant, audience }: Typing): boolean {
  return (
    message.from?.participantId === participant.participantId &&
    (kindOf(message) !== 'typing' || audienceOf(message) === audience)
  );
}

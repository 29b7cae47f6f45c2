import type { Message } from '../protocol/message.js';
import { audienceOf } from './audience.js';
import { kindOf } from './message-kind.js';
import type { MessageLog } from './message-log.js';
import { isOwn } from './own.js';
import type { SessionState, Typing } from './session-state.js';

/** Milliseconds after which a typing notice is over: its sender may be lost. */
export const TYPING_LIFE = 10_000;

/**
 * Who types after `added` entries came into what is now `log`. Only the last word of a participant counts, whatever the order of arrival: a line
 * ends their typing, a typing entry that of its own audience. Entries that are read later (`live` false), or old by the server's own clock, only end.
 */
export function typingAfter(
  state: SessionState,
  log: MessageLog,
  added: readonly Message[],
  since: number,
  live: boolean,
): readonly Typing[] {
  let { typing } = state;
  for (const message of added) {
    const { type, from, index, text, time } = message;
    const starts = live && type === 'TypingStarted';
    // Stryker disable next-line ConditionalExpression: without it nothing is different, but a tenth of the reducer's time is spent here
    if (!starts && typing.length === 0) continue;
    const rest = typing.filter((each) => !ends(message, each));
    if (rest.length < typing.length) typing = rest;
    if (!starts || !from?.participantId || isOwn(state, from)) continue;
    const started: Typing = {
      participant: from,
      audience: audienceOf(message),
      since,
      index,
      ...(text && { preview: text }),
    };
    // Without times it is not old: NaN.
    const old = Number((log.at(log.size - 1) as Message).time) - Number(time) >= TYPING_LIFE;
    if (!old && !log.from(index).some((later) => ends(later, started))) typing = [...typing, started];
  }
  return typing;
}

/** Who still types at `at`, in milliseconds since the epoch. A clock that was set back ends it as well. */
export function stillTyping(typing: readonly Typing[], at: number): readonly Typing[] {
  const rest = typing.filter(({ since }) => at >= since && at - since < TYPING_LIFE);
  return rest.length < typing.length ? rest : typing;
}

/** Whether an entry ends typing: a later one of the same participant. */
function ends(message: Message, { participant, audience, index }: Typing): boolean {
  return (
    message.index > index &&
    message.from?.participantId === participant.participantId &&
    (kindOf(message) !== 'typing' || audienceOf(message) === audience)
  );
}

import { append, isFull } from '../log.js';
import type { Session } from '../model.js';
import { textOf } from '../parameters.js';
import { isPresent, type Act } from './act.js';

/**
 * The last text that a Leave or Transfer brings along, if any: chats only. `messageType` is a word for other clients and changes nothing, nor does
 * `treatAs`, which is about timers of inactivity. @see ChatLeave, ChatSingleStepTransfer
 */
export function farewellIn({ session, params }: Pick<Act, 'session' | 'params'>): string | undefined {
  return session.media === 'chat' ? textOf(params, 'text') : undefined;
}

/** Writes it before its sender goes, for whoever sees them. */
export function sayFarewell({ world, seat }: Pick<Act, 'world' | 'seat'>, session: Session, text?: string): void {
  if (text === undefined || !isPresent(seat) || isFull(session)) return;
  append(world, session, 'Text', seat.party, seat.visibility, { text });
}

import type { Participant } from '../protocol/participant.js';
import type { SessionState } from './session-state.js';

/**
 * Whether a participant, or the sender of an entry, is the signed-in user. Early samples give no uri: then it is decided by the participantId of a
 * participant who is known to be us.
 */
export function isOwn(
  { userId, participants }: Pick<SessionState, 'userId' | 'participants'>,
  who: Participant | undefined,
): boolean {
  if (who === undefined || who.type === 'Customer') return false;
  if (who.userId !== undefined) return who.userId === userId;
  return participants.some((each) => each.participantId === who.participantId && each.userId === userId);
}

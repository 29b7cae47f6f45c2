import type { Participant } from '../protocol/participant.js';
import type { SessionStatus, SessionUpdate } from '../protocol/session.js';
import { change } from './change.js';
import type { SessionState } from './session-state.js';

/**
 * How far an update is to be trusted. `now` how the session stands · `read` the same, from a read: may also go back to an invitation · `old` it may
 * describe the past (the unchanged session of an Error, a snapshot that was overtaken): it only fills in what nobody said yet.
 */
export type UpdateAge = 'now' | 'read' | 'old';

/** Final states stay, but for a new invitation. @see SMSComplete, SMSMonitor */
export function isFinal(status: SessionStatus | undefined): boolean {
  return status === 'Completed' || status === 'Revoked';
}

/** The session with what an update says about it. What it does not say stays; parts that say the same stay the same objects. */
export function mergeSession(state: SessionState, update: SessionUpdate, age: UpdateAge): SessionState {
  // Offered again; a reading says so also when we heard neither the end of the last time nor the invitation.
  const again =
    update.status === 'Invited' &&
    (isFinal(state.status) ? age !== 'old' : age === 'read' && state.status !== 'Invited');
  const base: SessionState = again
    ? { ...state, status: undefined, participants: [], supervisorMode: undefined }
    : state;
  const old = age === 'old' || isPast(base.status, update.status);
  const take = <T, S>(known: T, said: S | undefined, isKnown: unknown): T | S =>
    said === undefined || (old && isKnown) ? known : said;

  const { participants, capabilities, userData, receivedAt, chatType, supervisorMode, typing } = base;
  const status = take(base.status, update.status, base.status);
  const ended = isFinal(status);
  // An empty list says nothing unless it was read: the answer to Accept and every invitation carry one while people are there. @see SMSAccept, Intrude
  const proves = age === 'read' && update.status !== 'Invited';
  const present = update.participants?.length || proves ? update.participants : undefined;
  return change(state, {
    status,
    participants: share(state.participants, merge(participants, take(participants, present, participants.length))),
    // What ended offers nothing, and nobody types in it.
    capabilities: share(capabilities, new Set(ended ? [] : take(capabilities, update.capabilities, capabilities.size))),
    typing: ended ? share(typing, []) : typing,
    userData: share(userData, take(userData, update.userData, userData.size)),
    receivedAt: take(receivedAt, update.receivedAt, receivedAt),
    chatType: take(chatType, update.chatType, chatType),
    supervisorMode: take(supervisorMode, update.supervisorMode, supervisorMode),
  });
}

/** Whether a status can only be news from before what we know: no way leads there. */
function isPast(known: SessionStatus | undefined, said: SessionStatus | undefined): boolean {
  if (said === undefined || said === known) return false;
  return isFinal(known) || (said === 'Invited' && (known === 'Chatting' || known === 'LeftChat'));
}

/** A list that is given is the whole list; what it does not say of somebody known stays. @see SMSConsult: names repeat, participantIds do not */
function merge(known: readonly Participant[], said: readonly Participant[]): readonly Participant[] {
  const byId = new Map(known.map((each) => [each.participantId, each]));
  const next = new Map<string, Participant>();
  for (const each of said) next.set(each.participantId, { ...byId.get(each.participantId), ...each });
  return [...next.values()].map((each) => change(byId.get(each.participantId) ?? each, each));
}

/** What is known when both say the same. */
function share<T extends Iterable<unknown>>(known: T, said: T): T {
  return JSON.stringify([...known]) === JSON.stringify([...said]) ? known : said;
}

import type { Capability } from '../protocol/capability.js';
import type { Participant } from '../protocol/participant.js';
import type { SessionStatus, SessionUpdate, UserData } from '../protocol/session.js';
import { change } from './change.js';
import type { SessionState } from './session-state.js';

/**
 * How far an update is to be trusted. `now` how the session stands · `read` the same, from a read: may also go back to an invitation · `old` it may
 * describe the past (the unchanged session of an Error, a snapshot that was overtaken): it only fills in what nobody said yet.
 */
export type UpdateAge = 'now' | 'read' | 'old';

const NO_CAPABILITIES: ReadonlySet<Capability> = new Set();

/** Final states stay, but for a new invitation. @see SMSComplete, SMSMonitor */
export function isFinal(status: SessionStatus | undefined): boolean {
  return status === 'Completed' || status === 'Revoked';
}

/** The session with what an update says about it. What it does not say stays; parts that say the same stay the same objects. */
export function mergeSession(state: SessionState, update: SessionUpdate, age: UpdateAge): SessionState {
  const again = age !== 'old' && update.status === 'Invited' && isFinal(state.status);
  const base: SessionState = again
    ? { ...state, status: undefined, capabilities: NO_CAPABILITIES, participants: [], supervisorMode: undefined }
    : state;
  const old = age === 'old' || isPast(base.status, update.status, age);
  const take = <T, S>(known: T, said: S | undefined, isKnown: boolean): T | S =>
    said === undefined || (old && isKnown) ? known : said;

  const { participants, capabilities, userData, receivedAt, chatType, supervisorMode } = base;
  const status = take(base.status, update.status, base.status !== undefined);
  const ended = isFinal(status);
  // An empty list says nothing: the answer to Accept and every invitation carry one while people are there. @see SMSAccept, Intrude
  const present = update.participants?.length ? update.participants : undefined;
  return change(base, {
    status,
    participants: mergeParticipants(participants, take(participants, present, participants.length > 0)),
    capabilities: mergeSet(
      capabilities,
      ended ? NO_CAPABILITIES : take(capabilities, update.capabilities, capabilities.size > 0),
    ),
    userData: mergeData(userData, take(userData, update.userData, userData.size > 0)),
    receivedAt: take(receivedAt, update.receivedAt, receivedAt !== undefined),
    chatType: take(chatType, update.chatType, chatType !== undefined),
    supervisorMode: take(supervisorMode, update.supervisorMode, supervisorMode !== undefined),
    typing: ended && base.typing.length > 0 ? [] : base.typing,
  });
}

/** Whether a status can only be news from before what we know: no way leads there. */
function isPast(known: SessionStatus | undefined, said: SessionStatus | undefined, age: UpdateAge): boolean {
  if (said === undefined || said === known) return false;
  return isFinal(known) || (said === 'Invited' && age === 'now' && (known === 'Chatting' || known === 'LeftChat'));
}

/** A list that is given is the whole list; what it does not say of somebody known stays. @see SMSConsult: keyed by participantId, names repeat */
function mergeParticipants(known: readonly Participant[], said: readonly Participant[]): readonly Participant[] {
  if (said === known) return known;
  const next = new Map<string, Participant>();
  for (const participant of said) {
    const id = participant.participantId;
    const before = next.get(id) ?? known.find(({ participantId }) => participantId === id);
    next.set(id, before ? change(before, participant) : participant);
  }
  const list = [...next.values()];
  return list.length === known.length && list.every((each, i) => each === known[i]) ? known : list;
}

function mergeSet<T>(known: ReadonlySet<T>, said: Iterable<T>): ReadonlySet<T> {
  const next = new Set(said);
  return next.size === known.size && [...next].every((each) => known.has(each)) ? known : next;
}

/** Attached data always comes whole. @see SMSAttachUserData */
function mergeData(known: UserData, said: UserData): UserData {
  const entries = [...known];
  let i = 0;
  const same = [...said].every(([key, value]) => {
    const entry = entries[i++];
    return entry?.[0] === key && Object.is(entry[1], value);
  });
  return same && said.size === known.size ? known : said;
}

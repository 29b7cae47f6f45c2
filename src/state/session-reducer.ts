import type { Message } from '../protocol/message.js';
import type { SessionNotification } from '../protocol/notification.js';
import { change } from './change.js';
import { kindOf } from './message-kind.js';
import { MessageLog } from './message-log.js';
import { isFinal, mergeSession } from './merge-session.js';
import { isPending, noteOperation, noteReference, settle } from './operation-machine.js';
import { isOwn } from './own.js';
import type { SessionEvent } from './session-event.js';
import type { SessionState } from './session-state.js';
import { stillTyping, typingAfter } from './typing.js';

/** A session of which nothing is known yet, seen by the user `userId`. */
export function initialSession(id: string, userId: string): SessionState {
  return {
    id,
    userId,
    status: undefined,
    capabilities: new Set(),
    participants: [],
    userData: new Map(),
    receivedAt: undefined,
    chatType: undefined,
    supervisorMode: undefined,
    log: MessageLog.empty(),
    typing: [],
    operations: [],
    seenIndex: 0,
    asOf: 0,
    stale: false,
    unread: 0,
    lastLine: undefined,
    references: [],
    claims: [],
  };
}

/**
 * The state after an event. Pure and total; events of other sessions must not come here. The same event twice changes nothing more, and log entries
 * may come in any order: the result is the same. Parts that an event does not change stay the same objects, up to the whole state.
 */
export function reduceSession(state: SessionState, event: SessionEvent): SessionState {
  return settle(state, apply(state, event));
}

function apply(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'notification': {
      const { notification, at } = event;
      return notification.kind === 'messages'
        ? addMessages(state, notification.messages, at, true)
        : change(noteSession(state, notification, at), { asOf: at });
    }
    case 'snapshot':
      return addSnapshot(state, event);
    case 'stale':
      return change(state, { stale: true });
    case 'operation':
      return change(state, { operations: noteOperation(state, event.record) });
    case 'operation-dismissed': {
      const operations = state.operations.filter((each) => each.id !== event.id || isPending(each));
      return operations.length < state.operations.length ? { ...state, operations } : state;
    }
    case 'seen': {
      const seenIndex = Math.max(state.seenIndex, Math.min(event.index, state.log.lastIndex));
      const unread = state.log.from(seenIndex + 1).filter((message) => isNews(state, message)).length;
      return seenIndex === state.seenIndex ? state : { ...state, seenIndex, unread };
    }
    case 'tick':
      return change(state, { typing: stillTyping(state.typing, event.at) });
  }
}

/** An Error brings the unchanged session, which may be older than what we know by now. @see SMSConsult */
function noteSession(state: SessionState, said: SessionNotification, at: number): SessionState {
  const failed = said.notificationType === 'Error';
  const next = mergeSession(state, said.session, failed ? 'old' : 'now');
  const { referenceId: id, errorMessage: error = '' } = said;
  if (id === undefined) return next;
  return change(next, { references: noteReference(next.references, { id, at, ...(failed && { error }) }) });
}

/** `live` entries came by notification as they happened; others were read later. */
function addMessages(state: SessionState, messages: readonly Message[], at: number, live: boolean): SessionState {
  const log = state.log.add(messages);
  if (log === state.log) return change(state, { asOf: at });
  const added = log.addedSince(state.log.version);
  let { unread, lastLine } = state;
  for (const message of added) {
    if (message.index > state.seenIndex && isNews(state, message)) unread++;
    if (kindOf(message) === 'line' && message.index > (lastLine?.index ?? 0)) lastLine = message;
  }
  const typing = typingAfter(state, log, added, at, live && !isFinal(state.status));
  return withNews(state, log, typing, unread, lastLine, at);
}

/** `{ ...state, log, … }`, written out: a spread costs ten times as much, and this runs for each notification. */
function withNews(
  state: SessionState,
  log: MessageLog,
  typing: SessionState['typing'],
  unread: number,
  lastLine: Message | undefined,
  asOf: number,
): SessionState {
  return {
    id: state.id,
    userId: state.userId,
    status: state.status,
    capabilities: state.capabilities,
    participants: state.participants,
    userData: state.userData,
    receivedAt: state.receivedAt,
    chatType: state.chatType,
    supervisorMode: state.supervisorMode,
    log,
    typing,
    operations: state.operations,
    seenIndex: state.seenIndex,
    asOf,
    stale: state.stale,
    unread,
    lastLine,
    references: state.references,
    claims: state.claims,
  };
}

/** A read: everything the server shows from `from` on. One that was overtaken by notifications takes nothing away. */
function addSnapshot(state: SessionState, event: Extract<SessionEvent, { type: 'snapshot' }>): SessionState {
  const { session, messages, from, to = 0, at } = event;
  const top = messages.reduce((highest, { index }) => Math.max(highest, index), Math.max(from - 1, to));
  // Typing entries prove nothing: a read need not show them.
  const overtaken = state.log.from(top + 1).some((message) => kindOf(message) !== 'typing');
  const base = session ? mergeSession(state, session, overtaken ? 'old' : 'read') : state;
  // Confirmed first: what lies between its entries never becomes a gap.
  const next = addMessages(change(base, { log: base.log.confirm(from, top) }), messages, at, false);
  return change(next, { stale: false });
}

/** Words of others, and what we do not know: it may be words. */
function isNews(state: SessionState, message: Message): boolean {
  const kind = kindOf(message);
  return (kind === 'line' || kind === 'other') && !isOwn(state, message.from);
}

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decodeNotification } from '../../src/protocol/decode.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import type { Message } from '../../src/protocol/message.js';
import type { MessagesNotification, SessionNotification } from '../../src/protocol/notification.js';
import type { Participant } from '../../src/protocol/participant.js';
import type { SessionUpdate } from '../../src/protocol/session.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import { initialSession, reduceSession } from '../../src/state/session-reducer.js';
import type { OperationRecord, SessionState } from '../../src/state/session-state.js';

export const ID = '0000Na9B26EF006E';
export const ME = 'user-1';
export const NOON = Date.UTC(2026, 0, 5, 12);

export const me: Participant = {
  participantId: 'p1',
  nickname: 'Anna',
  type: 'Agent',
  userId: ME,
  visibility: 'All',
};
export const colleague: Participant = {
  participantId: 'p2',
  nickname: 'Ben',
  type: 'Agent',
  userId: 'user-2',
  visibility: 'Agents',
};
export const customer: Participant = { participantId: 'p3', nickname: 'Cleo', type: 'Customer', visibility: 'All' };

/** A line of the log, from the customer unless said otherwise, one second after the one before it. */
export function line(index: number, more: Partial<Message> = {}): Message {
  return {
    index,
    type: 'Text',
    from: customer,
    visibility: 'All',
    time: NOON + index * 1000,
    text: `line ${index}`,
    ...more,
  };
}

export function messages(list: readonly Message[], at = NOON): SessionEvent {
  const notification: MessagesNotification = { kind: 'messages', sessionId: ID, messages: list, rejected: [] };
  return { type: 'notification', at, notification };
}

export function update(
  session: Partial<SessionUpdate>,
  more: Partial<SessionNotification> = {},
  at = NOON,
): SessionEvent {
  return {
    type: 'notification',
    at,
    notification: { kind: 'session', notificationType: 'StatusChange', session: { id: ID, ...session }, ...more },
  };
}

export function error(referenceId: string, session: Partial<SessionUpdate> = {}, at = NOON): SessionEvent {
  return update(session, { notificationType: 'Error', referenceId, errorMessage: 'Operationfailed' }, at);
}

export function operation(record: Pick<OperationRecord, 'id' | 'operation'> & Partial<OperationRecord>): SessionEvent {
  return { type: 'operation', record: { phase: 'sending', startedAt: NOON - 1000, afterIndex: 0, ...record } };
}

export function reduce(state: SessionState, ...events: readonly SessionEvent[]): SessionState {
  return events.reduce(reduceSession, state);
}

export const fresh = (): SessionState => initialSession(ID, ME);

/** A session in which we chat with a customer; `more` replaces what the server said of it. */
export function chatting(more: Partial<SessionUpdate> = {}): SessionState {
  return reduce(
    fresh(),
    update({
      status: 'Chatting',
      participants: [me, customer],
      capabilities: ['SendMessage', 'SendToAgents', 'SendUrl', 'Leave', 'Complete', 'Consult', 'Invite', 'Transfer'],
      userData: new Map([['Subject', 'Invoice']]),
      ...more,
    }),
  );
}

/** One of the documentation's own samples, decoded as if it had come for this session. */
export function sample(name: string): SessionEvent {
  const file = new URL(`../fixtures/gws/${name}.json`, import.meta.url);
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: unknown };
  const notification = decodeNotification(SMS_SESSION, data);
  if (notification.kind !== 'session' && notification.kind !== 'messages') throw new Error(notification.kind);
  return { type: 'notification', at: NOON, notification };
}

/** What a session is to its viewer, without the marks of when and in which order it was told. */
export function viewOf(state: SessionState): unknown {
  const typing = state.typing.map(({ participant, index }) => [participant.participantId, index]);
  return {
    log: [...state.log],
    gaps: state.log.gaps,
    contiguousTo: state.log.contiguousTo,
    typing: typing.sort((a, b) => Number(a[1]) - Number(b[1])),
    unread: state.unread,
    lastLine: state.lastLine,
    confirmedBy: state.operations.map(({ confirmedBy }) => confirmedBy),
  };
}

const senders = [me, colleague, customer, undefined];
const types = ['Text', 'Text', 'TypingStarted', 'TypingStopped', 'ParticipantJoined', 'PushUrl', 'FutureThing'];

/** A log: ascending indexes with holes, all kinds of entries within a few seconds. */
export const someLog = (): fc.Arbitrary<readonly Message[]> =>
  fc
    .array(
      fc.record({
        step: fc.constantFrom(1, 1, 1, 2, 5),
        type: fc.constantFrom(...types),
        from: fc.constantFrom(...senders),
        visibility: fc.constantFrom('All', 'Agents', undefined),
        text: fc.constantFrom('hi', 'yes', 'no'),
      }),
      { maxLength: 30 },
    )
    .map((entries) => {
      let index = 0;
      return entries.map(({ step, from, visibility, ...entry }): Message => {
        index += step;
        return { index, time: NOON + index, ...entry, ...(from && { from }), ...(visibility && { visibility }) };
      });
    });

/** The same entries as they may arrive: any order, some of them again, in batches. */
export const arrivals = (log: readonly Message[]): fc.Arbitrary<readonly (readonly Message[])[]> =>
  fc.tuple(fc.subarray([...log]), fc.infiniteStream(fc.nat(3))).chain(([again, sizes]) =>
    fc.shuffledSubarray([...log, ...again], { minLength: log.length + again.length }).map((all) => {
      const batches: Message[][] = [];
      for (let at = 0; at < all.length;) {
        const size = 1 + Number(sizes.next().value);
        batches.push(all.slice(at, at + size));
        at += size;
      }
      return batches;
    }),
  );

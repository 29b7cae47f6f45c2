import type { JsonObject } from '../../../protocol/json.js';
import { deliver } from '../faults.js';
import { TOPICS } from '../inferences.js';
import { interactionMessages } from '../interactions.js';
import type { Session } from '../model.js';
import { own, refusal, type Outcome } from '../outcome.js';
import { consultantOf, entriesFor } from '../seats.js';
import type { World } from '../world.js';

/** An operation of the older API in terms of its successor, and how its success is answered. */
export interface Translated {
  readonly operation: string;
  readonly params: JsonObject;
  /** Three operations answer `{"status": 0}`. @see InteractionsOnChat */
  readonly answersStatus: boolean;
}

const SAME: Readonly<Record<string, string>> = {
  Accept: 'Accept',
  Reject: 'Reject',
  SendMessage: 'SendMessage',
  StopProcessing: 'Complete',
  Complete: 'Complete',
};

/** Headings of the page that differ from the operationName below them, and the other way round. */
const HEADINGS: Readonly<Record<string, string>> = {
  InitiateConsulation: 'StartChatConsultation',
  InitiateConsultation: 'StartChatConsultation',
  CompleteConference: 'LeaveChatConsultation',
};

/** Translates a request of the older API; the caller's consultation is what two of its operations are about. */
export function translate(
  session: Session | undefined,
  userId: string,
  name: string,
  body: JsonObject,
): Translated | Outcome {
  const operation = HEADINGS[name] ?? name;
  const plain = Object.hasOwn(SAME, operation) ? SAME[operation] : undefined;
  if (plain !== undefined) return { operation: plain, params: body, answersStatus: false };
  const target = { ...body, targetUri: own(body, 'agentId') ?? own(body, 'targetUri') };
  switch (operation) {
    case 'SendNotification':
      return typing(body);
    case 'Transfer':
      return { operation, params: target, answersStatus: false };
    case 'StartChatConsultation':
      return { operation: 'Consult', params: target, answersStatus: true };
    case 'CompleteTransfer':
      return toConsultant(session, userId, 'Transfer');
    case 'LeaveChatConsultation':
      return toConsultant(session, userId, 'Invite');
    default:
      return refusal(10, 'operationName');
  }
}

/** The documented key is misspelt; both spellings are read. */
function typing(body: JsonObject): Translated | Outcome {
  const kind = own(body, 'notifcation') ?? own(body, 'notification');
  if (kind === undefined) return refusal(1, 'notifcation');
  if (kind !== 'TypingStarted' && kind !== 'TypingStopped') return refusal(10, 'notifcation');
  const operation = kind === 'TypingStarted' ? 'SendStartTypingNotification' : 'SendStopTypingNotification';
  return { operation, params: {}, answersStatus: false };
}

/** Completing a two-step transfer or conference: with the agent whom the caller has consulted. */
function toConsultant(session: Session | undefined, userId: string, operation: string): Translated | Outcome {
  const seat = session?.seats.get(userId);
  if (session === undefined || seat === undefined) return refusal(6);
  const consultant = consultantOf(session, seat);
  if (consultant === undefined) return refusal(2, 'no consultation');
  return { operation, params: { targetUri: consultant.userId }, answersStatus: true };
}

/** History comes as a notification; only participants may ask. @see InteractionsOnChat, RequestChatHistory */
export function requestHistory(world: World, session: Session | undefined, userId: string, body: JsonObject): Outcome {
  const seat = session?.seats.get(userId);
  if (session === undefined || seat === undefined) return refusal(6);
  if (seat.state !== 'Chatting' && seat.state !== 'LeftChat') return refusal(seat.state === 'Invited' ? 2 : 6);
  const from = own(body, 'eventId') ?? 1;
  const index = typeof from === 'string' && /^\d{1,9}$/.test(from) ? Number(from) : from;
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) return refusal(10, 'eventId');
  const entries = entriesFor(session, seat, Math.max(0, index - 1));
  deliver(world, userId, TOPICS.interactions, interactionMessages(world, session, entries));
  return { code: 0 };
}

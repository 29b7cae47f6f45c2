import type { JsonObject } from '../../protocol/json.js';
import type { WireRequest } from '../../protocol/wire.js';
import { CUSTOMER_STATES } from './inferences.js';
import { LIMITS, utf8Length } from './limits.js';
import { append, isFull } from './log.js';
import { finishOthers } from './membership.js';
import type { Entry, Party, Session } from './model.js';
import { tellChanges } from './notifications.js';
import { operationIn } from './operations/perform.js';
import { found, own, refusal, refused, type Outcome } from './outcome.js';
import { countIn, segmentsOf } from './paths.js';
import { isUserData } from './parameters.js';
import { openSession, route } from './routing.js';
import { present, reachOf, visibleSeats } from './seats.js';
import { wireTime } from './timestamps.js';
import type { World } from './world.js';

/** Where the API is mounted: the paths that customers are given begin with it. */
const API = '/api/v2';

/** Parties without what customers have no business with: the uris of users. */
function wireParty({ nickname, participantId, type }: Party): JsonObject {
  return { nickname, participantId, type };
}

/** Entries for customers, numbered among themselves: no gap betrays what goes on among agents. */
function wireEntries(entries: readonly Entry[]): JsonObject[] {
  return entries.map(({ type, from, time, text, url, noticeText }, at) => ({
    index: at + 1,
    type,
    from: wireParty(from),
    timestamp: wireTime(time),
    timestampSeconds: time,
    ...(text === undefined ? {} : { text }),
    ...(url === undefined ? {} : { url }),
    ...(noticeText === undefined ? {} : { noticeText }),
  }));
}

function stateOf(session: Session): string {
  if (!session.open) return CUSTOMER_STATES.over;
  return visibleSeats(session).length > 0 ? CUSTOMER_STATES.chatting : CUSTOMER_STATES.waiting;
}

function readChat(session: Session): Outcome {
  const agents = present(session).filter((seat) => seat.visibility === 'All');
  const parties = session.open ? [...agents.map((seat) => seat.party), session.customer] : [];
  const capabilities = ['SendMessage', 'SendStartTypingNotification', 'SendStopTypingNotification', 'Complete'];
  return found({
    chat: {
      id: session.id,
      state: stateOf(session),
      capabilities: session.open ? capabilities : [],
      participants: parties.map(wireParty),
    },
  });
}

/** From `index` on, or else what has not been fetched yet. */
function readMessages(session: Session, query: WireRequest['query']): Outcome {
  const index = countIn(query, 'index');
  if (index === undefined) return refusal(10, 'index');
  const all = wireEntries(session.log.filter((entry) => reachOf(entry) === 'All'));
  const from = index === 0 ? session.customerRead : index - 1;
  session.customerRead = all.length;
  return found({ messages: all.slice(from) });
}

function requestChat(world: World, body: JsonObject): Outcome {
  const nickname = own(body, 'nickname');
  const subject = own(body, 'subject');
  const userData = own(body, 'userData') ?? {};
  if (nickname === undefined || nickname === '') return refusal(1, 'nickname');
  if (typeof nickname !== 'string' || nickname.length > LIMITS.name) return refusal(10, 'nickname');
  if (subject !== undefined && (typeof subject !== 'string' || subject.length > LIMITS.name))
    return refusal(10, 'subject');
  if (!isUserData(userData)) return refusal(10, 'userData');
  const session = openSession(world, 'chat', nickname, nickname);
  if (session === undefined) return refusal(4, 'too many sessions');
  if (subject !== undefined) session.userData.set('Subject', subject);
  for (const [key, value] of Object.entries(userData)) if (value !== undefined) session.userData.set(key, value);
  route(world, session);
  return found({ id: session.id, path: `${API}/chats/${session.id}` });
}

function say(world: World, session: Session, type: string, text?: string): Outcome {
  if (!session.open) return refusal(2);
  if (isFull(session)) return refusal(4, 'message log is full');
  append(world, session, type, session.customer, 'All', text === undefined ? {} : { text });
  tellChanges(world, session);
  return { code: 0 };
}

/** The customer goes; agents keep the chat until they leave or complete it, but nobody is called to it any more. */
function complete(world: World, session: Session): Outcome {
  if (!session.open) return refusal(2);
  append(world, session, 'ParticipantLeft', session.customer, 'All');
  session.open = false;
  session.customerPresent = false;
  session.retryAt = undefined;
  if (visibleSeats(session).length === 0) finishOthers(world, session);
  tellChanges(world, session);
  return { code: 0 };
}

function operate(world: World, session: Session, operation: string, body: JsonObject): Outcome {
  const text = own(body, 'text');
  switch (operation) {
    case 'SendMessage':
      if (text === undefined || text === '') return refusal(1, 'text');
      if (typeof text !== 'string' || utf8Length(text) > LIMITS.textBytes) return refusal(10, 'text');
      return say(world, session, 'Text', text);
    case 'SendStartTypingNotification':
      return say(world, session, 'TypingStarted');
    case 'SendStopTypingNotification':
      return say(world, session, 'TypingStopped');
    case 'Complete':
      return complete(world, session);
    default:
      return refusal(10, 'operationName');
  }
}

/** The Customer Chat API: polling, no notifications, no GWS user. @see CustomerChatResource */
export function serveCustomer(world: World, request: WireRequest): Outcome {
  const [collection, id, part, ...rest] = segmentsOf(request.path) ?? [];
  const body = request.body ?? {};
  if (collection !== 'chats' || rest.length > 0) return refusal(6);
  if (typeof body !== 'object' || Array.isArray(body)) return refusal(10, 'body');
  const session = world.sessions.get(id ?? '');
  const known = session?.media === 'chat' ? session : undefined;
  if (request.method === 'GET') {
    if (known === undefined) return refusal(6);
    if (part === undefined) return readChat(known);
    return part === 'messages' ? readMessages(known, request.query) : refusal(6);
  }
  if (request.method !== 'POST') return { ...refusal(10, 'method'), status: 405 };
  const operation = operationIn(body);
  if (refused(operation)) return operation;
  if (id === undefined) return operation === 'RequestChat' ? requestChat(world, body) : refusal(10, 'operationName');
  return known === undefined || part !== undefined ? refusal(6) : operate(world, known, operation, body);
}

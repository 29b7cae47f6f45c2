import type { JsonObject } from '../../protocol/json.js';
import { TYPING_SHOWN_FOR } from './inferences.js';
import { LIMITS, utf8Length } from './limits.js';
import { append, isFull } from './log.js';
import { invite } from './membership.js';
import type { Entry, Person, Session } from './model.js';
import { tellChanges } from './notifications.js';
import { found, refusal, type Outcome } from './outcome.js';
import { openSession, route } from './routing.js';
import { reachOf } from './seats.js';
import type { World } from './world.js';

/** What can be a phone number here. */
const NUMBER = /^\+?[0-9A-Za-z .()/-]{1,32}$/;

/** One line on a phone. */
export interface PhoneMessage {
  /** As the phone's owner sees it. */
  readonly direction: 'sent' | 'received';
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** What `GET /sandbox/sms/{number}` answers. */
export interface PhoneView {
  readonly number: string;
  readonly messages: readonly PhoneMessage[];
  /** Present, and true, while somebody whom the customer can see is typing to them. */
  readonly agentTyping?: true;
}

/** A text message comes in: continues the open session of that number or opens one. */
export function receiveText(world: World, body: JsonObject): Outcome {
  const { from, text, to } = body;
  if (from === undefined) return refusal(1, 'from');
  if (text === undefined) return refusal(1, 'text');
  if (typeof from !== 'string' || !NUMBER.test(from)) return refusal(10, 'from');
  if (typeof text !== 'string' || text === '' || utf8Length(text) > LIMITS.textBytes) return refusal(10, 'text');
  if (to !== undefined && typeof to !== 'string') return refusal(10, 'to');
  const agent = [...world.people.values()].find((person) => person.userName === to);
  if (to !== undefined && agent === undefined) return refusal(6, 'to');
  const session = sessionsWith(world, from).find((each) => each.open);
  if (session !== undefined && isFull(session)) return refusal(4, 'message log is full');
  return session === undefined ? open(world, from, text, agent) : hear(world, session, text);
}

function open(world: World, from: string, text: string, agent: Person | undefined): Outcome {
  const session = openSession(world, 'sms', from, from);
  if (session === undefined) return refusal(4, 'too many sessions');
  session.userData.set('PhoneNumber', from);
  session.userData.set('Subject', 'SMS');
  hear(world, session, text);
  if (agent === undefined) route(world, session);
  else invite(world, session, agent, { purpose: 'route', visibility: 'All' });
  return found({ id: session.id });
}

/** The customer writes. */
export function hear(world: World, session: Session, text: string): Outcome {
  append(world, session, 'Text', session.customer, 'All', { text });
  tellChanges(world, session);
  return found({ id: session.id });
}

/** Sessions of one number, oldest first. */
function sessionsWith(world: World, number: string): Session[] {
  return [...world.sessions.values()].filter((session) => session.media === 'sms' && session.address === number);
}

/** What is written on a phone: only entries that the customer may perceive, and of those only what a text message can carry. */
export function phoneView(world: World, number: string): PhoneView {
  const entries = sessionsWith(world, number).flatMap((session) =>
    session.log.filter((entry) => reachOf(entry) === 'All'),
  );
  const messages = entries.flatMap((entry): PhoneMessage[] => {
    const text = printed(entry);
    const direction = entry.from.type === 'Customer' ? 'sent' : 'received';
    return text === undefined ? [] : [{ direction, text, time: entry.time }];
  });
  return { number, messages, ...(isTyping(entries, world.now()) ? { agentTyping: true } : {}) };
}

function printed({ type, text, url }: Entry): string | undefined {
  if (type === 'Text' || type === 'Notice') return text;
  return type === 'PushUrl' ? url : undefined;
}

function isTyping(entries: readonly Entry[], now: number): boolean {
  const last = entries.filter((entry) => entry.from.type === 'Agent').at(-1);
  return last?.type === 'TypingStarted' && now - last.time < TYPING_SHOWN_FOR;
}

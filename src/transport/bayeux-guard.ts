import type { Advice, Message } from 'cometd';
import type { Timing } from './environment.js';

/** The channel of polls. */
export const CONNECT = '/meta/connect';
const DISCONNECT = '/meta/disconnect';
const HANDSHAKE = '/meta/handshake';
/** Bayeux errors that say: this server does not know (or no longer accepts) our client id. */
const UNKNOWN_CLIENT = /^40[0-3]\b/;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Milliseconds a poll is taken to be held by a server that does not say. */
const ASSUMED_POLL = 60_000;

/** Whether a message belongs to the protocol and not to us. */
export const isMeta = ({ channel }: Message): boolean => channel.startsWith('/meta/');

/** The Bayeux messages of a body; whatever is none is dropped. */
export const entriesOf = (body: unknown): Message[] =>
  (Array.isArray(body) ? body : [body]).filter(
    (entry): entry is Message => isObject(entry) && typeof (entry as { channel?: unknown }).channel === 'string',
  );

/**
 * Sorts what came by what was sent. Every message sent ends up answered or in `unanswered`: CometD waits for ever for a reply that is missing.
 * Replies nobody asked for are dropped, and so are messages that carry nothing, which CometD would print.
 */
export const pairReplies = (
  sent: readonly Message[],
  entries: readonly Message[],
): { accepted: Message[]; unanswered: Message[] } => {
  const unanswered = [...sent];
  const accepted = entries.filter((entry) => {
    if (!isMeta(entry)) return entry.data !== undefined;
    const index = unanswered.findIndex(
      ({ channel, id, subscription }) =>
        channel === entry.channel &&
        (entry.id == null ? (entry.subscription ?? subscription) === subscription : entry.id === id),
    );
    const [request] = index < 0 ? [] : unanswered.splice(index, 1);
    // Without id it is the server's own wish that we part; any other reply that nobody asked for is none.
    if (request === undefined) return entry.channel === DISCONNECT && entry.id == null;
    const { id, subscription } = request;
    Object.assign(entry, { id, subscription });
    return true;
  });
  return { accepted, unanswered };
};

const clamp = (value: unknown, otherwise: number, low: number, high: number): number =>
  Math.min(Math.max(Number.isFinite(value) ? (value as number) : otherwise, low), high);

const adviceOf = (
  advice: unknown,
  { minPoll, maxPoll, maxInterval }: Timing,
): Required<Pick<Advice, 'reconnect'>> & Advice => {
  const { interval, timeout, reconnect } = (isObject(advice) ? advice : {}) as Record<string, unknown>;
  return {
    interval: clamp(interval, 0, 0, maxInterval),
    timeout: clamp(timeout, ASSUMED_POLL, minPoll, maxPoll),
    reconnect: reconnect === 'handshake' || reconnect === 'none' ? reconnect : 'retry',
  };
};

/**
 * Makes a message harmless for CometD, in place: advice within limits and only where it decides something, no success that is none, no promise
 * that CometD would wait for.
 */
export const tame = (message: Message & { 'x-messages'?: unknown }, timing: Timing): Message => {
  if (!isMeta(message)) {
    delete message.advice;
    return message;
  }
  const { channel, error, clientId } = message;
  const advice = adviceOf(message.advice, timing);
  let successful = message.successful === true;
  if (channel === HANDSHAKE) {
    successful &&= typeof clientId === 'string' && clientId !== '';
    const types: unknown = message.supportedConnectionTypes;
    // Whatever it says it supports, this is how it answered.
    message.supportedConnectionTypes = [...(Array.isArray(types) ? (types as string[]) : []), 'long-polling'];
    delete message['x-messages'];
  }
  if (channel === CONNECT || channel === HANDSHAKE) {
    // "It went well, but handshake anew" (or stop) makes CometD throw (or stop without a word).
    successful &&= advice.reconnect === 'retry';
    // Polling on would be in vain for a client that the server does not know; CometD does so unless it is told.
    if (!successful && advice.reconnect === 'retry' && (channel === HANDSHAKE || UNKNOWN_CLIENT.test(String(error)))) {
      advice.reconnect = 'handshake';
    }
  } else {
    advice.reconnect = 'retry';
  }
  message.successful = successful;
  if (message.advice !== undefined || advice.reconnect !== 'retry') message.advice = advice;
  return message;
};

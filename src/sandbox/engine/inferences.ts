/**
 * What the public documentation leaves open, decided once each. A real GWS may differ in every one of these; nothing else in the engine is a guess.
 */

/** Key of a disposition when the request names none: the one in the sample. @see SMSSetDisposition */
export const DISPOSITION_KEY = 'DispositionCode';

/** `statusCode` of Intrude without a mode by a supervisor who is not monitoring that agent: "an error occurs". @see Intrude */
export const INTRUDE_WITHOUT_MODE = 1;

/** `statusCode` of an operationName that the resource does not know. @see ReturnValues, input validation */
export const UNKNOWN_OPERATION = 10;

/** `statusCode` of operations on a session that is over for the caller: it is no longer a resource of theirs. @see ReturnValues */
export const ENDED_SESSION = 6;

/** `errorMessage` of every `Error` notification, as the only sample spells it. @see SMSConsult */
export const ERROR_MESSAGE = 'Operationfailed';

/** Nobody took a session: how long it waits before those who declined are asked again. Milliseconds. */
export const OFFER_AGAIN_AFTER = 10_000;

/** How long a phone may show that an agent is typing, in case the stop notice never comes. Milliseconds. */
export const TYPING_SHOWN_FOR = 10_000;

/** Visibility of the entry that a mode switch writes; the sample has `All` although the sender is only for agents. @see SwitchToCoach */
export const REJOINED_VISIBILITY = 'All';

/** HTTP status per `statusCode`: the mapping is undocumented; the JSON body is always there. @see ReturnValues */
export const HTTP_STATUS: Readonly<Record<number, number>> = {
  0: 200,
  1: 400,
  2: 400,
  3: 403,
  4: 500,
  5: 403,
  6: 404,
  7: 200,
  10: 400,
  20: 401,
};

/** Channel names that StartContactCenterSession takes; the one for SMS is not documented. @see StartContactCenterSession */
export const CHANNEL_NAMES: Readonly<Record<string, 'sms' | 'chat'>> = { smssession: 'sms', sms: 'sms', chat: 'chat' };

/** Bayeux channels; each mirrors its resource path. @see AsynchronousEvents */
export const TOPICS = {
  sms: '/v2/me/smssessions',
  chat: '/v2/me/chats',
  interactions: '/v2/me/interactions',
  channels: '/v2/me/channels',
} as const;

/** States of a chat as its customer reads them; the one after the end is ours. @see CustomerChatResource */
export const CUSTOMER_STATES = { waiting: 'WaitingForAgent', chatting: 'Chatting', over: 'Completed' } as const;

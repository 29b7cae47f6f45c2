import { OPERATIONS, type OperationTarget } from '../../src/protocol/operations.js';

/** Stand in shapes and paths where the world's own ids come; they are put in when an input is sent. */
export const PLACES = ['@session', '@chat', '@agent', '@supervisor', '@client'] as const;
export type Place = (typeof PLACES)[number];

/** Every parameter that the documentation names, with a value that it allows. */
const PARAMS = {
  nickname: 'Ada',
  text: 'hello',
  url: 'https://example.com/',
  noticeText: 'typing soon',
  targetUri: 'http://gws.test/api/v2/users/@agent',
  targetPath: '/users/@supervisor',
  agentId: '@agent',
  queueName: 'Billing',
  messageType: 'text',
  treatAs: 'System',
  disposition: 'sold',
  dispositionKey: 'DispositionCode',
  userData: { Priority: 5, Name: 'Kim' },
  keys: ['Priority'],
  eventId: 1,
  notifcation: 'TypingStarted',
  supervisorVisibilityMode: 'Coach',
  supervisorMonitoringMode: 'AllChats',
  channels: ['smssession', 'chat'],
  saveLAR: true,
};
const OLDER = [
  'SendNotification',
  'StopProcessing',
  'RequestChatHistory',
  'StartChatConsultation',
  'LeaveChatConsultation',
];
/** What begins a conversation and carries it comes oftener than what ends it. */
const OFTEN = ['Accept', 'Accept', 'Accept', 'SendMessage', 'Consult', 'Invite', 'SendToAgents', 'SwitchToCoach'];

const bodiesOf = (names: readonly string[]): readonly unknown[] =>
  names.map((operationName) => ({ operationName, ...PARAMS }));
const namesFor = (target: OperationTarget): readonly string[] =>
  Object.entries(OPERATIONS).flatMap(([name, spec]) => (spec.target === target ? [name] : []));

const OWN = ['@session', '@chat', 'unknown', '..%2f..', '%00', '%E0%A4%A', '__proto__'];
const SESSIONS = ['smssessions', 'smsessions', 'chats', 'interactions'];

const SESSION_TARGETS = [
  [
    ...Array.from({ length: 20 }, () => ['/me/smssessions/@session', '/me/chats/@chat']).flat(),
    '/smssessions/@session',
    '/me/interactions',
    ...SESSIONS.flatMap((kind) => OWN.map((id) => `/me/${kind}/${id}`)),
  ],
  bodiesOf([...namesFor('session'), ...OLDER, ...OFTEN]),
] as const;

/** Addresses below the API that take operations, with bodies for them: every parameter there is, of which an operation takes its own. */
export const TARGETS: readonly (readonly [paths: readonly string[], bodies: readonly unknown[]])[] = [
  [['/me'], bodiesOf([...namesFor('me'), 'Ready', 'NotReady'])],
  [['/me/channels/smssession', '/me/channels/chat'], bodiesOf(namesFor('channel'))],
  [['/users/@agent/channels/smssession', '/users/@agent/channels/chat'], bodiesOf(namesFor('agent-channel'))],
  [['/users/@agent/smssessions/@session', '/users/@agent/chats/@chat'], bodiesOf(namesFor('agent-session'))],
  ...Array.from({ length: 12 }, () => SESSION_TARGETS),
];

/** Bodies of the customer's own API. @see CustomerChatResource */
export const CUSTOMER_BODIES: readonly unknown[] = [
  { operationName: 'RequestChat', nickname: 'Kim', subject: 'Help', userData: { Email: 'kim@example.com' } },
  { operationName: 'SendMessage', text: 'hello' },
  { operationName: 'SendStartTypingNotification' },
  { operationName: 'Complete' },
];

/** Bodies of the world outside, by path. */
export const CONTROL_BODIES: readonly (readonly [path: string, body: unknown])[] = [
  ...(['agent1', 'agent1', 'agent1', 'agent2', 'agent2', 'agent3'] as const).map(
    (to, at) => ['/sandbox/sms', { from: `+1555010${at}`, text: 'hello', to }] as const,
  ),
  ['/sandbox/sms', { from: '+15550101', text: 'hello' }],
  ['/sandbox/faults', { kind: 'none' }],
  ['/sandbox/faults', { kind: 'expire-session', user: 'agent1' }],
  ['/sandbox/faults', { kind: 'restart' }],
  ['/sandbox/faults', { kind: 'drop', count: 1 }],
  ['/sandbox/faults', { kind: 'duplicate', count: 3 }],
  ['/sandbox/faults', { kind: 'reorder', user: 'supervisor1', ms: 5 }],
  ['/sandbox/faults', { kind: 'delay', ms: 5, count: 2 }],
  ['/sandbox/faults', { kind: 'http', status: 503, ms: 1000, execute: true, count: 1 }],
  ['/sandbox/faults', { kind: 'refuse', operation: 'Consult', count: 1 }],
  ['/sandbox/dedupe', { on: true }],
  ['/sandbox/capabilities', { unlisted: true }],
  ['/sandbox/front-ends', { number: 1, up: false }],
  ['/sandbox/front-ends', { number: 1, up: true }],
  ['/sandbox/reset', { seed: 7 }],
];

const handshake = {
  id: '1',
  channel: '/meta/handshake',
  version: '1.0',
  supportedConnectionTypes: ['long-polling'],
  advice: { timeout: 60_000, interval: 0 },
};
const connect = { id: '3', channel: '/meta/connect', clientId: '@client', connectionType: 'long-polling' };
const subscribe = { id: '2', channel: '/meta/subscribe', clientId: '@client', subscription: '/v2/me/*' };

/** What a Bayeux client says, and what it must not. */
export const BAYEUX_BODIES: readonly unknown[] = [
  [handshake],
  [{ ...handshake, ext: { ack: true } }],
  [subscribe],
  [{ ...subscribe, subscription: ['/v2/me/smssessions', '/v2/me/chats'] }],
  [{ ...subscribe, subscription: '/**' }],
  [{ ...subscribe, channel: '/meta/unsubscribe' }],
  [connect],
  [{ ...connect, ext: { ack: 3 }, advice: { timeout: 0 } }],
  [subscribe, connect],
  [{ id: '4', channel: '/meta/disconnect', clientId: '@client' }],
  [{ id: '5', channel: '/v2/me/smssessions', clientId: '@client', data: { messageType: 'MessageLogUpdated' } }],
  [{ id: '6', channel: '/service/anything', clientId: '@client', data: [1, 2] }],
  [handshake, subscribe],
  handshake,
];

/** Addresses below the API that read. */
export const READS: readonly string[] = [
  '/me',
  '/me?subresources=*',
  '/users?fields=*',
  '/users/@agent',
  '/queues?fields=*',
  '/me/channels',
  '/me/channels/chat',
  '/users/@agent/smssessions?fields=*',
  '/chats/@chat',
  '/chats/@chat/messages?index=1',
  ...SESSIONS.flatMap((kind) => [
    `/me/${kind}`,
    `/me/${kind}?fields=*`,
    ...OWN.flatMap((id) => [`/me/${kind}/${id}`, `/me/${kind}/${id}/messages?startIndex=1&count=5`]),
  ]),
];

/** Texts that are no JSON, or JSON that few have thought of. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  'null',
  'true',
  '1e999',
  '-0',
  '"text"',
  '[]',
  '[[]]',
  '{"operationName":',
  "{'operationName':'Accept'}",
  '{"operationName":"Accept","operationName":"Reject"}',
  '{"__proto__":{"operationName":"Accept"}}',
  '{"operationName":"__proto__"}',
  '{"operationName":"constructor"}',
  '{"operationName":{"toString":"Accept"}}',
  '\ufeff{"operationName":"Accept"}',
  '{"operationName":"Accept"}\n{"operationName":"Accept"}',
  '[{"channel":"/meta/handshake"},null]',
  '[{"channel":"/meta/connect","clientId":{}}]',
  '[{"channel":["/meta/connect"]}]',
  'operationName=Accept',
  '<?xml version="1.0"?><a/>',
  `${'['.repeat(40)}${']'.repeat(40)}`,
  `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
];

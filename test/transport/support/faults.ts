import type { ServerResponse } from 'node:http';
import { answer, type Seen } from './scripted-server.js';

/** A wrong answer to one Bayeux request. */
export interface Fault {
  readonly name: string;
  /** Gives the wrong answer; `id` is that of the first message asked. */
  readonly give: (response: ServerResponse, seen: Seen, id: string) => unknown;
  /** The answer is odd but usable: the line is not lost over it. */
  readonly harmless?: boolean;
}

const CONNECT = '/meta/connect';
const retry = { reconnect: 'retry', interval: 0, timeout: 300 };
/** What nobody may ever see printed. */
export const CANARY = 'canary-3f1a';

/** Any body at all. */
const body = (name: string, text: unknown, status = 200, headers?: Record<string, string>): Fault => ({
  name,
  give: (response) => answer(response, text, status, headers),
});

/** A list of messages made for the request. */
const list = (name: string, make: (id: string) => unknown[], harmless = false): Fault => ({
  name,
  give: (response, _seen, id) => answer(response, make(id)),
  harmless,
});

/** A reply to the poll, with its fields replaced. */
const reply = (name: string, fields: object, harmless = false): Fault =>
  list(name, (id) => [{ channel: CONNECT, id, successful: true, advice: retry, ...fields }], harmless);

const advice = (name: string, fields: unknown, harmless = true): Fault =>
  reply(`advice: ${name}`, { advice: fields }, harmless);
const failed = (error: string | undefined, reconnect?: string): Fault =>
  reply(`unsuccessful, ${error ?? 'no error'}, advice ${reconnect ?? 'none given'}`, {
    successful: false,
    error,
    advice: reconnect === undefined ? undefined : { ...retry, reconnect },
  });

const HTML = { 'content-type': 'text/html' };

/** What any request may get instead of an answer. */
export const WIRE_FAULTS: readonly Fault[] = [
  body('empty body', ''),
  body('null', 'null'),
  body('42', '42'),
  body('text', '"text"'),
  body('{}', '{}'),
  body('[]', '[]'),
  body('[null]', '[null]'),
  body('[[], 42, "x", null]', '[[], 42, "x", null]'),
  body('half a JSON', '[{"channel":"/meta/conn'),
  body('no JSON', `${CANARY} is unwell`, 200, { 'content-type': 'text/plain' }),
  body('JSON nested 200,000 deep', '['.repeat(200_000) + ']'.repeat(200_000)),
  body('HTML with 200', '<h1>Welcome</h1>', 200, HTML),
  body('redirect to a login page', '', 302, { location: '/login' }),
  body('204', '', 204),
  ...[400, 403, 404, 408, 413, 500, 503].map((status) => body(`HTTP ${status}`, { statusCode: 4 }, status)),
  body('502 in HTML', '<h1>Bad gateway</h1>', 502, HTML),
  body('429, Retry-After 0', '', 429, { 'retry-after': '0' }),
  { name: 'connection reset', give: (response) => response.destroy() },
  {
    name: 'reset in the middle of the body',
    give: (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('[{"channel":', () => response.destroy());
    },
  },
  { name: 'black hole', give: () => undefined },
  {
    name: 'one byte at a time',
    give: (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    },
  },
  {
    name: '6 MB',
    give: (response) => answer(response, [{ channel: '/v2/me/chats', data: 'x'.repeat(6_000_000) }]),
  },
];

/** What may be wrong inside an answer to a poll. */
export const CONNECT_FAULTS: readonly Fault[] = [
  list('data, but no reply to the poll', () => [{ channel: '/v2/me/other', data: CANARY }]),
  reply('reply with a wrong id', { id: 'x1' }),
  reply('reply with a numeric id', { id: 77 }),
  reply('reply without id', { id: undefined }, true),
  list('two replies', (id) => [1, 2].map(() => ({ channel: CONNECT, id, successful: true, advice: retry })), true),
  {
    name: 'reply outside a list',
    give: (response, _seen, id) => answer(response, { channel: CONNECT, id, successful: true }),
    harmless: true,
  },
  ...[undefined, 7, null, {}, ''].map((channel) =>
    list(
      `a message with channel ${JSON.stringify(channel)}`,
      (id) => [
        { channel, data: CANARY, successful: false },
        { channel: CONNECT, id, successful: true, advice: retry },
      ],
      true,
    ),
  ),
  list('only a message without channel', () => [{ data: CANARY }]),
  list(
    'a message that carries nothing',
    (id) => [
      { channel: '/v2/me/chats', text: CANARY },
      { channel: CONNECT, id, successful: true },
    ],
    true,
  ),
  list(
    'a handshake reply nobody asked for',
    (id) => [
      { channel: '/meta/handshake', id: '1', successful: true, clientId: 'other', supportedConnectionTypes: [] },
      { channel: CONNECT, id, successful: true, advice: retry },
    ],
    true,
  ),
  list(
    'a disconnect reply nobody asked for',
    (id) => [
      { channel: '/meta/disconnect', id, successful: true },
      { channel: CONNECT, id, successful: true, advice: retry },
    ],
    true,
  ),
  reply('successful: "yes"', { successful: 'yes' }),
  reply('successful missing', { successful: undefined }),
  reply('ext of a wrong type', { ext: 'x' }, true),
  reply('ext null inside', { ext: { ack: null } }, true),
  advice('reconnect handshake on success', { ...retry, reconnect: 'handshake' }, false),
  advice('unknown reconnect', { ...retry, reconnect: 'dance' }),
  advice('reconnect of a wrong type', { ...retry, reconnect: { a: 1 } }),
  advice('interval 1e9', { ...retry, interval: 1e9 }),
  advice('interval -1', { ...retry, interval: -1 }),
  advice('interval "soon"', { ...retry, interval: 'soon' }),
  advice('interval beyond all numbers', JSON.parse('{"interval":1e999}')),
  advice('timeout 0', { ...retry, timeout: 0 }),
  advice('timeout 1e12', { ...retry, timeout: 1e12 }),
  advice('timeout "long"', { ...retry, timeout: 'long' }),
  advice('null', null),
  advice('text', 'retry'),
  advice('list', []),
  {
    name: 'advice: reconnect none behind __proto__',
    give: (response, _seen, id) =>
      answer(
        response,
        `[{"channel":"${CONNECT}","id":"${id}","successful":true,"advice":{"__proto__":{"reconnect":"none"}}}]`,
      ),
    harmless: true,
  },
  failed(undefined),
  failed(undefined, 'retry'),
  failed(undefined, 'handshake'),
  failed('402::session_unknown', 'handshake'),
  failed('402::session_unknown', 'retry'),
  failed('402::session_unknown'),
  failed('403::Unknown client'),
  failed('400::bad'),
  failed('500::trouble', 'retry'),
];

/** What may be wrong inside an answer to a handshake. */
export const HANDSHAKE_FAULTS: readonly Fault[] = [
  ...(
    [
      ['no client id', { clientId: undefined }, false],
      ['an empty client id', { clientId: '' }, false],
      ['a client id that is no text', { clientId: 5 }, false],
      ['no connection types', { supportedConnectionTypes: undefined }, true],
      ['foreign connection types only', { supportedConnectionTypes: ['carrier-pigeon'] }, true],
      ['messages promised that never come', { 'x-messages': 3 }, true],
      ['a wrong id', { id: 'x1' }, false],
      ['advice to handshake anew', { advice: { reconnect: 'handshake' } }, false],
      ['success refused without a word', { successful: false }, false],
      ['ext null inside', { ext: { ack: null } }, true],
    ] as const
  ).map(([name, fields, harmless]) =>
    list(
      name,
      (id) => [
        {
          channel: '/meta/handshake',
          id,
          successful: true,
          version: '1.0',
          clientId: 'c-odd',
          supportedConnectionTypes: ['long-polling'],
          advice: retry,
          ...fields,
        },
      ],
      harmless,
    ),
  ),
];

/** What may be wrong inside an answer to a subscription. */
export const SUBSCRIBE_FAULTS: readonly Fault[] = [
  ...(
    [
      ['a wrong id', { id: 'x1' }, false],
      ['no id', { id: undefined }, true],
      ['unsuccessful', { successful: false }, false],
      [
        'unknown client',
        { successful: false, error: '402::session_unknown', advice: { reconnect: 'handshake' } },
        false,
      ],
      ['success and advice to handshake', { advice: { ...retry, reconnect: 'handshake' } }, true],
    ] as const
  ).map(([name, fields, harmless]) =>
    list(
      name,
      (id) => [{ channel: '/meta/subscribe', id, subscription: '/v2/me/*', successful: true, ...fields }],
      harmless,
    ),
  ),
];

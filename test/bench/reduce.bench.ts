import { decodeNotification } from '../../src/protocol/decode.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';
import { initialSession, reduceSession } from '../../src/state/session-reducer.js';
import { StateStore } from '../../src/state/state-store.js';
import { lastLineOf, pendingMessages, unreadOf } from '../../src/state/selectors.js';
import { median } from './median.js';

const COUNTS = [100, 10_000, 1_000_000];
const ROUNDS = 5;
/** How many notifications a figure of the smaller counts rests on: single runs of a hundred are too short to be timed. */
const AT_LEAST = 100_000;
const TEXTS = ['Hello', 'Where is my order? It should have been here on Tuesday.', 'One moment please.', 'ok'];

/** A NewMessages notification as it stands in a Bayeux answer. @see SMSSendMessage */
const wire = (index: number): string =>
  JSON.stringify({
    messages: [
      {
        index,
        type: 'Text',
        text: TEXTS[index % TEXTS.length],
        from: {
          nickname: index % 2 === 0 ? 'agent1' : '+15550100',
          type: index % 2 === 0 ? 'Agent' : 'Customer',
          participantId: index % 2 === 0 ? '009052CB110900F5' : '009052CB10CC00F0',
          visibility: 'All',
          ...(index % 2 === 0 && { uri: 'http://127.0.0.1/api/v2/users/0123456789abcdef0123456789abcdef' }),
        },
        visibility: 'All',
        timestamp: '2015-12-04 09:41:00.000+0000',
        timestampSeconds: 1_449_222_060_000 + index,
      },
    ],
    notificationType: 'NewMessages',
    messageType: 'MessageLogUpdated',
    smssessionUri: 'http://127.0.0.1/api/v2/smssessions/0000Na9B26EF006M',
  });

/** Parsed and dropped: the floor below which nobody gets. */
function parse(lines: readonly string[]): number {
  let seen = 0;
  for (const line of lines) seen += (JSON.parse(line) as { readonly messages: readonly unknown[] }).messages.length;
  return seen;
}

/** The whole way that a notification takes, with a log and a list listening. */
function reduce(lines: readonly string[]): number {
  const store = new StateStore(initialSession('0000Na9B26EF006M', '0123456789abcdef0123456789abcdef'));
  let told = 0;
  const count = (): void => void (told += 1);
  store.subscribe(({ log }) => log, count);
  store.subscribe(pendingMessages, count);
  store.subscribe(({ typing }) => typing, count);
  store.subscribe(({ participants }) => participants, count);
  store.subscribe(lastLineOf, count);
  store.subscribe(unreadOf, count);
  let at = 0;
  for (const line of lines) {
    const notification = decodeNotification(SMS_SESSION, JSON.parse(line));
    if (notification.kind === 'messages') {
      store.set(reduceSession(store.state, { type: 'notification', at: (at += 1), notification }));
    }
  }
  if (store.state.log.version !== lines.length)
    throw new Error(`the log took in ${store.state.log.version} of ${lines.length}`);
  return told;
}

/** Parsed and kept: what having the messages costs in memory alone. */
function keep(lines: readonly string[]): number {
  const kept: unknown[] = [];
  for (const line of lines) kept.push(JSON.parse(line));
  return kept.length;
}

/** Microseconds per notification. The clock of the main thread's work: helper threads of the engine keep no page waiting. */
function cost(work: (lines: readonly string[]) => number, lines: readonly string[]): number {
  const times = Math.max(1, Math.ceil(AT_LEAST / lines.length));
  globalThis.gc?.();
  const before = performance.now();
  for (let time = 0; time < times; time += 1) work(lines);
  return ((performance.now() - before) * 1000) / (lines.length * times);
}

const rows = COUNTS.map((count) => {
  const lines = Array.from({ length: count }, (_, at) => wire(at + 1));
  const rounds = Array.from({ length: ROUNDS }, () => ({
    parse: cost(parse, lines),
    keep: cost(keep, lines),
    reduce: cost(reduce, lines),
  }));
  const us = (values: readonly number[]): string => median(values).toFixed(2);
  const ratio = median(rounds.map((round) => round.reduce / round.parse));
  return {
    ratio,
    shown: {
      notifications: count,
      'JSON.parse, µs': us(rounds.map((round) => round.parse)),
      'parse and keep, µs': us(rounds.map((round) => round.keep)),
      'the whole way, µs': us(rounds.map((round) => round.reduce)),
      'to parse': ratio.toFixed(2),
      'to parse and keep': us(rounds.map((round) => round.reduce / round.keep)),
      goal: '≤ 1.6 to parse',
    },
  };
});

console.log(
  `\nParsed, decoded, reduced and told to six slices, against JSON.parse: time per notification, median of ${ROUNDS}`,
);
console.table(rows.map(({ shown }) => shown));
const [first, last] = [rows[0]?.ratio ?? NaN, rows.at(-1)?.ratio ?? NaN];
const decades = Math.log10((COUNTS.at(-1) ?? 1) / (COUNTS[0] ?? 1));
console.log(
  `slope of the ratio from ${COUNTS[0]} to ${COUNTS.at(-1)}: ${(Math.log10(last / first) / decades).toFixed(3)} (goal ≤ 0.05)`,
);

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Message } from '../../src/protocol/message.js';
import type { SessionEvent } from '../../src/state/session-event.js';
import { reduceSession } from '../../src/state/session-reducer.js';
import {
  arrivals,
  chatting,
  colleague,
  customer,
  error,
  fresh,
  me,
  messages,
  NOON,
  operation,
  reduce,
  someLog,
  update,
  viewOf,
} from './builders.js';

const snapshot = (from: number, list: readonly Message[], session?: object): SessionEvent => ({
  type: 'snapshot',
  at: NOON + 1,
  from,
  messages: list,
  ...(session && { session: { id: 'x', ...session } }),
});

describe('any history', () => {
  it('leads to the same view in any order of arrival, with duplicates', () => {
    fc.assert(
      fc.property(
        someLog().chain((log) => fc.tuple(fc.constant(log), arrivals(log))),
        ([log, batches]) => {
          const start = reduce(
            chatting(),
            operation({ id: 'a', operation: 'SendMessage', text: 'hi', audience: 'customer' }),
          );
          const inOrder = log.reduce((state, message) => reduce(state, messages([message])), start);
          const asItCame = batches.reduce((state, batch) => reduce(state, messages(batch)), start);
          const { confirmedBy: _one, ...expected } = viewOf(inOrder) as Record<string, unknown>;
          const { confirmedBy: _other, ...actual } = viewOf(asItCame) as Record<string, unknown>;
          assert.deepEqual(actual, expected);
          assert.equal(inOrder.operations[0]?.phase, asItCame.operations[0]?.phase);
        },
      ),
    );
  });

  const events = fc.oneof(
    someLog().map((log) => messages(log)),
    someLog().map((log) => snapshot(1 + log.length, log)),
    fc
      .record(
        {
          status: fc.constantFrom('Invited', 'Chatting', 'LeftChat', 'Completed', 'Revoked', 'Parked'),
          participants: fc.subarray([me, colleague, customer]),
          capabilities: fc.subarray(['Accept', 'SendMessage', 'SendToAgents'] as const),
          userData: fc.constantFrom(new Map(), new Map([['a', 'b']])),
        },
        { requiredKeys: [] },
      )
      .chain((session) => fc.constantFrom(update(session), error('1', session), update(session, { referenceId: '2' }))),
    fc
      .record({
        id: fc.constantFrom('a', 'b'),
        operation: fc.constantFrom('SendMessage', 'Leave', 'SwitchToCoach', 'Consult', 'SetInFocus'),
        phase: fc.constantFrom('sending', 'acked', 'unknown', 'failed', 'confirmed'),
        referenceId: fc.constantFrom('1', '2', '3'),
        text: fc.constant('hi'),
      })
      .map(operation),
    fc.constantFrom<SessionEvent>(
      { type: 'stale' },
      { type: 'seen', index: 3 },
      { type: 'tick', at: NOON + 20_000 },
      { type: 'operation-dismissed', id: 'a' },
    ),
  );

  it('changes nothing when an event comes twice in a row: the state is the same object', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 20 }), (list) => {
        let state = fresh();
        for (const event of list) {
          state = reduce(state, event);
          assert.equal(reduceSession(state, event), state, JSON.stringify(event));
        }
      }),
    );
  });

  it('never changes a state that was given out, nor parts that an event does not concern', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 12 }), (list) => {
        const states = [fresh()];
        const looks = [look(fresh())];
        for (const event of list) {
          const before = states.at(-1)!;
          const after = reduce(before, event);
          for (const key of Object.keys(after) as (keyof typeof after)[]) {
            if (key !== 'log' && key !== 'operations') {
              const [a, b] = [before[key], after[key]];
              if (JSON.stringify(plainOf(a)) === JSON.stringify(plainOf(b))) assert.ok(Object.is(a, b), key);
            }
          }
          states.push(after);
          looks.push(look(after));
        }
        states.forEach((state, i) => assert.deepEqual(look(state), looks[i]));
      }),
    );
  });
});

const plainOf = (value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value);
const look = (state: ReturnType<typeof fresh>) =>
  structuredClone({
    ...state,
    log: [...state.log],
    operations: state.operations.map(({ error: _error, ...each }) => each),
  });

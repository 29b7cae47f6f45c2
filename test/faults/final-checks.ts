import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/protocol/json.js';
import type { SessionState } from '../../src/state/session-state.js';
import { gapsOf, isEnded, operationById } from '../../src/state/selectors.js';
import { isPending } from '../../src/state/operation-machine.js';
import type { FaultyDesk } from './desk.js';
import type { Run } from './run.js';
import { capabilityKey } from './truth.js';

/** What must hold when nothing is on its way any more: each desk is what the server would show it now. */
export function checkConverged(run: Run): void {
  run.check();
  for (const desk of run.desks) {
    assert.equal(desk.workspace.state.connection.phase, 'live');
    checkProjection(desk);
    checkEnds(desk);
  }
  checkPhones(run);
}

/** I1: a gap is read at once, not when the next slow check comes by, unless too much was read already. */
export function checkGaps(run: Run): void {
  for (const { workspace, sessions } of run.desks) {
    const { connection, counters } = workspace.state;
    if (connection.phase !== 'live' || (counters['gap-reads'] ?? 0) >= 6) continue;
    for (const { id, state } of sessions) {
      if (state.status === 'Chatting') assert.deepEqual(gapsOf(state), [], `I1: ${id} still has gaps`);
    }
  }
}

/** I1: session by session, part by part, entry by entry. */
function checkProjection(desk: FaultyDesk): void {
  const projection = desk.world.projection(desk.user);
  for (const { session, log } of projection) {
    const id = session['id'] as string;
    const found = desk.sessions.find((each) => each.id === id);
    assert.ok(found, `I1: ${id} is not on the list`);
    compare(found.state, session, log);
  }
  const live = new Set(projection.map(({ session }) => session['id']));
  for (const { id, state } of desk.sessions) {
    if (!live.has(id)) assert.ok(isEnded(state), `I1: ${id} is over, but shown as ${String(state.status)}`);
    assert.deepEqual(state.operations.filter(isPending), [], `I4: ${id}`);
  }
}

function compare(state: SessionState, session: JsonObject, log: readonly JsonObject[]): void {
  assert.equal(state.status, session['state'], 'I1: status');
  assert.equal(state.stale, false, 'I1: still called stale');
  assert.equal(
    capabilityKey(state.capabilities),
    capabilityKey(session['capabilities'] as string[]),
    'I1: capabilities',
  );
  assert.deepEqual(Object.fromEntries([...state.userData]), session['userData'], 'I1: userData');
  // An invitation shows nobody and nothing: what was known before may stay.
  if (state.status === 'Invited') return;
  const people = (session['participants'] as JsonObject[]).map((each) => [each['participantId'], each['visibility']]);
  assert.deepEqual(
    state.participants.map(({ participantId, visibility }) => [participantId, visibility]),
    people,
    'I1: participants',
  );
  const shown = [...state.log].map(({ index }) => index);
  for (const { index } of log) assert.ok(shown.includes(index as number), `I1: entry ${index as number} is missing`);
  assert.deepEqual(gapsOf(state), [], 'I1: gaps');
}

/** I4: everything ended, and what the log tells was told. */
function checkEnds(desk: FaultyDesk): void {
  for (const { id, operation, sessionId, text, outcome } of desk.deeds) {
    assert.ok(outcome, `I4: ${operation} ${id} never ended`);
    const session = sessionId === undefined ? undefined : desk.sessions.find((each) => each.id === sessionId);
    if (session === undefined || text === undefined || text === 'yes' || isEnded(session.state)) continue;
    const record = operationById(session.state, id);
    if (record === undefined || session.state.status !== 'Chatting') continue;
    const entry = [...session.state.log].find((each) => each.text === text);
    if (entry !== undefined && record.phase === 'unknown')
      assert.notEqual(entry.visibility, 'All', `I4: ${id} is unknown, but the log tells`);
    if (entry === undefined) assert.notEqual(record.phase, 'confirmed', `I3: ${id} is confirmed, but not in the log`);
  }
}

/** I7, at the only end that matters: no phone ever showed what was for agents. I5: nor the same thing twice. */
function checkPhones({ world }: Run): void {
  const heard = world.heard();
  for (const text of heard) assert.ok(!world.whispers.has(text), `I7: a customer read “${text}”`);
  const unique = heard.filter((text) => text !== 'yes');
  assert.equal(new Set(unique).size, unique.length, 'I5: a customer read the same twice');
}

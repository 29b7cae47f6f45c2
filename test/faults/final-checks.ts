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
  checkShown(run, false);
  for (const desk of run.desks) {
    for (const { id, state } of desk.sessions) assert.deepEqual(state.operations.filter(isPending), [], `I4: ${id}`);
    checkEnds(desk);
  }
  checkPhones(run);
}

/** I1: whatever is still under way, what is shown is how things stand. */
export function checkShown(run: Run, soon = true): void {
  run.check();
  for (const desk of run.desks) {
    assert.equal(desk.workspace.state.connection.phase, 'live');
    checkProjection(desk, soon);
    checkChannels(desk);
  }
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

/** I1: session by session, part by part, entry by entry. `soon`: but for what GWS tells nobody who does not ask. */
function checkProjection(desk: FaultyDesk, soon: boolean): void {
  const { world, userId, user } = desk;
  const latest = new Map(desk.sessions.map(({ id }) => [id, [...world.truth.of(userId, id).latestData]]));
  const projection = world.projection(user);
  for (const { session, log } of projection) {
    const id = session['id'] as string;
    const found = desk.sessions.find((each) => each.id === id);
    assert.ok(found, `I1: ${id} is not on the list`);
    compare(found.state, session, log, soon ? latest.get(id) : undefined);
  }
  const live = new Set(projection.map(({ session }) => session['id']));
  for (const { id, state } of desk.sessions) {
    if (!live.has(id)) assert.ok(isEnded(state), `I1: ${id} is over, but shown as ${String(state.status)}`);
  }
}

function checkChannels({ workspace, world, user }: FaultyDesk): void {
  const shown = workspace.state.channels.map(({ channel, state }) => `${channel} ${state}`).sort();
  const channels = world.channels(user) as unknown as { channel: string; userState: { state: string } }[];
  assert.deepEqual(
    shown,
    channels.map(({ channel, userState }) => `${channel} ${userState.state}`).sort(),
    'I1: channels',
  );
}

/** `latestData` is what was told of the attached data last, if that is enough. */
function compare(
  state: SessionState,
  session: JsonObject,
  log: readonly JsonObject[],
  latestData?: readonly string[],
): void {
  assert.equal(state.status, session['state'], 'I1: status');
  assert.equal(state.stale, false, 'I1: still called stale');
  assert.equal(
    capabilityKey(state.capabilities),
    capabilityKey(session['capabilities'] as string[]),
    'I1: capabilities',
  );
  const known = JSON.stringify([...state.userData]);
  const userData = session['userData'] && JSON.stringify(Object.entries(session['userData']));
  // The older API seldom shows any, and GWS tells whoever is invited, or has just accepted, of no change.
  if (latestData?.includes(known) !== true) assert.equal(known, userData ?? known, 'I1: userData');
  // An invitation shows nobody and nothing: what was known before may stay.
  if (state.status === 'Invited') return;
  // Whoever left is not told who else comes and goes.
  if (latestData === undefined || state.status !== 'LeftChat') {
    const shown = state.participants.map(({ participantId, visibility }) => [participantId, visibility]);
    const people = (session['participants'] as JsonObject[]).map((each) => [each['participantId'], each['visibility']]);
    assert.deepEqual(shown, people, 'I1: participants');
  }
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
    const entry = [...session.state.log].find((each) => (each.text ?? each.url ?? each.noticeText) === text);
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

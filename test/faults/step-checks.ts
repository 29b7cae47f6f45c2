import assert from 'node:assert/strict';
import type { OperationOutcome, SessionApi } from '../../src/session/contract.js';
import { audienceOf } from '../../src/state/audience.js';
import { kindOf } from '../../src/state/message-kind.js';
import { composing, isEnded, pendingMessages, unreadOf } from '../../src/state/selectors.js';
import type { SessionState } from '../../src/state/session-state.js';
import { Transcript } from '../../src/state/transcript.js';
import type { FaultyDesk } from './desk.js';
import { capabilityKey, type Shown, type ShownEntry } from './truth.js';

interface Seen {
  readonly state: SessionState;
  readonly transcript: Transcript;
  /** How often it was shown as alive after its end. */
  readonly revived: number;
}

/** What the last check of a desk saw. By session, not by id: one that was closed and is offered again begins anew. */
export type Watch = Map<SessionApi, Seen>;

/** What must hold at a desk at every moment, whatever is on its way. */
export function checkDesk(desk: FaultyDesk, watch: Watch): void {
  for (const session of desk.sessions) {
    const { state } = session;
    const seen = watch.get(session);
    if (seen?.state === state) continue;
    const transcript = seen?.transcript ?? new Transcript({ userId: desk.userId, dayOf: () => 'today' });
    const shown = desk.world.truth.of(desk.userId, session.id);
    if (seen?.state.log !== state.log) {
      transcript.update(state.log);
      checkLog(state, shown);
      checkRows(state, transcript);
      checkNothingVanished(state, seen?.state);
    }
    const isRevived = seen !== undefined && isEnded(seen.state) && !isEnded(state);
    const revived = (seen?.revived ?? 0) + Number(isRevived);
    if (isRevived) checkRevival(desk, session.id, revived, shown);
    checkUnread(desk.userId, state);
    checkSession(state, shown);
    checkOperations(desk, state, shown);
    watch.set(session, { state, transcript, revived });
  }
  checkArrived(desk);
  checkRequests(desk);
}

/** I1: what came into the page is shown, at the latest when catching up is over, be it because the line is down again. */
function checkArrived(desk: FaultyDesk): void {
  if (desk.arrived.length === 0 || desk.workspace.state.connection.phase === 'catching-up') return;
  const { sessions } = desk;
  // What came for one user is not shown to whoever signs in next.
  const isOurs = desk.workspace.state.me !== undefined;
  for (const [session, index] of desk.arrived.splice(0)) {
    if (isOurs && sessions.includes(session))
      assert.ok(session.state.log.has(index), `I1: entry ${index} came and is not shown`);
  }
}

/** I1, I2, I3: what is shown was shown by the server, word for word, in the order of indexes, once each. */
function checkLog({ log }: SessionState, shown: Shown): void {
  let last = 0;
  for (const message of log) {
    const { index, type, visibility, from } = message;
    const text = message.text ?? message.url ?? message.noticeText;
    assert.ok(index > last, `I2: index ${index} after ${last}`);
    last = index;
    const entry = shown.entries.get(index);
    assert.ok(entry, `I3: entry ${index} was never shown to this viewer`);
    assert.equal(type, entry.type, `I3: type of entry ${index}`);
    assert.equal(text, entry.text, `I3: text of entry ${index}`);
    assert.equal(from?.userId, entry.fromUser, `I3: sender of entry ${index}`);
    assert.equal(visibility, entry.visibility, `I3: visibility of entry ${index}`);
    assert.equal(audienceOf(message), trueAudience(entry), `I7: audience of entry ${index}`);
  }
}

/** As the documentation has it, told anew: no wider than the message, no wider than its sender. */
function trueAudience({ visibility, fromVisibility, isCustomer }: ShownEntry): 'customer' | 'agents' {
  return isCustomer || (visibility === 'All' && fromVisibility === 'All') ? 'customer' : 'agents';
}

/** I2: no row twice, and the rows are those of the log, however it grew. */
function checkRows({ log }: SessionState, transcript: Transcript): void {
  let last = -Infinity;
  const indexes: number[] = [];
  for (const row of transcript.rows) {
    assert.ok(row.key > last, `I2: row ${row.key} after ${last}`);
    last = row.key;
    if (row.kind === 'message' || row.kind === 'event') indexes.push(row.index);
    if (row.kind === 'message') assert.equal(row.message, log.get(row.index), `I2: row of entry ${row.index}`);
  }
  const expected = [...log].filter((message) => kindOf(message) !== 'typing').map(({ index }) => index);
  assert.deepEqual(indexes, expected, 'I1: rows of the log');
  for (const { from, to } of log.gaps) {
    for (let index = from; index <= to; index++) assert.ok(!log.has(index), `I1: ${index} is there and a gap`);
  }
}

/** What was shown once stays. */
function checkNothingVanished({ log }: SessionState, before: SessionState | undefined): void {
  for (const message of before?.log ?? []) {
    assert.ok(log.get(message.index) === message, `I1: entry ${message.index} vanished or changed`);
  }
}

/** I3: what is over stays so, unless the server offers it again, or has it still when others had called it over. */
function checkRevival({ world, user }: FaultyDesk, id: string, revived: number, { offeredAgain }: Shown): void {
  const isLive = world.projection(user).some(({ session }) => session['id'] === id);
  assert.ok(isLive || revived <= offeredAgain, `I3: ${id} is over, and shown as alive again`);
}

function checkUnread(userId: string, state: SessionState): void {
  const lines = [...state.log].filter((message) => kindOf(message) === 'line');
  const unread = lines.filter(({ index, from }) => index > state.seenIndex && from?.userId !== userId).length;
  assert.equal(unreadOf(state), unread, 'I1: count of unread lines');
  assert.equal(state.lastLine?.index, lines.at(-1)?.index, 'I1: last line');
}

/** I3 for everything but the log: the session as the server told it, at some time. */
function checkSession(state: SessionState, shown: Shown): void {
  const { status, participants, capabilities, userData } = state;
  if (status !== undefined && status !== 'Completed') assert.ok(shown.statuses.has(status), `I3: status ${status}`);
  for (const { participantId, visibility } of participants) {
    assert.ok(
      shown.participants.has(`${participantId} ${String(visibility)}`),
      `I3: participant ${participantId} as ${String(visibility)}`,
    );
  }
  const key = capabilityKey(capabilities);
  assert.ok(shown.capabilities.has(key), `I3: capabilities ${key}`);
  assert.ok(shown.userData.has(JSON.stringify([...userData])), `I3: userData ${JSON.stringify([...userData])}`);
}

/** I3, I7: pending rows are our own words for the audience that was asked for; each entry confirms one operation, and truly. */
function checkOperations(desk: FaultyDesk, state: SessionState, shown: Shown): void {
  const claimed = new Set<number>();
  for (const { id, phase, confirmedBy, text, audience } of state.operations) {
    if (confirmedBy === undefined) continue;
    const entry = shown.entries.get(confirmedBy);
    assert.ok(entry, `I3: ${id} confirmed by an entry that was never shown`);
    assert.equal(phase, 'confirmed');
    assert.ok(!claimed.has(confirmedBy), `I2: entry ${confirmedBy} confirms two operations`);
    claimed.add(confirmedBy);
    assert.equal(entry.text, text, `I3: ${id} confirmed by other words`);
    assert.equal(entry.fromUser, desk.userId, `I3: ${id} confirmed by somebody else's words`);
    assert.equal(trueAudience(entry), audience, `I7: ${id} confirmed by words for others`);
  }
  for (const { id, text, audience, phase } of pendingMessages(state)) {
    const deed = desk.deeds.find((each) => each.id === id);
    assert.ok(deed, `I3: pending row ${id} is nobody's`);
    assert.equal(text, deed.text, `I3: pending row ${id}`);
    assert.equal(audience, deed.audience, `I7: pending row ${id}`);
    assert.notEqual(phase, 'confirmed');
  }
  const { audiences } = composing(state);
  const own = state.participants.filter(({ userId }) => userId === desk.userId);
  if (own.length === 0 || own.some(({ visibility }) => visibility !== 'All')) {
    assert.ok(!audiences.includes('customer'), 'I7: the customer is offered to somebody who is not visible to all');
  }
}

/** A text for the customer that agents alone could read, because its sender had become invisible elsewhere, did fail. */
function wentUnheard(
  { userId, world }: FaultyDesk,
  sessionId = '',
  text: string,
  audience: string | undefined,
  outcome: OperationOutcome | undefined,
): boolean {
  if (audience !== 'customer' || outcome?.phase !== 'failed') return false;
  const said = [...world.truth.of(userId, sessionId).entries.values()].filter((entry) => entry.text === text);
  return said.some((entry) => entry.fromUser === userId && trueAudience(entry) === 'agents');
}

/** I5, I7: each act leaves once, as what it was; nothing leaves that nobody asked for. */
function checkRequests(desk: FaultyDesk): void {
  assert.deepEqual(desk.wrong, [], 'I7');
  for (const [id, operations] of desk.posts) {
    assert.equal(operations.length, 1, `I5: ${id} left ${operations.length} times`);
    assert.ok((desk.executed.get(id) ?? 0) <= 1, `I5: ${id} was executed more than once`);
  }
  const counts = desk.deeds.filter(({ id }) => desk.posts.has(id));
  assert.equal(counts.length, desk.posts.size, 'I5: requests that nobody asked for');
  const balance = new Map<string, number>();
  for (const { id, operation, sessionId, text, audience, outcome } of desk.deeds) {
    const left = desk.posts.get(id)?.[0];
    if (left === undefined || text === undefined) continue;
    assert.equal(left, operation, `I7: ${id}`);
    assert.equal(operation.includes('ToAgents') ? 'agents' : 'customer', audience, `I7: ${id}`);
    const executed = desk.executed.has(id) && !wentUnheard(desk, sessionId, text, audience, outcome);
    // What a text came to is told truly at every moment: "failed" invites people to send it again.
    if (outcome?.phase === 'failed') assert.ok(!executed, `I5: ${id} is called failed, and was said`);
    // Equal words cannot be told apart, but counted.
    const key = `${String(sessionId)} ${text}`;
    balance.set(key, (balance.get(key) ?? 0) + Number(executed) - Number(outcome?.phase === 'confirmed'));
  }
  for (const [key, left] of balance) assert.ok(left >= 0, `I3: more of “${key}” is confirmed than was said`);
}

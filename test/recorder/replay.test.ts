import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { replayRecording, type FlightRecorderOptions, type Replay } from '../../src/recorder/index.js';
import { HISTORIES, record, type History } from './histories.js';
import { runs, SEED } from './size.js';

const RUNS = runs(150);

async function replayed(ndjson: string): Promise<Replay> {
  const replay = await replayRecording(ndjson);
  assert.ok(!('problem' in replay), JSON.stringify(replay));
  return replay;
}

/** Both desks of a history end, replayed, as they ended; `exact` counts those that promise it. */
async function holds(history: History, options: FlightRecorderOptions, exact: { count: number }): Promise<void> {
  for (const recorder of await record(history, options)) {
    recorder.stop();
    const { recording, state } = await replayed(recorder.toNdjson());
    assert.equal(recording.skipped, 0);
    if (!recording.header.exact) continue;
    exact.count++;
    assert.equal(state.verdict, 'same', state.differing.join());
  }
}

describe('a recording that is replayed', () => {
  const modes: readonly (readonly [name: string, options: FlightRecorderOptions])[] = [
    ['of structure alone', {}],
    ['of full content', { content: 'full' }],
    ['of which the oldest entries were dropped', { maxEntries: 16 }],
  ];
  for (const [name, options] of modes) {
    it(`ends as it ended, ${name}: whatever was done, lost, late, and caught up with`, async () => {
      const exact = { count: 0 };
      const property = fc.asyncProperty(HISTORIES, (history) => holds(history, options, exact));
      await fc.assert(property, { numRuns: RUNS, seed: SEED });
      assert.ok(exact.count > RUNS, `only ${exact.count} recordings promise an equal end`);
    });
  }

  it('ends otherwise when a notification is missing that told something', async () => {
    let missed = 0;
    let noticed = 0;
    for (const history of fc.sample(HISTORIES, { numRuns: 40, seed: SEED })) {
      const [recorder] = await record(history);
      recorder.stop();
      const lines = recorder.toNdjson().split('\n');
      const at = lines.findLastIndex((line) => line.includes('"k":"message"') && !line.includes('"i":0,'));
      if (at < 0) continue;
      missed++;
      const { state } = await replayed(lines.toSpliced(at, 1).join('\n'));
      if (state.verdict === 'different') noticed++;
    }
    // A copy, or what a reading told as well, is not missed.
    assert.ok(noticed > missed / 3, `${noticed} of ${missed}`);
  });

  it('stands at any entry as it stood then, forwards and backwards', async () => {
    const [history] = fc.sample(HISTORIES, { numRuns: 1, seed: 4 }) as [History];
    const [recorder] = await record({ ...history, restartAfter: undefined });
    const replay = await replayed(recorder.toNdjson());
    const { length } = replay.state;
    assert.ok(length > 10, `${length} entries`);
    const views: string[] = [];
    const view = (): string => {
      const { workspace } = replay.state;
      const sessions = workspace.state.sessionIds.map((id) => {
        const { status, log, operations } = workspace.session(id).state;
        return [id, status, log.size, operations.map(({ phase }) => phase)];
      });
      return JSON.stringify([workspace.state.connection.phase, sessions]);
    };
    for (let position = 0; position <= length; position++) {
      await replay.seek(position);
      assert.equal(replay.state.position, position);
      views.push(view());
    }
    assert.ok(new Set(views).size > 3, 'something is seen to happen');
    for (const position of [length, 3, length - 1, 0, 7]) {
      await replay.seek(position);
      assert.equal(view(), views[position], `entry ${position}`);
    }
    assert.equal(replay.state.verdict, undefined);
    await Promise.all([replay.seek(2), replay.seek(length), replay.seek(5)]);
    assert.equal(replay.state.position, 5, 'the last call counts');
  });

  it('can be looked at, and asks nothing of anybody', async () => {
    const [history] = fc.sample(HISTORIES, { numRuns: 1, seed: 4 }) as [History];
    const [recorder] = await record({ ...history, restartAfter: undefined });
    const replay = await replayed(recorder.toNdjson());
    const { workspace } = replay.state;
    const [id = ''] = workspace.state.sessionIds;
    const session = workspace.session(id);
    const before = session.state;
    const outcomes = [session.send('hello', 'customer'), session.perform('Leave', {}), workspace.setReady(true)];
    for (const { finished } of outcomes) assert.equal((await finished).error?.code, 'canceled');
    session.markSeen();
    workspace.closeSession(id);
    await workspace.close();
    assert.equal(session.state, before);
    workspace.select(id);
    assert.equal(workspace.state.selectedId, id);
  });
});

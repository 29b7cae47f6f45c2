import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox, type PageSandbox } from '../../src/sandbox/browser/index.js';
import type { WorkspaceApi } from '../../src/session/contract.js';
import { createWorkspace, type WorkspaceOptions } from '../../src/session/workspace-controller.js';

/** Resolves when the state fulfils the condition. */
function until(workspace: WorkspaceApi, condition: (state: WorkspaceApi['state']) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!condition(workspace.state)) return;
      stop();
      resolve();
    };
    const stop = workspace.subscribe((state) => state, check);
    check();
  });
}
const isIn =
  (wanted: string) =>
  ({ channels }: WorkspaceApi['state']): boolean =>
    channels.some(({ channel, state }) => channel === 'smssession' && state === wanted);

async function deskOf(sandbox: PageSandbox, userName: string, rest: Partial<WorkspaceOptions> = {}) {
  const workspace = createWorkspace({ transport: sandbox.transportFor(userName), ...rest });
  workspace.connect();
  await until(workspace, ({ connection, channels }) => connection.phase === 'live' && channels.length > 0);
  return workspace;
}
const statuses = (workspace: WorkspaceApi): readonly unknown[] =>
  workspace.state.sessionIds.map((id) => workspace.session(id).state.status);
/** A text to nobody in particular: routing decides. */
const text = (sandbox: PageSandbox, from: string): unknown =>
  sandbox.control({ method: 'POST', path: '/sandbox/sms', body: { from, text: 'Anybody there?' } });

describe('readiness on the sandbox', () => {
  it('decides who is offered a customer’s text', async () => {
    const sandbox = createSandbox();
    const [one, two] = [await deskOf(sandbox, 'agent1'), await deskOf(sandbox, 'agent2')];
    try {
      assert.equal((await one.setReady(false).finished).phase, 'confirmed');
      assert.ok(isIn('NotReady')(one.state));
      text(sandbox, '+15550001');
      await until(two, ({ sessionIds }) => sessionIds.length === 1);
      assert.deepEqual(statuses(one), []);

      // With nobody ready it waits, for the first who becomes so.
      const three = await deskOf(sandbox, 'agent3');
      await Promise.all([two.setReady(false).finished, three.setReady(false).finished]);
      text(sandbox, '+15550002');
      assert.equal((await one.setReady(true).finished).phase, 'confirmed');
      await until(one, ({ sessionIds }) => sessionIds.length === 1);
      assert.deepEqual(statuses(one), ['Invited']);
      assert.equal(two.state.sessionIds.length, 1);
      assert.deepEqual(three.state.sessionIds, []);
      await three.close();
    } finally {
      await Promise.all([one.close(), two.close()]);
      sandbox.close();
    }
  });

  it('begins and ends with the contact centre session', async () => {
    const sandbox = createSandbox();
    const desk = await deskOf(sandbox, 'agent1');
    try {
      assert.equal((await desk.end().finished).phase, 'confirmed');
      assert.ok(isIn('LoggedOut')(desk.state));
      assert.equal((await desk.setReady(true).finished).error?.code, 'invalid-state');
      const part = await desk.start({ channels: ['smssession', 'fax'] }).finished;
      assert.equal(part.phase, 'confirmed');
      assert.equal(part.error?.code, 'partial');
      assert.ok(isIn('Ready')(desk.state));
      await desk.end().finished;

      const other = await deskOf(sandbox, 'agent1', { autoStart: true });
      await until(desk, isIn('Ready'));
      await other.close();
      await until(desk, isIn('LoggedOut'));
    } finally {
      await desk.close();
      sandbox.close();
    }
  });
});

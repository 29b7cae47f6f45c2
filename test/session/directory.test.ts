import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import type { OperationName } from '../../src/protocol/operation-name.js';
import { createQueueDirectory } from '../../src/session/queues.js';
import { Desk } from './desk.js';
import { ME, ok } from './wire.js';

describe('the directory', () => {
  const users = [
    ME,
    { id: 'u2', userName: 'agent2', firstName: 'Zoe', lastName: 'Zander', uri: 'http://gws/api/v2/users/u2' },
    { id: 'u3', userName: 'agent3', uri: 'http://gws/api/v2/users/u3' },
    { id: 'u4', userName: 'nowhere' },
  ];
  const find = (desk: Desk, query: string) =>
    desk.workspace.directory(query, { signal: new AbortController().signal, operation: 'Consult' });

  it('finds others by part of their name, and asks the server once a minute', async () => {
    const desk = await new Desk().live();
    desk.replies.set('GET /users', ok({ users }));
    assert.deepEqual(await find(desk, ''), [
      { label: 'agent3', detail: 'agent3', kind: 'user', target: { targetUri: 'http://gws/api/v2/users/u3' } },
      { label: 'Zoe Zander', detail: 'agent2', kind: 'user', target: { targetUri: 'http://gws/api/v2/users/u2' } },
    ]);
    assert.deepEqual(
      (await find(desk, ' zAN')).map(({ label }) => label),
      ['Zoe Zander'],
    );
    assert.equal((await desk.workspace.users()).length, 4);
    assert.equal(desk.transport.named('GET /users').length, 1);
    await desk.clock.advance(60_001);
    await find(desk, 'x');
    assert.equal(desk.transport.named('GET /users').length, 2);
  });

  describe('of queues', () => {
    const queues = [
      { id: 'q1', name: 'Sales', channel: 'chat' },
      { id: 'q2', name: 'Billing' },
      { id: 'q3', name: 'Hotline', channel: 'voice' },
    ];
    const ask = (desk: Desk, operation: OperationName, query = '') =>
      desk.workspace.directory(query, { signal: new AbortController().signal, operation });
    const named = async (desk: Desk, operation: OperationName, query?: string) =>
      (await ask(desk, operation, query)).map(({ label }) => label);
    const open = async (options?: ConstructorParameters<typeof Desk>[0]): Promise<Desk> => {
      const desk = await new Desk({ queues: createQueueDirectory, ...options }).live();
      desk.replies.set('GET /users', ok({ users }));
      desk.replies.set('GET /queues', ok({ queues }));
      return desk;
    };

    it('names those of text after the people, by name where the operation takes one, else by path', async () => {
      const desk = await open();
      assert.deepEqual((await ask(desk, 'Transfer')).slice(2), [
        { label: 'Billing', kind: 'queue', target: { queueName: 'Billing' } },
        { label: 'Sales', kind: 'queue', target: { queueName: 'Sales' } },
      ]);
      for (const operation of ['Consult', 'Invite'] as const) {
        assert.deepEqual(await ask(desk, operation, 'bILL'), [
          { label: 'Billing', kind: 'queue', target: { targetPath: '/queues/q2' } },
        ]);
      }
      assert.equal(desk.transport.named('GET /queues').length, 1);
      await desk.clock.advance(60_001);
      await ask(desk, 'Transfer');
      assert.equal(desk.transport.named('GET /queues').length, 2);
    });

    it('is not asked for a list of people, and its refusal hides nobody', async () => {
      const desk = await open();
      await desk.workspace.users();
      assert.equal(desk.transport.named('GET /queues').length, 0);
      desk.replies.set('GET /queues', { statusCode: 5 });
      assert.deepEqual(await named(desk, 'Transfer'), ['agent3', 'Zoe Zander']);
    });

    it('offers none where only an agent’s id can be named', async () => {
      const desk = await open({ dialect: INTERACTIONS });
      assert.deepEqual(await named(desk, 'Consult', 's'), []);
      assert.deepEqual(await named(desk, 'Transfer', 's'), ['Sales']);
    });
  });

  it('does not remember a failure', async () => {
    const desk = await new Desk().live();
    desk.replies.set('GET /users', { statusCode: 5 });
    await assert.rejects(desk.workspace.users(), { name: 'GwsError', code: 'permission-denied' });
    desk.replies.set('GET /users', ok({ users }));
    assert.equal((await desk.workspace.users()).length, 4);
  });

  it('is the one of the host, if it has one', async () => {
    const queue = { label: 'Sales', kind: 'queue', target: { queueName: 'sales' } } as const;
    const desk = new Desk({ directory: () => Promise.resolve([queue]) });
    assert.deepEqual(await find(desk, ''), [queue]);
  });
});

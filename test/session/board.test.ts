import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import { settled } from '../support/virtual-clock.js';
import { Desk } from './desk.js';
import { chatting, list, ME, ok } from './wire.js';

const users = ['u2', 'u3'].map((id) => ({ id, userName: id, roles: ['ROLE_AGENT'] }));
const of = (id: string) => `GET /users/${id}/smssessions`;

/** A supervisor of u2, but not of u3. */
async function supervising(roles: readonly string[] = ['ROLE_SUPERVISOR']): Promise<Desk> {
  const desk = new Desk({ timings: { check: 0 } });
  desk.replies.set('GET /me', ok({ user: { ...ME, roles } }));
  desk.replies.set('GET /users', ok({ users: [ME, ...users] }));
  desk.replies.set(of('u2'), list(chatting('s1')));
  desk.replies.set(of('u3'), { statusCode: 5 });
  return desk.live();
}

describe('the board of agents', () => {
  it('asks nobody while nobody watches', async () => {
    const desk = await supervising();
    await desk.clock.advance(60_000);
    assert.deepEqual(desk.transport.names, ['GET /me', 'GET /me/smssessions', 'GET /me/channels']);
  });

  it('shows the agents whom the server lets one see, and reads on in rounds until nobody watches', async () => {
    const desk = await supervising();
    const { board } = desk.workspace;
    const stop = board.watch(5_000);
    await settled();
    assert.deepEqual(
      board.state.agents.map(({ user, sessions }) => [user.id, sessions.map(({ id }) => id)]),
      [['u2', ['s1']]],
    );
    desk.replies.set(of('u2'), list());
    await desk.clock.advance(5_000);
    assert.deepEqual(board.state.agents[0]?.sessions, []);
    assert.equal(desk.transport.named(of('u3')).length, 1, 'who is not ours is asked for once');
    stop();
    const asked = desk.transport.requests.length;
    await desk.clock.advance(60_000);
    assert.equal(desk.transport.requests.length, asked);
  });

  it('keeps what it shows when a round fails, and says so', async () => {
    const desk = await supervising();
    const { board } = desk.workspace;
    board.watch(5_000);
    await settled();
    desk.replies.set(of('u2'), new GwsError('network'));
    await desk.clock.advance(5_000);
    assert.equal(board.state.phase, 'failed');
    assert.equal(board.state.agents.length, 1);
    desk.replies.set(of('u2'), list());
    await desk.clock.advance(5_000);
    assert.equal(board.state.phase, 'ready');
  });

  it('is empty for an agent, without asking', async () => {
    const desk = await supervising(['ROLE_AGENT']);
    desk.workspace.board.watch(5_000);
    await settled();
    assert.deepEqual(desk.workspace.board.state, { phase: 'ready', agents: [], more: 0 });
    assert.equal(desk.transport.named('GET /users').length, 0);
  });

  it('rests while the line is down, and reads at once when it is back', async () => {
    const desk = await supervising();
    desk.workspace.board.watch(5_000);
    await settled();
    desk.transport.become('broken');
    const asked = desk.transport.named(of('u2')).length;
    await desk.clock.advance(60_000);
    assert.equal(desk.transport.named(of('u2')).length, asked);
    desk.transport.become('open');
    await settled();
    await settled();
    assert.equal(desk.transport.named(of('u2')).length, asked + 1);
  });
});

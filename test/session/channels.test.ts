import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { JsonObject } from '../../src/protocol/json.js';
import type { WorkspaceOptions } from '../../src/session/workspace-controller.js';
import { settled } from '../support/virtual-clock.js';
import { Desk } from './desk.js';
import { ME, ok } from './wire.js';

const READ = 'GET /me/channels';
const START = 'POST /me StartContactCenterSession';
const END = 'POST /me EndContactCenterSession';

const sms = (state: string): JsonObject => ({ channel: 'smssession', userState: { state } });
const said = (...channels: JsonObject[]): JsonObject => ({ messageType: 'ChannelStateChangeMessageV2', channels });

async function signedIn(state = 'Ready', options: Partial<WorkspaceOptions> = {}): Promise<Desk> {
  const desk = new Desk(options);
  desk.replies.set(READ, ok({ channels: [sms(state), { channel: 'chat', state: 'NotReady' }] }));
  return desk.live();
}
const stateOf = (desk: Desk): string | undefined =>
  desk.workspace.state.channels.find(({ channel }) => channel === 'smssession')?.state;

describe('the channels of the user', () => {
  it('are read when the line opens and when it is back', async () => {
    const desk = await signedIn();
    assert.deepEqual(desk.workspace.state.channels, [
      { channel: 'smssession', state: 'Ready' },
      { channel: 'chat', state: 'NotReady' },
    ]);
    desk.replies.set(READ, ok({ channels: [sms('NotReady')] }));
    desk.transport.become('broken');
    desk.transport.become('open');
    await settled();
    assert.equal(stateOf(desk), 'NotReady');
  });

  it('follow notifications, which tell only of those that changed', async () => {
    const desk = await signedIn();
    let changes = 0;
    desk.workspace.subscribe(
      ({ channels }) => channels,
      () => changes++,
    );
    await desk.push(said(sms('NotReady')), said(sms('NotReady')));
    assert.deepEqual(desk.workspace.state.channels, [
      { channel: 'smssession', state: 'NotReady' },
      { channel: 'chat', state: 'NotReady' },
    ]);
    assert.equal(changes, 1, 'no news wakes nobody');
  });

  it('are believed as they were told while they were read', async () => {
    const desk = new Desk();
    desk.replies.set(READ, undefined);
    await desk.live();
    await desk.push(said(sms('NotReady')));
    desk.transport.named(READ)[0]?.answer(ok({ channels: [sms('Ready')] }));
    await settled();
    assert.equal(stateOf(desk), 'NotReady');
  });

  it('are none with a server that does not tell, and then it is not asked again and again', async () => {
    for (const reply of [ok(), { statusCode: 6 }, new GwsError('network'), ok({ uris: ['/me/channels/voice'] })]) {
      const desk = new Desk();
      desk.replies.set(READ, reply);
      await desk.live();
      assert.equal(desk.phase, 'live');
      assert.deepEqual(desk.workspace.state.channels, []);
      await desk.clock.advance(600_000);
      assert.equal(desk.transport.named(READ).length, 1);
      assert.deepEqual(desk.eventsOf('gws-error'), []);
    }
  });

  it('are looked at now and then, for a notification that was lost', async () => {
    const desk = await signedIn();
    desk.replies.set(READ, ok({ channels: [sms('NotReady')] }));
    await desk.clock.advance(60_000);
    assert.equal(stateOf(desk), 'NotReady');
  });

  it('are not those of the user before', async () => {
    const desk = await signedIn();
    desk.transport.become('auth-required');
    desk.replies.set('GET /me', ok({ user: { ...ME, id: 'other' } }));
    desk.replies.set(READ, { statusCode: 6 });
    desk.transport.become('open');
    await settled();
    assert.deepEqual(desk.workspace.state.channels, []);
  });
});

describe('readiness', () => {
  it('is asked for on the dialect’s channel, and shows when the server says so', async () => {
    const desk = await signedIn();
    desk.replies.set('POST /me/channels/smssession NotReady', undefined);
    const { finished } = desk.workspace.setReady(false);
    assert.equal(stateOf(desk), 'Ready');
    await desk.push(said(sms('NotReady')));
    desk.transport.named('POST /me/channels/smssession NotReady')[0]?.answer(ok());
    assert.equal((await finished).phase, 'confirmed');
    assert.equal(desk.transport.named(READ).length, 1, 'which needs no reading');
    assert.equal(stateOf(desk), 'NotReady');
    await desk.workspace.setReady(true, 'chat').finished;
    assert.deepEqual(
      desk.transport.names.filter((name) => name.startsWith('POST')),
      ['POST /me/channels/smssession NotReady', 'POST /me/channels/chat Ready'],
    );
    assert.equal(desk.eventsOf('gws-operation').length, 2);
  });

  it('is read again once accepted, where no notification tells', async () => {
    const desk = await signedIn();
    desk.replies.set(READ, ok({ channels: [sms('NotReady')] }));
    await desk.workspace.setReady(false).finished;
    assert.equal(stateOf(desk), 'NotReady');
  });

  it('can be prevented by the page, is asked once for a double click, and tells a refusal', async () => {
    const desk = await signedIn();
    desk.replies.set('POST /me/channels/smssession Ready', { statusCode: 2 });
    const element = new EventTarget();
    element.addEventListener('gws-before-operation', (event) => event.preventDefault(), { once: true });
    const prevented = await desk.workspace.setReady(true, undefined, { source: element }).finished;
    assert.equal(prevented.error?.code, 'canceled');
    const [first, second] = [desk.workspace.setReady(true), desk.workspace.setReady(true)];
    assert.equal((await second.finished).error?.code, 'busy');
    assert.equal((await first.finished).error?.code, 'invalid-state');
    assert.equal(desk.transport.named('POST /me/channels/smssession Ready').length, 1);
    assert.deepEqual(
      desk.eventsOf('gws-error').map((detail) => (detail as { code: string }).code),
      ['invalid-state'],
    );
  });
});

describe('the contact centre session', () => {
  it('is started on the dialect’s channel unless others are named', async () => {
    const desk = await signedIn('LoggedOut');
    await desk.workspace.start().finished;
    await desk.workspace.start({ channels: ['voice', 'smssession'], place: 'P1', loginCode: '7', queue: 'q' }).finished;
    assert.deepEqual(
      desk.transport.named(START).map(({ request }) => request.body),
      [
        { operationName: 'StartContactCenterSession', channels: ['smssession'] },
        {
          operationName: 'StartContactCenterSession',
          channels: ['voice', 'smssession'],
          place: 'P1',
          loginCode: '7',
          queue: 'q',
        },
      ],
    );
    assert.equal((await desk.workspace.end().finished).phase, 'confirmed');
    assert.equal(desk.transport.named(END).length, 1);
  });

  it('counts as started in part, with a warning', async () => {
    const desk = await signedIn('LoggedOut');
    desk.replies.set(START, { statusCode: 7 });
    const { phase, error } = await desk.workspace.start({ channels: ['voice', 'smssession'] }).finished;
    assert.equal(phase, 'confirmed');
    assert.equal(error?.code, 'partial');
    assert.equal((desk.eventsOf('gws-operation')[0] as { phase: string }).phase, 'confirmed');
  });

  it('starts by itself once, and never again when the line comes back', async () => {
    const desk = await signedIn('LoggedOut', { autoStart: true });
    assert.equal(desk.transport.named(START).length, 1);
    desk.transport.become('broken');
    desk.transport.become('open');
    await settled();
    await desk.clock.advance(60_000);
    assert.equal(desk.transport.named(START).length, 1);
  });

  it('starts by itself with a server that tells of no channels', async () => {
    const desk = await new Desk({ autoStart: true }).live();
    assert.equal(desk.transport.named(START).length, 1);
  });

  it('is not started again for who is signed in, ready or not', async () => {
    const desk = await signedIn('NotReady', { autoStart: true });
    assert.equal(desk.transport.named(START).length, 0);
  });

  it('starts by itself for the next user too', async () => {
    const desk = await signedIn('LoggedOut', { autoStart: true });
    desk.transport.become('auth-required');
    desk.replies.set('GET /me', ok({ user: { ...ME, id: 'other' } }));
    desk.transport.become('open');
    await settled();
    assert.equal(desk.transport.named(START).length, 2);
  });

  it('ends with the workspace that started it by itself, before the line does', async () => {
    const desk = await signedIn('LoggedOut', { autoStart: true });
    await desk.workspace.close();
    assert.equal(desk.transport.named(END).length, 1);
    assert.equal(desk.transport.status.state, 'stopped');

    const plain = await signedIn();
    await plain.workspace.close();
    assert.equal(plain.transport.named(END).length, 0);
  });

  it('keeps nobody from closing', async () => {
    const desk = await signedIn('LoggedOut', { autoStart: true });
    desk.replies.set(END, undefined);
    const closed = desk.workspace.close();
    assert.notEqual(desk.transport.status.state, 'stopped');
    await desk.clock.advance(2_000);
    await closed;
    assert.equal(desk.transport.status.state, 'stopped');
  });
});

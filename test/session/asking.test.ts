import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GwsBeforeOperationEvent } from '../../src/session/events.js';
import { operationOf } from '../../src/state/selectors.js';
import { settled } from '../support/virtual-clock.js';
import { Desk } from './desk.js';
import { held, POST, talking } from './talking.js';
import { chatting, invited, message, session, stateChange } from './wire.js';

describe('asking for an operation', () => {
  it('is sent once for a double click, and can be asked again when it ended', async () => {
    const desk = await talking();
    desk.replies.set(`${POST} Complete`, { statusCode: 2 });
    const s1 = desk.workspace.session('s1');
    const [first, second] = [s1.perform('Complete', {}), s1.perform('Complete', {})];
    assert.equal((await second.finished).error?.code, 'busy');
    assert.equal((await first.finished).error?.code, 'invalid-state');
    assert.equal(desk.transport.named(`${POST} Complete`).length, 1);
    assert.equal(desk.eventsOf('gws-before-operation').length, 1, 'the page is asked once');
    assert.equal(desk.eventsOf('gws-operation').length, 1);
    await s1.perform('Complete', {}).finished;
    assert.equal(desk.transport.named(`${POST} Complete`).length, 2);
  });

  it('is latched for itself only: with other parameters too, and no other operation', async () => {
    const desk = await talking();
    held(desk, 'SetDisposition');
    const s1 = desk.workspace.session('s1');
    s1.perform('SetDisposition', { disposition: 'a' });
    assert.equal((await s1.perform('SetDisposition', { disposition: 'b' }).finished).error?.code, 'busy');
    s1.perform('Leave', {});
    assert.equal(desk.transport.named(`${POST} Leave`).length, 1);
  });

  it('is refused here for what the server does not offer', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const { phase, error } = await s1.perform('Accept', {}).finished;
    assert.equal(phase, 'failed');
    assert.equal(error?.code, 'not-offered');
    assert.equal(operationOf(s1.state, 'Accept')?.phase, 'failed', 'for the control that asked');
    assert.equal((await s1.perform('Nonsense' as 'Accept', {}).finished).error?.code, 'not-offered');
    assert.equal(desk.transport.names.filter((name) => name.startsWith('POST')).length, 0);
  });

  it('is refused here without its mandatory parameter', async () => {
    const desk = await talking();
    const { error } = await desk.workspace.session('s1').perform('Consult', {}).finished;
    assert.equal(error?.code, 'parameter-missing');
  });

  it('can be prevented by the page, on the workspace, the session or the element', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const element = new EventTarget();
    for (const target of [desk.workspace, s1, element]) {
      target.addEventListener(
        'gws-before-operation',
        (event) => {
          assert.ok(event instanceof GwsBeforeOperationEvent);
          assert.equal(event.bubbles && event.composed && event.cancelable, true);
          event.preventDefault();
        },
        { once: true },
      );
      const { phase, error } = await s1.perform('Complete', {}, { source: element }).finished;
      assert.equal(phase, 'failed');
      assert.equal(error?.code, 'canceled');
    }
    assert.deepEqual(s1.state.operations, []);
    assert.deepEqual(desk.eventsOf('gws-error'), [], 'which is no error');
    const ends = desk.eventsOf('gws-operation').map((detail) => (detail as { code?: string }).code);
    assert.deepEqual(ends, ['canceled', 'canceled', 'canceled'], 'but an end');
    assert.equal(desk.transport.named(`${POST} Complete`).length, 0);
    void s1.perform('Complete', {}, { source: element });
    assert.equal(desk.transport.named(`${POST} Complete`).length, 1);
  });

  it('is told on the element that asked and on both controllers, and else on the host', async () => {
    const host = new EventTarget();
    const desk = new Desk({ host });
    const s1 = await desk.with(chatting('s1'));
    const element = new EventTarget();
    const seen: string[] = [];
    for (const [name, target] of Object.entries({ host, element, s1, workspace: desk.workspace })) {
      target.addEventListener('gws-operation', () => seen.push(name));
      target.addEventListener('gws-session', () => seen.push(`${name}: status`));
    }
    const { finished } = s1.perform('SetInFocus', {}, { source: element });
    await finished;
    assert.deepEqual(seen, ['s1', 'workspace', 'element']);
    seen.length = 0;
    await desk.push(stateChange(session('s1', 'LeftChat')));
    assert.deepEqual(seen, ['s1: status', 'workspace: status', 'host: status']);
  });

  it('carries one id in the handle, the record, the events and the request', async () => {
    const desk = await talking();
    const s1 = desk.workspace.session('s1');
    const { id } = s1.perform('Leave', {});
    await settled();
    assert.equal(desk.transport.requests.at(-1)?.operationId, id);
    assert.equal(operationOf(s1.state, 'Leave')?.id, id);
    assert.deepEqual(desk.eventsOf('gws-before-operation'), [{ id, operation: 'Leave', sessionId: 's1' }]);
  });

  it('is confirmed by its answer where nothing more is ever heard', async () => {
    const desk = await talking();
    assert.equal((await desk.workspace.session('s1').perform('SetInFocus', {}).finished).phase, 'confirmed');
  });

  it('about the user instead of the session goes its own way', async () => {
    const desk = await talking();
    const { finished } = desk.workspace.session('s1').perform('Ready', {});
    assert.equal((await finished).phase, 'confirmed');
    assert.equal(desk.transport.requests.at(-1)?.request.path, '/me/channels/smssession');
  });

  it('leaves a failed record until it is dismissed, a pending one always', async () => {
    const desk = await talking();
    held(desk, 'Leave');
    const s1 = desk.workspace.session('s1');
    const { id } = s1.perform('Leave', {});
    s1.dismiss(id);
    assert.equal(operationOf(s1.state, 'Leave')?.phase, 'sending');
    const accept = s1.perform('Accept', {});
    await accept.finished;
    s1.dismiss(accept.id);
    assert.equal(operationOf(s1.state, 'Accept'), undefined);
  });
});

describe('reading', () => {
  it('is marked as seen up to the last entry, here only', async () => {
    const desk = new Desk();
    const s1 = await desk.with(chatting('s1'), [message(1, 'one'), message(2, 'two')]);
    const asked = desk.transport.requests.length;
    assert.equal(s1.state.unread, 2);
    s1.markSeen();
    assert.equal(s1.state.unread, 0);
    assert.equal(desk.transport.requests.length, asked);
  });
});

describe('accepting', () => {
  it('of an offer that was withdrawn fails, and the session shows how it stands', async () => {
    const desk = await new Desk().live();
    await desk.push(stateChange(invited('s1')));
    const s1 = desk.workspace.session('s1');
    desk.replies.set(`${POST} Accept`, { statusCode: 2 });
    const { finished } = s1.perform('Accept', {});
    await desk.push(stateChange(session('s1', 'Revoked')));
    assert.equal((await finished).phase, 'failed');
    assert.equal(s1.state.status, 'Revoked');
    assert.deepEqual([...s1.state.capabilities], []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { helpOf } from '../../src/state/help.js';
import { chatting, colleague, customer, me } from './builders.js';

const target = { targetPath: '/users/lead' };
const coach = { ...colleague, nickname: 'Coach' };

describe('help for an agent', () => {
  it('is a whisper while somebody is here whom the customer does not see', () => {
    for (const visibility of ['Agents', 'Supervisors']) {
      const state = chatting({ participants: [me, customer, { ...coach, visibility }] });
      assert.deepEqual(helpOf(state, undefined), { way: 'whisper' }, visibility);
      assert.deepEqual(helpOf(state, target), { way: 'whisper' }, 'before anybody is called in');
    }
  });

  it('is no whisper to whom the customer sees, whose visibility is unknown, who is no agent, or ourselves', () => {
    for (const visibility of ['All', 'Whisper']) {
      const state = chatting({ participants: [me, customer, { ...coach, visibility }] });
      assert.deepEqual(helpOf(state, undefined), { way: 'none', why: 'no-target' }, visibility);
    }
    const { visibility: _visibility, ...silent } = coach;
    assert.equal(helpOf(chatting({ participants: [me, customer, silent] }), undefined)?.way, 'none');
    const external = chatting({ participants: [me, customer, { ...coach, type: 'External' }] });
    assert.equal(helpOf(external, undefined)?.way, 'none');
    const alone = chatting({ participants: [{ ...me, visibility: 'Agents' }, customer] });
    assert.equal(helpOf(alone, undefined)?.way, 'none');
  });

  it('is no whisper where the server does not offer one', () => {
    const state = chatting({ participants: [me, customer, coach], capabilities: ['SendMessage', 'Consult'] });
    assert.deepEqual(helpOf(state, target), { way: 'Consult', target });
  });

  it('is Consult, which the customer does not see, before Invite', () => {
    assert.deepEqual(helpOf(chatting(), target), { way: 'Consult', target });
    assert.deepEqual(helpOf(chatting({ capabilities: ['Invite', 'Leave'] }), target), { way: 'Invite', target });
    assert.deepEqual(helpOf(chatting({ capabilities: ['Leave'] }), target), { way: 'none', why: 'not-offered' });
  });

  it('is for agents in a conversation', () => {
    for (const status of ['Invited', 'LeftChat', 'Completed'])
      assert.equal(helpOf(chatting({ status }), target), undefined);
    assert.equal(helpOf(chatting({ supervisorMode: 'Coach' }), target), undefined);
    assert.equal(helpOf(chatting({ capabilities: ['SwitchToCoach', 'Consult'] }), target), undefined);
  });
});

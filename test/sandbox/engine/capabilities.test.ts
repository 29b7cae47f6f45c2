import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk, type UserName } from './desk.js';

// Written out as the documentation prints them: the table under test must not be its own judge.
const ONE_AGENT = `Transfer Leave Invite Consult SetInFocus SetDisposition AttachUserData DeleteUserData UpdateUserData
  Complete SendMessage SendStartTypingNotification SendStopTypingNotification`;
const SEVERAL = `Transfer Leave Invite Consult SetInFocus SetDisposition AttachUserData DeleteUserData UpdateUserData
  SendToAgents SendStartTypingToAgentsNotification SendStopTypingToAgentsNotification Complete SendMessage
  SendStartTypingNotification SendStopTypingNotification`;
const SUPERVISOR = `Leave SetInFocus SetDisposition AttachUserData DeleteUserData UpdateUserData Transfer Invite Consult
  SendToAgents SendStartTypingToAgentsNotification SendStopTypingToAgentsNotification SendMessage
  SendStartTypingNotification SendStopTypingNotification`;
const LEFT = 'Transfer Complete Leave SetInFocus SetDisposition AttachUserData DeleteUserData UpdateUserData';

const words = (text: string): string[] => text.split(/\s+/);

function listOf(desk: Desk, user: UserName, session: string): unknown {
  return desk.session(user, session).capabilities;
}

describe('capabilities', () => {
  it('of an invitation', () => {
    const desk = new Desk();
    assert.deepEqual(listOf(desk, 'agent1', desk.text()), ['Accept', 'Reject']);
  });

  it('of one agent, and of each of several', () => {
    const desk = new Desk();
    const session = desk.chatting();
    assert.deepEqual(listOf(desk, 'agent1', session), words(ONE_AGENT));
    desk.join(session, 'agent2', 'Invite');
    assert.deepEqual(listOf(desk, 'agent1', session), words(SEVERAL));
    assert.deepEqual(listOf(desk, 'agent2', session), words(SEVERAL));
    desk.must('agent2', session, 'Leave');
    assert.deepEqual(listOf(desk, 'agent1', session), words(ONE_AGENT));
  });

  it('of a consultant: what a coach has, without the switches', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.join(session, 'agent2');
    assert.deepEqual(listOf(desk, 'agent1', session), words(SEVERAL));
    assert.deepEqual(listOf(desk, 'agent2', session), words(SUPERVISOR));
  });

  it('of a supervisor in each mode, with the misspelling of the samples', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Monitor');
    assert.deepEqual(listOf(desk, 'supervisor1', session), [...words(SUPERVISOR), 'SwitchToCoach', 'SwitchBargeIn']);
    desk.must('supervisor1', session, 'SwitchToCoach');
    assert.deepEqual(listOf(desk, 'supervisor1', session), [...words(SUPERVISOR), 'SwitchToMonitor', 'SwitchBargeIn']);
    desk.must('supervisor1', session, 'SwitchBargeIn');
    assert.deepEqual(listOf(desk, 'supervisor1', session), [...words(SUPERVISOR), 'SwitchToMonitor', 'SwitchToCoach']);
  });

  it('of an agent do not tell of a silent monitor, but of a coach', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.intrude(session, 'Monitor');
    assert.deepEqual(listOf(desk, 'agent1', session), words(ONE_AGENT));
    desk.must('supervisor1', session, 'SwitchToCoach');
    assert.deepEqual(listOf(desk, 'agent1', session), words(SEVERAL));
  });

  it('after leaving, and none once it is over', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.clear().must('agent1', session, 'Leave');
    assert.deepEqual(desk.resource(desk.frame('agent1')).capabilities, words(LEFT));
    desk.clear().must('agent1', session, 'Complete');
    assert.ok(!('capabilities' in desk.resource(desk.frame('agent1'))));
  });

  it('name operations that no sample lists only when the control plane asks for it', () => {
    const desk = new Desk();
    const session = desk.chatting();
    desk.control('POST', '/sandbox/capabilities', { unlisted: true });
    assert.deepEqual(listOf(desk, 'agent1', session), [...words(ONE_AGENT), 'SendUrl', 'LeaveAndComplete']);
    desk.control('POST', '/sandbox/capabilities', { unlisted: false });
    assert.deepEqual(listOf(desk, 'agent1', session), words(ONE_AGENT));
  });
});

import { GwsBeforeOperationEvent, GwsInvitationEvent, GwsOperationEvent } from '../../src/session/events.js';
import type { OperationAskedDetail, OperationEndedDetail } from '../../src/session/events.js';
import { consulted } from './fake-session.js';
import type { FakeWorkspace } from './fake-workspace.js';

let acts = 0;

/** An act of supervision in a workspace, told by its events as the controllers tell it. Without an `end` it is under way. */
export function act(
  workspace: FakeWorkspace,
  operation: OperationAskedDetail['operation'],
  detail: Partial<OperationAskedDetail> = {},
  end?: Pick<OperationEndedDetail, 'phase'> & Partial<OperationEndedDetail>,
): void {
  const asked = { id: `act-${++acts}`, operation, ...detail };
  workspace.dispatchEvent(new GwsBeforeOperationEvent(asked));
  if (end !== undefined) workspace.dispatchEvent(new GwsOperationEvent({ ...asked, ...end }));
}

/** A supervisor who is in the session `id` of agent2, in a visibility. */
export function supervised(workspace: FakeWorkspace, id: string, visibility: 'Supervisors' | 'Agents' | 'All'): void {
  const { state } = workspace;
  const self = { participantId: 'me', nickname: 'boss', type: 'Agent', userId: state.me?.id ?? '', visibility };
  workspace.session(id).update({
    status: 'Chatting',
    supervisorMode: 'Monitor',
    capabilities: ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn', 'Leave'],
    participants: [self, { ...consulted, visibility: 'All' }],
  });
}

/** An afternoon of a supervisor: everything that a log can show. */
export function afternoon(workspace: FakeWorkspace): void {
  const about = { userId: 'agent2-user-id' };
  const confirmed = { phase: 'confirmed' } as const;
  workspace.set({ monitoring: [{ ...about, mode: 'Coach', scope: 'NextChat', phase: 'armed' }] });
  act(workspace, 'Coach', about, confirmed);
  workspace.dispatchEvent(new GwsInvitationEvent({ sessionId: '0000Na9B26EF006E', supervisorMode: 'Coach' }));
  supervised(workspace, '0000Na9B26EF006E', 'Agents');
  const sessionId = '0000Na9B26EF006E';
  act(workspace, 'Accept', { sessionId }, confirmed);
  act(workspace, 'SwitchToMonitor', { sessionId }, { phase: 'failed', code: 'operation-failed' });
  supervised(workspace, sessionId, 'All');
  act(workspace, 'SwitchToBargeIn', { sessionId }, confirmed);
  act(workspace, 'Leave', { sessionId }, { phase: 'unknown', code: 'unconfirmed' });
  act(workspace, 'CancelSupervisorMonitoring', about, { phase: 'failed', code: 'canceled' });
  act(
    workspace,
    'Intrude',
    { ...about, sessionId: '0000Na9B26EF0077' },
    { phase: 'failed', code: 'permission-denied' },
  );
  act(workspace, 'Intrude', { ...about, sessionId: '0000Na9B26EF0077', supervisorMode: 'Monitor' });
}

import type { SessionApi } from '../../src/session/contract.js';
import { composing, isEnded } from '../../src/state/selectors.js';
import type { FaultyDesk } from './desk.js';
import type { Step } from './steps.js';
import { PHONES, type FaultyWorld, type UserName } from './world.js';

const MODES = ['Monitor', 'Coach', 'BargeIn'] as const;
/** Our own agent among them: the same person at another desk. */
const COLLEAGUES = ['agent2', 'agent3', 'agent2', 'agent1'] as const;

/** Somebody does something: a customer, a colleague whose line is in order, or the person at the desk. */
export function act(world: FaultyWorld, kind: Step[0], desk: FaultyDesk, pick: number): void {
  if (kind === 'hangs-up') world.hangUp(PHONES[pick % 2] ?? PHONES[0]);
  else if (kind === 'text') world.text(PHONES[pick % 2] ?? PHONES[0], pick % 4 < 3 ? 'agent1' : undefined);
  else if (!colleague(world, kind, COLLEAGUES[pick % COLLEAGUES.length] ?? 'agent2', pick >> 2)) {
    person(world, kind, desk, pick);
  }
}

/** Somebody whose line is in order; also our own agent at another desk. */
function colleague(world: FaultyWorld, kind: Step[0], user: UserName, pick: number): boolean {
  const one = (...states: readonly string[]): string => {
    const held = world.held(user, ...states);
    return held[pick % Math.max(1, held.length)] ?? 'none';
  };
  switch (kind) {
    case 'accepts':
      return (world.act(user, one('Invited'), 'Accept'), true);
    case 'rejects':
      return (world.act(user, one('Invited'), 'Reject'), true);
    case 'says':
      return (world.act(user, one('Chatting'), 'SendMessage', { text: world.words(user) }), true);
    case 'whispers': {
      const text = world.words('agents only');
      world.whispers.add(text);
      return (world.act(user, one('Chatting'), 'SendToAgents', { text }), true);
    }
    case 'types':
      return (world.act(user, one('Chatting'), 'SendStartTypingToAgentsNotification'), true);
    case 'leaves':
      return (world.act(user, one('Chatting', 'LeftChat'), 'Leave'), true);
    case 'completes':
      return (world.act(user, one('Chatting', 'LeftChat'), 'Complete'), true);
    case 'attaches':
      return (world.act(user, one('Chatting'), 'UpdateUserData', { userData: { [`${user} elsewhere`]: pick } }), true);
    case 'asks': {
      const operation = ['Consult', 'Invite', 'Transfer'][pick % 3] ?? 'Consult';
      const target = pick % 2 === 0 ? world.ids.agent1 : world.ids.supervisor1;
      return (world.act(user, one('Chatting'), operation, { targetUri: target }), true);
    }
    case 'elsewhere': {
      const held = world.held('supervisor1', 'Chatting');
      const operation = ['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn'][pick % 3] ?? 'SwitchToCoach';
      return (world.act('supervisor1', held[0] ?? 'none', operation), true);
    }
    default:
      return false;
  }
}

function person(world: FaultyWorld, kind: Step[0], desk: FaultyDesk, pick: number): void {
  const { workspace } = desk;
  if (kind === 'monitor') {
    const userId = world.ids[pick % 2 === 0 ? 'agent1' : 'agent2'];
    desk.direct(
      pick % 3 === 0
        ? workspace.cancelMonitoring(userId)
        : workspace.monitor({ userId, mode: MODES[pick % 3] ?? 'Coach' }),
    );
    return;
  }
  if (kind === 'ready') {
    // Most of the time somebody is there: nobody is called who is not.
    desk.direct(pick % 8 === 0 ? workspace.end() : pick % 4 === 0 ? workspace.setReady(false) : workspace.start());
    return;
  }
  if (kind === 'intrude') {
    const [id] = world.held('agent1', 'Chatting');
    if (id === undefined) return;
    const session = workspace.session(id);
    const mode = MODES[pick % 3] ?? 'Coach';
    desk.perform(session, 'Intrude', () => workspace.intrude({ userId: world.ids.agent1, sessionId: id, mode }));
    return;
  }
  const { sessions } = desk;
  const session = sessions[pick % Math.max(1, sessions.length)];
  if (session !== undefined) inSession(world, kind, desk, session, pick >> 1);
}

function inSession(world: FaultyWorld, kind: Step[0], desk: FaultyDesk, session: SessionApi, pick: number): void {
  const targetUri = world.ids[(['agent2', 'agent3', 'supervisor1', 'agent2'] as const)[pick % 4] ?? 'agent2'];
  const simple = (
    operation:
      | 'Accept'
      | 'Reject'
      | 'Leave'
      | 'Complete'
      | 'LeaveAndComplete'
      | 'CompleteTransfer'
      | 'CompleteConference'
      | 'RequestHistory'
      | 'SwitchToMonitor'
      | 'SwitchToCoach'
      | 'SwitchToBargeIn',
  ): void => {
    desk.perform(session, operation, () => session.perform(operation, {}));
  };
  switch (kind) {
    case 'accept':
      simple('Accept');
      break;
    case 'reject':
      simple('Reject');
      break;
    case 'leave':
      simple('Leave');
      break;
    case 'complete':
      simple('Complete');
      break;
    case 'switch':
      simple((['SwitchToMonitor', 'SwitchToCoach', 'SwitchToBargeIn'] as const)[pick % 3] ?? 'SwitchToCoach');
      break;
    case 'send': {
      // Every fourth text is one that may have been said before.
      const text = pick % 4 === 0 ? 'yes' : world.words(desk.user);
      desk.perform(session, 'SendMessage', () => session.send(text, 'customer'), { text, audience: 'customer' });
      break;
    }
    case 'whisper': {
      const text = world.words('agents only');
      world.whispers.add(text);
      desk.perform(session, 'SendToAgents', () => session.send(text, 'agents'), { text, audience: 'agents' });
      break;
    }
    case 'consult':
      desk.perform(session, 'Consult', () => session.perform('Consult', { targetUri }));
      break;
    case 'invite':
      desk.perform(session, 'Invite', () => session.perform('Invite', { targetUri }));
      break;
    case 'transfer':
      desk.perform(session, 'Transfer', () => session.perform('Transfer', { targetUri }));
      break;
    case 'attach': {
      const userData = { [`${desk.user}’s note`]: world.words('data') };
      desk.perform(session, 'UpdateUserData', () => session.perform('UpdateUserData', { userData }));
      break;
    }
    case 'add': {
      const userData = { [`${desk.user} was here`]: pick };
      desk.perform(session, 'AttachUserData', () => session.perform('AttachUserData', { userData }));
      break;
    }
    case 'detach': {
      const keys = [...session.state.userData.keys()].slice(pick % 3, (pick % 3) + 2);
      desk.perform(session, 'DeleteUserData', () => session.perform('DeleteUserData', { keys }));
      break;
    }
    case 'url': {
      const url = `https://example.com/${world.words(desk.user).replace(' ', '/')}`;
      const said = { text: url, audience: 'customer' } as const;
      desk.perform(session, 'SendUrl', () => session.perform('SendUrl', { url }), said);
      break;
    }
    case 'notice': {
      const audience = pick % 2 === 0 ? 'agents' : 'customer';
      const operation = audience === 'agents' ? 'SendCustomNoticeToAgents' : 'SendCustomNotice';
      const noticeText = world.words(audience === 'agents' ? 'agents only' : desk.user);
      if (audience === 'agents') world.whispers.add(noticeText);
      desk.perform(session, operation, () => session.perform(operation, { noticeText }), {
        text: noticeText,
        audience,
      });
      break;
    }
    case 'remove':
      desk.perform(session, 'RemoveParticipantFromConference', () =>
        session.perform('RemoveParticipantFromConference', { targetUri }),
      );
      break;
    case 'finish':
      simple('LeaveAndComplete');
      break;
    case 'conclude':
      simple(pick % 2 === 0 ? 'CompleteTransfer' : 'CompleteConference');
      break;
    case 'history':
      simple('RequestHistory');
      break;
    case 'dispose':
      desk.perform(session, 'SetDisposition', () =>
        session.perform('SetDisposition', { disposition: `done ${pick % 2}`, dispositionKey: desk.user }),
      );
      break;
    case 'type': {
      const { audiences } = composing(session.state);
      session.typing(pick % 3 > 0, pick % 2 === 0 ? 'customer' : (audiences[0] ?? 'agents'));
      break;
    }
    case 'look':
      session.markSeen();
      break;
    case 'dismiss': {
      const last = session.state.operations.at(-1);
      if (last !== undefined) session.dismiss(last.id);
      break;
    }
    default:
      // 'close'
      if (isEnded(session.state)) desk.workspace.closeSession(session.id);
  }
}

import type { Message, MessageType } from '../protocol/message.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { OperationCall } from '../protocol/operation-params.js';
import { OPERATIONS } from '../protocol/operations.js';
import { audienceOf, type Audience } from './audience.js';
import { isFinal } from './merge-session.js';
import { isOwn } from './own.js';
import type { OperationRecord, SessionState } from './session-state.js';

/** The type of the entry that an operation writes; `Text` where nothing is said. */
const WRITES: Partial<Record<OperationName, MessageType>> = {
  SendUrl: 'PushUrl',
  SendCustomNotice: 'CustomNotice',
  SendCustomNoticeToAgents: 'CustomNotice',
  SendNicknameUpdatedNotice: 'NicknameUpdated',
};

/** The visibility that shows a supervisor's mode. @see SMSSwitchToCoach, ChatSwitchToMonitor */
const SHOWN_AS: Partial<Record<OperationName, string>> = {
  SwitchToMonitor: 'Supervisors',
  SwitchToCoach: 'Agents',
  SwitchToBargeIn: 'All',
};

/** Whether its success shows as an entry of our own in the log. Typing notices are not waited for. */
export function showsInLog(operation: OperationName): boolean {
  const { sends } = OPERATIONS[operation];
  return sends !== undefined && sends !== 'typing';
}

/**
 * The attached data that will show the effect of a call: goes into `OperationRecord.expect`. `undefined` for other operations.
 * @see SMSSetDisposition, SMSAttachUserData, SMSUpdateUserData, SMSDeleteUserData
 */
export function expectationOf({ operation, params }: OperationCall): OperationRecord['expect'] {
  switch (operation) {
    case 'SetDisposition':
      return [[params.dispositionKey, params.disposition]];
    case 'AttachUserData':
    case 'UpdateUserData':
      return Object.entries(params.userData);
    case 'DeleteUserData':
      return params.keys.map((key) => [key, undefined]);
    default:
      return undefined;
  }
}

/** Whether an entry of the log is what the operation wrote: our own, after its start, the same words to that audience. */
export function wrote(
  state: SessionState,
  record: OperationRecord,
  message: Message,
  audience: Audience | undefined = record.audience,
): boolean {
  const { text, operation, afterIndex } = record;
  const said = message.text ?? message.url ?? message.noticeText;
  return (
    message.index > afterIndex &&
    message.type === (WRITES[operation] ?? 'Text') &&
    text !== undefined &&
    said !== undefined &&
    plain(text) === plain(said) &&
    isOwn(state, message.from) &&
    (audience === undefined || audience === audienceOf(message))
  );
}

/**
 * Whether the state shows that the operation took effect. What was so before it began, or shows nowhere, is no evidence: then only the server's
 * acceptance makes it sure.
 */
export function tookEffect(now: SessionState, record: OperationRecord): boolean {
  return (
    shows(now, record) &&
    (record.phase === 'acked' || (!!record.before && !shows({ ...now, ...record.before }, record)))
  );
}

function shows(now: SessionState, { operation, before = now, expect, phase }: OperationRecord): boolean {
  const { status, participants, userData, userId } = now;
  switch (OPERATIONS[operation].shows) {
    case 'status':
      if (operation === 'Intrude' || operation === 'Accept')
        return status === 'Chatting' || status === (operation === 'Accept' ? 'LeftChat' : 'Invited');
      // Left already, only the server's acceptance says that nothing is left to do.
      return (
        isFinal(status) ||
        (operation === 'Leave' && status === 'LeftChat' && (phase === 'acked' || before.status !== status))
      );
    case 'participants': {
      const visibility = SHOWN_AS[operation];
      if (visibility) return participants.some((each) => each.userId === userId && each.visibility === visibility);
      const missing = (from: SessionState['participants'], who: string) =>
        !from.some((each) => each.participantId === who);
      if (operation === 'RemoveParticipantFromConference') {
        return before.participants.some(
          ({ type, participantId }) => type === 'Agent' && missing(participants, participantId),
        );
      }
      // A colleague joined, or became visible to the customer: a conference. @see SMSConsult, SMSInvite
      return participants.some(
        ({ type, participantId, visibility, userId: id }) =>
          type === 'Agent' &&
          id !== userId &&
          missing(
            visibility === 'All'
              ? before.participants.filter((each) => each.visibility === 'All')
              : before.participants,
            participantId,
          ),
      );
    }
    case 'properties':
      if (!expect) return userData !== before.userData;
      // Attached numbers may come back as strings. @see SMSAttachUserData
      return expect.every(([key, value]) =>
        value === undefined
          ? !userData.has(String(key))
          : [...userData].some(([name, is]) => (key ?? name) === name && String(is) === String(value)),
      );
    default:
      return true;
  }
}

/** The server may trim a text, and end its lines in its own way. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

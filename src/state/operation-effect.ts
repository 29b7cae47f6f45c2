import type { Message } from '../protocol/message.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { OperationCall } from '../protocol/operation-params.js';
import { OPERATIONS } from '../protocol/operations.js';
import type { UserDataValue } from '../protocol/session.js';
import type { Visibility } from '../protocol/visibility.js';
import { audienceOf } from './audience.js';
import { isFinal } from './merge-session.js';
import { isOwn } from './own.js';
import type { OperationRecord, SessionState } from './session-state.js';

type Shown = Required<OperationRecord>['before'];
type Effect = (now: SessionState, before: Shown, record: OperationRecord) => boolean;

/** Whether its success shows in nothing beyond the server's answer. @see SetInFocus, SMSMonitor, typing notices */
export function showsByAnswer(operation: OperationName): boolean {
  const { shows, sends } = OPERATIONS[operation];
  return shows === 'answer' || (shows === 'message' && (sends === undefined || sends === 'typing'));
}

/** Whether its success shows as an entry of our own in the log. */
export function showsInLog(operation: OperationName): boolean {
  return OPERATIONS[operation].shows === 'message' && !showsByAnswer(operation);
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

/** Whether an entry of the log is what the operation wrote: our own, after its start, the same words to the same audience. */
export function wrote(state: SessionState, record: OperationRecord, message: Message): boolean {
  const { text, audience, operation, afterIndex } = record;
  if (message.index <= afterIndex || text === undefined || !isOwn(state, message.from)) return false;
  if (audience !== undefined && audience !== audienceOf(message)) return false;
  switch (OPERATIONS[operation].sends) {
    case 'text':
      return message.type === 'Text' && isSameText(text, message.text);
    case 'url':
      return message.type === 'PushUrl' && isSameText(text, message.url);
    case 'notice':
      return (
        message.type === (operation === 'SendNicknameUpdatedNotice' ? 'NicknameUpdated' : 'CustomNotice') &&
        isSameText(text, message.noticeText)
      );
    default:
      return false;
  }
}

/**
 * Whether the state shows that the operation took effect. What was so before it began is no evidence: then only the server's acceptance makes it
 * sure.
 */
export function tookEffect(now: SessionState, record: OperationRecord): boolean {
  const { before, operation, phase } = record;
  if (before === undefined) return false;
  const effect = EFFECTS.get(operation);
  if (!effect?.(now, before, record)) return false;
  return phase === 'acked' || !effect({ ...now, ...before }, before, record);
}

const ends: Effect = ({ status }) => isFinal(status);
const joins: Effect = (now, { participants }) =>
  agentsOf(now).some(({ participantId }) => participants.every((each) => each.participantId !== participantId));
/** A colleague joined, or one who was here became visible to the customer: a conference. @see SMSInvite */
const showsAgent: Effect = (now, before, record) =>
  joins(now, before, record) ||
  agentsOf(now).some(
    ({ participantId, visibility }) =>
      visibility === 'All' &&
      before.participants.some((each) => each.participantId === participantId && each.visibility !== 'All'),
  );
const changesData: Effect = ({ userData }, before, { expect }) =>
  expect === undefined
    ? userData !== before.userData
    : expect.every(([key, value]) =>
        (key === undefined ? [...userData.keys()] : [key]).some((each) => isSet(userData, each, value)),
      );
const makesVisible =
  (visibility: Visibility): Effect =>
  ({ participants, userId }) =>
    participants.some((each) => each.userId === userId && each.visibility === visibility);

const EFFECTS: ReadonlyMap<OperationName, Effect> = new Map<OperationName, Effect>([
  ['Accept', ({ status }) => status === 'Chatting' || status === 'LeftChat'],
  ['Intrude', ({ status }) => status === 'Invited' || status === 'Chatting'],
  ['Reject', ends],
  ['Leave', ({ status }, before) => isFinal(status) || (status === 'LeftChat' && before.status !== 'LeftChat')],
  ['Complete', ends],
  ['LeaveAndComplete', ends],
  ['Transfer', ends],
  ['CompleteTransfer', ends],
  ['Consult', joins],
  ['Invite', showsAgent],
  ['CompleteConference', showsAgent],
  [
    'RemoveParticipantFromConference',
    ({ participants }, before) =>
      before.participants.some(
        ({ participantId, type }) =>
          type === 'Agent' && participants.every((each) => each.participantId !== participantId),
      ),
  ],
  ['SetDisposition', changesData],
  ['AttachUserData', changesData],
  ['UpdateUserData', changesData],
  ['DeleteUserData', changesData],
  ['SwitchToMonitor', makesVisible('Supervisors')],
  ['SwitchToCoach', makesVisible('Agents')],
  ['SwitchToBargeIn', makesVisible('All')],
]);

/** Agents other than us. */
function agentsOf({ participants, userId }: SessionState): SessionState['participants'] {
  return participants.filter(({ type, userId: id }) => type === 'Agent' && id !== userId);
}

/** The server may trim a text, and end its lines in its own way. */
function isSameText(sent: string, seen: string | undefined): boolean {
  return sent === seen || (seen !== undefined && plain(sent) === plain(seen));
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** Attached numbers may come back as strings. A value of `undefined` means that the key is gone. */
function isSet(data: Shown['userData'], key: string, value: UserDataValue | undefined): boolean {
  return value === undefined ? !data.has(key) : data.has(key) && String(data.get(key)) === String(value);
}

import type { Message } from '../protocol/message.js';
import type { OperationName } from '../protocol/operation-name.js';
import { OPERATIONS } from '../protocol/operations.js';
import type { Participant } from '../protocol/participant.js';
import type { Audience } from './audience.js';
import type { IndexRange } from './index-range.js';
import { isFinal } from './merge-session.js';
import { isPending } from './operation-machine.js';
import type { OperationRecord, SessionState } from './session-state.js';

/** In what role we take part, by our own confirmed visibility. `unknown` permits nothing. */
export type ParticipationMode = 'Agent' | 'Monitor' | 'Coach' | 'BargeIn' | 'Consultant' | 'unknown';

/** Why nothing can be written now. */
export type ComposingBlock = 'ended' | 'not-chatting' | 'switching' | 'mode-unknown' | 'monitoring' | 'not-offered';

/** To whom one may write now; no audience without `blocked` saying why. */
export interface Composing {
  readonly audiences: readonly Audience[];
  readonly blocked?: ComposingBlock;
  /** Blocked because a change of the supervisor's mode is under way. */
  readonly switching: boolean;
}

/**
 * Our own participant; `undefined` before we joined. Should the server list us twice (an early re-join), the more restricted one, so that nothing
 * is wider than every entry allows; of equal ones the later, which is the one that stays.
 */
export function selfOf({ participants, userId }: SessionState): Participant | undefined {
  let self: Participant | undefined;
  for (const each of participants) {
    if (each.userId === userId && (self === undefined || restriction(each) >= restriction(self))) self = each;
  }
  return self;
}

/** Higher is more restricted. What we do not know is more than Agents, who at least may speak. */
function restriction({ visibility }: Participant): number {
  if (visibility === 'All') return 0;
  if (visibility === 'Agents') return 1;
  return visibility === 'Supervisors' ? 3 : 2;
}

/** The role in force. @see ChatSwitchToMonitor, SMSSwitchToCoach, SMSConsult: visibility tells Monitor, Coach or consultant, and open to all */
export function modeOf(state: SessionState): ParticipationMode {
  switch (selfOf(state)?.visibility) {
    case 'All':
      return isSupervisor(state) ? 'BargeIn' : 'Agent';
    case 'Agents':
      return isSupervisor(state) ? 'Coach' : 'Consultant';
    case 'Supervisors':
      return 'Monitor';
    default:
      return 'unknown';
  }
}

/** Whether we supervise this session: invited in a mode, or offered to switch. */
export function isSupervisor({ supervisorMode, capabilities }: SessionState): boolean {
  return supervisorMode !== undefined || [...capabilities].some((each) => each.startsWith('SwitchTo'));
}

/** Whether the session is over for us. */
export function isEnded({ status }: SessionState): boolean {
  return isFinal(status);
}

/** The first customer among the participants. */
export function customerOf({ participants }: SessionState): Participant | undefined {
  return participants.find(({ type }) => type === 'Customer');
}

/** Whether a change of mode is under way: until it is decided, who would read us is uncertain. */
export function isSwitching({ operations }: SessionState): boolean {
  return operations.some((each) => isPending(each) && each.operation.startsWith('SwitchTo'));
}

// Every answer there is, made once.
const BOTH: Composing = { audiences: ['customer', 'agents'], switching: false };
const CUSTOMER: Composing = { audiences: ['customer'], switching: false };
const AGENTS: Composing = { audiences: ['agents'], switching: false };
const ENDED: Composing = { audiences: [], switching: false, blocked: 'ended' };
const NOT_CHATTING: Composing = { audiences: [], switching: false, blocked: 'not-chatting' };
const SWITCHING: Composing = { audiences: [], switching: true, blocked: 'switching' };
const MONITORING: Composing = { audiences: [], switching: false, blocked: 'monitoring' };
const MODE_UNKNOWN: Composing = { audiences: [], switching: false, blocked: 'mode-unknown' };
const NOT_OFFERED: Composing = { audiences: [], switching: false, blocked: 'not-offered' };

/** What keeps us from writing to anybody. */
function blockOf(state: SessionState): Composing | undefined {
  if (isEnded(state)) return ENDED;
  if (state.status !== 'Chatting') return NOT_CHATTING;
  if (isSwitching(state)) return SWITCHING;
  switch (selfOf(state)?.visibility) {
    case 'All':
    case 'Agents':
      return undefined;
    case 'Supervisors':
      return MONITORING;
    default:
      return MODE_UNKNOWN;
  }
}

/** The server offers it, the audience rule permits it, and the session is not over. */
export function allows(state: SessionState, operation: OperationName): boolean {
  if (!state.capabilities.has(operation) || isEnded(state)) return false;
  const { audience } = OPERATIONS[operation];
  if (audience === undefined) return true;
  return (audience === 'agents' || selfOf(state)?.visibility === 'All') && blockOf(state) === undefined;
}

/** To whom one may write now. Equal answers are the same object. */
export function composing(state: SessionState): Composing {
  const agents = allows(state, 'SendToAgents');
  const offered = allows(state, 'SendMessage') ? (agents ? BOTH : CUSTOMER) : agents ? AGENTS : NOT_OFFERED;
  return blockOf(state) ?? offered;
}

/** How many lines of others came since the person last looked. */
export function unreadOf({ unread }: SessionState): number {
  return unread;
}

/** The last line of the log, for previews; show it only with `audienceOf`. */
export function lastLineOf({ lastLine }: SessionState): Message | undefined {
  return lastLine;
}

/** Indexes of which we know only that they exist. */
export function gapsOf({ log }: SessionState): readonly IndexRange[] {
  return log.gaps;
}

/** The latest operation of that name that is still remembered. */
export function operationOf({ operations }: SessionState, operation: OperationName): OperationRecord | undefined {
  return operations.filter((each) => each.operation === operation).at(-1);
}

/** The operation with that id. */
export function operationById({ operations }: SessionState, id: string): OperationRecord | undefined {
  return operations.find((each) => each.id === id);
}

/** What was written and is not in the log yet: under way, failed, or unknown. In the order of writing. */
export const pendingMessages = ofOperations(({ phase, text }) => phase !== 'confirmed' && text !== undefined);

/** Operations that may or may not have happened. */
export const unknownOperations = ofOperations(({ phase }) => phase === 'unknown');

/** Operations that wait for the server. */
export const pendingOperations = ofOperations(isPending);

/** A selector of records that gives the same list while the operations are the same. */
function ofOperations(
  wanted: (record: OperationRecord) => boolean,
): (state: SessionState) => readonly OperationRecord[] {
  const known = new WeakMap<readonly OperationRecord[], readonly OperationRecord[]>();
  return ({ operations }) => {
    let list = known.get(operations);
    if (list === undefined) known.set(operations, (list = operations.filter(wanted)));
    return list;
  };
}

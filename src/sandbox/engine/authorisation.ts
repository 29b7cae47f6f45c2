import type { Situation } from './capabilities.js';
import { ENDED_SESSION } from './inferences.js';
import type { Role, SeatState } from './model.js';

/**
 * How a caller stands to what an operation is about: a situation in a session of their own; `ended` it is over for them; `foreign` it never was
 * theirs; or, for what supervisors do to agents: `supervised`, `unsupervised`, `unknown` (no such user or session) and `self` for one's own channels.
 */
export type Relation = Situation | 'ended' | 'foreign' | 'supervised' | 'unsupervised' | 'unknown' | 'self';

interface Rule {
  readonly roles: readonly Role[];
  readonly relations: readonly Relation[];
}

const EVERYONE: readonly Role[] = ['agent', 'supervisor'];
const SUPERVISORS: readonly Role[] = ['supervisor'];
const VISIBLE: readonly Relation[] = ['alone', 'conference', 'bargeIn'];
const HEARD: readonly Relation[] = ['alone', 'conference', 'consultant', 'coach', 'bargeIn'];
const AMONG_AGENTS: readonly Relation[] = ['conference', 'consultant', 'coach', 'bargeIn'];
const PRESENT: readonly Relation[] = [...HEARD, 'monitor'];

const session = (relations: readonly Relation[]): Rule => ({ roles: EVERYONE, relations });
const supervision = (relations: readonly Relation[]): Rule => ({ roles: SUPERVISORS, relations });

/**
 * Who may do what. Everything that is not here is forbidden. A monitor is silent: whatever the printed capabilities say, a monitor may only
 * leave, switch and focus, since anything else would show to the agents.
 * @see SMSMonitor ("cannot send messages in this mode"), SMSRemoveParticipantFromConference ("only an agent who is visible to all")
 */
export const RULES: Readonly<Record<string, Rule>> = {
  Accept: session(['invited']),
  Reject: session(['invited']),
  SendMessage: session(HEARD),
  SendStartTypingNotification: session(HEARD),
  SendStopTypingNotification: session(HEARD),
  SendUrl: session(VISIBLE),
  SendCustomNotice: session(VISIBLE),
  SendNicknameUpdatedNotice: session(VISIBLE),
  SendToAgents: session(AMONG_AGENTS),
  SendStartTypingToAgentsNotification: session(AMONG_AGENTS),
  SendStopTypingToAgentsNotification: session(AMONG_AGENTS),
  SendCustomNoticeToAgents: session(AMONG_AGENTS),
  Consult: session(HEARD),
  Invite: session(HEARD),
  Transfer: session([...HEARD, 'left']),
  RemoveParticipantFromConference: session(['conference', 'bargeIn']),
  Leave: session([...PRESENT, 'left']),
  Complete: session(['alone', 'conference', 'left']),
  LeaveAndComplete: session(['alone', 'conference']),
  SetDisposition: session([...HEARD, 'left']),
  AttachUserData: session([...HEARD, 'left']),
  UpdateUserData: session([...HEARD, 'left']),
  DeleteUserData: session([...HEARD, 'left']),
  SetInFocus: session([...PRESENT, 'left']),
  SwitchToMonitor: supervision(['coach', 'bargeIn']),
  SwitchToCoach: supervision(['monitor', 'bargeIn']),
  SwitchToBargeIn: supervision(['monitor', 'coach']),
  Monitor: supervision(['supervised']),
  Coach: supervision(['supervised']),
  BargeIn: supervision(['supervised']),
  CancelSupervisorMonitoring: supervision(['supervised']),
  Intrude: supervision(['supervised']),
  ReadAgentSessions: supervision(['supervised']),
  Ready: session(['self', 'supervised']),
  NotReady: session(['self', 'supervised']),
  StartContactCenterSession: session(['self']),
  EndContactCenterSession: session(['self']),
};

const STATE: Readonly<Partial<Record<Relation, SeatState>>> = {
  invited: 'Invited',
  alone: 'Chatting',
  conference: 'Chatting',
  consultant: 'Chatting',
  monitor: 'Chatting',
  coach: 'Chatting',
  bargeIn: 'Chatting',
  left: 'LeftChat',
};

/**
 * The `statusCode` for a caller: 0 allowed · 5 not in this role, or not one's agent · 6 not one's session · 2 one's session, but in no state that
 * allows it · 3 the right state, but not as what the caller is there.
 */
export function verdict(operation: string, role: Role, relation: Relation): 0 | 2 | 3 | 5 | 6 {
  const rule = Object.hasOwn(RULES, operation) ? RULES[operation] : undefined;
  if (rule === undefined) return 3;
  if (!rule.roles.includes(role)) return 5;
  if (rule.relations.includes(relation)) return 0;
  if (relation === 'ended') return ENDED_SESSION;
  if (relation === 'foreign' || relation === 'unknown') return 6;
  if (relation === 'unsupervised' || relation === 'supervised' || relation === 'self') return 5;
  return rule.relations.some((allowed) => STATE[allowed] === STATE[relation]) ? 3 : 2;
}

import type { JsonObject } from '../../../protocol/json.js';
import { INTRUDE_WITHOUT_MODE, REJOINED_VISIBILITY } from '../inferences.js';
import { append } from '../log.js';
import { invite, setReach } from '../membership.js';
import type { Media, Mode, Person, Session } from '../model.js';
import { tellChanges } from '../notifications.js';
import { ACCEPTED, refusal, type Outcome } from '../outcome.js';
import { textOf } from '../parameters.js';
import { isLive, REACH_OF_MODE, visibleSeats } from '../seats.js';
import type { World } from '../world.js';
import { isPresent, type Act, type Handler } from './act.js';

/** What a supervisor asks about an agent. */
export interface Watch {
  readonly world: World;
  readonly supervisor: Person;
  readonly agent: Person;
  readonly media: Media;
  readonly params: JsonObject;
}

const keyOf = ({ supervisor, agent, media }: Watch): string => `${supervisor.id}/${agent.id}/${media}`;

/** Arms monitoring: from the agent's next accepted session on. Arming again replaces. @see SMSMonitor, SMSCoach, SMSBargeIn */
function arm(watch: Watch, mode: Mode): Outcome {
  const { world, supervisor, agent, media, params } = watch;
  const scope = textOf(params, 'supervisorMonitoringMode') === 'NextChat' ? 'NextChat' : 'AllChats';
  const nickname = textOf(params, 'nickname') ?? supervisor.userName;
  world.armings.set(keyOf(watch), { supervisorId: supervisor.id, agentId: agent.id, media, mode, scope, nickname });
  return ACCEPTED;
}

/** Only while monitoring is active; sessions in progress go on. @see SMSCancelSupervisorMonitoring */
function cancel(watch: Watch): Outcome {
  return watch.world.armings.delete(keyOf(watch)) ? ACCEPTED : refusal(2, 'not monitoring');
}

/** What a supervisor can do to an agent's channel. */
export const WATCHING: Readonly<Record<string, (watch: Watch) => Outcome>> = {
  Monitor: (watch) => arm(watch, 'Monitor'),
  Coach: (watch) => arm(watch, 'Coach'),
  BargeIn: (watch) => arm(watch, 'BargeIn'),
  CancelSupervisorMonitoring: cancel,
};

const isMode = (value: string | undefined): value is Mode =>
  value === 'Monitor' || value === 'Coach' || value === 'BargeIn';

/** Joins a running session: the supervisor is invited, in the given mode or that of the monitoring. @see Intrude */
export function intrude(watch: Watch, session: Session): Outcome {
  const { world, supervisor, agent, params } = watch;
  const arming = world.armings.get(keyOf(watch));
  const asked = textOf(params, 'supervisorVisibilityMode');
  const mode = isMode(asked) ? asked : arming?.mode;
  if (mode === undefined) return refusal(INTRUDE_WITHOUT_MODE, 'supervisorVisibilityMode');
  if (isLive(session.seats.get(supervisor.id)?.state)) return refusal(2, 'already in this session');
  if (session.seats.get(agent.id)?.state !== 'Chatting') return refusal(2, 'the agent is not in this session');
  const nickname = arming?.nickname ?? supervisor.userName;
  invite(world, session, supervisor, { purpose: 'supervise', visibility: REACH_OF_MODE[mode], mode, nickname });
  return ACCEPTED;
}

/** ParticipantsUpdated, then ParticipantRejoined, to those who may see the supervisor now. @see SwitchToCoach */
function switchTo({ world, session, seat }: Act, mode: Mode): Outcome {
  if (!isPresent(seat)) return refusal(2);
  const last = visibleSeats(session).every((other) => other === seat);
  if (mode !== 'BargeIn' && seat.visibility === 'All' && last) return refusal(2, 'nobody else serves the customer');
  seat.mode = mode;
  setReach(seat, REACH_OF_MODE[mode]);
  append(world, session, 'ParticipantRejoined', seat.party, REJOINED_VISIBILITY);
  tellChanges(world, session);
  return ACCEPTED;
}

/** Changing one's mode within a session. */
export const SWITCHING: Readonly<Record<string, Handler>> = {
  SwitchToMonitor: (act) => switchTo(act, 'Monitor'),
  SwitchToCoach: (act) => switchTo(act, 'Coach'),
  SwitchToBargeIn: (act) => switchTo(act, 'BargeIn'),
};

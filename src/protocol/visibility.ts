import { readWord } from './read.js';

/** Who may perceive a participant or a message. Open: a value that we do not know is treated as agents-only. @see ChatSwitchToMonitor, SMSConsult */
export type Visibility = 'All' | 'Agents' | 'Supervisors' | (string & {});

/** How a supervisor takes part in a session. @see Intrude, supervisorVisibilityMode */
export type SupervisorMode = 'Monitor' | 'Coach' | 'BargeIn' | (string & {});

/** Which sessions an armed monitoring covers. @see SMSMonitor, supervisorMonitoringMode */
export type MonitoringScope = 'NextChat' | 'AllChats';

/** `Agents` is `Agent` in later versions. A value that we do not know stays unknown and so counts as agents-only, whatever its type. */
export function readVisibility(value: unknown): Visibility | undefined {
  return readWord(value, VISIBILITIES);
}

/** Later versions print `Bargein`. */
export function readSupervisorMode(value: unknown): SupervisorMode | undefined {
  return readWord(value, MODES);
}

const VISIBILITIES: readonly string[] = ['All', 'Agents', 'Supervisors'];
const MODES: readonly string[] = ['Monitor', 'Coach', 'BargeIn'];

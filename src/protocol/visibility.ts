/** Who may perceive a participant or a message. Open: a value that we do not know is treated as agents-only. @see ChatSwitchToMonitor, SMSConsult */
export type Visibility = 'All' | 'Agents' | 'Supervisors' | (string & {});

/** How a supervisor takes part in a session. @see Intrude, supervisorVisibilityMode */
export type SupervisorMode = 'Monitor' | 'Coach' | 'BargeIn' | (string & {});

/** Which sessions an armed monitoring covers. @see SMSMonitor, supervisorMonitoringMode */
export type MonitoringScope = 'NextChat' | 'AllChats';

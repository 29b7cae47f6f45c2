/** `<monitored-agents>`. */
export interface BoardTerms {
  readonly label: string;
  /** Name of the group of modes. */
  readonly mode: string;
  /** The mode in which monitoring of that agent was armed. */
  readonly asArmed: string;
  readonly asArmedHint: string;
  /** Which sessions arming covers. */
  readonly scope: string;
  readonly allSessions: string;
  readonly nextSession: string;
  readonly arm: string;
  /** Accessible name of the button: it says what is armed, and for whom. */
  readonly armFor: (mode: string, name: string) => string;
  readonly cancel: string;
  readonly cancelFor: (name: string) => string;
  readonly armed: (mode: string, scope: string) => string;
  readonly arming: string;
  readonly canceling: string;
  /** Whether monitoring is armed could not be found out. */
  readonly armedUnknown: string;
  readonly noSessions: string;
  readonly noAgents: string;
  readonly failed: string;
  /** Goes to a session of the agent's in which one takes part, or to which one is invited. */
  readonly open: string;
  /** Agents within reach that are not shown. */
  readonly more: (count: number) => string;
}

/** The board in English. */
export const enBoard: BoardTerms = {
  label: 'Monitored agents',
  mode: 'Join and arm as',
  asArmed: 'As armed',
  asArmedHint: 'Join in the mode in which monitoring of that agent is armed. Refused when it is not armed.',
  scope: 'Arming covers',
  allSessions: 'all sessions',
  nextSession: 'the next session',
  arm: 'Arm',
  armFor: (mode, name) => `Arm ${mode} for ${name}`,
  cancel: 'Cancel monitoring',
  cancelFor: (name) => `Cancel monitoring of ${name}`,
  armed: (mode, scope) => `${mode} armed for ${scope}`,
  arming: 'Arming …',
  canceling: 'Canceling …',
  armedUnknown: 'May be armed',
  noSessions: 'No running session',
  noAgents: 'You supervise no agents.',
  failed: 'The agents could not be read. What you see may be old.',
  open: 'Open',
  more: (count) => `${count} more agents are not shown.`,
};

/** How a person stands on a media channel. Open: servers name further states. @see AgentStateControlNotReady */
export type Readiness = 'Ready' | 'NotReady' | 'LoggedOut' | (string & {});

/** One media channel of the signed-in user: whether sessions are offered on it. */
export interface ChannelState {
  /** Its name, as at session start: `smssession`, `chat`. */
  readonly channel: string;
  readonly state: Readiness;
}

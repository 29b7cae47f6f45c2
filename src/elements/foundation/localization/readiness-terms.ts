/** `<agent-readiness>`. */
export interface ReadinessTerms {
  /** Name of the choice between Ready and Not ready. */
  readonly label: string;
  /** States of a media channel. A state that is not listed is shown as the server wrote it. */
  readonly states: Readonly<Record<string, string>>;
  /** What a state means for the person; said with the choice. */
  readonly hints: Readonly<Record<string, string>>;
  readonly changing: string;
  /** Said aloud when the state became another one; `state` is its word. */
  readonly changed: (state: string) => string;
  /** Not every channel could be signed in to. */
  readonly partial: string;
}

/** Readiness in English. */
export const enReadiness: ReadinessTerms = {
  label: 'New sessions',
  states: { Ready: 'Ready', NotReady: 'Not ready', LoggedOut: 'Signed out' },
  hints: {
    Ready: 'New sessions are offered to you.',
    NotReady: 'No new sessions are offered to you.',
    LoggedOut: 'You are signed out of this channel. Choose Ready to sign in.',
  },
  changing: 'Changing …',
  changed: (state) => `New sessions: ${state}`,
  partial: 'You are signed in to some of the channels only. Tell your administrator if one is missing.',
};

/** One way in which a session can have ended, as the host's business knows it. */
export interface DispositionCode {
  /** What the server is told. */
  readonly code: string;
  /** What people read. */
  readonly label: string;
  /** Heading under which it stands. */
  readonly group?: string;
}

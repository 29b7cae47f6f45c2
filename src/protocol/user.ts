/** A GWS user, as far as a directory or "who am I" needs it. @see GET /users, GET /me */
export interface User {
  /** Opaque, 32 hex digits in the samples; never assume a length. */
  readonly id: string;
  readonly userName: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** Absolute uri to use as `targetUri`; taken from the server as it stands. */
  readonly uri?: string;
  /** E.g. `ROLE_AGENT`, `ROLE_SUPERVISOR`. */
  readonly roles: readonly string[];
}

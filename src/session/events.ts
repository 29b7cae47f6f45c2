import type { GwsErrorCode } from '../protocol/gws-error.js';
import type { OperationName } from '../protocol/operation-name.js';
import type { SessionStatus } from '../protocol/session.js';
import type { SupervisorMode } from '../protocol/visibility.js';
import type { ConnectionPhase, OperationOutcome } from './contract.js';

/**
 * Base of the public events: they bubble and are composed, so that a page can listen anywhere above. Details hold ids and codes, never what
 * people wrote: composed events end up in the analytics of host pages.
 */
abstract class DetailEvent<D> extends Event {
  readonly detail: D;

  constructor(type: string, detail: D, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    this.detail = Object.freeze(detail);
  }
}

/** Which operation an event is about. */
export interface OperationEventDetail {
  /** Same id as `OperationHandle.id` and the `X-Operation-Id` of the request. */
  readonly id: string;
  readonly operation: OperationName;
  /** Absent for operations that concern no session, e.g. Monitor. */
  readonly sessionId?: string;
}

/** What is about to be asked. */
export interface OperationAskedDetail extends OperationEventDetail {
  /** The agent whom a supervisor's operation names. @see SMSMonitor, Intrude */
  readonly userId?: string;
  /** The mode that an Intrude asks for; absent when it takes the one that is armed. */
  readonly supervisorMode?: SupervisorMode;
}

/** Before anything is sent; `preventDefault()` ends the operation as `failed` with the code `canceled`. */
export class GwsBeforeOperationEvent extends DetailEvent<OperationAskedDetail> {
  static readonly type = 'gws-before-operation';
  constructor(detail: OperationAskedDetail) {
    super(GwsBeforeOperationEvent.type, detail, true);
  }
}

/** How an operation ended, without the error object. */
export interface OperationEndedDetail extends OperationEventDetail {
  readonly phase: OperationOutcome['phase'];
  readonly code?: GwsErrorCode;
}

/** An operation ended: confirmed, failed or unknown. */
export class GwsOperationEvent extends DetailEvent<OperationEndedDetail> {
  static readonly type = 'gws-operation';
  constructor(detail: OperationEndedDetail) {
    super(GwsOperationEvent.type, detail);
  }
}

/** The server offers a session to this user. @see SMSAccept, Intrude */
export class GwsInvitationEvent extends DetailEvent<{
  readonly sessionId: string;
  readonly supervisorMode?: SupervisorMode;
}> {
  static readonly type = 'gws-invitation';
  constructor(detail: GwsInvitationEvent['detail']) {
    super(GwsInvitationEvent.type, detail);
  }
}

/** A session's status changed; `previous` is absent for a session just heard of. */
export class GwsSessionEvent extends DetailEvent<{
  readonly sessionId: string;
  readonly status: SessionStatus;
  readonly previous?: SessionStatus;
}> {
  static readonly type = 'gws-session';
  constructor(detail: GwsSessionEvent['detail']) {
    super(GwsSessionEvent.type, detail);
  }
}

/** Another session is selected, or none. */
export class GwsSelectEvent extends DetailEvent<{ readonly sessionId: string | undefined }> {
  static readonly type = 'gws-select';
  constructor(detail: GwsSelectEvent['detail']) {
    super(GwsSelectEvent.type, detail);
  }
}

/** The line to GWS changed its phase. */
export class GwsConnectionEvent extends DetailEvent<{ readonly phase: ConnectionPhase; readonly code?: GwsErrorCode }> {
  static readonly type = 'gws-connection';
  constructor(detail: GwsConnectionEvent['detail']) {
    super(GwsConnectionEvent.type, detail);
  }
}

/** What failed, as codes. */
export interface ErrorEventDetail {
  readonly code: GwsErrorCode;
  readonly operation?: OperationName;
  readonly sessionId?: string;
  /** GWS `statusCode`. @see ReturnValues */
  readonly statusCode?: number;
  readonly httpStatus?: number;
  readonly referenceId?: string;
}

/** Something failed: an operation, a read, the connection. The server's own words stay in `OperationOutcome.error`. */
export class GwsErrorEvent extends DetailEvent<ErrorEventDetail> {
  static readonly type = 'gws-error';
  constructor(detail: ErrorEventDetail) {
    super(GwsErrorEvent.type, detail);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'gws-before-operation': GwsBeforeOperationEvent;
    'gws-operation': GwsOperationEvent;
    'gws-invitation': GwsInvitationEvent;
    'gws-session': GwsSessionEvent;
    'gws-select': GwsSelectEvent;
    'gws-connection': GwsConnectionEvent;
    'gws-error': GwsErrorEvent;
  }
}

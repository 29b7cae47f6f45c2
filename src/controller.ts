/**
 * The headless entry: everything but the elements. Imports no DOM and no Lit, runs in Node and workers.
 *
 * ```js
 * const workspace = createWorkspace({ transport: createGwsTransport({ baseUrl: '/api/v2', topics: SMS_SESSION.topics }) });
 * workspace.connect();
 * ```
 */
export { createWorkspace } from './session/workspace-controller.js';
export type { WorkspaceOptions } from './session/workspace-controller.js';
export type { Timers, Timings } from './session/environment.js';
export type { HistorySource } from './session/gws-client.js';
export type * from './session/contract.js';
export * from './session/events.js';
export { createGwsTransport } from './transport/gws-transport.js';
export type { GwsTransportOptions } from './transport/gws-transport.js';
export type * from './transport/transport.js';
export { GwsError } from './protocol/gws-error.js';
export type { GwsErrorCode, GwsErrorDetail } from './protocol/gws-error.js';
export { SMS_SESSION } from './protocol/dialects/sms-session.js';
export { CHAT } from './protocol/dialects/chat.js';
export { INTERACTIONS } from './protocol/dialects/interactions.js';
export type { Dialect, WireForm } from './protocol/dialects/dialect.js';
export { decodeNotification } from './protocol/decode.js';
export type * from './protocol/capability.js';
export type * from './protocol/channel.js';
export type * from './protocol/json.js';
export type * from './protocol/message.js';
export type * from './protocol/notification.js';
export type * from './protocol/operation-name.js';
export type * from './protocol/operation-params.js';
export type * from './protocol/participant.js';
export type * from './protocol/session.js';
export type * from './protocol/user.js';
export type * from './protocol/visibility.js';
export type * from './protocol/wire.js';
export { audienceOf } from './state/audience.js';
export type { Audience } from './state/audience.js';
export { initialSession, reduceSession } from './state/session-reducer.js';
export * from './state/selectors.js';
export type * from './state/session-event.js';
export type * from './state/session-state.js';
export type { MessageLog } from './state/message-log.js';

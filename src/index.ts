/**
 * Everything public, without a side effect: classes that are not registered yet, events, controllers, types. Importing `sms-session-elements/define`
 * registers the elements; `sms-session-elements/controller` is the part without any element.
 */
export * from './controller.js';
export { sessionContext, workspaceContext } from './session/contexts.js';
export { SessionConsumer, WorkspaceConsumer } from './session/session-consumer.js';
export type { ConsumerSource, Watched } from './session/session-consumer.js';
export * from './session/audit-trail.js';
export * from './state/export-transcript.js';
export * from './state/help.js';

export { BaseElement } from './elements/foundation/base-element.js';
export type { Density } from './elements/foundation/base-element.js';
export { SessionElement } from './elements/foundation/session-element.js';
export { WorkspaceElement } from './elements/foundation/workspace-element.js';
export { announcerOf } from './elements/foundation/announcer.js';
export type { Announcement, Announcer } from './elements/foundation/announcer.js';
export { registerTranslation } from './elements/foundation/localization/localize.js';
export { en } from './elements/foundation/localization/en.js';
export type * from './elements/foundation/localization/translation.js';
export type * from './elements/foundation/localization/board-terms.js';
export type * from './elements/foundation/localization/conversation-terms.js';
export type * from './elements/foundation/localization/data-terms.js';
export type * from './elements/foundation/localization/readiness-terms.js';
export type * from './elements/foundation/localization/supervision-terms.js';
export { VERSION } from './elements/foundation/version.js';

export { GwsWorkspaceElement } from './elements/gws-workspace/gws-workspace.element.js';
export { ConnectionStatusElement } from './elements/connection-status/connection-status.element.js';
export { AgentReadinessElement } from './elements/agent-readiness/agent-readiness.element.js';
export { SessionListElement } from './elements/session-list/session-list.element.js';
export { SmsSessionElement } from './elements/sms-session/sms-session.element.js';
export { MessageLogElement } from './elements/message-log/message-log.element.js';
export { MessageComposerElement } from './elements/message-composer/message-composer.element.js';
export { SessionActionsElement } from './elements/session-actions/session-actions.element.js';
export { TargetPickerElement } from './elements/target-picker/target-picker.element.js';
export { TargetPickEvent } from './elements/target-picker/target-pick-event.js';
export { ParticipantListElement } from './elements/participant-list/participant-list.element.js';
export { SupervisorControlsElement } from './elements/supervisor-controls/supervisor-controls.element.js';
export { MonitoredAgentsElement } from './elements/monitored-agents/monitored-agents.element.js';
export { UserDataElement } from './elements/user-data/user-data.element.js';
export type { OtherKeys, UserDataField } from './elements/user-data/user-data-field.js';
export { DispositionPickerElement } from './elements/disposition-picker/disposition-picker.element.js';
export type { DispositionCode } from './elements/disposition-picker/disposition-code.js';
export { DispositionReminderEvent } from './elements/disposition-picker/disposition-reminder-event.js';
export type { DispositionReminderDetail } from './elements/disposition-picker/disposition-reminder-event.js';
export { SupervisionLogElement } from './elements/supervision-log/supervision-log.element.js';

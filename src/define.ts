import { ContextRoot } from '@lit/context';
import { AgentReadinessElement } from './elements/agent-readiness/agent-readiness.element.js';
import { ConnectionStatusElement } from './elements/connection-status/connection-status.element.js';
import { DispositionPickerElement } from './elements/disposition-picker/disposition-picker.element.js';
import { GwsWorkspaceElement } from './elements/gws-workspace/gws-workspace.element.js';
import { MessageComposerElement } from './elements/message-composer/message-composer.element.js';
import { MessageLogElement } from './elements/message-log/message-log.element.js';
import { MonitoredAgentsElement } from './elements/monitored-agents/monitored-agents.element.js';
import { ParticipantListElement } from './elements/participant-list/participant-list.element.js';
import { SessionActionsElement } from './elements/session-actions/session-actions.element.js';
import { SessionListElement } from './elements/session-list/session-list.element.js';
import { SmsSessionElement } from './elements/sms-session/sms-session.element.js';
import { SupervisionLogElement } from './elements/supervision-log/supervision-log.element.js';
import { SupervisorControlsElement } from './elements/supervisor-controls/supervisor-controls.element.js';
import { TargetPickerElement } from './elements/target-picker/target-picker.element.js';
import { UserDataElement } from './elements/user-data/user-data.element.js';

/** One root per page, also with several copies of the library. */
const ROOT = Symbol.for('sms-session-elements/context-root/1');
const page = globalThis as { [ROOT]?: ContextRoot };

// Remembers requests that nobody answers yet, for providers that are defined or come later.
if ('document' in globalThis && page[ROOT] === undefined) {
  page[ROOT] = new ContextRoot();
  page[ROOT].attach(document.documentElement);
}

/** Providers first, so that what is in the page already asks somebody who can answer. Called here, and not by imports: bundlers drop those. */
for (const element of [
  GwsWorkspaceElement,
  SmsSessionElement,
  ConnectionStatusElement,
  AgentReadinessElement,
  SessionListElement,
  MessageLogElement,
  MessageComposerElement,
  TargetPickerElement,
  SessionActionsElement,
  ParticipantListElement,
  SupervisorControlsElement,
  MonitoredAgentsElement,
  UserDataElement,
  DispositionPickerElement,
  SupervisionLogElement,
]) {
  element.define();
}

// The tags for `querySelector` and friends; types alone, gone after compilation.
export type * from './elements/gws-workspace/gws-workspace.js';
export type * from './elements/sms-session/sms-session.js';
export type * from './elements/connection-status/connection-status.js';
export type * from './elements/agent-readiness/agent-readiness.js';
export type * from './elements/session-list/session-list.js';
export type * from './elements/message-log/message-log.js';
export type * from './elements/message-composer/message-composer.js';
export type * from './elements/target-picker/target-picker.js';
export type * from './elements/session-actions/session-actions.js';
export type * from './elements/participant-list/participant-list.js';
export type * from './elements/supervisor-controls/supervisor-controls.js';
export type * from './elements/monitored-agents/monitored-agents.js';
export type * from './elements/user-data/user-data.js';
export type * from './elements/disposition-picker/disposition-picker.js';
export type * from './elements/supervision-log/supervision-log.js';

import { CHAT_ONLY } from './scenarios/chats.js';
import { CONVERSATION } from './scenarios/conversation.js';
import { DESK } from './scenarios/desk.js';
import { OLDER_INTERACTIONS } from './scenarios/interactions.js';
import { MONITORING } from './scenarios/monitoring.js';
import { SUPERVISION } from './scenarios/supervision.js';
import { TEAMWORK } from './scenarios/teamwork.js';
import type { Scenario } from './stage.js';

/** Every scenario, in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [
  ...CONVERSATION,
  ...DESK,
  ...TEAMWORK,
  ...SUPERVISION,
  ...MONITORING,
  ...CHAT_ONLY,
  ...OLDER_INTERACTIONS,
];

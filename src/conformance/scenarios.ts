import { CONVERSATION } from './scenarios/conversation.js';
import { SUPERVISION } from './scenarios/supervision.js';
import { TEAMWORK } from './scenarios/teamwork.js';
import type { Scenario } from './stage.js';

/** Every scenario, in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [...CONVERSATION, ...TEAMWORK, ...SUPERVISION];

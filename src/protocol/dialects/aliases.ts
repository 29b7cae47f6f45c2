import type { OperationName } from '../operation-name.js';

/**
 * Spellings in samples and request bodies that differ from the operation's documented name: quirks 1, 2, 3 and 24.
 * @see SwitchToCoach, SMSAccept, SendStopTypingToAgentsNotification, SendURL
 */
export const SHARED_ALIASES: ReadonlyMap<string, readonly OperationName[]> = new Map<string, readonly OperationName[]>([
  ['SwitchBargeIn', ['SwitchToBargeIn']],
  ['InFocus', ['SetInFocus']],
  ['SendStopTypingToAgentNotification', ['SendStopTypingToAgentsNotification']],
  ['SendURL', ['SendUrl']],
]);

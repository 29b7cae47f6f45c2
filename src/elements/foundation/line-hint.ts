import type { WorkspaceState } from '../../session/contract.js';
import type { Translation } from './localization/translation.js';

/** What the line's phase means for the person, where that is not plain. */
export function lineHint(t: Translation, { phase, error }: WorkspaceState['connection']): string | undefined {
  const { hints } = t.connection;
  // Handshakes are granted again and again, and the client is unknown after each: whoever is signed in would see no sense in signing in.
  const isForgotten = phase === 'auth-required' && error?.detail.serverMessage?.startsWith('402') === true;
  return (isForgotten ? hints.cookies : undefined) ?? hints[phase];
}

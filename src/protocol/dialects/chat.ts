import { SHARED_ALIASES } from './aliases.js';
import type { Dialect } from './dialect.js';

/** Chats: the twin of SMS sessions, with three kinds of notices more. @see ChatResources, ChatMessageType */
export const CHAT: Dialect = {
  name: 'chat',
  collection: 'chats',
  resourceKeys: ['chat'],
  strayKeys: [],
  uriKeys: ['chatUri', 'chatPath'],
  stateTypes: ['ChatStateChangeMessage'],
  channel: 'chat',
  topics: ['/v2/me/*'],
  topic: '/v2/me/chats',
  lacks: ['CompleteTransfer', 'CompleteConference', 'RequestHistory'],
  // Only targetUri is documented for a chat's Consult; siblings accept a path in that field (quirk 8).
  wire: { Consult: { renames: { targetPath: 'targetUri' } } },
  aliases: SHARED_ALIASES,
  history: 'read',
};

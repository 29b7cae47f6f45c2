import { CHAT } from '../../src/protocol/dialects/chat.js';
import type { Dialect } from '../../src/protocol/dialects/dialect.js';
import { INTERACTIONS } from '../../src/protocol/dialects/interactions.js';
import { SMS_SESSION } from '../../src/protocol/dialects/sms-session.js';

/** What a desk speaks, and what the world around it serves. */
export type DialectName = 'sms-session' | 'chat' | 'interactions';

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  'sms-session': SMS_SESSION,
  chat: CHAT,
  interactions: INTERACTIONS,
};

/** The names on the wire, written down anew: the referee does not ask the client. */
export interface WireNames {
  /** Key of a resource; with `s` that of a list, with `Uri` that of whose log it is. */
  readonly key: string;
  readonly collection: string;
  /** Below which colleagues and supervisors work, and the referee reads: the older API lacks both. */
  readonly whole: string;
  readonly topics: readonly string[];
}

const CHANNELS = '/v2/me/channels';

export const NAMES: Readonly<Record<DialectName, WireNames>> = {
  'sms-session': {
    key: 'smssession',
    collection: 'smssessions',
    whole: 'smssessions',
    topics: ['/v2/me/smssessions', CHANNELS],
  },
  chat: { key: 'chat', collection: 'chats', whole: 'chats', topics: ['/v2/me/chats', CHANNELS] },
  interactions: {
    key: 'interaction',
    collection: 'interactions',
    whole: 'chats',
    topics: ['/v2/me/interactions', CHANNELS],
  },
};

/** What the names of the older API, and one misspelt name, stand for. @see InteractionsOnChat, SwitchToCoach */
export const MEANT: Readonly<Record<string, readonly string[]>> = {
  SwitchBargeIn: ['SwitchToBargeIn'],
  SendNotification: ['SendStartTypingNotification', 'SendStopTypingNotification'],
  StopProcessing: ['Complete'],
  RequestChatHistory: ['RequestHistory'],
  StartChatConsultation: ['Consult'],
  LeaveChatConsultation: ['CompleteConference'],
};

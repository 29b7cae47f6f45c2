import type { Media } from './model.js';
import { TOPICS } from './inferences.js';

/** The wire names of one kind of session. */
export interface Naming {
  /** Path segment of the collection, and the key of its answers. */
  readonly collection: string;
  /** Path segments that the documentation's samples use besides. */
  readonly aliases: readonly string[];
  /** Key of the resource in notifications and answers. */
  readonly resource: string;
  readonly stateMessage: string;
  readonly uriKey: string;
  /** Since 2015, chats only. */
  readonly pathKey?: string;
  readonly topic: string;
  /** Last segment of `/users/{id}/channels/{channel}`. */
  readonly channel: string;
}

/** Wire names per kind of session. @see SMSResources, ChatMessageType */
export const NAMING: Readonly<Record<Media, Naming>> = {
  sms: {
    collection: 'smssessions',
    // SMSSetDisposition and SMSGetMessages print the first, SMSSwitchtoBargeIn the second.
    aliases: ['smsessions', 'smsssession', 'smssession', 'smsssessions'],
    resource: 'smssession',
    stateMessage: 'SMSsessionStateChangeMessage',
    uriKey: 'smssessionUri',
    topic: TOPICS.sms,
    channel: 'smssession',
  },
  chat: {
    collection: 'chats',
    aliases: [],
    resource: 'chat',
    stateMessage: 'ChatStateChangeMessage',
    uriKey: 'chatUri',
    pathKey: 'chatPath',
    topic: TOPICS.chat,
    channel: 'chat',
  },
};

/** The kind of session that a path segment names. */
export function mediaOf(segment: string | undefined): Media | undefined {
  if (segment === undefined) return undefined;
  for (const media of ['sms', 'chat'] as const) {
    const { collection, aliases } = NAMING[media];
    if (segment === collection || aliases.includes(segment)) return media;
  }
  return undefined;
}

import { CHAT } from '../protocol/dialects/chat.js';
import { INTERACTIONS } from '../protocol/dialects/interactions.js';
import { SMS_SESSION } from '../protocol/dialects/sms-session.js';
import { OPERATIONS } from '../protocol/operations.js';

const DIALECTS = [SMS_SESSION, CHAT, INTERACTIONS] as const;

/** Words of the documentation, beside those of the catalogue and the dialects: types, states, visibilities, modes, roles. */
const DOCUMENTED = `
  MessageLogUpdated ChannelStateChangeMessage ChannelStateChangeMessageV2
  StatusChange ParticipantsUpdated PropertiesUpdated NewMessages Error
  Invited Chatting LeftChat Completed Revoked Accepted Disconnected
  Ready NotReady LoggedOut
  All Agents Supervisors Monitor Coach BargeIn NextChat AllChats
  Agent Customer External Supervisor Bot
  Text PushUrl Notice CustomNotice NicknameUpdated ParticipantJoined ParticipantLeft ParticipantRejoined TypingStarted TypingStopped
  Normal System Inbound Internal Consult
  ROLE_ADMIN ROLE_AGENT ROLE_SUPERVISOR
  customer agents ok error csrf`
  .trim()
  .split(/\s+/);

/** Everything that may stand in a recording as it is: no person makes these words up. */
export const WORDS: ReadonlySet<string> = new Set([
  ...DOCUMENTED,
  ...Object.keys(OPERATIONS),
  ...DIALECTS.flatMap(({ name, channel, stateTypes, aliases, wire }) => [
    name,
    channel,
    ...stateTypes,
    ...aliases.keys(),
    ...Object.values(wire).flatMap(({ name: wireName }) => wireName ?? []),
  ]),
]);

/** The same in lower case, for what is read in any case and in the singular. */
const LOOSE: ReadonlySet<string> = new Set([...WORDS].map((word) => word.toLowerCase()));

/** A known word that may be written in any case, in the singular and with spaces around; as it may stand. `undefined` for any other. */
export function looseWord(text: string): string | undefined {
  const plain = text.trim();
  const lower = plain.toLowerCase();
  return LOOSE.has(lower) || LOOSE.has(`${lower}s`) ? plain : undefined;
}

/** Segments of addresses that are no ids. */
export const PATH_WORDS: ReadonlySet<string> = new Set([
  'me',
  'users',
  'channels',
  'messages',
  ...DIALECTS.flatMap(({ collection, channel }) => [collection, channel]),
]);

/** Fields that hold an id, or an address that ends in one. */
export const ID_KEYS: ReadonlySet<string> = new Set([
  'id',
  'uri',
  'path',
  'userId',
  'sessionId',
  'agentId',
  'userUri',
  'targetUri',
  'targetPath',
  ...DIALECTS.flatMap(({ uriKeys }) => uriKeys),
]);

/** Fields that hold an object or a list of ours. */
export const CONTAINERS: ReadonlySet<string> = new Set([
  'user',
  'users',
  'messages',
  'participants',
  'from',
  ...DIALECTS.flatMap(({ resourceKeys }) => resourceKeys).flatMap((key) => [key, `${key}s`]),
]);

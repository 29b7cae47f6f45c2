import type { ChannelState } from './channel.js';
import { MAX_NAME, MAX_PARTICIPANTS } from './limits.js';
import type { DecodeProblem } from './notification.js';
import { decodeList, problem } from './problem.js';
import { isRecord, readText, readWord } from './read.js';

/** Channels that could be read, and why others could not. */
export interface DecodedChannels {
  readonly channels: readonly ChannelState[];
  readonly rejected: readonly DecodeProblem[];
}

/** The channels of a notification or of a reading: a list, one of them alone, or none: not every server tells. @see AgentStateControlNotReady */
export function decodeChannels(body: unknown): DecodedChannels {
  const list = isRecord(body) ? (body['channels'] ?? body['channel'] ?? []) : body;
  const { records, rejected } = decodeList(
    Array.isArray(list) ? list : [list],
    MAX_PARTICIPANTS,
    'channels',
    decodeChannel,
  );
  return { channels: records, rejected };
}

function decodeChannel(value: unknown): ChannelState | DecodeProblem {
  if (!isRecord(value)) return problem('not-an-object', '');
  const channel = readText(value['channel'] ?? value['name'], MAX_NAME);
  if (!channel) return problem('bad-id', 'channel');
  // The first version of the notification has the word itself where the second has an object.
  const said = value['userState'] ?? value['state'];
  const word = isRecord(said) ? said['state'] : said;
  if (typeof word !== 'string') return problem('not-an-object', 'userState');
  return { channel, state: readWord(word, ['Ready', 'NotReady', 'LoggedOut']) ?? word };
}

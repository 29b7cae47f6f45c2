import type { JsonObject, JsonValue } from '../../protocol/json.js';
import { deliver } from './faults.js';
import { CHANNEL_NAMES, TOPICS } from './inferences.js';
import type { Media, Person } from './model.js';
import { ACCEPTED, own, refusal, type Outcome } from './outcome.js';
import { channelOf, channelsOf } from './reads.js';
import { routeWaiting } from './routing.js';
import type { World } from './world.js';

/** The kind of session that a channel name stands for. */
export function mediaOfChannel(name: JsonValue | undefined): Media | undefined {
  return typeof name === 'string' && Object.hasOwn(CHANNEL_NAMES, name) ? CHANNEL_NAMES[name] : undefined;
}

function tellChannels(world: World, person: Person, channels: readonly JsonObject[]): void {
  deliver(world, person.id, TOPICS.channels, { channels, messageType: 'ChannelStateChangeMessageV2' });
}

/** Ready and NotReady, by oneself or by one's supervisor. NotReady stops new invitations. @see AgentStateControlNotReady */
export function setReady(world: World, person: Person, media: Media, ready: boolean): Outcome {
  if (world.loggedOut.has(person.id)) return refusal(2, 'no contact center session');
  if (ready) world.notReady.delete(`${person.id}/${media}`);
  else world.notReady.add(`${person.id}/${media}`);
  tellChannels(world, person, [channelOf(world, person, media)]);
  if (ready) routeWaiting(world);
  return ACCEPTED;
}

/** Logs in on the channels that it knows; others make it a partial success. @see StartContactCenterSession */
export function startSession(world: World, person: Person, params: JsonObject): Outcome {
  const channels = own(params, 'channels');
  const names = Array.isArray(channels) ? (channels as readonly JsonValue[]) : [];
  const media = names.map(mediaOfChannel);
  const known = media.filter((each) => each !== undefined);
  if (known.length === 0) return refusal(10, 'channels');
  world.loggedOut.delete(person.id);
  for (const each of known) world.notReady.delete(`${person.id}/${each}`);
  tellChannels(world, person, channelsOf(world, person).channels);
  routeWaiting(world);
  return known.length === media.length ? ACCEPTED : refusal(7, 'channels');
}

/** Logs out of every channel; sessions in progress stay. */
export function endSession(world: World, person: Person): Outcome {
  world.loggedOut.add(person.id);
  tellChannels(world, person, channelsOf(world, person).channels);
  return ACCEPTED;
}

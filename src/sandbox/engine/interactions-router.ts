import type { JsonObject } from '../../protocol/json.js';
import { interactionUri, wireInteraction } from './interactions.js';
import type { Person, Session } from './model.js';
import { translate, requestHistory } from './operations/older.js';
import { operationIn, perform } from './operations/perform.js';
import { found, refusal, refused, type Outcome } from './outcome.js';
import { WHOLE, wireSession } from './projection.js';
import { heldBy, withFields, type Query } from './reads.js';
import type { World } from './world.js';

/** Path segment of the older API, below `/me` or at the root. */
export const INTERACTIONS = 'interactions';

function chatOf(world: World, id: string | undefined): Session | undefined {
  const session = world.sessions.get(id ?? '');
  return session?.media === 'chat' ? session : undefined;
}

/** `GET /me/interactions` and `GET /me/interactions/{id}`: the caller's chats. @see InteractionsAPIOperations */
export function readInteractions(world: World, person: Person, id: string | undefined, query: Query): Outcome {
  const held = heldBy(world, 'chat', person);
  const resources = held.map(({ session, seat }) =>
    wireInteraction(session, seat, wireSession(world, session, seat, WHOLE)),
  );
  if (id === undefined) {
    if (withFields(query)) return found({ interactions: resources });
    return found({ uris: held.map(({ session }) => interactionUri(world, session)) });
  }
  const interaction = resources.find((resource) => resource['id'] === id);
  return interaction === undefined ? refusal(6) : found({ interaction });
}

/** `POST /me/interactions/{id}`: an older name for what can be done to a chat. @see InteractionsOnChat */
export function operateInteraction(world: World, person: Person, id: string | undefined, body: JsonObject): Outcome {
  const session = chatOf(world, id);
  const name = operationIn(body);
  if (refused(name)) return name;
  if (name === 'RequestChatHistory') return requestHistory(world, session, person.id, body);
  const translated = translate(session, person.id, name, body);
  if (refused(translated)) return translated;
  const { operation, params, answersStatus } = translated;
  const outcome = perform(world, session, 'chat', person, operation, params);
  return answersStatus && outcome.code === 0 ? { code: 0, older: true } : outcome;
}
